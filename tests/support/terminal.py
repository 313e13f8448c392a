"""A program in a terminal of its own, of POSIX systems: what it shows, and keys that are typed."""

import os
import re
import signal
from contextlib import suppress

from tests.support.waiting import wait_for

CONTROL = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\x1b[()].|\x1b[=>]|\r")


class Terminal:
    """A program and what it shows."""

    def __init__(self, command, folder, environment):
        import pty

        self._child, self._screen = pty.fork()
        if self._child == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        os.set_blocking(self._screen, False)
        self.exit_code = None

    def type(self, keys):
        os.write(self._screen, keys.encode())

    def wait_for(self, *words):
        """What is shown from now on until all of the words have been."""
        read = bytearray()

        def shown():
            return CONTROL.sub("", read.decode("utf-8", "replace"))

        def all_came():
            with suppress(BlockingIOError):
                read.extend(os.read(self._screen, 65536))
            return all(w in shown() for w in words)

        wait_for(all_came, lambda: f"{words} in {shown()!r}")
        return shown()

    def ended(self):
        """Whether the program has ended; then it has an ``exit_code``."""
        if self.exit_code is None:
            child, status = os.waitpid(self._child, os.WNOHANG)
            self.exit_code = os.waitstatus_to_exitcode(status) if child else None
        return self.exit_code is not None

    def close(self):
        """Kill the program if it still runs."""
        if not self.ended():
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._screen)
