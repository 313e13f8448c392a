"""A document, read: its pages' tables and text in reading order."""

from collections.abc import Sequence
from pathlib import Path

from pdfplumber.pdf import PDF
from pypdfium2 import PdfDocument

from extract.cells import Placed
from extract.choose import page_tables
from extract.conservation import unplaced_words
from extract.dump import read_dump
from extract.furniture import split_footnotes, split_furniture
from extract.lines import line_of, paragraphs, rows_of_words
from extract.opening import PDF_FAULTS, file_bytes, open_pdf, sha256
from extract.pdf_page import printed_page
from extract.printed import PrintedPage, bounds
from extract.scans.engines import find_engine
from extract.scans.page import scanned_page
from extract.scans.trusted_layer import layer_facts, why_scanned
from extract.stream import stream_finder
from extract.upright import as_displayed
from schemas.codes import ProblemCode, Severity
from schemas.fragment import (
    Block,
    DocumentContent,
    Line,
    PageContent,
    Paragraph,
    TableFragment,
)
from schemas.plan import Problem

OUTLINES = 200
"""A page with no text and more drawn shapes than this may hold its text as outlines."""


def read(path: Path) -> DocumentContent:
    """Everything printed in the PDF or text dump at ``path``.

    Raises ``UnreadableDocument`` if the file cannot be read at all. Pages that cannot be
    read, or that have no text, are named in the result's problems.
    """
    data = file_bytes(path)
    if path.suffix.lower() == ".txt":
        return read_dump(path.name, data)
    with open_pdf(data) as pdf:
        printed, problems = _printed_pages(pdf, data)
        title = pdf.metadata.get("Title")
    pages: list[PageContent] = []
    for page, furniture in split_furniture(printed):
        tables = page_tables(page, stream_finder(path))
        problems += unplaced_words(page, tables)
        pages.append(_content(page, tables, furniture))
    return DocumentContent(
        file=path.name,
        sha256=sha256(data),
        pages=tuple(pages),
        metadata_title=title if isinstance(title, str) else None,
        problems=tuple(problems),
    )


def _scan(scans: PdfDocument, number: int, printed: PrintedPage) -> PrintedPage:
    """The page read as a picture where its text layer is not to be trusted."""
    page, engine = scans[number - 1], find_engine("auto")
    scanned = engine is not None and why_scanned(printed.words, layer_facts(page, printed.words))
    return scanned_page(page, number, engine) if engine and scanned else printed


def _printed_pages(pdf: PDF, data: bytes) -> tuple[list[PrintedPage], list[Problem]]:
    pages: list[PrintedPage] = []
    problems: list[Problem] = []
    scans = PdfDocument(data)
    for number, page in enumerate(pdf.pages, start=1):
        try:
            printed = printed_page(page)
            shapes = len(page.curves)
        except PDF_FAULTS:
            printed, shapes = PrintedPage(number, 0, 0, ()), 0
            problems.append(_unreadable(number))
        page.close()
        printed = _scan(scans, number, printed)
        pages.append(printed)
        if not printed.words and (printed.images or shapes > OUTLINES):
            problems.append(_without_text(number))
    return pages, problems


def _unreadable(number: int) -> Problem:
    return Problem(
        code=ProblemCode.PAGE_UNREADABLE,
        severity=Severity.ERROR,
        page=number,
        message=f"Page {number} is damaged and was passed over. Look at it in the PDF.",
    )


def _without_text(number: int) -> Problem:
    return Problem(
        code=ProblemCode.PAGE_WITHOUT_TEXT,
        severity=Severity.ERROR,
        page=number,
        message=(
            f"Page {number} is a picture without text, perhaps a scan. Run it through a text "
            "recognition (OCR) program, then convert the result."
        ),
    )


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
