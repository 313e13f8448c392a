"""Whether a fragment without headings goes on with the table before it."""

from collections.abc import Sequence

from normalise.rows import Column
from schemas.fragment import TableFragment

EDGE = 9.0
"""Column edges of one table on two pages differ by no more than this, in points."""


def carries_on(fragment: TableFragment, columns: Sequence[Column]) -> bool:
    """Whether a fragment without headings can stand under these columns."""
    if not fragment.column_edges:
        return True
    known = [c.x0 for c in columns] + [columns[-1].x1]
    # The outer edges of an undrawn table are where its words happen to end.
    edges = fragment.column_edges[1:-1] if fragment.method == "stream" else fragment.column_edges
    near = [e for e in edges if any(abs(e - k) <= EDGE for k in known)]
    return len(near) == len(edges) and len(near) >= min(3, len(known))


def both_undrawn(last: TableFragment, block: TableFragment) -> bool:
    """Parts of one undrawn table may come as two, one above the other."""
    return last.page == block.page and last.method == block.method == "stream"
