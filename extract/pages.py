"""A document's pages in order: read in full, or skimmed where no plan can stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2

from extract.opening import pdf_faults
from extract.pdfium_document import OpenPage, open_page
from extract.printed import PrintedPage
from extract.scans.engines import Engine, find_engine
from extract.scans.page import scanned_page
from extract.scans.trusted_layer import layer_facts, why_scanned
from extract.triage import triaged
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

OUTLINES = 200
"""A page with no text and more drawn shapes than this may hold its text as outlines."""


@dataclass(frozen=True, slots=True)
class SkimmedPage:
    """A page of which only the words were read, in the order in which they are drawn."""

    number: int
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(slots=True)
class PageReader:
    """Reads the pages of one open document; ``problems`` fills while it does."""

    document: "pypdfium2.PdfDocument | PDF"
    thorough: bool = False
    """Read every page in full."""
    problems: list[Problem] = field(default_factory=list)

    def title(self) -> str | None:
        """The title in the document's properties."""
        if isinstance(self.document, pypdfium2.PdfDocument):
            return self.document.get_metadata_value("Title") or None
        title = self.document.metadata.get("Title")
        return title if isinstance(title, str) else None

    def pages(self) -> Iterator[PrintedPage | SkimmedPage]:
        """Every page, in order."""
        if not isinstance(self.document, pypdfium2.PdfDocument):
            for number in range(1, len(self.document.pages) + 1):
                yield self._checked(_by_pdfplumber(self.document, number), number)
            return
        for page, full in triaged(self._opened(self.document), thorough=self.thorough):
            yield self._checked(_scan(page), page.number) if full else _skimmed(page)
            page.close()

    def _opened(self, document: pypdfium2.PdfDocument) -> Iterator[OpenPage]:
        for number in range(1, len(document) + 1):
            try:
                page = open_page(document, number)
            except pypdfium2.PdfiumError:
                self.problems.append(_unreadable(number))
            else:
                yield page

    def _checked(self, page: PrintedPage | None, number: int) -> PrintedPage:
        if page is None:
            self.problems.append(_unreadable(number))
            return PrintedPage(number, 0, 0, ())
        if not page.words and (page.pictures or page.shapes > OUTLINES):
            self.problems.append(_without_text(number))
        return page


@cache
def _engine() -> Engine | None:
    return find_engine("auto")


def _scan(opened: OpenPage) -> PrintedPage:
    """The page read as a picture where its text layer is not to be trusted."""
    printed, engine = opened.printed(), _engine()
    if engine is None or not why_scanned(printed.words, layer_facts(opened.page, printed)):
        return printed
    return scanned_page(opened.page, opened.number, engine)


def _by_pdfplumber(pdf: "PDF", number: int) -> PrintedPage | None:
    from extract.plumber_page import plumber_page

    page = pdf.pages[number - 1]
    try:
        return plumber_page(page)
    except pdf_faults():
        return None
    finally:
        page.close()


def _skimmed(page: OpenPage) -> SkimmedPage:
    lines = (line.strip() for line in page.plain_text().splitlines())
    return SkimmedPage(page.number, *page.size, tuple(line for line in lines if line))


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
