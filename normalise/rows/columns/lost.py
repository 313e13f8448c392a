"""Pages that go on with a table under other columns, and no heading row to say which.

Word leaves out columns that a page does not need, or an author pastes a narrower table. The
columns keep their order, and what the cells hold decides which are missing.
"""

from collections.abc import Sequence

from normalise.rows.columns.text_dump import best_mapping
from normalise.rows.printed_row import Column, cells_by_row
from schemas.fragment import TableFragment

FEWEST = 3
LEAST_FIT = 0.75
"""Least average fit of a written row to the columns it is put under."""
SAME_ENDS = 12.0
"""The table's left and right ends differ by no more than this, in points."""


def guessed_mapping(fragment: TableFragment, columns: Sequence[Column]) -> list[int] | None:
    """For each column of the grid, the column of the table that its cells seem to belong to.

    ``None`` if the fragment cannot be the table's, or what it holds does not settle it.
    """
    if not FEWEST <= fragment.cols <= len(columns) or not _same_ends(fragment, columns):
        return None
    whole = [r for r in cells_by_row(fragment) if len(r) == fragment.cols]
    written = [[c.text for c in r] for r in whole if sum(1 for c in r if c.lines) >= FEWEST - 1]
    if not written:
        return None
    if fragment.cols == len(columns):
        return list(range(fragment.cols))
    mapping, score = best_mapping(written, [c.assigned.field for c in columns])
    apart = len(set(mapping)) == len(mapping)
    return mapping if apart and score >= LEAST_FIT * len(written) else None


def _same_ends(fragment: TableFragment, columns: Sequence[Column]) -> bool:
    if not fragment.column_edges:
        return False
    left, right = fragment.column_edges[0], fragment.column_edges[-1]
    return abs(left - columns[0].x0) <= SAME_ENDS and abs(right - columns[-1].x1) <= SAME_ENDS
