"""Pages whose text cannot be trusted, read as pictures and put together with what can be."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pypdfium2

from extract.model import Page, Word, numbered, shared_area
from extract.options import ReadOptions
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem

if TYPE_CHECKING:
    from extract.scans.engines.engine import Engine, EngineName

SEEN = 0.5
"""A recognised word that digital words cover by this share is one of them."""


@dataclass(slots=True)
class Recogniser:
    """Reads pages as pictures where need be, and remembers which."""

    options: ReadOptions
    reasons: dict[int, str] = field(default_factory=dict)
    """Why each page that was read as a picture was."""
    unread: list[int] = field(default_factory=list)
    """Pages that would have to be, with no engine to do it."""

    def checked(self, page: Page, source: pypdfium2.PdfPage) -> Page:
        """``page`` with the words that its text layer does not have."""
        if not (page.pictures or page.shapes or page.hidden or page.words):
            return page
        from extract.pdf.text_layer import Reason, layer_facts, why_scanned

        reason = why_scanned(page.words, layer_facts(source, page))
        if reason is None:
            return page
        if self.options.ocr == "off" or (engine := _engine(self.options.ocr)) is None:
            self.unread.append(page.number)
            return page
        from extract.scans.page import scanned_page

        self.reasons[page.number] = reason.value
        scan = scanned_page(source, page.number, engine)
        return both(page, scan) if reason is Reason.UNCOVERED else scan

    def mended(self, pages: list[Page]) -> list[Page]:
        """The document's pages, misread words mended by its own words and the caller's."""
        if not self.reasons:
            return pages
        from extract.scans.text.vocabulary import mended

        return mended(pages, self.options.words)

    def problems(self) -> list[Problem]:
        """What was read as a picture, and what should have been."""
        told = [_recognised(reason, pages) for reason, pages in _by_reason(self.reasons).items()]
        return told + [_without_text(number) for number in self.unread]


@lru_cache(1)
def _engine(name: "EngineName") -> "Engine | None":
    from extract.scans.engines.choose import find_engine

    return find_engine(name)


def both(page: Page, scan: Page) -> Page:
    """A digital page with the words, rules and fills that only its picture shows."""
    if page.turn != scan.turn:
        return scan
    more = tuple(w for w in scan.words if not _is_among(w, page.words))
    return replace(
        page,
        words=numbered((*page.words, *more)),
        rules=(*page.rules, *scan.rules),
        fills=(*page.fills, *scan.fills),
    )


def _is_among(word: Word, others: tuple[Word, ...]) -> bool:
    area = word.box.width * word.box.height
    return any(shared_area(word.box, o.box) >= SEEN * area for o in others)


def _by_reason(reasons: dict[int, str]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for page, reason in reasons.items():
        grouped.setdefault(reason, []).append(page)
    return grouped


def _recognised(reason: str, pages: list[int]) -> Problem:
    one = len(pages) == 1
    count, was = ("1 page, which", "was") if one else (f"{len(pages)} pages, each of which", "were")
    return Problem(
        code=ProblemCode.TEXT_RECOGNISED,
        severity=Severity.INFO,
        page=pages[0],
        message=(
            f"From page {pages[0]} on, {count} {reason}, {was} read by text recognition. Names, "
            "figures and dates may have slips; 'ocr_confidence' says how sure each cell is."
        ),
    )


def _without_text(number: int) -> Problem:
    return Problem(
        code=ProblemCode.PAGE_WITHOUT_TEXT,
        severity=Severity.ERROR,
        page=number,
        message=(
            f"Page {number} has no text that can be trusted, perhaps it is a scan. Convert it "
            "with text recognition: --ocr auto, with tesserocr installed."
        ),
    )
