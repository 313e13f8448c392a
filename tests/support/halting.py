"""A module of ours run as a program that halts, to be killed there: ``NUMBER MARK MODULE ARGUMENTS``.

It halts before it puts its file of that number, counted from 1, in place, and leaves the file MARK.
"""

import itertools
import runpy
import sys
import time
from pathlib import Path

NUMBER, MARK, MODULE = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
FILES = itertools.count(1)


def halt(event, arguments):
    if event == "os.rename" and next(FILES) == NUMBER:
        MARK.touch()
        time.sleep(3600)


del sys.argv[1:4]
sys.addaudithook(halt)
runpy.run_module(MODULE, run_name="__main__", alter_sys=True)
