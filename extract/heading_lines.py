"""Lines that head columns of borderless text: a table's heading row, not a running header."""

import itertools
from bisect import bisect
from collections.abc import Sequence

from extract.lines import rows_of_words
from extract.model import Page, Word
from extract.tables.gutters import text_gutters
from extract.tables.refine.spanning_cells import runs_over

FEWEST_COLUMNS = 3
"""Fewer words side by side may be a running header's."""
LINES_BELOW = 16
"""So many lines below a heading row show whether it heads columns."""
FEWEST_BELOW = 2
"""One line below has no columns."""
NEAREST = 3.0
"""A heading row stands no further above its columns than this, in the size of the type."""
CLOSE = 0.5
"""Lines of one heading row are no further apart than this, in the size of the type."""

Line = list[Word]


def without_heading_rows(lines: Sequence[Line], page: Page) -> list[Line]:
    """``lines`` of the page but those of heading rows, all the lines of such a row."""
    if sum(1 for r in page.rules if r.vertical) > 1:
        return list(lines)
    heads = [_heads_columns(line, page) for line in lines]
    groups = itertools.groupby(enumerate(lines), lambda x: _group(lines, x[0]))
    together = [[i for i, _ in group] for _, group in groups]
    return [lines[i] for part in together if not any(heads[j] for j in part) for i in part]


def _group(lines: Sequence[Line], index: int) -> int:
    """Number of gaps above the line at ``index`` that are too wide for one heading row."""
    pairs = itertools.pairwise(lines[: index + 1])
    return sum(1 for above, below in pairs if _gap(_foot(above), below) > CLOSE * below[0].size)


def _heads_columns(line: Line, page: Page) -> bool:
    """Whether the words of ``line`` stand one each over columns of text close below."""
    if len(line) < FEWEST_COLUMNS:
        return False
    foot = _foot(line)
    below = rows_of_words([w for w in page.words if w.box.top >= foot], LINES_BELOW)
    if len(below) < FEWEST_BELOW or _gap(foot, below[0]) > NEAREST * line[0].size:
        return False
    edges = text_gutters(below)
    homes = {bisect(edges, w.middle[0]) for w in line}
    return len(homes) >= max(FEWEST_COLUMNS, len(edges)) and not any(
        runs_over(line, edge) for edge in edges
    )


def _foot(line: Line) -> float:
    return max(w.box.bottom for w in line)


def _gap(foot: float, line: Line) -> float:
    return min(w.box.top for w in line) - foot
