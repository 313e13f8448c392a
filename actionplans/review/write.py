"""The page written: a folder of small files, or all in one."""

import base64
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actionplans.output.writers import write_text
from actionplans.review.batch_output import Document, Output, read_output
from actionplans.review.doubts import kinds_of_doubt
from actionplans.review.page_data import (
    data_name,
    document_data,
    index_data,
    register_data,
    script_json,
    words_data,
)
from actionplans.review.page_files import PARTS, is_ours
from actionplans.review.page_html import SCRIPTS, STYLE, asset, folder_page, single_page
from actionplans.review.row_pictures import Picture, PictureMode, row_pictures
from actionplans.review.source_documents import find_sources


class NotOurs(ValueError):
    """The target holds something else; the message says what to do."""


@dataclass(slots=True)
class WrittenPage:
    """The page that was written, and what its maker should say of it."""

    page: Path
    rows: int = 0
    pictures: int = 0
    reasons: dict[str, list[str]] = field(default_factory=dict)
    """Why there is no picture, with the names of the documents."""


def write_review(
    output: Path,
    target: Path,
    *,
    source: Path | None = None,
    single: bool = False,
    pictures: PictureMode | None = None,
) -> WrittenPage:
    """Write the review page of the batch in ``output``.

    ``target``: a folder, or with ``single`` an HTML file. ``source``: the folder of the
    documents, for pictures; how they are shown is ``pictures``, by default ``covered`` if the
    output is masked, else ``printed``. Raises ``NoOutput``, ``NotOurs`` and ``OSError``.
    """
    batch = read_output(output)
    mode: PictureMode = pictures or ("covered" if batch.masked else "printed")
    if single:
        return _write_single(batch, target, source, mode)
    return _write_folder(batch, target, source, mode)


def _write_folder(
    batch: Output, target: Path, source: Path | None, mode: PictureMode
) -> WrittenPage:
    _make_room(target)
    kinds = kinds_of_doubt(batch.documents)
    written = WrittenPage(target / "index.html")

    def keep(name: str, image: bytes) -> str:
        path = target / "pictures" / f"{name}.webp"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image)
        return f"pictures/{name}.webp"

    for name, data in _documents(batch, source, mode, keep, written):
        _write_data(target, name, data)
    _write_data(target, "index", index_data(batch.documents, kinds, masked=batch.masked))
    _write_data(target, "words", words_data(batch.documents))
    _write_data(target, "register", register_data())
    for name in (STYLE, *SCRIPTS):
        write_text(target / "assets" / name, asset(name))
    write_text(written.page, folder_page(batch.documents, kinds, masked=batch.masked))
    return written


def _write_data(target: Path, name: str, data: object) -> None:
    """Data as a script: a page opened from disk may load no other kind of file."""
    text = f"actionplans.take({script_json(name)},{script_json(data)});\n"
    write_text(target / "data" / f"{name}.js", text)


def _write_single(
    batch: Output, target: Path, source: Path | None, mode: PictureMode
) -> WrittenPage:
    if target.exists() and (target.is_dir() or not is_ours(target)):
        raise NotOurs(f"'{target}' is there already and is no review page. Choose another name.")
    kinds = kinds_of_doubt(batch.documents)
    written = WrittenPage(target)

    def keep(_name: str, image: bytes) -> str:
        return f"data:image/webp;base64,{base64.b64encode(image).decode()}"

    data = {n: script_json(d) for n, d in _documents(batch, source, mode, keep, written)}
    data["index"] = script_json(index_data(batch.documents, kinds, masked=batch.masked))
    data["words"] = script_json(words_data(batch.documents))
    data["register"] = script_json(register_data())
    write_text(target, single_page(batch.documents, kinds, data, masked=batch.masked))
    return written


def _make_room(target: Path) -> None:
    """An empty folder, or that of an earlier page without its parts."""
    if not target.exists():
        return
    if not target.is_dir():
        raise NotOurs(f"'{target}' is a file. Give the name of a folder, or use --single.")
    if any(target.iterdir()) and not is_ours(target / "index.html"):
        raise NotOurs(f"'{target}' holds other files. Give the name of a new folder.")
    for part in PARTS:
        shutil.rmtree(target / part, ignore_errors=True)


def _documents(
    batch: Output,
    source: Path | None,
    mode: PictureMode,
    keep: Callable[[str, bytes], str],
    written: WrittenPage,
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each document's name in ``data/`` and its data; pictures are given to ``keep``."""
    sources = find_sources(batch.documents, source)
    for document in batch.documents:
        rows = row_pictures(document.plan, *sources[document.name], mode)
        name = data_name(document)
        links = [
            [keep(f"{name}/{n:04}-{k}", p.image) if p.image else "" for k, p in enumerate(parts, 1)]
            for n, parts in enumerate(rows, start=1)
        ]
        _count(written, document, rows)
        yield name, document_data(document, rows, links)


def _count(written: WrittenPage, document: Document, rows: list[list[Picture]]) -> None:
    written.rows += len(rows)
    parts = [p for row in rows for p in row]
    written.pictures += sum(1 for p in parts if p.image)
    for reason in dict.fromkeys(p.reason for p in parts if not p.image and p.reason):
        written.reasons.setdefault(reason, []).append(document.name)
