"""A worker process: converts one document after another for the process that started it.

Tasks come in as lines of JSON, and a line goes back for each. The results themselves are written
to the store from here. When the other end closes, the process ends at once, whatever it is at.
"""

import faulthandler
import json
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

from actionplans.batching.store import Store
from actionplans.batching.tasks import Task, convert_task

GRACE = 60.0
"""Seconds beyond a document's limit after which a worker that nobody stopped stops itself: its
supervisor stops it at the limit, so by then there is none."""

Message = dict[str, Any]


def main() -> None:
    """Convert what is asked until the other end closes. The output is the only argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    replies = _private_output()
    tasks: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(tasks,), daemon=True).start()
    store = Store(Path(sys.argv[1]))
    _load()
    _say(replies, {"ready": os.getpid()})
    while True:
        _say(replies, answer(json.loads(tasks.get()), store))


def _private_output() -> TextIO:
    """Standard output for replies alone: what libraries print goes nowhere."""
    replies = os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return replies


def _hear(tasks: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        tasks.put(line)
    os._exit(0)  # the process that started this one is gone


def _load() -> None:
    """Load the converter and its register now, so that the first document's time is its own."""
    import actionplans.conversion  # noqa: F401
    from normalise.register.register import register_words

    register_words()


def _say(replies: TextIO, message: Message) -> None:
    replies.write(json.dumps(message) + "\n")
    replies.flush()


def answer(message: Message, store: Store) -> Message:
    """Do a task and keep its result; the record, or why it could not be written."""
    task = Task.from_message(message)
    faulthandler.dump_traceback_later(task.settings.timeout + GRACE, exit=True)
    result = convert_task(task)
    faulthandler.cancel_dump_traceback_later()
    try:
        store.write(result)
    except OSError as error:
        return {"unwritten": [error.errno, error.strerror]}
    return {"done": result.done.model_dump_json()}


if __name__ == "__main__":
    main()
