"""Where the documents of a batch are converted."""

import queue
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from actionplans.batching.remote.fetch import fetched, fetched_hash
from actionplans.batching.store import Store
from actionplans.batching.tasks import Done, Result, Task
from actionplans.batching.worker_supervisor import RENEW_AFTER, WORKER, WorkerProcess


class Scheduler(Protocol):
    """Converts documents somewhere and leaves their results in the store."""

    def hashes(self, location: str, names: Sequence[str]) -> dict[str, str]:
        """SHA-256 of files below a URL; empty for one that cannot be read."""
        ...

    def run(self, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """Each task's record as it is done, in any order; closing it stops what is under way.

        Raises ``OSError`` if results cannot be written.
        """
        ...


READERS = 8
"""Files below a URL that are read at a time for their hashes: reading waits for the network."""


class Processes:
    """Worker processes of this machine, each with a thread that asks and watches it."""

    def __init__(
        self,
        output: Path,
        jobs: int,
        command: Sequence[str] = WORKER,
        renew_after: int = RENEW_AFTER,
    ) -> None:
        """``jobs`` documents at a time; the rest is as ``WorkerProcess`` has it."""
        self._store = Store(output)
        self._jobs = jobs
        self._workers = [WorkerProcess(output, command, renew_after) for _ in range(jobs)]
        self._idle: queue.SimpleQueue[WorkerProcess] = queue.SimpleQueue()
        self._closing = threading.Event()

    def hashes(self, location: str, names: Sequence[str]) -> dict[str, str]:
        """SHA-256 of files below a URL, which are read here."""
        with ThreadPoolExecutor(READERS) as pool:
            read = partial(fetched_hash, location, folder=self._store.fetched)
            return dict(zip(names, pool.map(read, names), strict=True))

    def run(self, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """Each task's record as it is done, in any order."""
        finished: queue.SimpleQueue[Future[Done]] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        pool = ThreadPoolExecutor(self._jobs)
        try:
            for task in tasks:
                pool.submit(self._convert, task).add_done_callback(finished.put)
            for _ in tasks:
                yield _next(finished).result()
        finally:
            self._closing.set()
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in self._workers:
                worker.close()
            pool.shutdown()

    def _convert(self, task: Task) -> Done:
        worker = self._idle.get()
        try:
            with fetched(task, self._store.fetched) as here:
                answer = worker.ask(here) if isinstance(here, Task) else here
        finally:
            self._idle.put(worker)
        if isinstance(answer, Done):
            return answer
        return self._keep(answer)

    def _keep(self, stopped: Result) -> Done:
        """Keep the result of a document that was stopped, unless the whole run is stopped."""
        if self._closing.is_set():
            raise CancelledError
        self._store.write(stopped)
        return stopped.done


def _next(finished: "queue.SimpleQueue[Future[Done]]") -> "Future[Done]":
    while True:
        # Windows hears Ctrl-C only between two waits.
        with suppress(queue.Empty):
            return finished.get(timeout=1.0)
