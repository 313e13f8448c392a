"""One run at a time on an output: a lock that the system lets go when its holder dies."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from actionplans.batching.store import STATE

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> None:
        file.seek(LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCKED_BYTE = 2**20
"""What Windows locks: a byte far beyond the holder's name, which others must be able to read."""


class OutputInUse(Exception):
    """Another run is writing to the output."""


@contextmanager
def locked(output: Path, reported_name: str = "") -> Iterator[None]:
    """Hold the output for this run; ``OutputInUse`` if another has it.

    The message calls the output by its ``reported_name``, if one is given.

    The lock is the system's, not the file: one left by a run that was killed holds nothing.
    """
    folder = output / STATE
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+", encoding="utf-8") as file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError) as error:
            raise OutputInUse(_message(reported_name or str(output), file)) from error
        file.truncate(0)
        file.seek(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}")
        file.flush()
        yield


def _message(output: str, file: IO[str]) -> str:
    file.seek(0)
    holder = file.read() or "another process"
    return (
        f"Another run ({holder}) is writing to '{output}'. Wait until it ends, or choose another "
        "folder for the results."
    )
