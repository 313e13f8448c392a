"""A worker process seen from outside: given a task, watched, stopped at its limits, renewed.

Each is a fresh Python process and not a child of ``multiprocessing``: it starts alike on every
system, never runs the caller's script again, and may be started from any process.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from actionplans.batching.default_limits import MEGABYTE
from actionplans.batching.stop_messages import stop_message
from actionplans.batching.tasks import Done, Result, Task, stopped_task
from schemas.codes import ProblemCode

LOOK_EVERY = 0.05
"""Seconds between two looks at a worker's time and memory: what it takes in between may pass the
limit (SECURITY.md), and looking costs next to nothing."""
RENEW_AFTER = 50
"""Documents, of some seconds each, beside which the second that a start takes is little."""
START_WITHIN = 300.0
"""Seconds in which a worker must have loaded the converter: a few as a rule, minutes where a slow
disk or a virus scanner sees its libraries for the first time."""

WORKER = ("-m", "actionplans.batching.worker_main")


CANNOT_START = (
    "The converter cannot be started in a process of its own. Install it again, and see that "
    "'python -m actionplans --version' works."
)


class WorkerCannotStart(RuntimeError):
    """The worker process ended before it could be asked anything."""


class WorkerProcess:
    """A process that converts documents for the store of one output."""

    def __init__(
        self, output: Path, command: Sequence[str] = WORKER, renew_after: int = RENEW_AFTER
    ) -> None:
        """``command`` is what Python is asked to run, without the output's name behind it.

        The process is renewed after ``renew_after`` documents: what leaks, leaks no further.
        """
        self._command = [sys.executable, "-P", *command, str(output)]
        self._renew_after = renew_after
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._pid = 0
        self._left = 0
        self._closed = False
        self._starting = threading.Lock()

    def ask(self, task: Task) -> Done | Result:
        """The record of the task, whose plan is written; or its result if it was stopped.

        Raises ``OSError`` if the result cannot be written, and ``WorkerCannotStart``.
        """
        process = self._process if self._process and self._left else self._renewed()
        self._left -= 1
        before = time.monotonic()
        with suppress(OSError):  # a worker that has just died is found out by its silence
            print(json.dumps(task.message()), file=process.stdin, flush=True)
        reply = self._reply(task.settings.timeout, task.settings.memory)
        if isinstance(reply, dict):
            return _done(reply)
        if reply is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)  # so that its exit code tells why it died
        self.stop()
        code = reply or ProblemCode.WORKER_CRASHED
        message = stop_message(code, task.settings, process.returncode)
        return stopped_task(task, code, message, time.monotonic() - before)

    def _renewed(self) -> "subprocess.Popen[str]":
        self.stop()
        process = self._started()
        self._replies = queue.SimpleQueue()
        threading.Thread(target=_pump, args=(process, self._replies), daemon=True).start()
        self._left, self._pid = self._renew_after, 0
        ready = self._reply(START_WITHIN, sys.maxsize)
        if not isinstance(ready, dict):
            self.stop()
            raise WorkerCannotStart(CANNOT_START)
        # On Windows the process that was started may be a launcher of the one that works.
        self._pid = ready["ready"]
        return process

    def _started(self) -> "subprocess.Popen[str]":
        with self._starting:
            if self._closed:
                raise CancelledError
            self._process = process = subprocess.Popen(  # noqa: S603 - our own module
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
                env=os.environ
                | {"PYTHONPATH": os.pathsep.join(p or str(Path.cwd()) for p in sys.path)},
            )
        return process

    def _reply(self, timeout: float, memory: int) -> dict[str, Any] | ProblemCode | None:
        """What the worker says; the limit that it passed; or ``None`` if it died."""
        deadline = time.monotonic() + timeout
        while True:
            with suppress(queue.Empty):
                line = self._replies.get(timeout=LOOK_EVERY)
                return json.loads(line) if line else None
            if time.monotonic() > deadline:
                return ProblemCode.TIMED_OUT
            if _memory(self._pid) > memory * MEGABYTE:
                return ProblemCode.OUT_OF_MEMORY

    def close(self) -> None:
        """End the process for good, whatever it is at; a task that waits for it is cancelled."""
        with self._starting:
            self._closed = True
        self.stop()

    def stop(self) -> None:
        """End the process, and those that it started; the next task starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
        process.kill()
        process.wait()
        if process.stdin:
            with suppress(OSError):
                process.stdin.close()


def _pump(process: "subprocess.Popen[str]", replies: "queue.SimpleQueue[str | None]") -> None:
    if process.stdout:
        with process.stdout as lines:
            for line in lines:
                replies.put(line)
    replies.put(None)


def _memory(pid: int) -> int:
    """Bytes of memory that the process holds; none if it is gone or not known yet."""
    if not pid:
        return 0
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _done(reply: dict[str, Any]) -> Done:
    if "unwritten" in reply:
        raise OSError(*reply["unwritten"])
    return Done.model_validate_json(reply["done"])
