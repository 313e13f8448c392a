"""Columns of figures inside a drawn column, as in tables with one upright rule after the labels."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.lines import rows_of_words, runs
from extract.model import Word
from extract.tables.grid import Grid, Region
from extract.tables.gutters import text_gutters
from extract.tables.row_starts import by_column, figure_share, figures_of

FEWEST_LINES = 3
"""Two lines of figures are no column."""
SEVERAL = 0.6
"""Least share of a drawn column's lines that are set in several runs."""
APART = 0.5
"""Figures of two columns stand apart by more than this times their size."""
FIGURE_WORDS = 0.25
"""Least share of figures among the words of a drawn column that holds several."""
FIGURES = 0.6
"""Least share of figures in each column that is cut off."""


def figure_columns_cut(grid: Grid, words: Sequence[Word], figures: Sequence[Word]) -> Grid:
    """``grid`` with drawn columns cut where they hold columns of figures side by side.

    ``figures`` are those among the words: only a column with several is looked at.
    """
    likely = [len(c) >= 2 * FEWEST_LINES for c in by_column(figures, grid.xs)]
    if not any(likely):
        return grid
    spans = itertools.pairwise(grid.xs)
    cuts = [_cuts(words, s) if several else [] for s, several in zip(spans, likely, strict=True)]
    return _with_edges(grid, cuts) if any(cuts) else grid


def _cuts(words: Sequence[Word], span: tuple[float, float]) -> list[float]:
    inside = [w for w in words if span[0] <= w.middle[0] <= span[1]]
    if len(figures_of(inside)) < FIGURE_WORDS * len(inside):
        return []
    lines = rows_of_words(inside)
    several = sum(1 for line in lines if len(runs(line, APART)) > 1)
    if several < max(FEWEST_LINES, SEVERAL * len(lines)):
        return []
    edges = text_gutters(lines)
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
