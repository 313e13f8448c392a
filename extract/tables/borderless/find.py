"""Tables with nothing drawn at all, found by their text: white gutters part the columns.

A block is lines set in several runs, with the lines between them that go on from one or band
them. Its gutters give the columns, and the votes of the columns the rows (``text_rows``).
"""

import itertools
import statistics
from collections.abc import Sequence

from extract.lines import rows_of_words, runs
from extract.model import Page
from extract.tables.borderless.blocks import FEWEST_LINES, FIGURES, Block, Line, text_blocks
from extract.tables.borderless.joined_blocks import crosses, whole_blocks
from extract.tables.borderless.page_ends import NO_TABLE, OpenTable
from extract.tables.borderless.rows import borderless_row_starts
from extract.tables.grid import Grid, Region, full_grid, rising
from extract.tables.prose import APART, is_title
from extract.tables.row_starts import by_column, figure_share

FEWEST_ROWS = 2
"""Rows of a table at least; it has one more edge of rows."""
FEWEST_SEVERAL = 0.4
"""Least share of a table's lines that have words in several columns."""
MANY = 4
"""Edges of columns up to which a table has few: three columns have four."""
FEWEST_OF_MANY = 0.2
"""The same of a table of many columns, whose cells' lines seldom stand level."""
LONG_PARTS = 4.5
"""Newspaper columns have more words a line in each column than this, and no blank ones."""
BLANK = 0.08
"""Share of parts of lines that are blank in newspaper columns, at most."""
ALL_FIGURES = 0.8
"""Least share of figures in a column of them."""
WRITTEN = 0.8
"""Figures in every column, and less than this share of cells written, are the axes of charts."""


def text_grids(page: Page, before: OpenTable = NO_TABLE) -> list[Grid]:
    """Grids of the tables that the words of ``page`` make without any rule.

    ``before`` is what is known of a borderless table that the page before ends with.
    """
    lines = rows_of_words(page.words)
    blocks = whole_blocks(text_blocks(lines), lines, before.xs)
    grids = [(_grid(b, before), b.continues) for b in blocks if b.continues or _is_tabular(b)]
    return [g for g, continues in grids if continues or len(g.ys) > FEWEST_ROWS]


def _is_tabular(block: Block) -> bool:
    """Whether the block is a table and no columns of prose or list with marks."""
    plain = [line for line in block.lines if not _is_band(line, block.xs)]
    parts = [by_column(line, block.xs) for line in plain]
    several = sum(1 for line in parts if sum(map(bool, line)) > 1)
    least = FEWEST_SEVERAL if len(block.xs) <= MANY else FEWEST_OF_MANY
    if several < max(FEWEST_LINES, least * len(parts)):
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


def _grid(block: Block, before: OpenTable) -> Grid:
    """Rows by the votes of the columns; a title, or a line over the columns, is a band."""
    cols = len(block.xs) - 1
    ys: list[float] = []
    bands: set[float] = set()
    wide = zip(_bands(block), block.lines, strict=True)
    for is_band, group in itertools.groupby(wide, lambda x: x[0]):
        part = [line for _, line in group]
        starts = (
            [i == 0 for i in range(len(part))]
            if is_band
            else borderless_row_starts(part, block.xs, before)
        )
        tops = [min(w.box.top for w in x) - 1 for x, s in zip(part, starts, strict=True) if s]
        ys += tops
        bands.update(tops if is_band else ())
    ys = rising([*ys, max(w.box.bottom for w in block.lines[-1]) + 1])
    over = {r for r, y in enumerate(ys) if y in bands}
    plain = [r for r in full_grid(block.xs, ys).regions if r.row not in over]
    regions = [*plain, *(Region(r, 0, 1, cols) for r in over if r < len(ys) - 1)]
    ordered = tuple(sorted(regions, key=lambda r: (r.row, r.col)))
    return Grid(block.xs, tuple(ys), ordered, open_top=_is_rest(block, before))


def _is_rest(block: Block, before: OpenTable) -> bool:
    """Whether the block starts like the rest of a row that the page before began."""
    body = itertools.dropwhile(before.repeats, block.lines)
    first = by_column(next(body, []), block.xs)
    return block.continues and 2 * sum(map(bool, first)) <= len(first)


def _bands(block: Block) -> list[bool]:
    """The lines that are titles within the table, or run over its columns."""
    words = [w for line in block.lines for w in line]
    size = statistics.median([w.size for w in words])
    plain = 2 * sum(w.bold for w in words) < len(words)
    found = [_is_band(line, block.xs) or is_title(line, size) for line in block.lines]
    for i, (line, below) in enumerate(itertools.pairwise(block.lines)):
        found[i] = found[i] or (plain and _is_bold_title(line, below, block.xs))
    return found


def _is_bold_title(line: Line, below: Line, xs: Sequence[float]) -> bool:
    """Whether ``line`` stands alone in the first column, in bold, over the start of a row."""
    heavy = len(line) > 1 and all(w.bold for w in line)
    alone = line[-1].box.x1 <= xs[1] and len(runs(line, APART)) == 1
    written = sum(1 for part in by_column(below, xs) if part)
    return heavy and alone and 2 * written >= len(xs) - 1


def _is_band(line: Line, xs: Sequence[float]) -> bool:
    return len(runs(line, APART)) == 1 and any(crosses(w, xs[1:-1]) for w in line)
