"""The steps by which a drawn grid is made finer by its words, in the order in which they are made.

Each step gives the grid as it was where its words show nothing more than is drawn.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.model import Word
from extract.tables.cells import words_inside
from extract.tables.grid import Grid
from extract.tables.refine.figure_columns import figure_columns_cut
from extract.tables.refine.numbered_rows import numbered_rows_cut
from extract.tables.refine.spanning_cells import spanning_cells_cut
from extract.tables.row_starts import figures_of, rows_cut

COARSE = 2
"""A table of level rules with so many rows or fewer, a heading and one row, may be borderless
below its heading."""


class GridText(NamedTuple):
    """What is written on a grid: words, and those among them that are figures."""

    words: Sequence[Word]
    figures: Sequence[Word]


class Step(NamedTuple):
    """One refinement of a grid, and why it is made where it stands in the order."""

    refine: Callable[[Grid, GridText], Grid]
    reason: str


def refined(grid: Grid, words: Sequence[Word], steps: Sequence[Step]) -> Grid:
    """``grid`` after all of ``steps``, one upon the other."""
    text = GridText(words, figures_of(words))
    for step in steps:
        grid = step.refine(grid, text)
    return grid


def banded_steps(grid: Grid) -> Sequence[Step]:
    """The steps for a ``grid`` of level rules or shades, fewer for one that shows hardly a row."""
    return COARSE_STEPS if len(grid.ys) <= COARSE + 1 else BANDED_STEPS


def _figure_columns(grid: Grid, text: GridText) -> Grid:
    return figure_columns_cut(grid, text.words, text.figures)


def _spanning_cells(grid: Grid, text: GridText) -> Grid:
    return spanning_cells_cut(grid, text.words)


def _rows_of_figures(grid: Grid, text: GridText) -> Grid:
    return rows_cut(grid, text.words, text.figures)


def _rows_of_figures_or_numbers(grid: Grid, text: GridText) -> Grid:
    """Numbers in the first column are looked at only where figures part no row."""
    cut = _rows_of_figures(grid, text)
    return numbered_rows_cut(grid, words_inside(text.words, grid.box)) if cut is grid else cut


RULED_STEPS = (
    Step(_figure_columns, "first, as all that follows goes by the columns"),
    Step(_spanning_cells, "cells that span columns, some since the step before, cut to them"),
    Step(_rows_of_figures_or_numbers, "a row is known by how many of those columns it fills"),
    Step(_spanning_cells, "again: words of one row may keep clear of edges that others run over"),
)
BANDED_STEPS = (
    Step(_rows_of_figures_or_numbers, "the columns are from the words already, the rows are not"),
)
COARSE_STEPS = (
    Step(_rows_of_figures, "rows with a number are left to the finder that goes by text alone"),
)
