"""The documents that the pictures are taken from, found again by their hash."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from actionplans.failed_plan import file_hash
from actionplans.review.batch_output import Document

NOT_GIVEN = "The folder of the documents was not given (--source), so there is no picture."
NOT_FOUND = "The document is not in the folder given with --source, so there is no picture."
CHANGED = "The document has changed since the run, so there is no picture. Run the batch again."


def find_sources(
    documents: Iterable[Document], folder: Path | None
) -> dict[str, tuple[Path | None, str]]:
    """For each document's name its file, or ``None`` and the reason in plain words.

    A file that was moved or renamed within ``folder`` is found by its hash.
    """
    listed = list(documents)
    if folder is None:
        return {d.name: (None, NOT_GIVEN) for d in listed}
    found = {d.name: _at_its_path(d, folder) for d in listed}
    if any(path is None for path, _ in found.values()):
        by_hash = {file_hash(p): p for p in _pdfs(folder)}
        for d in listed:
            moved = by_hash.get(d.plan.source.sha256)
            if found[d.name][0] is None and moved is not None:
                found[d.name] = moved, ""
    return found


def _at_its_path(document: Document, folder: Path) -> tuple[Path | None, str]:
    path = folder / document.path
    if not path.is_file():
        return None, NOT_FOUND
    same = file_hash(path) == document.plan.source.sha256
    return (path, "") if same else (None, CHANGED)


def _pdfs(folder: Path) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.suffix.lower() == ".pdf" and p.is_file())
