"""Tables with nothing drawn at all, found by their text: white gutters part the columns.

A block is lines set in several runs, with the lines between them that go on from one or band
them. Its gutters give the columns, and the votes of the columns the rows (``text_rows``).
"""

import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from extract.grid import Grid, Region, full_grid, rising
from extract.gutters import text_gutters
from extract.lines import rows_of_words, runs
from extract.printed import PrintedPage, Word, bounds
from extract.prose import APART, goes_on, prose_lines
from extract.text_rows import by_column, figure_share
from extract.undrawn_rows import undrawn_starts

BLOCK_GAP = 2.2
"""Lines further apart than this times their height, beyond the usual, belong to two blocks."""
FEWEST_LINES = 3
MOST_TRIMMED = 4
"""Lines of caption or note at either end of a block, at most."""
FEWEST_ROWS = 2
FAR = 90.0
"""Parts of one table are no further apart than this, in points."""
FEWEST_REJOINED = 3
"""Columns that parts of one table have at least."""
MOST_BANDS = 4
"""Lines of a band between parts of one table, at most."""
CROSSING = 0.02
"""Share of a part's words that may cross the columns of the other."""
FEWEST_SEVERAL = 0.4
"""Least share of a table's lines that have words in several columns."""
MANY = 4
FEWEST_OF_MANY = 0.2
"""The same of a table of many columns, whose cells' lines seldom stand level."""
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
    lines = rows_of_words(page.words)
    blocks = _extended([b for part in _blocks(lines) if (b := _trimmed(part))], lines)
    grids = [_grid(b) for b in _rejoined(blocks, lines) if _is_tabular(b)]
    return [g for g in grids if len(g.ys) > FEWEST_ROWS]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines near each other, without titles before them and prose between them."""
    prose = prose_lines(lines)
    blocks: list[list[Line]] = [[]]
    for i, line in enumerate(lines):
        in_text = prose[i] and any(prose[j] for j in (i - 1, i + 1) if 0 <= j < len(lines))
        if in_text or (blocks[-1] and not _near(blocks[-1][-1], line)):
            blocks.append([])
        if not in_text:
            blocks[-1].append(line)
    return [b for b in map(_without_titles, blocks) if len(b) >= FEWEST_LINES]


def _near(above: Line, below: Line) -> bool:
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
        least = len(found) + 1 if _of_figures(kept, edges) else max(2 * len(found), 1)
        if len(edges) >= least and all(_hides(line, edges) for line in dropped):
            best, found = kept, edges
    return best


def _of_figures(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether most columns but the first hold figures."""
    xs = [-math.inf, *edges, math.inf]
    columns = list(zip(*(by_column(line, xs) for line in lines), strict=True))
    return len(columns) > 1 and statistics.median(map(figure_share, columns[1:])) >= FIGURES


def _hides(line: Line, edges: Sequence[float]) -> bool:
    return any(run[0].box.x0 < e < run[-1].box.x1 for run in runs(line, APART) for e in edges)


def _extended(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Blocks with the lines below them that go on in their columns."""
    order = {id(line): i for i, line in enumerate(lines)}
    heads = [order[id(b.lines[0])] for b in blocks]
    ends = [*heads, len(lines)][1:]
    return [
        grown(b, lines[order[id(b.lines[-1])] + 1 : end])
        for b, end in zip(blocks, ends, strict=True)
    ]


def grown(block: Block, below: Sequence[Line]) -> Block:
    """``block`` with those of the lines ``below`` it that are the rest of its last row."""
    size = statistics.median([w.size for line in block.lines for w in line])
    taken = list(block.lines)
    for line in below:
        if not (_near(taken[-1], line) and goes_on(line, taken[-1], block.xs, size)):
            break
        taken.append(line)
    foot = max([w.box.x1 for line in taken for w in line]) + MARGIN
    return Block(tuple(taken), (*block.xs[:-1], max(foot, block.xs[-1])))


def _rejoined(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Blocks put together again where one table's rows stand far apart, or bands part them.

    The lines of one keep to the columns of the other.
    """
    order = {id(line): i for i, line in enumerate(lines)}
    kept: list[Block] = []
    for block in blocks:
        if not kept:
            kept.append(block)
            continue
        between = lines[order[id(kept[-1].lines[-1])] + 1 : order[id(block.lines[0])]]
        both = _joined(kept[-1], block, between)
        kept[-1:] = [both] if both else [kept[-1], block]
    return kept


def _joined(above: Block, below: Block, bands: Sequence[Line]) -> Block | None:
    if _gap(above, below) > FAR or len(bands) > MOST_BANDS:
        return None
    if bands and _of_figures(below.lines, below.xs[1:-1]):
        return None
    rich, poor = sorted((above, below), key=lambda b: -len(b.xs))
    xs = next((a.xs for a, b in ((rich, poor), (poor, rich)) if _keeps_to(b, a.xs)), ())
    if len(xs) <= FEWEST_REJOINED + 1:
        return None
    ends = (min(above.xs[0], below.xs[0]), *xs[1:-1], max(above.xs[-1], below.xs[-1]))
    return Block((*above.lines, *bands, *below.lines), ends)


def _keeps_to(block: Block, xs: Sequence[float]) -> bool:
    words = [w for line in block.lines for w in line]
    return sum(1 for w in words if _crosses(w, xs[1:-1])) <= CROSSING * len(words)


def _crosses(word: Word, edges: Sequence[float]) -> bool:
    return any(word.box.x0 + 1 < e < word.box.x1 - 1 for e in edges)


def _gap(above: Block, below: Block) -> float:
    foot = max(w.box.bottom for w in above.lines[-1])
    return min(w.box.top for w in below.lines[0]) - foot


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


def _grid(block: Block) -> Grid:
    """Rows by the votes of the columns; a line that runs over the columns is a band."""
    cols = len(block.xs) - 1
    ys: list[float] = []
    bands: set[float] = set()
    for is_band, group in itertools.groupby(block.lines, lambda line: _is_band(line, block.xs)):
        part = list(group)
        starts = [i == 0 for i in range(len(part))] if is_band else undrawn_starts(part, block.xs)
        tops = [min(w.box.top for w in x) - 1 for x, s in zip(part, starts, strict=True) if s]
        ys += tops
        bands.update(tops if is_band else ())
    ys = rising([*ys, max(w.box.bottom for w in block.lines[-1]) + 1])
    wide = {r for r, y in enumerate(ys) if y in bands}
    plain = [r for r in full_grid(block.xs, ys).regions if r.row not in wide]
    regions = [*plain, *(Region(r, 0, 1, cols) for r in wide if r < len(ys) - 1)]
    return Grid(block.xs, tuple(ys), tuple(sorted(regions, key=lambda r: (r.row, r.col))))


def _is_band(line: Line, xs: Sequence[float]) -> bool:
    return len(runs(line, APART)) == 1 and any(_crosses(w, xs[1:-1]) for w in line)
