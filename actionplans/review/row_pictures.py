"""Pictures of the places that rows were read from.

``printed``: the page as it is, names included. ``covered``: for masked output. Nothing of the
page is shown but rules, fills, and those words of its own text that the masked rows show too; a
grey bar stands for every other word. So no name can be seen that the masked output does not
have, whether the search for names found it or not. Pages that were read by text recognition
have no words of their own to go by, and no picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image

from actionplans.review.cell_boxes import cell_boxes
from actionplans.review.masked_pages import VisibleWords, covered_page, visible_words
from extract.pdf.document import open_page
from schemas.fragment import Box
from schemas.plan import Action, Plan

PictureMode = Literal["printed", "covered", "none"]
SCALE = 1.6
"""Pixels for each point of the page: small print can be read, and a page of rows stays small."""
LARGEST = 4000
"""A page's picture is no longer than this many pixels a side: a page of 200 inches, the largest
that PDF allows, would take gigabytes."""
MARGIN = 6.0
"""Points of the page around the row that are shown, so that the row's own lines are seen."""
RECOGNISED = (
    "The page was read by text recognition: it cannot be shown without the names that may be on "
    "it. '--pictures printed' shows it as it is."
)
NO_PICTURES = "Pictures were left out (--pictures none)."
NO_PAGES = "A text dump has no pages to show."
UNREADABLE = "The page cannot be drawn."


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a row: where it is, and the picture of that place if there is one.

    Boxes are in points of the page; ``crop`` is what the picture shows.
    """

    page: int
    box: Box | None
    crop: Box | None = None
    cells: tuple[Box, ...] = ()
    image: bytes = b""
    reason: str = ""


@dataclass(slots=True)
class _Pages:
    """An open PDF whose pages are drawn once."""

    document: pypdfium2.PdfDocument
    mode: PictureMode
    visible: dict[int, VisibleWords]
    drawn: dict[int, tuple[Image.Image, list[Box], float] | None] = field(default_factory=dict)

    def page(self, number: int) -> tuple[Image.Image, list[Box], float] | None:
        """A page's picture, its upright rules' boxes and its scale; ``None`` if it has none."""
        if number not in self.drawn:
            # Rows come in the order of the pages: one page before is all that is needed.
            self.drawn = {k: v for k, v in self.drawn.items() if k >= number - 1}
            self.drawn[number] = self._draw(number)
        return self.drawn[number]

    def _draw(self, number: int) -> tuple[Image.Image, list[Box], float] | None:
        try:
            opened = open_page(self.document, number)
        except (pypdfium2.PdfiumError, IndexError):
            return None
        scale = min(SCALE, LARGEST / max(1.0, *opened.size))
        bars = [Box(r.position, r.start, r.position, r.end) for r in opened.rules if r.vertical]
        bitmap = opened.page.render(scale=scale, draw_annots=self.mode == "printed")
        picture = bitmap.to_pil().convert("RGB")
        if self.mode == "covered":
            picture = covered_page(picture, opened, scale, self.visible.get(number, VisibleWords()))
        opened.close()
        return picture, bars, scale


def row_pictures(
    plan: Plan, path: Path | None, reason: str, mode: PictureMode
) -> list[list[Picture]]:
    """For each row of ``plan`` the pictures of its parts, in order.

    ``path`` is the PDF, ``None`` for the ``reason`` given.
    """
    if mode == "none":
        path, reason = None, NO_PICTURES
    if plan.source.text_origin == "text":
        path, reason = None, NO_PAGES
    if path is None:
        return [list(_bare_parts(a, reason)) for a in plan.actions]
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return [list(_bare_parts(a, UNREADABLE)) for a in plan.actions]
    with document:
        pages = _Pages(document, mode, visible_words(plan))
        recognised = _recognised_pages(plan) if mode == "covered" else frozenset()
        return [list(_parts(a, pages, recognised)) for a in plan.actions]


def _recognised_pages(plan: Plan) -> frozenset[int]:
    """Pages of which any row was read by text recognition, or may have been."""
    if plan.source.text_origin == "ocr":
        return frozenset(range(1, plan.source.pages + 1))
    rows = [a for a in plan.actions if a.ocr_confidence]
    return frozenset(p.page for a in rows for p in a.provenance)


def _bare_parts(action: Action, reason: str) -> Iterator[Picture]:
    for part in action.provenance:
        yield Picture(part.page, Box(*part.bbox) if part.bbox else None, reason=reason)


def _parts(action: Action, pages: _Pages, recognised: frozenset[int]) -> Iterator[Picture]:
    for part in _bare_parts(action, UNREADABLE):
        if part.page in recognised:
            yield Picture(part.page, part.box, reason=RECOGNISED)
        else:
            drawn = pages.page(part.page) if part.box else None
            yield _cut(part, *drawn) if drawn else part


def _cut(part: Picture, page: Image.Image, bars: Sequence[Box], scale: float) -> Picture:
    box = part.box
    if box is None:
        return part
    crop = Box(
        max(0.0, box.x0 - MARGIN),
        max(0.0, box.top - MARGIN),
        min(page.width / scale, box.x1 + MARGIN),
        min(page.height / scale, box.bottom + MARGIN),
    )
    if crop.width < 1 or crop.height < 1:
        return part
    pixels = tuple(round(v * scale) for v in crop)
    cut = page.crop(pixels)  # type: ignore[arg-type]
    out = BytesIO()
    cut.save(out, "WEBP", quality=60, method=2)
    return Picture(part.page, box, crop, tuple(cell_boxes(box, bars)), out.getvalue())
