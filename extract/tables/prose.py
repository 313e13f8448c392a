"""Lines of running text told from lines of a table's cell, where nothing is drawn."""

from collections.abc import Sequence

from extract.lines import runs
from extract.model import Word
from extract.tables.refine.spanning_cells import runs_over

PROSE_WORDS = 8
"""A line of one run with more words than this is prose, or a band, or all in one cell."""
APART = 0.7
"""Words of a table's line stand apart by more than this times their size at a column."""
FEWEST_RUNS = 3
"""A line shows the columns of its table if it is set in so many runs."""
SLACK = 3.0
"""Words may stand this far over their column's edge, in points."""
LARGER = 0.6
"""Titles are larger than a table's text by more than this, in points."""

Line = Sequence[Word]


def prose_lines(lines: Sequence[Line]) -> list[bool]:
    """For each of the lines whether it is running text, and not of a cell of the lines above."""
    found: list[bool] = []
    richest: list[list[Word]] = []
    for line in lines:
        parts = runs(line, APART)
        in_text = len(parts) == 1 and len(line) > PROSE_WORDS and not _in_slot(line, richest)
        found.append(in_text)
        if in_text:
            richest = []
        elif len(parts) >= max(FEWEST_RUNS, len(richest)):
            richest = parts
    return found


def _in_slot(line: Line, parts: Sequence[Sequence[Word]]) -> bool:
    """Whether ``line`` keeps to the place of one of ``parts``, clear of the next one's start."""
    starts = [part[0].box.x0 - SLACK for part in parts]
    inner = [x for x in starts if x <= line[0].box.x0]
    if not inner:
        return False
    behind = starts[len(inner)] if len(inner) < len(starts) else None
    return behind is None or line[-1].box.x1 <= behind


def keeps_to(line: Line, xs: Sequence[float]) -> bool:
    """Whether the words of ``line`` stand in columns with the edges ``xs`` and apart there."""
    inside = line[0].box.x0 >= xs[0] - SLACK
    return inside and not any(runs_over(line, edge) for edge in xs[1:-1])


def is_title(line: Line, size: float) -> bool:
    """Whether ``line`` is of one run, larger than the table's text of ``size``."""
    return min(w.size for w in line) > size + LARGER and len(runs(line, APART)) == 1


def goes_on(line: Line, above: Line, xs: Sequence[float], size: float) -> bool:
    """Whether ``line`` stands in the columns ``xs`` of the table of ``size`` right above it.

    A line in the first column alone may be a title or a note: it goes on only from one there.
    """
    if not keeps_to(line, xs) or is_title(line, size):
        return False
    first = line[-1].box.x1 <= xs[1] and line[0].box.x0 < xs[1]
    return not first or _follows(above, line, xs)


def _follows(above: Line, line: Line, xs: Sequence[float]) -> bool:
    """Whether ``line`` goes on, as close as lines of one text, below words in its column."""
    over = [w for w in above if w.box.x0 < xs[1]]
    if not over:
        return False
    white = min(w.box.top for w in line) - max(w.box.bottom for w in over)
    same = line[0].bold == over[0].bold
    return same and white <= 0.5 * line[0].size
