"""A worker, as the batch's own, that comes to grief over documents whose words say so."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import psutil

from actionplans import conversion
from actionplans.batching import worker_main

LEAK = 500 * 2**20
"""Bytes that a leak holds until it is stopped: no more, so that the one who looks may be slow."""

convert = conversion.convert


def convert_or_die(path, **options):
    words = Path(path).read_bytes()
    with (Path(sys.argv[1]) / "workers").open("a", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")
    if b"SEGFAULT" in words:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"PARENT" in words:
        psutil.Process(os.getppid()).kill()
        time.sleep(600)
    if b"EXIT" in words:
        os._exit(7)
    if b"LOOP" in words:
        re.match(r"(a|a)+$", "a" * 60 + "b")  # never ends, and lets no other thread run
    if b"SLEEP" in words:
        time.sleep(600)
    if b"LEAK" in words:
        kept = bytearray(LEAK)
        time.sleep(len(kept))
    return convert(path, **options)


conversion.convert = convert_or_die
worker_main.main()
