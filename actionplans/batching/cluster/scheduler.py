"""A batch on a Dask cluster: its workers convert, this machine keeps and publishes."""

import itertools
import time
import uuid
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionplans.batching.cluster.errors import KILLED, LOST, TOO_LARGE, ClusterUnusable, unshared
from actionplans.batching.store import Store
from actionplans.batching.tasks import Done, Result, Task, stopped_task, unread_task
from extract.errors import UnreadableDocument
from schemas.codes import ProblemCode

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2
"""Documents handed over for each thread of the cluster, so that none waits for the next."""
BYTES_AHEAD = 2**28
"""Bytes of documents under way, unless one alone has more: the scheduler holds them, and a quarter
of a gigabyte is there on any machine that may be one."""
SENT_AT_MOST = 2**30
"""Bytes of a document that is sent with its task: driver, scheduler and worker each hold it
whole."""
COUNT_EVERY = 10.0
"""Seconds between two looks at how many threads there are: a look is a message to the scheduler,
and a worker that comes waits no longer than that."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """Something under way to a worker."""

    what: Any
    size: int
    future: "Future[Any]"


class Cluster:
    """Workers of a cluster."""

    def __init__(self, client: "Client", store: Store) -> None:
        self._client = client
        self._store = store
        self._run = uuid.uuid4().hex
        self._numbers = itertools.count()
        self._unread: list[Result] = []
        self._threads, self._counted = 1, -COUNT_EVERY

    def hashes(self, location: str, names: Sequence[str]) -> dict[str, str]:
        """SHA-256 of files below a URL, which the workers read."""
        from actionplans.batching.cluster.worker import hash_parcel

        def send(name: str) -> _Sent:
            return _Sent(name, 0, self._submitted(hash_parcel, location, name))

        found = self._finished(names, send)
        return {name: str(future.result()) if _came(future) else "" for name, future in found}

    def run(self, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """Each task's record as it is done, in any order."""
        ended = False
        try:
            yield from self._results(tasks)
            ended = True
        finally:
            if not ended:
                self._stop()

    def _results(self, tasks: Sequence[Task]) -> Iterator[Done]:
        suspects = []
        with closing(self._finished(tasks, self._sent)) as back:
            for task, future in back:
                if _came(future):
                    yield self._keep(_result(task, future))
                else:
                    suspects.append(task)
        for task in suspects:
            yield self._keep(self._alone(task))
        for result in self._unread:
            yield self._keep(result)

    def _alone(self, task: Task) -> Result:
        """A document whose workers died. Others were with them, so it is tried by itself."""
        for _, future in self._finished([task], self._sent):
            if _came(future):
                return _result(task, future)
        return stopped_task(task, ProblemCode.WORKER_CRASHED, KILLED, 0.0)

    def _keep(self, result: Result) -> Done:
        self._store.write(result)
        return result.done

    def _finished(
        self, items: Iterable[Any], send: Callable[[Any], "_Sent | None"]
    ) -> Generator[tuple[Any, "Future[Any]"], None, None]:
        """What was sent, as it comes back; the next is sent when another came."""
        from distributed import as_completed

        coming, back = iter(items), as_completed(loop=self._client.loop)
        under_way: dict[str, _Sent] = {}
        try:
            while True:
                while self._room(under_way) and (item := next(coming, None)) is not None:
                    if sent := send(item):
                        under_way[str(sent.future.key)] = sent
                        back.add(sent.future)
                if not under_way:
                    return
                sent = under_way.pop(str(next(back).key))
                yield sent.what, sent.future
        finally:
            self._cancel([s.future for s in under_way.values()])

    def _room(self, under_way: Mapping[str, _Sent]) -> bool:
        """Whether more may be handed over."""
        if not under_way:
            return True
        if sum(s.size for s in under_way.values()) > BYTES_AHEAD:
            return False
        return len(under_way) < AHEAD * self._threads_now()

    def _threads_now(self) -> int:
        """Threads of the cluster, to which workers may come and go."""
        if time.monotonic() - self._counted > COUNT_EVERY:
            with _linked():
                self._threads = sum(self._client.nthreads().values()) or 1
            self._counted = time.monotonic()
        return self._threads

    def _sent(self, task: Task) -> "_Sent | None":
        """The task under way; none if its document cannot be read here, which is noted."""
        from actionplans.batching.cluster.worker import Parcel, convert_parcel

        try:
            content = None if task.location else _content(Path(task.path))
        except OSError as error:
            self._unread.append(unread_task(task, str(UnreadableDocument(error.strerror))))
            return None
        except _TooLarge:
            self._unread.append(unread_task(task, TOO_LARGE))
            return None
        parcel = Parcel(self._run, task.message(), content)
        return _Sent(task, len(content or b""), self._submitted(convert_parcel, parcel))

    def _submitted(self, function: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        key = f"actionplans-{self._run}-{next(self._numbers)}"
        with _linked():
            return self._client.submit(function, *arguments, key=key, pure=False)

    def _cancel(self, futures: "Sequence[Future[Any]]") -> None:
        if futures:
            with suppress(ClusterUnusable), _linked():
                self._client.cancel(futures)

    def _stop(self) -> None:
        """End what the workers are at for this run."""
        from actionplans.batching.cluster.worker import stop_run

        with suppress(ClusterUnusable), _linked():
            self._client.run(stop_run, self._run, on_error="ignore")


@contextmanager
def _linked() -> Iterator[None]:
    """A lost connection as ``ClusterUnusable``."""
    from distributed.client import ClosedClientError

    try:
        yield
    except (OSError, CancelledError, ClosedClientError) as error:
        raise ClusterUnusable(LOST) from error


class _TooLarge(Exception):
    """A document has more bytes than are sent."""


def _content(path: Path) -> bytes:
    """The bytes to send; ``OSError`` and ``_TooLarge``."""
    if path.stat().st_size > SENT_AT_MOST:
        raise _TooLarge
    return path.read_bytes()


def _came(future: "Future[Any]") -> bool:
    """Whether a worker answered; false if all that tried died."""
    from distributed import KilledWorker

    with _linked():
        fault = future.exception()
    if fault is None or isinstance(fault, KilledWorker):
        return fault is None
    raise ClusterUnusable(f"A worker failed: {type(fault).__name__}. Its log says more.") from fault


def _result(task: Task, future: "Future[Any]") -> Result:
    """What a worker made of the task."""
    with _linked():
        answer = future.result()
    if answer.missing and Path(task.path).exists():
        raise ClusterUnusable(unshared(task.path))
    if answer.missing:
        return unread_task(task, str(UnreadableDocument()))
    if answer.fault:
        raise ClusterUnusable(answer.fault)
    record, _, plan = zlib.decompress(answer.kept).decode().partition("\n")
    return Result(Done.model_validate_json(record), plan)
