"""Tables with nothing drawn at all, found by their text: white gutters part the columns.

A block is lines set in several runs, with the lines between them that go on from one or band
them. Its gutters give the columns, and the votes of the columns the rows (``text_rows``).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extract.grid import Grid, full_grid
from extract.gutters import gutters
from extract.lines import rows_of_words, runs
from extract.printed import PrintedPage, Word, bounds
from extract.text_rows import by_column, figure_share, row_starts

PROSE_WORDS = 8
"""A line of one run with more words than this is prose, or a band."""
BLOCK_GAP = 2.2
"""Lines further apart than this times their height, beyond the usual, belong to two blocks."""
FEWEST_LINES = 3
FEWEST_ROWS = 2
FEWEST_SEVERAL = 0.4
"""Least share of a table's lines that have words in several columns."""
FIGURES = 0.4
"""A table of two columns has at least this share of figures in one of them."""
LONG_PARTS = 4.5
"""Newspaper columns have more words a line in each column than this, and no blank ones."""
BLANK = 0.08
ALL_FIGURES = 0.8
WRITTEN = 0.8
"""Figures in every column, and less than this share of cells written, are the axes of charts."""
MARGIN = 2.0

Line = list[Word]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that may be a table, and the edges of their columns."""

    lines: tuple[Line, ...]
    xs: tuple[float, ...]


def text_grids(page: PrintedPage) -> list[Grid]:
    """Grids of the tables that the words of ``page`` make without any rule."""
    blocks = [b for lines in _blocks(rows_of_words(page.words)) if (b := _block(lines))]
    grids = [_grid(b) for b in blocks if _is_tabular(b)]
    return [g for g in grids if len(g.ys) > FEWEST_ROWS]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines near each other, without titles before them and prose between them."""
    prose = [_is_prose(line) for line in lines]
    blocks: list[list[Line]] = [[]]
    for i, line in enumerate(lines):
        in_text = prose[i] and any(prose[j] for j in (i - 1, i + 1) if 0 <= j < len(lines))
        if in_text or (blocks[-1] and not _near(blocks[-1][-1], line)):
            blocks.append([])
        if not in_text:
            blocks[-1].append(line)
    return [b for b in map(_without_titles, blocks) if len(b) >= FEWEST_LINES]


def _is_prose(line: Line) -> bool:
    return len(line) > PROSE_WORDS and len(runs(line)) == 1


def _near(above: Line, below: Line) -> bool:
    foot, head = max([w.box.bottom for w in above]), min([w.box.top for w in below])
    return head - foot <= BLOCK_GAP * max(w.size for w in above)


def _without_titles(lines: Sequence[Line]) -> list[Line]:
    """The lines from the first that is set in several runs."""
    return list(itertools.dropwhile(lambda line: len(runs(line)) < 2, lines))


def _block(lines: Sequence[Line]) -> Block | None:
    words = [w for line in lines for w in line]
    box = bounds([w.box for w in words])
    edges = gutters(words)
    if not edges:
        return None
    return Block(tuple(lines), (box.x0 - MARGIN, *edges, box.x1 + MARGIN))


def _is_tabular(block: Block) -> bool:
    """Whether the block is a table and no columns of prose or list with marks."""
    parts = [by_column(line, block.xs) for line in block.lines]
    several = sum(1 for line in parts if sum(map(bool, line)) > 1)
    if several < max(FEWEST_LINES, FEWEST_SEVERAL * len(parts)):
        return False
    columns = list(zip(*parts, strict=True))
    shares = [figure_share(column) for column in columns]
    if min(shares) >= ALL_FIGURES and _written_share(columns) < WRITTEN:
        return False
    figures = max(shares[1:])
    return figures >= FIGURES or (len(columns) > 2 and not _is_newspaper(columns))


def _written_share(columns: Sequence[Sequence[Line]]) -> float:
    return sum(1 for c in columns for part in c if part) / sum(map(len, columns))


def _is_newspaper(columns: Sequence[Sequence[Line]]) -> bool:
    """Columns of running text: every line of every column full of words."""
    parts = [part for column in columns for part in column]
    written = [part for part in parts if part]
    words = sum(map(len, written)) / len(written)
    return words > LONG_PARTS and len(written) > (1 - BLANK) * len(parts)


def _grid(block: Block) -> Grid:
    starts = row_starts(block.lines, block.xs)
    heads = [min(w.box.top for w in line) for line in block.lines]
    foot = max(w.box.bottom for w in block.lines[-1])
    ys = [h - 1 for h, start in zip(heads, starts, strict=True) if start]
    return full_grid(block.xs, [*ys, foot + 1])
