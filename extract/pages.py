"""A document's pages in order: read in full, or skimmed where no plan can stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2

from extract.model import Page
from extract.pdf.document import OpenPage, open_page
from extract.pdf.faults import PdfFault, pdf_faults
from extract.pdf.triage import FEW_LETTERS, triaged
from extract.scans.recognition import Recogniser
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF


EACH = 20
"""So many unreadable pages are told one by one; a spoilt file may claim a million."""


@dataclass(frozen=True, slots=True)
class SkimmedPage:
    """A page of which only the words were read, in the order in which they are drawn."""

    number: int
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(slots=True)
class PageReader:
    """Reads the pages of one open document; the lists fill while it does."""

    document: "pypdfium2.PdfDocument | PDF"
    recogniser: Recogniser
    unreadable: list[int] = field(default_factory=list)
    """Damaged pages; they are given as empty ones."""
    blank: set[int] = field(default_factory=set)
    """Pages on which PDFium finds nothing at all."""
    pictures_passed_over: list[int] = field(default_factory=list)
    """Pages that are pictures without text and show no table."""

    def title(self) -> str | None:
        """The title in the document's properties."""
        if isinstance(self.document, pypdfium2.PdfDocument):
            return self.document.get_metadata_value("Title") or None
        title = self.document.metadata.get("Title")
        return title if isinstance(title, str) else None

    def pages(self) -> Iterator[Page | SkimmedPage]:
        """Every page, those that cannot be loaded last."""
        if not isinstance(self.document, pypdfium2.PdfDocument):
            for number in range(1, len(self.document.pages) + 1):
                yield self._read_by_pdfplumber(self.document, number)
            return
        opened, count = self._opened(self.document), len(self.document)
        for page, full in triaged(opened, count, thorough=self.recogniser.options.thorough):
            if full:
                yield self.recogniser.checked(page.read(), page.page)
            else:
                self._note_picture(page)
                yield _skimmed(page)
            page.close()
        yield from (Page(number, 0, 0, ()) for number in self.unreadable)

    def _note_picture(self, page: OpenPage) -> None:
        if page.pictures and page.characters < FEW_LETTERS:
            self.pictures_passed_over.append(page.number)

    def problems(self) -> list[Problem]:
        """What could not be read, or was passed over."""
        damaged = [_unreadable(number) for number in self.unreadable[:EACH]]
        if rest := self.unreadable[EACH:]:
            damaged.append(_more_unreadable(rest))
        passed = self.pictures_passed_over
        return damaged + self.recogniser.problems() + ([_passed_over(passed)] if passed else [])

    def _opened(self, document: pypdfium2.PdfDocument) -> Iterator[OpenPage]:
        for number in range(1, len(document) + 1):
            try:
                page = open_page(document, number)
            except pypdfium2.PdfiumError:
                self.unreadable.append(number)
            else:
                if page.blank:
                    self.blank.add(number)
                yield page

    def _read_by_pdfplumber(self, pdf: "PDF", number: int) -> Page:
        """A page of a document that PDFium cannot open, and so cannot render for recognition."""
        from extract.pdf.pdfplumber_page import plumber_page

        source = pdf.pages[number - 1]
        try:
            with pdf_faults():
                page = plumber_page(source)
        except PdfFault:
            self.unreadable.append(number)
            return Page(number, 0, 0, ())
        finally:
            source.close()
        if not page.words and (page.pictures or page.shapes):
            self.recogniser.unread.append(number)
        return page


def _skimmed(page: OpenPage) -> SkimmedPage:
    lines = (line.strip() for line in page.plain_text().splitlines())
    return SkimmedPage(page.number, *page.size, tuple(line for line in lines if line))


def _passed_over(pages: list[int]) -> Problem:
    count = "1 page is a picture" if len(pages) == 1 else f"{len(pages)} pages are pictures"
    return Problem(
        code=ProblemCode.PICTURES_PASSED_OVER,
        severity=Severity.INFO,
        page=pages[0],
        message=(
            f"{count} without the rules of a table, from page {pages[0]} to page {pages[-1]}, and "
            "were not read by text recognition."
        ),
    )


def _more_unreadable(pages: list[int]) -> Problem:
    return Problem(
        code=ProblemCode.PAGE_UNREADABLE,
        severity=Severity.ERROR,
        page=pages[0],
        message=(
            f"{len(pages)} more pages, from page {pages[0]} to page {pages[-1]}, are damaged or "
            "missing and were passed over. Download the file again."
        ),
    )


def _unreadable(number: int) -> Problem:
    return Problem(
        code=ProblemCode.PAGE_UNREADABLE,
        severity=Severity.ERROR,
        page=number,
        message=f"Page {number} is damaged and was passed over. Look at it in the PDF.",
    )
