"""The documents of a folder by URL.

A document is known by the hash of its bytes. These are read where they must be: a file whose
version its file system reports, and that is the one that was converted, is not read again.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from actionplans.batching.inputs import INPUTS, Input, hidden, order, unique_names
from actionplans.batching.tasks import Done
from actionplans.urls import Location, LocationUnusable, path_of_key, version_of
from normalise.people.file_names import masked_path
from schemas.file_names import as_text
from schemas.run import RunInput

Hashes = Callable[[Sequence[str]], Mapping[str, str]]
"""SHA-256 of the files of these names; empty for one that cannot be read."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A file below the URL."""

    name: str
    """In its file system."""
    path: PurePosixPath
    """Below the folder."""
    version: str

    @property
    def names_a_person(self) -> bool:
        return masked_path(self.path) != self.path.as_posix()


def read_remote_inputs(
    location: Location,
    output: str,
    known: Collection[Done],
    hashes: Hashes,
    *,
    keep_people: bool,
    read_first: bool,
) -> tuple[list[Input], list[str]]:
    """The documents below a URL in the order of their paths, and the files that are none.

    What lies below the URL ``output`` is passed over. A document that is not ``known`` yet has
    no hash, unless all must be ``read_first`` or its name is to be masked with its hash.
    Raises ``LocationUnusable`` if the location cannot be read, or there is nothing.
    """
    files = _files(location, output)
    if not files and not location.exists():
        raise LocationUnusable(f"There is nothing at '{location.url}'. Check the URL.")
    documents = [f for f in files if f.path.suffix.lower() in INPUTS]
    masked = set() if keep_people else {f.name for f in files if f.names_a_person}
    converted = _Converted(known, masked)
    sha256 = {f.name: converted.hash(f) for f in documents}
    unread = [
        f.name
        for f in documents
        if not sha256[f.name] and (read_first or f.name in masked or converted.by_name(f))
    ]
    sha256 |= hashes(unread)
    reported = [_reported_path(f, sha256[f.name], masked) for f in documents]
    inputs = [
        Input(f.name, as_text(path.as_posix()), name, sha256[f.name], f.version)
        for f, path, name in zip(documents, reported, unique_names(reported), strict=True)
    ]
    others = [f for f in files if f.path.suffix.lower() not in INPUTS]
    return inputs, [as_text(_reported_path(f, "", masked).as_posix()) for f in others]


def _files(location: Location, output: str) -> list[_Found]:
    found = (
        _Found(name, path_of_key(location.key(name)), version_of(about))
        for name, about in location.files().items()
        if not name.endswith("/")
        and not f"{location.url}/{location.key(name)}".startswith(f"{output}/")
    )
    reported = [f for f in found if not hidden(f.path)]
    return sorted(reported, key=lambda f: (*order(f.path), f.name))


class _Converted:
    """Documents that were converted before."""

    def __init__(self, known: Collection[Done], masked: set[str]) -> None:
        self._masked = masked
        self._files = {d.input.file for d in known}
        self._versions: dict[str, list[RunInput]] = {}
        for done in known:
            self._versions.setdefault(done.version, []).append(done.input)

    def by_name(self, file: _Found) -> bool:
        """Whether a file of this name was converted, perhaps with other bytes."""
        return as_text(file.path.as_posix()) in self._files

    def hash(self, file: _Found) -> str:
        """The hash of a file that was converted in this version; empty if none is known."""
        for before in self._versions.get(file.version, []) if file.version else []:
            reported = _reported_path(file, before.sha256, self._masked)
            if as_text(reported.as_posix()) == before.file:
                return before.sha256
        return ""


def _reported_path(file: _Found, sha256: str, masked: set[str]) -> PurePath:
    """The path that results have: full names masked."""
    return PurePosixPath(masked_path(file.path, sha256)) if file.name in masked else file.path
