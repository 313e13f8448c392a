"""What runs inside the workers of a Dask cluster: a document each, in a process of its own.

Functions here return what went wrong and do not raise: Dask logs the arguments of what raises.
"""

import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from distributed import get_worker

from actionplans.batching.remote.fetch import SHARED, fetched, fetched_hash
from actionplans.batching.store import Store
from actionplans.batching.tasks import Done, Task
from actionplans.batching.versions import fingerprint, versions
from actionplans.batching.worker_supervisor import WorkerCannotStart, WorkerProcess
from extract.errors import EngineMissing
from extract.scans.engines.choose import check_installed

IDLE = 60.0
"""Seconds after which a process that nothing is asked of is ended: longer than the pauses within a
run, and soon enough that its memory is free for what else the machine does."""


@dataclass(frozen=True, slots=True, repr=False)
class Parcel:
    """A document's way to a worker. Dask's logs show only that it is one."""

    run: str
    message: dict[str, Any]
    """The task."""
    content: bytes | None = None
    """The document's bytes, unless the worker can read them where they are."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a worker made of a parcel."""

    kept: bytes = b""
    """The document as the store keeps it, compressed."""
    fault: str = ""
    """Why this worker can convert nothing."""
    missing: bool = False
    """Whether the worker does not see the path."""


@dataclass(frozen=True, slots=True)
class About:
    """What a worker is."""

    fingerprint: str
    versions: dict[str, str]
    lacks: str
    """What it must have installed first."""


def about(ocr: Any) -> About:
    """What this worker is."""
    try:
        check_installed(ocr)
    except EngineMissing as error:
        return About(fingerprint(), versions(), str(error))
    return About(fingerprint(), versions(), "")


def convert_parcel(parcel: Parcel) -> Answer:
    """Convert a document on this worker."""
    task = Task.from_message(parcel.message)
    if task.converter != fingerprint():
        return Answer(fault=f"The worker on {socket.gethostname()} has another actionplans.")
    if parcel.content is None and task.location == SHARED and not Path(task.path).exists():
        return Answer(missing=True)
    try:
        with PROCESSES.one(parcel.run) as process:
            return Answer(zlib.compress(process.converted(task, parcel.content).encode()))
    except (OSError, WorkerCannotStart) as error:
        return Answer(fault=f"The worker on {socket.gethostname()} cannot work: {error}")


def hash_parcel(location: str, name: str) -> str:
    """SHA-256 of a document that this worker reads."""
    return fetched_hash(location, name, _scratch())


def stop_run(run: str) -> None:
    """End the processes that work for a run."""
    PROCESSES.stop(run)


def _scratch() -> Path:
    """The folder that Dask gives this worker, and clears away when the worker was killed."""
    return Path(get_worker().local_directory)


@dataclass(eq=False, slots=True)
class _Process:
    """A process with a folder of its own."""

    home: "TemporaryDirectory[str]"
    worker: WorkerProcess
    run: str = ""
    idle_since: float = field(default_factory=time.monotonic)

    def converted(self, task: Task, content: bytes | None) -> str:
        """The document as the store keeps it."""
        home = Path(self.home.name)
        store = Store(home)
        with fetched(task, home, content) as here:
            answer = self.worker.ask(here) if isinstance(here, Task) else here
        if not isinstance(answer, Done):
            store.write(answer)
        text = store.text(task.document)
        store.drop(task.document)
        return text

    def close(self) -> None:
        self.worker.close()
        self.home.cleanup()


class _Processes:
    """The processes of this worker: as many as it has threads at work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._busy: set[_Process] = set()

    @contextmanager
    def one(self, run: str) -> Iterator[_Process]:
        """A process that nobody else asks meanwhile."""
        process = self._taken(run)
        try:
            yield process
        finally:
            self._give_back(process)

    def _taken(self, run: str) -> _Process:
        with self._lock:
            process = self._idle.pop() if self._idle else _new_process()
            process.run = run
            self._busy.add(process)
        return process

    def _give_back(self, process: _Process) -> None:
        with self._lock:
            stopped = process not in self._busy
            self._busy.discard(process)
            if not stopped:
                process.idle_since = time.monotonic()
                self._idle.append(process)
        if stopped:
            process.close()
            return
        timer = threading.Timer(IDLE, self._end_idle)
        timer.daemon = True
        timer.start()

    def _end_idle(self) -> None:
        with self._lock:
            ended = [p for p in self._idle if time.monotonic() - p.idle_since >= IDLE]
            self._idle = [p for p in self._idle if p not in ended]
        for process in ended:
            process.close()

    def stop(self, run: str) -> None:
        """End those at work for a run: their tasks end at once."""
        with self._lock:
            stopped = [p for p in self._busy if p.run == run]
            self._busy.difference_update(stopped)
        for process in stopped:
            process.worker.close()


def _new_process() -> _Process:
    home = TemporaryDirectory(prefix="actionplans-", dir=_scratch(), ignore_cleanup_errors=True)
    return _Process(home, WorkerProcess(Path(home.name)))


PROCESSES = _Processes()
