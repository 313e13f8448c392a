"""A document by URL, brought to a file of this machine while it is converted."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from actionplans.batching.inputs import NOT_IN_NAMES
from actionplans.batching.tasks import Result, Task, unread_task
from actionplans.failed_plan import file_hash
from actionplans.urls import Location, LocationUnusable

SHARED = "shared"
"""As a task's location: its path is one that every machine of a cluster has."""

LONGEST_STEM = 240
"""Bytes of a file's name without its ending: keys may have more than the 255 that files may."""

UNFETCHED = (
    "The file could not be fetched from its place. Check that it is there and that you may read "
    "it, and run the same command again."
)


@contextmanager
def fetched(task: Task, folder: Path, content: bytes | None = None) -> Iterator[Task | Result]:
    """The task with its document in a file below ``folder``, or what to say if it cannot be had.

    The file is made of ``content`` if that is given. A task for a path of this machine is
    yielded as it is.
    """
    if content is None and task.location in ("", SHARED):
        yield task
        return
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as home:
        path = Path(home) / file_name(task.path)
        try:
            if content is None:
                _location(task.location).fetch(task.path, path)
            else:
                path.write_bytes(content)
        except LocationUnusable:
            yield unread_task(task, UNFETCHED)
        else:
            yield replace(task, path=str(path), sha256=file_hash(path), location="")


def fetched_hash(location: str, name: str, folder: Path) -> str:
    """SHA-256 of a document's bytes, read where this runs; empty if they cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as home:
        path = Path(home) / "document"
        try:
            _location(location).fetch(name, path)
        except LocationUnusable:
            return ""
        return file_hash(path)


@cache
def _location(url: str) -> Location:
    return Location(url)


def file_name(path: str) -> str:
    """The last part of a path or a key as a name that this system takes, its ending kept."""
    name = path.rpartition("/")[2]
    if sys.platform == "win32":
        name = NOT_IN_NAMES.sub("_", path.replace("\\", "/").rpartition("/")[2])
    name = re.sub(r"\0", "_", name)
    suffix = PurePosixPath(name).suffix
    stem = name.removesuffix(suffix)
    short = stem.encode("utf-8", "surrogateescape")[:LONGEST_STEM]
    return short.decode("utf-8", "surrogateescape") + suffix
