"""How well a grid explains the words it holds, and which of the tables found are kept."""

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Page, shared_area
from extract.tables.cells import PlacedTable, fill_grid
from extract.tables.grid import Grid
from schemas.fragment import Box, Cell, ExtractionMethod, TableFragment

LEAST_SCORE = 0.5
"""A table that scores less is none."""
WEIGHTS = {"clean": 0.6, "drawn": 0.25, "filled": 0.15}
"""A table is trusted first for words that keep within its columns, then for drawn sides."""
DRAWN = {"ruled": 1.0, "banded": 0.6, "stream": 0.0, "dump": 0.0}
"""How much of a table is drawn: all sides, the level ones, none."""
OVERLAP = 0.05
"""Two tables that share more of the smaller one's area than this are readings of one."""


def candidates(grids: Sequence[Grid], page: Page, method: ExtractionMethod) -> list[PlacedTable]:
    """The tables that ``grids`` make of the words of ``page``, scored, but the too poor ones."""
    placed = [fill_grid(g, page, method) for g in grids]
    return [p for p in map(_scored, placed) if _is_table(p) and p.fragment.score >= LEAST_SCORE]


def _is_table(placed: PlacedTable) -> bool:
    """Several columns with words in them: not a frame, a box or a bar.

    The end of a cut row may be alone on its page, with words in one cell only.
    """
    written = sum(1 for c in placed.fragment.cells if c.lines)
    return (placed.fragment.cols >= 3 and written >= 1) or (
        placed.fragment.cols == 2 and written >= 2
    )


def _scored(placed: PlacedTable) -> PlacedTable:
    return replace(placed, fragment=replace(placed.fragment, score=round(score(placed), 4)))


def score(placed: PlacedTable) -> float:
    """How well the grid explains the words it holds, 0 to 1."""
    count = len(placed.words) or 1
    parts = {
        "clean": max(0.0, 1 - 4 * placed.crossings / count),
        "drawn": DRAWN[placed.fragment.method],
        "filled": _filled_columns(placed.fragment),
    }
    return sum(WEIGHTS[name] * part for name, part in parts.items())


def _filled_columns(fragment: TableFragment) -> float:
    used: set[int] = set()
    for cell in fragment.cells:
        if cell.lines:
            used.update(_columns(cell))
    return len(used) / fragment.cols


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.col_span)


def best(found: Sequence[PlacedTable]) -> list[PlacedTable]:
    """Those of the tables ``found`` that score best, no two of them over each other."""
    kept: list[PlacedTable] = []
    for placed in sorted(found, key=_rank):
        if all(not _overlap(box_of(placed), box_of(k)) for k in kept):
            kept.append(placed)
    return kept


def _rank(placed: PlacedTable) -> tuple[float, int]:
    """By score, then by the number of words explained."""
    return -round(placed.fragment.score, 2), -len(placed.words)


def box_of(placed: PlacedTable) -> Box:
    """The box of a table on a page, which always has one."""
    if placed.fragment.box is None:
        raise ValueError("a table on a page has a box")
    return placed.fragment.box


def _overlap(a: Box, b: Box) -> bool:
    smaller = min(a.width * a.height, b.width * b.height)
    return shared_area(a, b) > OVERLAP * smaller
