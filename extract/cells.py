"""Words into the cells of a grid, so that each word lands in exactly one."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.grid import Grid, Region
from extract.lines import printed_lines, rows_of_words
from extract.printed import Fill, PrintedPage, Word, bounds
from schemas.fragment import Box, Cell, ExtractionMethod, Line, TableFragment

EDGE = 2.0
"""Words may stand this far over a rule, in points."""
PART = 1.0
"""Characters part at a rule when one starts within this of it, in points."""
FILLED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """A table fragment, the words it took and how many crossed a column's edge."""

    fragment: TableFragment
    words: frozenset[int]
    crossings: int


def fill_grid(grid: Grid, page: PrintedPage, method: ExtractionMethod) -> Placed:
    """The fragment that ``grid`` makes of the words of ``page``."""
    inside = [w for w in page.words if _inside(w, grid.box)]
    places: dict[Region, list[Word]] = {r: [] for r in grid.regions}
    crossings = 0
    for word in inside:
        crossings += _crosses(word, grid)
        for part in _cut(word, grid):
            places[_region(part, grid)].append(part)
    cells = [_cell(grid, r, _in_order(ws), page.fills) for r, ws in places.items()]
    cells = _spills_undone(cells, grid)
    fragment = TableFragment(
        page=page.number,
        rows=len(grid.ys) - 1,
        cols=len(grid.xs) - 1,
        cells=tuple(cells),
        box=grid.box,
        column_edges=grid.xs,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
        method=method,
    )
    return Placed(fragment, frozenset(id(w) for w in inside), crossings)


def _inside(word: Word, box: Box) -> bool:
    x, y = word.middle
    return box.x0 - EDGE <= x <= box.x1 + EDGE and box.top - EDGE <= y <= box.bottom + EDGE


def _region(word: Word, grid: Grid) -> Region:
    """The region that holds the word's middle, or the one nearest to it."""
    x, y = word.middle
    return min(grid.regions, key=lambda r: _distance(x, y, grid.region_box(r)))


def _distance(x: float, y: float, box: Box) -> float:
    across = max(box.x0 - x, 0.0, x - box.x1)
    down = max(box.top - y, 0.0, y - box.bottom)
    return across + down


def _crosses(word: Word, grid: Grid) -> bool:
    box = grid.region_box(_region(word, grid))
    return word.box.x0 < box.x0 - EDGE or word.box.x1 > box.x1 + EDGE


def _cut(word: Word, grid: Grid) -> list[Word]:
    """A word that was read across a rule, cut there if two characters part at it."""
    if not _crosses(word, grid) or not word.edges:
        return [word]
    for edge in grid.xs[1:-1]:
        at = next((i for i, x in enumerate(word.edges) if abs(x - edge) <= PART), 0)
        if at and word.box.x0 < edge < word.box.x1:
            return _halves(word, at)
    return [word]


def _halves(word: Word, at: int) -> list[Word]:
    edge = word.edges[at]
    left = replace(word, text=word.text[:at], box=word.box._replace(x1=edge), edges=word.edges[:at])
    right = replace(
        word, text=word.text[at:], box=word.box._replace(x0=edge), edges=word.edges[at:]
    )
    return [left, right]


def _in_order(words: Sequence[Word]) -> list[Word]:
    return [w for row in rows_of_words(words) for w in row]


def _cell(grid: Grid, region: Region, words: Sequence[Word], fills: Sequence[Fill]) -> Cell:
    box = grid.region_box(region)
    return Cell(
        row=region.row,
        col=region.col,
        row_span=region.row_span,
        col_span=region.col_span,
        lines=printed_lines(words),
        box=box,
        fill=fill_colour(box, fills),
    )


def fill_colour(box: Box, fills: Sequence[Fill]) -> str | None:
    """Colour of the last painted fill that covers most of ``box``."""
    for fill in reversed(fills):
        width = min(box.x1, fill.box.x1) - max(box.x0, fill.box.x0)
        height = min(box.bottom, fill.box.bottom) - max(box.top, fill.box.top)
        if width > 0 and height > 0 and width * height >= FILLED_SHARE * box.width * box.height:
            return fill.colour
    return None


def _spills_undone(cells: Sequence[Cell], grid: Grid) -> list[Cell]:
    """Rows whose one line of text runs over several cells (spreadsheets) made one cell."""
    kept: list[Cell] = []
    for row in range(len(grid.ys) - 1):
        here = [c for c in cells if c.row == row]
        kept += _one_cell(here, grid) if _spilt(here, grid) else here
    return kept


def _spilt(cells: Sequence[Cell], grid: Grid) -> bool:
    """A lone line starts in one cell and runs without a gap over the next ones' edges."""
    written = sorted((c for c in cells if c.lines), key=lambda c: c.col)
    if len(cells) < 2 or not written or any(c.row_span > 1 for c in cells):
        return False
    if any(len(c.lines) > 1 for c in written):
        return False
    last = written[-1]
    over_edge = _right(last) > grid.xs[last.col + last.col_span] + EDGE
    if len(written) == 1:
        return over_edge
    return all(_flows(a, b, grid) for a, b in itertools.pairwise(written))


def _right(cell: Cell) -> float:
    return max(line.box.x1 for line in cell.lines if line.box)


def _flows(left: Cell, right: Cell, grid: Grid) -> bool:
    """The right cell's words go on from the left one's, over the rule between them."""
    start = min(line.box.x0 for line in right.lines if line.box)
    edge = grid.xs[right.col]
    size = max(line.size for line in left.lines)
    beside = left.col + left.col_span == right.col
    over = _right(left) > edge + 0.3 or start < edge - 0.3 or start - edge < 0.15 * size
    return beside and over and start - _right(left) <= 0.6 * size


def _one_cell(cells: Sequence[Cell], grid: Grid) -> list[Cell]:
    written = sorted((c for c in cells if c.lines), key=lambda c: c.col)
    lines = [line for c in written for line in c.lines]
    boxes = [line.box for line in lines if line.box]
    text = _joined(lines)
    whole = replace(lines[0], text=text, box=bounds(boxes))
    first = min(cells, key=lambda c: c.col)
    box = Box(grid.xs[0], boxes[0].top, grid.xs[-1], boxes[0].bottom)
    if first.box:
        box = Box(grid.xs[0], first.box.top, grid.xs[-1], first.box.bottom)
    span = len(grid.xs) - 1
    return [replace(first, col=0, col_span=span, lines=(whole,), box=box)]


def _joined(lines: Sequence[Line]) -> str:
    """Pieces of one line; a word cut by a rule is put together again."""
    text = lines[0].text
    for left, right in itertools.pairwise(lines):
        gap = right.box.x0 - left.box.x1 if left.box and right.box else 1.0
        text += right.text if gap < 0.12 * right.size else f" {right.text}"
    return text
