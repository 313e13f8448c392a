"""Whether a page's text layer says what is printed, or the page must be read as a picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import cv2
import numpy as np
from cv2.typing import MatLike
from pypdfium2 import PdfPage

from extract.model import Page, Word
from extract.pdf.render import POINTS_PER_INCH, grey_look
from schemas.fragment import Box

PAGE_SIZED = 0.8
"""An image over this share of the page may be its scan."""
SMALL_IMAGE = 0.05
"""An image over less of the page is a logo: a page with nothing else is blank."""
OUTLINES = 200
"""More drawn shapes than this, on a page may be letters drawn as outlines."""
HIDDEN_SHARE = 0.5
"""Hidden characters to visible ones, of a page that was scanned and read by a program."""
MEANINGLESS_SHARE = 0.15
"""Most share of the characters that may be without meaning: symbols, a logo's letters."""
FEWEST_WORDS = 40
"""Whether words make sense is asked of no fewer."""
SAMPLE = 150
"""Of more words than twice this only some are asked, from all over the page."""
VOWELLESS_SHARE = 0.4
"""Most share of the words, of four letters or more, that may have no vowel: abbreviations."""
PICTURED = 0.12
"""A picture over this share of the page may be one of a table."""
UNCOVERED_SHARE = 0.35
"""More ink than this outside all words is text that the layer does not have."""
FEWEST_LETTERS = 80
"""Fewer pieces of ink as large as letters tell nothing."""
LETTER_POINTS = (2.5, 16.0)
"""Least and most side of a letter's ink, in points."""
INK_DPI = 100
"""Dots an inch: letters need only be counted."""
NO_MEANING = re.compile(r"[\ue000-\uf8ff\ufffd]|\(cid:\d+\)")
BULLETS = str.maketrans("", "", "\uf0b7\uf0a7\uf0d8\uf0fc\uf02d")
"""Symbol fonts' own codes for bullets: good text has them."""
COMMON = frozenset(
    {"the", "of", "and", "to", "in", "for", "be", "is", "that", "with", "by", "on", "will", "all"}
    | {"has", "have", "should", "review", "action", "agency", "date", "completed"}
)
"""Of forty words or more of a plan or a report in English, one is among these."""
VOWELS = frozenset("aeiouyáéíóúêâôŵŷ")


class Reason(Enum):
    """Why a page is read as a picture; the value completes "Page 3 ..."."""

    NO_WORDS = "has no text"
    INVISIBLE = "has a hidden text layer over a scan"
    NO_MEANING = "has a text layer of characters without meaning"
    UNCOVERED = "has a text layer over a part of it only"


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What is on a page besides its words."""

    image_share: float = 0.0
    """Share of the page, 0 to 1, that its largest image covers."""
    shapes: int = 0
    """Drawn paths that are neither rules nor rectangles."""
    hidden: int = 0
    """Characters set in rendering mode 3: there to be searched, not seen."""
    uncovered: float = 0.0
    """Share of the letter-sized ink, 0 to 1, that lies under no word."""


def why_scanned(words: Sequence[Word], facts: LayerFacts) -> Reason | None:
    """Why the page must be read as a picture; ``None`` if its text layer is good or it is blank.

    A page-sized picture under good visible text is a background, not a scan.
    """
    pictured = facts.image_share >= PAGE_SIZED
    if pictured and facts.hidden > sum(len(w.text) for w in words) * HIDDEN_SHARE:
        return Reason.INVISIBLE
    if not words:
        drawn = facts.image_share >= SMALL_IMAGE or facts.shapes > OUTLINES
        return Reason.NO_WORDS if drawn else None
    if without_meaning(words):
        return Reason.NO_MEANING
    return Reason.UNCOVERED if _doubtful(facts) and facts.uncovered > UNCOVERED_SHARE else None


def _doubtful(facts: LayerFacts) -> bool:
    """Whether an image or shapes could hold text of their own."""
    return facts.image_share >= PICTURED or facts.shapes > OUTLINES


def without_meaning(words: Sequence[Word]) -> bool:
    """Whether the characters are codes of a font without a map to letters."""
    words = words[:: len(words) // SAMPLE or 1]
    text = "".join(w.text for w in words).translate(BULLETS)
    if sum(len(m) for m in NO_MEANING.findall(text)) > MEANINGLESS_SHARE * len(text):
        return True
    spelt = [w.text.lower().strip(".,:;()'\"") for w in words]
    spelt = [t for t in spelt if len(t) >= 2 and t.isalpha()]
    if len(spelt) < FEWEST_WORDS:
        return False
    dumb = sum(1 for t in spelt if len(t) >= 4 and not VOWELS & set(t))
    return dumb > VOWELLESS_SHARE * len(spelt) or not COMMON & set(spelt)


def layer_facts(source: PdfPage, page: Page) -> LayerFacts:
    """The facts of ``source``, of which ``page`` was read.

    The source is rendered, small, only where that decides.
    """
    whole = max(page.width * page.height, 1.0)
    share = max((b.width * b.height for b in page.pictures), default=0.0) / whole
    facts = LayerFacts(min(share, 1.0), page.shapes, page.hidden)
    if not page.words or not _doubtful(facts) or why_scanned(page.words, facts):
        return facts
    shown = [page.displayed(w.box) for w in page.words]
    return replace(facts, uncovered=uncovered_share(source, shown))


def uncovered_share(source: PdfPage, boxes: Sequence[Box]) -> float:
    """Share of the letter-sized ink of a page that lies in no box; 0 if there is little ink.

    ``boxes`` are those of words, in points of the page as displayed.
    """
    scale = INK_DPI / POINTS_PER_INCH
    grey = grey_look(source, INK_DPI)
    components = _letter_components(grey, scale)
    if len(components) < FEWEST_LETTERS:
        return 0.0
    covered = np.zeros(grey.shape[:2], np.uint8)
    for box in boxes:
        x0, top, x1, bottom = (round(v * scale) for v in box)
        covered[max(top - 2, 0) : bottom + 2, max(x0 - 2, 0) : x1 + 2] = 1
    return 1 - float(covered[components[:, 1], components[:, 0]].mean())


def _letter_components(grey: MatLike, scale: float) -> MatLike:
    """Centres, x and y in pixels, of components of ink as large as letters."""
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 24
    )
    _, _, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) / scale
    fits = (size > LETTER_POINTS[0]) & (size < LETTER_POINTS[1])
    return centres[fits].astype(np.int64)
