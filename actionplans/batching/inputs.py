"""The documents of a folder: which they are, what they are called, what is in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from actionplans.failed_plan import file_hash
from actionplans.input_names import reported_path
from normalise.register.register import slug
from schemas.file_names import as_text

INPUTS = (".pdf", ".txt")
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
"""Characters that Windows allows in no file's name: results may be copied there."""
DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows takes for a device, whatever their ending."""
LONGEST_NAME = 150
"""Bytes of a document's name: room for endings within the 255 that file systems allow."""


@dataclass(frozen=True, slots=True)
class Input:
    """A document of the folder."""

    path: str
    """Its file, or its name in the file system of a URL."""
    file: str
    """Path within the folder, with forward slashes; bytes that are no text become ``?``."""
    document: str
    """Name of its file in ``plans/``, without ``.json``."""
    sha256: str
    """Of the file's bytes; empty if it cannot be opened, or has not been read yet."""
    version: str = ""
    """What its file system reports of the version; empty for a file of this machine."""


def read_inputs(
    folder: Path, output: Path, *, keep_people: bool = False
) -> tuple[list[Input], list[str]]:
    """The documents of a folder in the order of their paths, and the files that are none.

    Persons' full names in names of files are masked unless ``keep_people``.
    """
    paths, others = find_inputs(folder, output)
    reported = [reported_path(p, folder, keep_people=keep_people) for p in paths]
    inputs = [
        Input(str(path), as_text(name_there.as_posix()), name, file_hash(path))
        for path, name_there, name in zip(paths, reported, unique_names(reported), strict=True)
    ]
    left = (reported_path(p, folder, keep_people=keep_people) for p in others)
    return inputs, [as_text(p.as_posix()) for p in left]


def find_inputs(folder: Path, output: Path) -> tuple[list[Path], list[Path]]:
    """Documents of a folder in the order of their paths, and the files that are none.

    Hidden files, Word's lock files and what lies in ``output`` are passed over.
    """
    files = sorted(
        (p for p in folder.rglob("*") if p.is_file() and not hidden(p.relative_to(folder))),
        key=lambda p: order(p.relative_to(folder)),
    )
    results = output.resolve()
    files = [p for p in files if results not in p.resolve().parents]
    inputs = [p for p in files if p.suffix.lower() in INPUTS]
    return inputs, [p for p in files if p.suffix.lower() not in INPUTS]


def hidden(path: PurePath) -> bool:
    """Whether a path below a folder is passed over: hidden, or a lock file of Word."""
    return any(part.startswith((".", "~$")) for part in path.parts)


def order(path: PurePath) -> tuple[str, str]:
    """Sorts alike on every system, two names that differ in case only included."""
    return path.as_posix().casefold(), path.as_posix()


def unique_names(paths: Iterable[PurePath]) -> list[str]:
    """The stem of each path, with a number behind it where two differ only in case or marks."""
    names: list[str] = []
    taken: set[str] = set()
    for path in paths:
        stem = _stem(path)
        name = next(n for i in range(1, 10**6) if slug(n := _numbered(stem, i)) not in taken)
        taken.add(slug(name))
        names.append(name)
    return names


def _stem(path: PurePath) -> str:
    stem = NOT_IN_NAMES.sub("_", as_text(path.stem)).encode()
    short = stem[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(" .")
    return short if slug(short) and not DEVICE.match(short) else f"document-{short}"


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def gone(files: Iterable[str], inputs: Sequence[Input]) -> list[str]:
    """Those of an earlier run's ``files`` that the folder holds no longer, in order."""
    return sorted(set(files) - {i.file for i in inputs})
