"""Ink that an engine read no word from, though it read others beside it."""

from collections.abc import Sequence

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.scans.engines.engine import Token
from extract.scans.layout.regions import Area, cut, tight
from extract.scans.layout.sheet import Sheet

BEYOND_WORD = 1.2
"""Ink this near to a word's box, in points, belongs to it."""
LEAST_POINTS = 3.5
"""Ink that is smaller than this either way is no word that was missed."""
ITS_SHARE = 0.3
"""A component of ink of which a word's box covers this share is a letter of that word.

Engines' boxes may be too low by half; and the box of one line reaches into the next.
"""


def missed_lines(sheet: Sheet, area: Area, tokens: Sequence[Token]) -> list[Area]:
    """Lines of ink in ``area`` that lie under none of ``tokens``, as large as letters at least."""
    ink = area.of(sheet.ink)
    boxes = [_box(t, area, round(BEYOND_WORD * sheet.scale)) for t in tokens]
    rest = ink.copy()
    for box in boxes:
        box.of(rest)[:] = 0
    if not _lines(rest, sheet.scale):
        return []
    return [
        Area(area.x0 + b.x0, area.top + b.top, area.x0 + b.x1, area.top + b.bottom)
        for b in _lines(_whole_letters(ink, rest), sheet.scale)
    ]


def _box(token: Token, area: Area, beyond: int) -> Area:
    """The box of ``token`` within ``area``, ``beyond`` larger at each side."""
    return Area(
        max(round(token.x0) - beyond - area.x0, 0),
        max(round(token.top) - beyond - area.top, 0),
        max(round(token.x1) + beyond - area.x0, 0),
        max(round(token.bottom) + beyond - area.top, 0),
    )


def _whole_letters(ink: MatLike, rest: MatLike) -> MatLike:
    """The components of ``ink`` most of which are in ``rest``, whole."""
    count, numbers = cv2.connectedComponents(ink, connectivity=8)
    all_of, left = (np.bincount(numbers[m > 0], minlength=count) for m in (ink, rest))
    kept = (left > (1 - ITS_SHARE) * all_of).astype(np.uint8) * np.uint8(255)
    return np.take(kept, np.asarray(numbers))


def _lines(ink: MatLike, scale: float) -> list[Area]:
    whole = Area(0, 0, ink.shape[1], ink.shape[0])
    bands = [t for b in cut(whole, ink, 1, scale) for t in tight(ink, b, scale)]
    least = LEAST_POINTS * scale
    return [b for b in bands if b.bottom - b.top >= least and b.x1 - b.x0 >= least]
