"""Bullets, found by their shape: engines read them as letters (e, o, *, «) or not at all."""

from collections.abc import Sequence

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.scans.regions import Area

BULLET = "•"
SIZE = (1.6, 6.0)
"""Width and height of a bullet, in points; a full stop is smaller."""
SOLID = 0.62
"""A disc fills 0.79 of its box, a square all of it; letters are not so full."""
GAP = (2.0, 26.0)
"""White to the text on the right, in points."""
STRAY = 2.0
"""Nothing stands to the left of a bullet within its line but at least so far, in points."""


def bullets(ink: MatLike, area: Area, scale: float) -> list[Area]:
    """Boxes of the bullets at the left of the text in ``area``."""
    part = area.of(ink)
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    found = [
        Area(area.x0 + x, area.top + y, area.x0 + x + wide, area.top + y + high)
        for x, y, wide, high, filled in stats[1:count].tolist()
        if _round(wide / scale, high / scale, filled / (wide * high))
        and _leads(part, Area(x, y, x + wide, y + high), scale)
    ]
    return _aligned(found, scale)


def _round(wide: float, high: float, full: float) -> bool:
    return (
        SIZE[0] <= wide <= SIZE[1]
        and SIZE[0] <= high <= SIZE[1]
        and 0.7 <= wide / high <= 1.4
        and full >= SOLID
    )


def _leads(part: MatLike, blob: Area, scale: float) -> bool:
    """Whether ``blob`` starts its line: text to the right at some distance, none to the left.

    The text's letters reach both above and below the blob, which tells it from a full stop.
    """
    beside = part[blob.top : blob.bottom]
    if beside[:, : max(blob.x0 - 1, 0)].any():
        return False
    right = np.flatnonzero(beside[:, blob.x1 :].any(axis=0))
    if not right.size or not GAP[0] * scale <= right[0] <= GAP[1] * scale:
        return False
    start = blob.x1 + int(right[0])
    high = blob.bottom - blob.top
    text = part[max(blob.top - high, 0) : blob.bottom + high, start : start + int(12 * scale)]
    rows = np.flatnonzero(text.any(axis=1))
    middle = (blob.top + blob.bottom) / 2 - max(blob.top - high, 0)
    return bool(rows[0] < middle - high / 2 and rows[-1] > middle + high / 2)


def _aligned(found: Sequence[Area], scale: float) -> list[Area]:
    """Bullets under one another; a lone one counts as well, if nothing else is as far left."""
    if not found:
        return []
    left = min(b.x0 for b in found)
    return [b for b in found if b.x0 - left <= STRAY * scale]
