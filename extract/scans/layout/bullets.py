"""Bullets, found by their shape: engines read them as letters (e, o, *, «) or not at all."""

from collections.abc import Sequence

import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.scans.image.connected_components import Components
from extract.scans.layout.regions import Area

Boxes = NDArray[np.int32]

BULLET = "•"
SIZE = (1.6, 6.0)
"""Width and height of a bullet, in points; a full stop is smaller."""
SOLID = 0.62
"""A disc fills 0.79 of its box, a square all of it; letters are not so full."""
UNEVEN = 0.35
"""Most difference of width and height, in heights."""
RING_SIZE, RING_UNEVEN = (2.4, 9.0), 0.15
"""The same of a ring or an empty square; the figure 0 is narrower."""
ROOM = 8
"""A bullet's cell is wider than it by this: round letters of rotated words lead no line."""
HOLE, ALIKE = 0.1, 0.75
"""Ink in a ring's middle at most; likeness to its mirror images at least."""
GAP = (2.0, 26.0)
"""White to the text on the right, in points."""
INDENT = 30.0
"""Bullets stand no further in than this, in points."""
STRAY = 2.0
"""Nothing stands to the left of a bullet within its line but at least so far, in points."""


def bullets(
    ink: MatLike, components: Components, areas: Sequence[Area], scale: float
) -> list[Area]:
    """Boxes of the bullets at the left of the text in ``areas`` of ``ink``."""
    solid = _by_area(_solid(components, scale), areas, scale)
    hollow = _by_area(_hollow(components, ink, scale), areas, scale)
    found: list[Area] = []
    for area, discs, rings in zip(areas, solid, hollow, strict=True):
        part = area.of(ink)
        leading = [b for b in discs if _leads(part, _within(b, area), scale)]
        leading += [b for b in rings if _is_ring(part, _within(b, area), scale)]
        found += _aligned(leading, scale)
    return found


def _solid(components: Components, scale: float) -> Boxes:
    """Discs and squares: left, top, right and bottom of each."""
    _, _, wide, high, filled = components.boxes.T
    fits = _sized(components, SIZE, UNEVEN, scale) & (filled >= SOLID * wide * high)
    return _corners(components, fits)


def _hollow(components: Components, ink: MatLike, scale: float) -> Boxes:
    """What may be rings and empty squares: round letters too."""
    left, top, wide, high, filled = components.boxes.T
    fits = _sized(components, RING_SIZE, RING_UNEVEN, scale) & (filled < SOLID * wide * high)
    fits[fits] = ink[(top + high // 2)[fits], (left + wide // 2)[fits]] == 0
    return _corners(components, fits)


def _sized(
    components: Components, size: tuple[float, float], uneven: float, scale: float
) -> NDArray[np.bool_]:
    wide, high = components.boxes[:, 2], components.boxes[:, 3]
    fits = np.minimum(wide, high) >= size[0] * scale
    fits &= np.maximum(wide, high) <= size[1] * scale
    return np.asarray(fits & (np.abs(wide - high) <= uneven * high))


def _corners(components: Components, fits: NDArray[np.bool_]) -> Boxes:
    left, top, wide, high = components.boxes[fits, :4].T
    return np.stack([left, top, left + wide, top + high], axis=1)


def _by_area(boxes: Boxes, areas: Sequence[Area], scale: float) -> list[list[Area]]:
    """For each area the boxes that are in it, at its left."""
    bounds = np.array(areas, np.int32).reshape(-1, 1, 4)
    there = (boxes >= bounds)[..., :2].all(axis=2) & (boxes <= bounds)[..., 2:].all(axis=2)
    there &= boxes[:, 0] <= bounds[..., 0] + INDENT * scale
    return [[Area(*b) for b in boxes[row].tolist()] for row in there]


def _within(blob: Area, area: Area) -> Area:
    return Area(blob.x0 - area.x0, blob.top - area.top, blob.x1 - area.x0, blob.bottom - area.top)


def _leads(part: MatLike, blob: Area, scale: float) -> bool:
    """Whether ``blob`` starts its line: text to the right at some distance, none to the left.

    The text's letters reach both above and below the blob, which tells it from a full stop.
    """
    start = _text_start(part, blob, scale)
    if not start:
        return False
    high = blob.bottom - blob.top
    text = part[max(blob.top - high, 0) : blob.bottom + high, start : start + int(12 * scale)]
    rows = np.flatnonzero(text.any(axis=1))
    middle = (blob.top + blob.bottom) / 2 - max(blob.top - high, 0)
    return bool(rows[0] < middle - high / 2 and rows[-1] > middle + high / 2)


def _text_start(part: MatLike, blob: Area, scale: float) -> int:
    """Where the text to the right of ``blob`` starts; 0 if it does not lead a line."""
    beside = part[blob.top : blob.bottom]
    cramped = beside.shape[1] < ROOM * (blob.x1 - blob.x0)
    if cramped or beside[:, : max(blob.x0 - 1, 0)].any():
        return 0
    right = np.flatnonzero(beside[:, blob.x1 :].any(axis=0))
    if not right.size or not GAP[0] * scale <= right[0] <= GAP[1] * scale:
        return 0
    return blob.x1 + int(right[0])


def _is_ring(part: MatLike, blob: Area, scale: float) -> bool:
    """Whether ``blob`` starts its line, is empty in the middle and the same from all sides."""
    if not _text_start(part, blob, scale):
        return False
    ring = blob.of(part) > 0
    high, wide = ring.shape
    hole = ring[high // 3 : high - high // 3, wide // 3 : wide - wide // 3]
    mirrored = [(ring == ring[::-1]).mean(), (ring == ring[:, ::-1]).mean()]
    return bool(hole.mean() < HOLE and min(mirrored) >= ALIKE)


def _aligned(found: Sequence[Area], scale: float) -> list[Area]:
    """Bullets under one another; a lone one counts as well, if nothing else is as far left."""
    if not found:
        return []
    left = min(b.x0 for b in found)
    return [b for b in found if b.x0 - left <= STRAY * scale]
