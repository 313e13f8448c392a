"""The cells of a row, from the rules that are drawn on its page."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.fragment import Box

ALONG = 0.7
"""A rule that divides a row runs along at least this share of its height; those of the rows above
and below only reach a little into it."""
NARROWEST = 4.0
"""Rules nearer to each other than this, in points, are the two edges of one: no column is so
narrow."""


def cell_boxes(row: Box, bars: Sequence[Box]) -> Iterator[Box]:
    """Boxes of the row's cells, left to right; none where no upright rule divides it."""
    inside = sorted(b.x0 for b in bars if _divides(row, b))
    edges = [row.x0]
    for x in (*inside, row.x1):
        if x - edges[-1] > NARROWEST:
            edges.append(x)
    if len(edges) > 2:
        for left, right in pairwise(edges):
            yield Box(left, row.top, right, row.bottom)


def _divides(row: Box, bar: Box) -> bool:
    shared = min(row.bottom, bar.bottom) - max(row.top, bar.top)
    return row.x0 < bar.x0 < row.x1 and shared >= ALONG * row.height
