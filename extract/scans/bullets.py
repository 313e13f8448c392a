"""Bullets, found by their shape: engines read them as letters (e, o, *, «) or not at all."""

from collections.abc import Sequence

import numpy as np
from cv2.typing import MatLike

from extract.scans.pieces import Pieces
from extract.scans.regions import Area

BULLET = "•"
SIZE = (1.6, 6.0)
"""Width and height of a bullet, in points; a full stop is smaller."""
SOLID = 0.62
"""A disc fills 0.79 of its box, a square all of it; letters are not so full."""
UNEVEN = 0.35
GAP = (2.0, 26.0)
"""White to the text on the right, in points."""
STRAY = 2.0
"""Nothing stands to the left of a bullet within its line but at least so far, in points."""


def bullets(ink: MatLike, pieces: Pieces, areas: Sequence[Area], scale: float) -> list[Area]:
    """Boxes of the bullets at the left of the text in ``areas`` of ``ink``."""
    x, y, wide, high, filled = pieces.boxes.T
    least, most = SIZE[0] * scale, SIZE[1] * scale
    fits = (np.minimum(wide, high) >= least) & (np.maximum(wide, high) <= most)
    fits &= (np.abs(wide - high) <= UNEVEN * high) & (filled >= SOLID * wide * high)
    blobs = [Area(*b) for b in np.stack([x, y, x + wide, y + high], axis=1)[fits].tolist()]
    found: list[Area] = []
    for area in areas:
        inside = [b for b in blobs if _holds(area, b)]
        found += _aligned(
            [b for b in inside if _leads(area.of(ink), _within(b, area), scale)], scale
        )
    return found


def _holds(area: Area, blob: Area) -> bool:
    return (
        area.x0 <= blob.x0
        and blob.x1 <= area.x1
        and area.top <= blob.top
        and blob.bottom <= area.bottom
    )


def _within(blob: Area, area: Area) -> Area:
    return Area(blob.x0 - area.x0, blob.top - area.top, blob.x1 - area.x0, blob.bottom - area.top)


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
