"""Ctrl-C as a terminal of POSIX systems gives it: to a command and all processes that it started."""

import os
import signal


def _heard():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it may be ignored where the tests are started


ALONE = {"start_new_session": True, "preexec_fn": _heard}
"""How ``subprocess.Popen`` is to start a command that Ctrl-C is pressed for, and for no other."""


def press_ctrl_c(process):
    os.killpg(process.pid, signal.SIGINT)
