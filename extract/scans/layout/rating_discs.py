"""Coloured discs and squares that stand for a rating, among the components of a page's ink."""

from collections.abc import Iterator

import numpy as np

from extract.model import Fill
from extract.scans.image.connected_components import Components
from extract.scans.image.ink import Inked
from extract.tables.colour_marks import COLOURFUL, LARGEST
from schemas.fragment import Box

SMALLEST = 6.0
"""Less than this, in points, is a letter or a bullet."""
UNEVEN = 0.3
"""Most difference of a mark's width and height, in heights."""
SOLID = 0.65
"""A disc fills 0.79 of the box around it."""
INNER = 4
"""A mark's colour is that of its inner part: its sides less one in so many at each end."""


def coloured_marks(page: Inked, components: Components) -> list[Fill]:
    """The marks of ``page``, in points, whose ink is in ``components``."""
    return [] if page.colour is None else list(_marks(page, components))


def _marks(page: Inked, components: Components) -> Iterator[Fill]:
    wide, high, filled = components.boxes[:, 2:].T
    fits = np.minimum(wide, high) >= SMALLEST * page.scale
    fits &= np.maximum(wide, high) <= LARGEST * page.scale
    fits &= (np.abs(wide - high) <= UNEVEN * high) & (filled >= SOLID * wide * high)
    for left, top, across, down, _ in components.boxes[fits].tolist():
        colour = _colour(page, left, top, across, down)
        if max(colour) - min(colour) >= COLOURFUL:
            box = Box(*(v / page.scale for v in (left, top, left + across, top + down)))
            yield Fill(box, "#" + "".join(f"{c:02x}" for c in colour))


def _colour(page: Inked, left: int, top: int, across: int, down: int) -> list[int]:
    if page.colour is None:
        return [0, 0, 0]
    rows = slice(top + down // INNER, top + down - down // INNER)
    columns = slice(left + across // INNER, left + across - across // INNER)
    return [int(v) for v in np.median(page.colour[rows, columns].reshape(-1, 3), axis=0)]
