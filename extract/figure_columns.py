"""Columns of figures inside a drawn column, as in tables with one upright rule after the labels."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.grid import Grid, Region
from extract.gutters import gutters
from extract.lines import rows_of_words, runs
from extract.printed import Word
from extract.text_rows import by_column, figure_share

FEWEST_LINES = 3
SEVERAL = 0.6
"""Least share of a drawn column's lines that are set in several runs."""
FIGURES = 0.6
"""Least share of figures in each column that is cut off."""


def figure_columns_cut(grid: Grid, words: Sequence[Word]) -> Grid:
    """``grid`` with drawn columns cut where they hold columns of figures side by side."""
    columns = by_column([w for w in words if grid.ys[0] <= w.middle[1] <= grid.ys[-1]], grid.xs)
    cuts = [
        _cuts(column, span)
        for column, span in zip(columns, itertools.pairwise(grid.xs), strict=True)
    ]
    return _with_edges(grid, cuts) if any(cuts) else grid


def _cuts(words: Sequence[Word], span: tuple[float, float]) -> list[float]:
    inside = [w for w in words if span[0] <= w.middle[0] <= span[1]]
    if len(inside) < 2 * FEWEST_LINES:
        return []
    lines = rows_of_words(inside)
    several = sum(1 for line in lines if len(runs(line)) > 1)
    if several < max(FEWEST_LINES, SEVERAL * len(lines)):
        return []
    edges = gutters(inside)
    parts = [by_column(line, [span[0], *edges, span[1]]) for line in lines]
    columns = list(zip(*parts, strict=True))
    return edges if min(map(figure_share, columns[1:]), default=0.0) >= FIGURES else []


def _with_edges(grid: Grid, cuts: Sequence[Sequence[float]]) -> Grid:
    """``grid`` with more column edges; its regions cover the same area as before."""
    xs = [grid.xs[0]]
    place = [0]
    for more, right in zip(cuts, grid.xs[1:], strict=True):
        xs += [*more, right]
        place.append(len(xs) - 1)
    regions = [
        Region(r.row, place[r.col], r.row_span, place[r.col + r.col_span] - place[r.col])
        for r in grid.regions
    ]
    return replace(grid, xs=tuple(xs), regions=tuple(regions))
