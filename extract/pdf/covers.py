"""What lies over the words of a page: black pictures, thick strokes, annotations, a whole scan.

Black rectangles are found as they are drawn (``redaction.py`` judges them). Of anything else that
lies over a word only the page as a picture says whether it hides it; few pages have such.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pypdfium2 import PdfImage, PdfPage, raw

from extract.geometry.page_frame import PageFrame
from extract.geometry.quarter_turns import turn_box
from extract.model import Fill, Page, Rule, Word
from extract.pdf.pdfium import calls as pdfium
from schemas.fragment import Box

LOOK_DPI = 100
"""Dots an inch: enough to see whether a word's box is black."""
BLACK = 64
"""Greys of less than this, of 255, are black."""
FULL = 0.85
"""Share of a cover's pixels that are black."""
EDGE = 1.0
"""Points."""
THROUGH = 1.5
"""A stroke no further from a word's middle than this, in points, goes through it."""
SHORTEST = 8.0
"""A stroke shorter than this, in points, covers no word."""
HALF_PAGE = 0.5
"""A picture over more of the page is its background."""
OPAQUE = 250
"""Alpha, of 255, from which a pixel lets nothing through."""
OVERLAYS = frozenset(
    {raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_REDACT}
    | {raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_STAMP}
)


def black_covers(source: PdfPage, page: Page, frame: PageFrame) -> list[Fill]:
    """What is black over words of ``page`` and was not drawn as a rectangle."""
    size = frame.width, frame.height
    notes = [turn_box(box, page.turn, *size) for box in _annotations(source, frame)]
    pictures = [b for b in page.pictures if _is_part(b, page)]
    areas = [box for box in [*notes, *pictures] if any(_lies_under(w, box) for w in page.words)]
    strokes = _through_words(page)
    if not areas and not strokes:
        return []
    look = _Look(source, page)
    boxes = [box for box in areas if look.is_black(_within(box))] + [
        box for stroke in strokes if (box := look.grown(stroke))
    ]
    return [Fill(box, "#000000") for box in boxes]


def _is_part(box: Box, page: Page) -> bool:
    return box.width * box.height <= HALF_PAGE * page.width * page.height


def _within(box: Box) -> Box:
    """``box`` without its edge, which may be soft or an annotation's margin."""
    return Box(box.x0 + EDGE, box.top + EDGE, box.x1 - EDGE, box.bottom - EDGE)


def _lies_under(word: Word, box: Box) -> bool:
    x, y = word.middle
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _through_words(page: Page) -> list[Rule]:
    """Level strokes that go through the middle of a word."""
    level = [r for r in page.rules if not r.vertical and r.length >= SHORTEST]
    level.sort(key=lambda r: r.position)
    positions = [r.position for r in level]
    through: dict[int, Rule] = {}
    for word in page.words if positions else ():
        x0, top, x1, bottom = word.box
        y = (top + bottom) / 2
        at = bisect_left(positions, y - THROUGH)
        while at < len(positions) and positions[at] <= y + THROUGH:
            if level[at].start <= (x0 + x1) / 2 <= level[at].end:
                through[at] = level[at]
            at += 1
    return list(through.values())


def _annotations(source: PdfPage, frame: PageFrame) -> Iterator[Box]:
    """Boxes, as displayed, of the notes on a page that may be painted over it."""
    for i in range(raw.FPDFPage_GetAnnotCount(source.raw)):
        note = raw.FPDFPage_GetAnnot(source.raw, i)
        box = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(note) in OVERLAYS and raw.FPDFAnnot_GetRect(note, box):
            xa, ya = frame.points(box.left, box.bottom)
            xb, yb = frame.points(box.right, box.top)
            yield Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        raw.FPDFPage_CloseAnnot(note)


class _Look:
    """The page as a small picture, asked where it is black."""

    def __init__(self, source: PdfPage, page: Page) -> None:
        from extract.pdf.render import POINTS_PER_INCH, grey_look

        self._black = grey_look(source, LOOK_DPI) < BLACK
        self._scale = LOOK_DPI / POINTS_PER_INCH
        self._page = page

    def is_black(self, box: Box) -> bool:
        """Whether most of ``box`` is black."""
        x0, top, x1, bottom = (max(round(v * self._scale), 0) for v in self._page.displayed(box))
        part = self._black[top:bottom, x0:x1]
        return bool(part.size and part.mean() >= FULL)

    def grown(self, stroke: Rule) -> Box | None:
        """The box of a black bar whose middle line is ``stroke``; ``None`` for a thin stroke."""
        half = 0.0
        while self.is_black(_bar(stroke, half + 1.0)):
            half += 1.0
        return _bar(stroke, half) if half > THROUGH else None


def _bar(stroke: Rule, half: float) -> Box:
    y = stroke.position
    return Box(stroke.start, y - half, stroke.end, y + half)


def is_covered(source: PdfPage, pictures: Sequence[int]) -> bool:
    """Whether one of ``pictures`` (PDFium's handles), painted over the text, lets nothing through.

    Some programs put the text that they recognised beneath the scan, and not hidden over it.
    """
    images = source.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]) if pictures else ()
    return any(_is_opaque(i) for i in images if pdfium.handle(i.raw) in pictures)


def _is_opaque(image: object) -> bool:
    if not isinstance(image, PdfImage):
        return False
    pixels = image.get_bitmap(render=True, scale_to_original=False).to_numpy()  # small is enough
    return pixels.shape[-1] < 4 or bool((pixels[..., 3] >= OPAQUE).mean() > FULL)
