"""Where results are: a folder of this machine, or a URL of which there is a copy here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from actionplans.batching.inputs import INPUTS
from actionplans.batching.lock import locked
from actionplans.batching.remote.fetch import file_name
from actionplans.urls import Location, LocationUnusable, is_url, local_path

NO_RESULTS = (
    "There are no whole results at '{}'. Check the URL, or run the batch again if it did not end."
)


class Output(Protocol):
    """Results that a run may write."""

    folder: Path
    """On this machine."""

    def kept(self, document: str) -> None:
        """Called when a document was put into the state."""
        ...


@dataclass(slots=True)
class LocalOutput:
    """A folder of this machine."""

    folder: Path

    def kept(self, document: str) -> None:
        """It is where it should be."""


@contextmanager
def opened(output: str | Path) -> Iterator[Output]:
    """The results, held for this run alone; what it changed is sent at the end to a URL.

    Raises ``OutputInUse``, and ``LocationUnusable`` if the URL cannot be read or written.
    """
    if isinstance(output, Path) or not is_url(output):
        folder = local_path(output)
        with locked(folder):
            yield LocalOutput(folder)
        return
    from actionplans.batching.remote.lock import remote_lock
    from actionplans.batching.remote.mirror import Mirror

    mirror = Mirror(output)
    with locked(mirror.folder, output), remote_lock(mirror.location, mirror.home) as lock:
        mirror.pull()
        with mirror.sending():
            yield mirror
        lock.check()
        mirror.push()


@contextmanager
def readable(location: str) -> Iterator[Path]:
    """Results, a plan's JSON file or a document, as a path of this machine to read from."""
    if not is_url(location):
        yield local_path(location)
    elif location.lower().endswith((".json", *INPUTS)):
        with _fetched_file(location) as path:
            yield path
    else:
        from actionplans.batching.remote.mirror import Mirror

        mirror = Mirror(location)
        with locked(mirror.folder, location):
            mirror.pull()
            if not (mirror.folder / "run.json").exists():
                raise LocationUnusable(NO_RESULTS.format(location))
            yield mirror.folder


@contextmanager
def _fetched_file(url: str) -> Iterator[Path]:
    """A file by URL as one of this machine, for as long as this lasts."""
    location = Location(url)
    with TemporaryDirectory() as home:
        path = Path(home) / file_name(location.root)
        location.fetch(location.root, path)
        yield path
