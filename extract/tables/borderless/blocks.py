"""Blocks of lines that may be a table with nothing drawn, and the edges of their columns."""

import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from extract.lines import runs
from extract.model import Word, bounds
from extract.tables.gutters import text_gutters
from extract.tables.prose import APART, prose_lines
from extract.tables.row_starts import by_column, figure_share

BLOCK_GAP = 2.2
"""Lines further apart than this times their height, beyond the usual, belong to two blocks."""
FEWEST_LINES = 3
"""Two lines set in columns may be an address or a signature."""
MOST_TRIMMED = 4
"""Lines of caption or note at either end of a block, at most."""
FIGURES = 0.4
"""A table of two columns has at least this share of figures in one of them."""
MARGIN = 2.0
"""A block reaches this far beyond its outermost words, in points."""

Line = list[Word]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that may be a table, and the edges of their columns."""

    lines: tuple[Line, ...]
    xs: tuple[float, ...]
    continues: bool = False
    """It goes on from the page before, under the columns there."""


def text_blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks among ``lines`` that show columns, from top to bottom."""
    return [b for part in _blocks(lines) if (b := _trimmed(part))]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines near each other, without titles before them and prose between them."""
    prose = prose_lines(lines)
    blocks: list[list[Line]] = [[]]
    for i, line in enumerate(lines):
        in_text = prose[i] and any(prose[j] for j in (i - 1, i + 1) if 0 <= j < len(lines))
        if in_text or (blocks[-1] and not near(blocks[-1][-1], line)):
            blocks.append([])
        if not in_text:
            blocks[-1].append(line)
    return [b for b in map(_without_titles, blocks) if len(b) >= FEWEST_LINES]


def near(above: Line, below: Line) -> bool:
    """Whether two lines stand close enough for one block."""
    foot, head = max([w.box.bottom for w in above]), min([w.box.top for w in below])
    return head - foot <= BLOCK_GAP * max(w.size for w in above)


def _without_titles(lines: Sequence[Line]) -> list[Line]:
    """The lines from the first that is set in several runs."""
    return list(itertools.dropwhile(lambda line: len(runs(line, APART)) < 2, lines))


def _block(lines: Sequence[Line]) -> Block | None:
    words = [w for line in lines for w in line]
    box = bounds([w.box for w in words])
    edges = text_gutters(lines)
    if not edges:
        return None
    return Block(tuple(lines), (box.x0 - MARGIN, *edges, box.x1 + MARGIN))


def _trimmed(lines: Sequence[Line]) -> Block | None:
    """The block without the captions at its head and notes at its foot that hide its columns."""
    several = sum(1 for line in lines if len(runs(line, APART)) > 1)
    if several < FEWEST_LINES:
        return _block(lines) if several > 1 else None
    most = min(MOST_TRIMMED, (len(lines) - FEWEST_LINES) // 2)
    best = _clearest([(lines[:n], lines[n:]) for n in range(most + 1)])
    ends = [len(best) - n for n in range(most + 1)]
    return _block(_clearest([(best[end:], best[:end]) for end in ends]))


def _clearest(choices: Sequence[tuple[Sequence[Line], Sequence[Line]]]) -> Sequence[Line]:
    """Of pairs of dropped and kept lines, the kept ones that show most columns.

    Only lines that run over those columns are dropped, and hide half of them unless the
    columns are of figures: a row of wrapped text is no caption.
    """
    best, found = choices[0][1], text_gutters(choices[0][1])
    for dropped, kept in choices[1:]:
        edges = text_gutters(kept)
        least = len(found) + 1 if of_figures(kept, edges) else max(2 * len(found), 1)
        if len(edges) >= least and all(_hides(line, edges) for line in dropped):
            best, found = kept, edges
    return best


def of_figures(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether most columns but the first hold figures."""
    xs = [-math.inf, *edges, math.inf]
    columns = list(zip(*(by_column(line, xs) for line in lines), strict=True))
    return len(columns) > 1 and statistics.median(map(figure_share, columns[1:])) >= FIGURES


def _hides(line: Line, edges: Sequence[float]) -> bool:
    return any(run[0].box.x0 < e < run[-1].box.x1 for run in runs(line, APART) for e in edges)
