"""A document, read: its pages' tables and text in reading order."""

from collections.abc import Sequence
from pathlib import Path

from extract.cells import Placed
from extract.choose import page_tables
from extract.conservation import unplaced_words
from extract.dump import read_dump
from extract.furniture import split_footnotes, split_furniture
from extract.lines import line_of, paragraphs, rows_of_words
from extract.opening import file_bytes, open_pdf, sha256
from extract.pages import PageReader, SkimmedPage
from extract.printed import PrintedPage, bounds
from extract.scans.vocabulary import mended
from extract.stream import stream_finder
from extract.upright import as_displayed
from schemas.fragment import (
    Block,
    DocumentContent,
    Line,
    PageContent,
    Paragraph,
    TableFragment,
)


def read(path: Path, *, thorough: bool = False) -> DocumentContent:
    """Everything printed in the PDF or text dump at ``path``.

    Pages that show no sign of a table are only skimmed for their words, unless ``thorough``.
    Raises ``UnreadableDocument`` if the file cannot be read at all. Pages that cannot be
    read, or that have no text, are named in the result's problems.
    """
    data = file_bytes(path)
    if path.suffix.lower() == ".txt":
        return read_dump(path.name, data)
    with open_pdf(data) as document:
        reader = PageReader(document, thorough=thorough)
        read_pages = list(reader.pages())
        title = reader.title()
    problems = reader.problems
    contents = {p.number: _skimmed_content(p) for p in read_pages if isinstance(p, SkimmedPage)}
    full = mended([p for p in read_pages if isinstance(p, PrintedPage)], frozenset())
    for page, furniture in split_furniture(full):
        tables = page_tables(page, stream_finder(path))
        problems += unplaced_words(page, tables)
        contents[page.number] = _content(page, tables, furniture)
    return DocumentContent(
        file=path.name,
        sha256=sha256(data),
        pages=tuple(contents[number] for number in sorted(contents)),
        metadata_title=title,
        problems=tuple(problems),
    )


def _skimmed_content(page: SkimmedPage) -> PageContent:
    blocks = tuple(Paragraph(page.number, (Line(text),)) for text in page.lines)
    return PageContent(page.number, page.width, page.height, blocks, skimmed=True)


def _content(page: PrintedPage, tables: Sequence[Placed], furniture: list[Line]) -> PageContent:
    taken = {w for t in tables for w in t.words}
    lines = [line_of(r) for r in rows_of_words(w for w in page.words if id(w) not in taken)]
    text, notes = split_footnotes(lines, page.words)
    blocks: list[Block] = [t.fragment for t in tables]
    blocks += [
        Paragraph(page.number, group, bounds([line.box for line in group if line.box]))
        for group in paragraphs(text)
    ]
    ordered = tuple(as_displayed(b, page) for b in sorted(blocks, key=_top))
    turned = page.turn in (1, 3)
    return PageContent(
        number=page.number,
        width=page.height if turned else page.width,
        height=page.width if turned else page.height,
        blocks=ordered,
        furniture=tuple(furniture + notes),
    )


def _top(block: Paragraph | TableFragment) -> tuple[float, float]:
    return (block.box.top, block.box.x0) if block.box else (0.0, 0.0)
