"""A PDF read by PDFium: each page first glanced at, then read in full if it may hold a plan."""

import ctypes
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from extract.geometry.page_frame import Floats, PageFrame
from extract.geometry.quarter_turns import turn_box, turn_rule
from extract.model import Fill, Page, Rule
from extract.pdf.covers import black_covers, is_covered
from extract.pdf.pdfium import calls as pdfium
from extract.pdf.pdfium.shapes import Drawn, drawn_on
from extract.pdf.pdfium.words import page_text
from schemas.fragment import Box

GUTTER = 1.2
"""Pieces of one line further apart than this times their height stand in columns."""


@dataclass(slots=True)
class OpenPage:
    """A page that is open in PDFium: what is drawn on it, and its text not yet read."""

    number: int
    page: pypdfium2.PdfPage
    text: pypdfium2.PdfTextPage
    frame: PageFrame
    drawn: Drawn

    @property
    def rules(self) -> list[Rule]:
        """Rules as displayed."""
        return self.drawn.rules

    @property
    def fills(self) -> list[Fill]:
        """Filled areas as displayed."""
        return self.drawn.fills

    @property
    def pictures(self) -> list[Box]:
        """Pictures as displayed."""
        return self.drawn.pictures

    @property
    def shapes(self) -> int:
        """Drawn paths that are no rules."""
        return self.drawn.shapes

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed, in points."""
        return self.frame.width, self.frame.height

    @property
    def characters(self) -> int:
        """How many characters its text has, spaces and line ends included."""
        return int(raw.FPDFText_CountChars(self.text.raw))

    @property
    def blank(self) -> bool:
        """Whether nothing at all is drawn on it."""
        return pdfium.draws_nothing(pdfium.handle(self.page.raw))

    def plain_text(self) -> str:
        """The text in the order in which it is drawn, without places."""
        return str(self.text.get_text_range(errors="replace"))

    def lines_in_columns(self) -> int:
        """How many pieces of text have another one beside them, a gutter away."""
        pieces = pdfium.text_rectangles(pdfium.handle(self.text.raw), self.characters)
        return beside(self.frame.boxes(pieces))

    def shows_rules(self) -> bool:
        """Whether the page, as a picture, has the rules of a table."""
        from extract.pdf.picture_glance import shows_rules

        return shows_rules(self.page)

    def read(self) -> Page:
        """The page's words, rules, fills and pictures."""
        frame, drawn = self.frame, self.drawn
        read = page_text(pdfium.handle(self.text.raw), self.characters, frame)
        turn, size = read.turn, self.size
        covered = is_covered(self.page, drawn.over_text)
        page = Page(
            number=self.number,
            width=size[turn % 2],
            height=size[1 - turn % 2],
            words=tuple(read.words),
            rules=tuple(turn_rule(r, turn, *size) for r in drawn.rules),
            fills=tuple(Fill(turn_box(f.box, turn, *size), f.colour) for f in drawn.fills),
            pictures=tuple(turn_box(b, turn, *size) for b in drawn.pictures),
            marks=tuple(Fill(turn_box(f.box, turn, *size), f.colour) for f in drawn.marks),
            shapes=drawn.shapes,
            hidden=self.characters if covered else read.hidden,
            turn=turn,
        )
        if covered:
            return page
        return replace(page, fills=(*page.fills, *black_covers(self.page, page, frame)))

    def close(self) -> None:
        """Give PDFium's memory back."""
        self.text.close()
        self.page.close()


def beside(boxes: Floats) -> int:
    """How many boxes have the nearest one on their line a gutter away to the right."""
    if not len(boxes):
        return 0
    x0, top, x1, bottom = boxes.T
    height = np.maximum(bottom - top, 1.0)
    overlap = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    level = overlap > 0.5 * np.minimum(height[:, None], height)
    gap = np.where(level & (x0 > x1[:, None] - 1), x0 - x1[:, None], np.inf).min(axis=1)
    return int((np.isfinite(gap) & (gap > GUTTER * height)).sum())


def open_page(document: pypdfium2.PdfDocument, number: int) -> OpenPage:
    """Page ``number`` (from 1); raises ``PdfiumError`` if PDFium cannot load it."""
    page = document[number - 1]
    text = page.get_textpage()
    frame = _frame(page)
    return OpenPage(number, page, text, frame, drawn_on(pdfium.handle(page.raw), frame))


def _frame(page: pypdfium2.PdfPage) -> PageFrame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return PageFrame(box.left, box.bottom, box.right, box.top, page.get_rotation() // 90)
