"""The folder whose documents a batch converts: of this machine, or a URL."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from actionplans.batching.inputs import Input, read_inputs
from actionplans.batching.remote.fetch import SHARED
from actionplans.batching.remote.inputs import read_remote_inputs
from actionplans.batching.scheduler import Scheduler
from actionplans.batching.tasks import Done
from actionplans.urls import Location, is_url, local_path


class InputFolder:
    """A folder of documents."""

    def __init__(self, folder: str | Path, *, keep_people: bool, shared: bool) -> None:
        """``shared``: a folder named by ``file:`` is to be read by the machines of a cluster."""
        self._folder = local_path(folder)
        self._remote = Location(str(folder)) if is_url(folder) else None
        self._keep_people = keep_people
        named_by_url = str(folder).lower().startswith("file:")
        self.location = self._remote.url if self._remote else SHARED * (shared and named_by_url)
        """Where the tasks of its documents say that they are."""

    def inputs(
        self,
        output: str | Path,
        copy: Path,
        known: Collection[Done],
        scheduler: Scheduler,
        *,
        read_first: bool,
    ) -> tuple[list[Input], list[str]]:
        """The documents in the order of their paths, and the files that are none.

        Passed over is what lies in ``output`` or its ``copy`` on this machine. ``known`` documents
        of a URL are not read again to know their hashes if their version is the same, and new
        ones only if all are to be ``read_first``.
        """
        if self._remote is None:
            return read_inputs(self._folder, copy, keep_people=self._keep_people)
        return read_remote_inputs(
            self._remote,
            str(output).rstrip("/"),
            known,
            partial(scheduler.hashes, self._remote.url),
            keep_people=self._keep_people,
            read_first=read_first,
        )
