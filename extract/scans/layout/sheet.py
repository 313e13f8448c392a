"""A straightened page with its rules and fills found, cut into the areas to read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.model import Fill, Rule
from extract.scans.image.connected_components import Components
from extract.scans.image.fills import page_fills
from extract.scans.image.ink import GROUND, Inked, mask_of, relit
from extract.scans.image.straighten import LEAST_SKEW, levelled
from extract.scans.layout.bullets import bullets
from extract.scans.layout.rating_discs import coloured_marks
from extract.scans.layout.regions import Area, areas, closed_cells
from extract.scans.rules.find import found_rules
from extract.tables.cells import fill_colour
from extract.tables.redaction import is_black
from schemas.fragment import Box

FAINT = 26
"""Least difference of a faint rule from its ground, of 255."""
RULE_EDGE = 3
"""Pixels by which rules are erased wider than found: their soft edges."""
LETTER_POINTS = (2.5, 14.0)
"""Least and most height of what tells how high letters are, in points."""
BOX_EDGE = 2.4
"""Width of the soft edge of a black box, in points, half of it inside."""
INSET = 1.0
"""Half the width of the rules around a coloured cell, in points, with their soft edges."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to be read: arrays in pixels, rules and fills in points."""

    letters: MatLike
    """Grey, 255 white; rules, bullets and specks erased."""
    ink: MatLike
    """255 where there is ink of letters."""
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    areas: tuple[Area, ...]
    bullets: tuple[Area, ...]
    scale: float
    """Pixels a point."""
    letter: float
    """Middle height of the components as large as letters, in pixels; 0 if there are none."""


def straightened(page: Inked, degrees: float) -> tuple[Inked, int]:
    """``page`` levelled, on a larger sheet so that no corner is lost; pixels added a side."""
    if abs(degrees) < LEAST_SKEW:
        return page, 0
    reach = max(page.grey.shape) / 2 * math.tan(math.radians(abs(degrees)))
    pad = math.ceil(reach / GROUND) * GROUND
    return levelled(page, degrees, pad), pad


def ruled_sheet(page: Inked, components: Components) -> Sheet:
    """Rules, fills, areas and bullets of ``page``, straight and upright, with its components."""
    darkest, scale = page.darkest, page.scale
    mask = mask_of(page.grey, darkest)
    found = found_rules(mask_of(page.grey, 255 - FAINT), mask, components.boxes, scale)
    fills = page_fills(page, found.rules)
    cells = closed_cells(found.rules, mask.shape, scale)
    erased = cv2.dilate(found.ink, np.ones((RULE_EDGE, RULE_EDGE), np.uint8))
    letters = cv2.bitwise_or(page.grey, erased)
    _relight(letters, page, cells, fills)
    _edges_wiped(letters, fills, scale)
    discs = coloured_marks(page, components)
    for disc in discs:
        _wiped(Area(*(round(v * scale) for v in disc.box)), letters, 255)
    ink = mask_of(letters, darkest)
    whole = areas(cells, found.rules, ink, scale)
    marks = bullets(ink, components, whole, scale)
    for mark in marks:
        _wiped(mark, letters, 255)
        _wiped(mark, ink, 0)
    return Sheet(
        letters=letters,
        ink=ink,
        rules=found.rules,
        fills=(*fills, *discs),
        areas=tuple(whole),
        bullets=tuple(marks),
        scale=scale,
        letter=_letter_height(components, scale),
    )


def _letter_height(components: Components, scale: float) -> float:
    high, wide = components.boxes[:, 3], components.boxes[:, 2]
    least, most = (v * scale for v in LETTER_POINTS)
    heights = high[(high >= least) & (high <= most) & (wide <= most)]
    return float(np.median(heights)) if heights.size else 0.0


def _relight(letters: MatLike, page: Inked, cells: Sequence[Area], fills: Sequence[Fill]) -> None:
    """Measure each coloured cell's letters against its own colour, up to its rules.

    The ground that is found around each pixel is blurred at the edges of a colour, which makes
    rules there look thick and letters near them pale.
    """
    if page.colour is None:
        return
    inset = math.ceil(INSET * page.scale)
    for cell in cells:
        if fill_colour(Box(*(v / page.scale for v in cell)), fills):
            inner = Area(cell.x0 + inset, cell.top + inset, cell.x1 - inset, cell.bottom - inset)
            cell.of(letters)[:] = 255
            inner.of(letters)[:] = relit(inner.of(page.colour))


def _edges_wiped(letters: MatLike, fills: Sequence[Fill], scale: float) -> None:
    """Make the soft edges of black boxes white: what they hide gives no letters."""
    for fill in fills:
        if is_black(fill.colour):
            x0, top, x1, bottom = (round(v * scale) for v in fill.box)
            cv2.rectangle(letters, (x0, top), (x1, bottom), (255,), round(BOX_EDGE * scale))


def _wiped(mark: Area, pixels: MatLike, value: int) -> None:
    pixels[max(mark.top - 1, 0) : mark.bottom + 1, max(mark.x0 - 1, 0) : mark.x1 + 1] = value
