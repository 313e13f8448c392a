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
        self._exit_code = None

    def type(self, keys):
        os.write(self._screen, keys.encode())

    def wait_for(self, *words):
        """What is shown from now on until all of the words have been."""
        read = bytearray()

        def shown():
            return CONTROL.sub("", read.decode("utf-8", "replace"))

        def all_came():
            with suppress(OSError):  # nothing to read now, or no more at all
                read.extend(os.read(self._screen, 65536))
            return all(w in shown() for w in words)

        wait_for(all_came, lambda: f"{words} in {shown()!r}", self)
        return shown()

    def poll(self):
        """The program's exit code; ``None`` while it runs."""
        if self._exit_code is None:
            ended, status = os.waitpid(self._child, os.WNOHANG)
            self._exit_code = os.waitstatus_to_exitcode(status) if ended else None
        return self._exit_code

    def close(self):
        """Kill the program if it still runs."""
        if self.poll() is None:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._screen)
