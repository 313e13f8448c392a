"""A document, read: its pages' tables and text in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.furniture import is_marking, is_noise, is_stamp, split_footnotes, split_furniture
from extract.geometry.as_displayed import as_displayed
from extract.lines import line_of, paragraphs, rows_of_words
from extract.model import Page, bounds
from extract.options import ReadOptions
from extract.pages import PageReader, SkimmedPage
from extract.pdf.damage import damage, damaged_pages
from extract.pdf.open import file_bytes, open_pdf, sha256
from extract.quiet_logs import quiet_logs
from extract.scans.recognition import Recogniser
from extract.tables.borderless.page_ends import NO_TABLE, OpenTable, table_at_end
from extract.tables.camelot_stream import stream_finder
from extract.tables.cells import PlacedTable, words_outside
from extract.tables.checks.conservation import unplaced_words
from extract.tables.checks.left_out import text_left_out
from extract.tables.find import page_tables
from extract.tables.finders import StreamFinder
from extract.tables.redaction import in_sight
from extract.text_dump import read_dump
from schemas.file_names import as_text
from schemas.fragment import (
    Block,
    DocumentContent,
    Line,
    PageContent,
    Paragraph,
    TableFragment,
)
from schemas.plan import Problem, TextOrigin

USUAL = ReadOptions()


@dataclass(frozen=True, slots=True)
class StudiedPage:
    """A page read in full, its tables found and its furniture set apart."""

    page: Page
    """Without the furniture's words."""
    furniture: list[Line]
    tables: list[PlacedTable]

    @property
    def number(self) -> int:
        """The page's number, from 1."""
        return self.page.number


@dataclass(frozen=True, slots=True)
class Study:
    """A PDF's pages in order, with all that was seen on them."""

    data: bytes
    pages: list[StudiedPage | SkimmedPage]
    recognised: frozenset[int]
    """Pages that were read by text recognition."""
    title: str | None
    problems: list[Problem]


def read(path: Path, options: ReadOptions = USUAL) -> DocumentContent:
    """Everything printed in the PDF or text dump at ``path``.

    Pages that show no sign of a table are only skimmed for their words, unless the options say
    otherwise; pages without text that can be trusted are read by text recognition.
    Raises ``UnreadableDocument`` if the file cannot be read at all. Pages that cannot be
    read, or that have no text, are named in the result's problems.
    """
    if path.suffix.lower() == ".txt":
        return read_dump(as_text(path.name), file_bytes(path))
    return content_of(study_pdf(path, options), as_text(path.name))


def study_pdf(path: Path, options: ReadOptions = USUAL) -> Study:
    """The pages of the PDF at ``path`` as they are seen, before any is made blocks of text.

    Raises ``UnreadableDocument`` if the file cannot be read at all.
    """
    quiet_logs()
    data = file_bytes(path)
    recogniser = Recogniser(options)
    with open_pdf(data) as document:
        reader = PageReader(document, recogniser)
        pages = list(reader.pages())
        title = reader.title()
    skimmed = [p for p in pages if isinstance(p, SkimmedPage)]
    full = recogniser.mended([p for p in pages if isinstance(p, Page)])
    studied, doubts = _studied(full, stream_finder(path))
    return Study(
        data=data,
        pages=sorted([*skimmed, *studied], key=lambda p: p.number),
        recognised=frozenset(recogniser.reasons),
        title=title,
        problems=[*reader.problems(), *damage(damaged_pages(data, reader.blank)), *doubts],
    )


def _studied(
    pages: Sequence[Page], stream: StreamFinder
) -> tuple[list[StudiedPage], list[Problem]]:
    """The pages read in full with their tables, and what of their words is in no table's cell."""
    studied: list[StudiedPage] = []
    problems: list[Problem] = []
    open_tables: dict[int, OpenTable] = {}
    for page, furniture in split_furniture(pages):
        before = open_tables.get(page.number - 1, NO_TABLE)
        tables = page_tables(page, stream, before)
        open_tables[page.number] = table_at_end(page, tables, before)
        problems += unplaced_words(page, tables) + text_left_out(page, tables, before)
        studied.append(StudiedPage(page, furniture, tables))
    return studied, problems


def content_of(study: Study, file: str) -> DocumentContent:
    """What is printed in the studied PDF, whose name is ``file``."""
    return DocumentContent(
        file=file,
        sha256=sha256(study.data),
        pages=tuple(_content(p) for p in study.pages),
        text_origin=_origin(study),
        metadata_title=study.title,
        problems=tuple(study.problems),
    )


def _origin(study: Study) -> TextOrigin:
    if not study.recognised:
        return "digital"
    full = [p.page for p in study.pages if isinstance(p, StudiedPage)]
    digital = any(p.words and p.number not in study.recognised for p in full)
    return "mixed" if digital or len(full) < len(study.pages) else "ocr"


def _content(studied: StudiedPage | SkimmedPage) -> PageContent:
    if isinstance(studied, SkimmedPage):
        return _skimmed_content(studied)
    page, tables = studied.page, studied.tables
    lines, noise = _lines_outside(page, tables)
    text, notes = split_footnotes(lines, page.words)
    blocks: list[Block] = [t.fragment for t in tables]
    blocks += [
        Paragraph(page.number, group, bounds([line.box for line in group if line.box]))
        for group in paragraphs(text)
    ]
    sideways = page.turn in (1, 3)
    return PageContent(
        number=page.number,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        blocks=tuple(as_displayed(b, page) for b in sorted(blocks, key=_top)),
        furniture=tuple(studied.furniture + notes + noise),
    )


def _lines_outside(page: Page, tables: Sequence[PlacedTable]) -> tuple[list[Line], list[Line]]:
    """The lines outside the tables: those of text, and those that are noise, marks or stamps."""
    loose = words_outside(page.words, tables)
    rows = rows_of_words(in_sight(loose, page.fills))
    boxes = [t.fragment.box for t in tables if t.fragment.box]
    stray = [is_noise(r) or is_marking(r) or is_stamp(r, boxes, page.width) for r in rows]
    lines = [line_of(row) for row, off in zip(rows, stray, strict=True) if not off]
    noise = [line_of(row) for row, off in zip(rows, stray, strict=True) if off]
    return lines, noise


def _skimmed_content(page: SkimmedPage) -> PageContent:
    blocks = tuple(Paragraph(page.number, (Line(text),)) for text in page.lines)
    return PageContent(page.number, page.width, page.height, blocks, skimmed=True)


def _top(block: Paragraph | TableFragment) -> tuple[float, float]:
    return (block.box.top, block.box.x0) if block.box else (0.0, 0.0)
