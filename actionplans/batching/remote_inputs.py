"""The documents of a folder by URL.

A document is known by the hash of its bytes. These are read where they must be: a file whose
version its place tells, and that is the one that was converted, is not read again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from actionplans.batching.inputs import INPUTS, Input, hidden, order, unique_names
from actionplans.batching.tasks import Done
from actionplans.places import Place, PlaceUnusable, shown_parts, version_of
from normalise.file_names import masked_path
from schemas.file_names import as_text

Hashes = Callable[[Sequence[str]], Mapping[str, str]]
"""SHA-256 of the files of these names; empty for one that cannot be read."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of the place."""

    name: str
    """In its file system."""
    own: PurePosixPath
    """Below the folder."""
    version: str

    @property
    def names_a_person(self) -> bool:
        return masked_path(self.own) != self.own.as_posix()


def read_remote_inputs(
    place: Place,
    output: str,
    known: Iterable[Done],
    hashes: Hashes,
    *,
    keep_people: bool,
    read_first: bool,
) -> tuple[list[Input], list[str]]:
    """The documents of a place in the order of their paths, and the files that are none.

    What lies below the URL ``output`` is passed over. A document that is not ``known`` yet has
    no hash, unless all must be ``read_first`` or its name is to be masked with its hash.
    Raises ``PlaceUnusable`` if the place cannot be read, or there is nothing.
    """
    files = _files(place, output)
    if not files and not place.exists():
        raise PlaceUnusable(f"There is nothing at '{place.url}'. Check the URL.")
    documents = [f for f in files if f.own.suffix.lower() in INPUTS]
    masked = set() if keep_people else {f.name for f in files if f.names_a_person}
    done = {d.input.file: d for d in known}
    sha256 = {f.name: _known_hash(f, done, masked) for f in documents}
    unread = [n for n, h in sha256.items() if h is None and (read_first or n in masked)]
    unread += [f.name for f in documents if sha256[f.name] == "" and f.name not in unread]
    sha256 |= hashes(unread)
    shown = [_shown(f, sha256[f.name] or "", masked) for f in documents]
    inputs = [
        Input(f.name, as_text(own.as_posix()), name, sha256[f.name] or "", f.version)
        for f, own, name in zip(documents, shown, unique_names(shown), strict=True)
    ]
    others = [f for f in files if f.own.suffix.lower() not in INPUTS]
    return inputs, [as_text(_shown(f, "", masked).as_posix()) for f in others]


def _files(place: Place, output: str) -> list[_Found]:
    found = (
        _Found(name, shown_parts(place.own(name)), version_of(about))
        for name, about in place.names().items()
        if not name.endswith("/") and not f"{place.url}/{place.own(name)}".startswith(f"{output}/")
    )
    shown = [f for f in found if not hidden(f.own)]
    return sorted(shown, key=lambda f: (*order(f.own), f.name))


def _known_hash(file: _Found, done: Mapping[str, Done], masked: set[str]) -> str | None:
    """The hash of a file that was converted; empty if it may have changed; none if it is new."""
    before = done.get(as_text(file.own.as_posix()))
    if before is None or file.name in masked:
        return None
    return before.input.sha256 if before.version and before.version == file.version else ""


def _shown(file: _Found, sha256: str, masked: set[str]) -> PurePath:
    """The path that results have: full names masked."""
    return PurePosixPath(masked_path(file.own, sha256)) if file.name in masked else file.own
