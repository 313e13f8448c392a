"""One run at a time on results by URL: a file there that says who writes, renewed while it does.

It is created only if it is not there, which S3 and file systems with conditional writes promise;
elsewhere two runs that start in the same moment may both believe that they have it. A run that
was killed leaves it: the next run on the same machine knows that and takes it over, one elsewhere
when it was not renewed for ``LEASE``.
"""

import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from actionplans.batching.lock import OutputInUse
from actionplans.batching.store import STATE
from actionplans.output.writers import write_text
from actionplans.urls import Location, LocationUnusable

LOCK = f"{STATE}/lock"
LEASE = 600.0
"""Seconds for which a lock is believed without being renewed: the clocks of two machines may differ
by minutes, and a network may be away for some."""
RENEW_EVERY = 60.0
"""Seconds between two renewals: nine may fail before the lease is over."""
SETTLE = 0.5
"""Seconds after which a lock that was taken over is looked at again: longer than a write takes, so
that of two runs that take it over at once the first sees the second's."""


class RemoteLock:
    """The lock of one output, held by this run."""

    def __init__(self, location: Location, machine: str) -> None:
        """``machine`` names the copy of the results that this run works on, which it has locked."""
        self._location = location
        self._machine = machine
        self._run = uuid.uuid4().hex

    def take(self) -> None:
        """Take the lock; ``OutputInUse`` if another run has it."""
        if self._location.create(LOCK, self._content()):
            return
        holder = self._holder()
        alive = holder.get("machine") != self._machine and holder.get("until", 0) > time.time()
        if alive:
            raise OutputInUse(self._message(holder))
        self.renew()
        time.sleep(SETTLE)
        self.check()

    def check(self) -> None:
        """Raise ``OutputInUse`` if another run has taken the lock meanwhile."""
        holder = self._holder()
        if holder.get("run") != self._run:
            raise OutputInUse(self._message(holder))

    def renew(self) -> None:
        """Say that the run is alive."""
        self._location.write(LOCK, self._content())

    def leave(self) -> None:
        """Let the lock go if it is this run's."""
        if self._holder().get("run") == self._run:
            self._location.remove([LOCK])

    def _content(self) -> bytes:
        who = f"process {os.getpid()} on {socket.gethostname()}"
        holder = {"who": who, "machine": self._machine, "run": self._run}
        return json.dumps(holder | {"until": time.time() + LEASE}).encode()

    def _holder(self) -> dict[str, Any]:
        """What the lock says; nothing if it is not there, or no content of ours."""
        with suppress(ValueError):
            found = json.loads(self._location.read(LOCK) or b"{}")
            return found if isinstance(found, dict) else {}
        return {}

    def _message(self, holder: dict[str, Any]) -> str:
        return (
            f"Another run ({holder.get('who', 'unknown')}) is writing to '{self._location.url}'. "
            f"Wait until it ends; if it was killed, {LEASE / 60:.0f} minutes from then."
        )


@contextmanager
def remote_lock(location: Location, home: Path) -> Iterator[RemoteLock]:
    """Hold the lock, and renew it; ``home`` is the locked home of the copy."""
    lock = RemoteLock(location, _machine(home))
    lock.take()
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(lock, ended), daemon=True)
    renewing.start()
    try:
        yield lock
    finally:
        ended.set()
        renewing.join()
        with suppress(LocationUnusable):
            lock.leave()


def _renew(lock: RemoteLock, ended: threading.Event) -> None:
    while not ended.wait(RENEW_EVERY):
        with suppress(LocationUnusable, OutputInUse):  # the check before results are sent will tell
            lock.check()
            lock.renew()


def _machine(home: Path) -> str:
    """A name of this copy that no other has."""
    path = home / "machine"
    if not path.exists():
        write_text(path, uuid.uuid4().hex)
    return path.read_text(encoding="ascii")
