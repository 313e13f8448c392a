"""Cells drawn across several columns, cut where their words show that the columns go on.

Some tables have the lines between columns drawn in the heading alone. A band of text runs over
the columns' edges; words that keep clear of the edges, as in columns, do not.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.lines import rows_of_words
from extract.model import Word
from extract.tables.grid import Grid, Region

SPACE = 0.45
"""Words of one text stand no further apart than this times their size."""
SLACK = 1.0
"""A word may start this far before its column's edge, in points."""
CLEAR_SHARE = 0.5
"""A cell is cut when its words keep clear of at least this share of the edges they span."""


def spanning_cells_cut(grid: Grid, words: Sequence[Word]) -> Grid:
    """``grid`` with its wide cells cut at the edges that their words keep clear of."""
    if all(r.col_span == 1 for r in grid.regions):
        return grid
    return replace(grid, regions=tuple(p for r in grid.regions for p in _cut(r, grid, words)))


def _cut(region: Region, grid: Grid, words: Sequence[Word]) -> list[Region]:
    if region.col_span == 1:
        return [region]
    _, top, _, bottom = grid.region_box(region)
    left, right = grid.xs[region.col], grid.xs[region.col + region.col_span]
    here = [w for w in words if top < w.middle[1] <= bottom and left < w.middle[0] <= right]
    lines = rows_of_words(here)
    inner = range(region.col + 1, region.col + region.col_span)
    spanned = [c for c in inner if any(_spans(line, grid.xs[c]) for line in lines)]
    clear = [c for c in spanned if not any(runs_over(line, grid.xs[c]) for line in lines)]
    if len(clear) < CLEAR_SHARE * len(spanned):
        return [region]
    starts = [region.col, *clear, region.col + region.col_span]
    return [Region(region.row, a, region.row_span, b - a) for a, b in itertools.pairwise(starts)]


def _spans(line: Sequence[Word], edge: float) -> bool:
    return line[0].middle[0] < edge < line[-1].middle[0]


def runs_over(line: Sequence[Word], edge: float) -> bool:
    """Whether the words of ``line`` go on over ``edge`` without standing apart there."""
    edge -= SLACK
    left = max((w for w in line if w.box.x0 < edge), key=lambda w: w.box.x1, default=None)
    if left is None:
        return False
    right = min((w.box.x0 for w in line if w.box.x0 >= edge), default=None)
    if right is None:
        return left.box.x1 > edge + 2 + SLACK
    return left.box.x1 > edge + 2 + SLACK or right - left.box.x1 < SPACE * left.size
