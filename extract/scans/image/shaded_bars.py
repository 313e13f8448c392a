"""Bars of shading too low to be the ground around their letters: headings, bands, markings."""

import cv2
import numpy as np
from cv2.typing import MatLike

DARKER = 0.93
"""A bar has less than this share of the light around it."""
STROKE = 2.6
"""Rules and strokes of letters are thinner than this, in points; what is left of a bar is not."""
SOLID = 6.0
"""Somewhere beside its letters a bar is solid for this much both ways, in points."""
WIDEST_LETTER = 20.0
"""A bar is wider than this, in points."""
LOWEST = 9.0
"""A bar is no lower than this, in points: a word in heavy letters that touch is."""
FULL = 0.5
"""A bar fills this share of its box; its letters take the rest."""


def with_bars(ground: MatLike, level: MatLike, scale: float) -> MatLike:
    """``ground`` with the colours of the bars in ``level``, a picture of the same size.

    ``scale`` is in pixels a point.
    """
    dark = (_grey(level) < DARKER * _grey(ground)).astype(np.uint8)
    bars, solid = (_opened(dark, side * scale) for side in (STROKE, SOLID))
    if not solid.any():
        return ground
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bars, connectivity=4)
    for i in sorted(set(np.unique(labels[solid > 0]).tolist()) - {0}):
        x, y, wide, high, area = stats[i].tolist()
        large = wide >= WIDEST_LETTER * scale and high >= LOWEST * scale
        if large and area >= FULL * wide * high:
            place = (slice(y, y + high), slice(x, x + wide))
            ground[place] = np.median(level[place][labels[place] == i], axis=0)
    return ground


def _grey(pixels: MatLike) -> MatLike:
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) if pixels.ndim == 3 else pixels


def _opened(mask: MatLike, side: float) -> MatLike:
    kernel = np.ones((max(round(side), 2), max(round(side), 2)), np.uint8)
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)
