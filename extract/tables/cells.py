"""Words into the cells of a grid, so that each word lands in exactly one."""

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.lines import printed_lines
from extract.model import Fill, Page, Word, bounds
from extract.tables.colour_marks import with_marks
from extract.tables.grid import Grid, Region
from extract.tables.redaction import black_boxes, seen, under
from schemas.fragment import Box, Cell, ExtractionMethod, Line, TableFragment

EDGE = 2.0
"""Words may stand this far over a rule, in points."""
PART = 1.0
"""Characters part at a rule when one starts within this of it, in points."""
FILLED_SHARE = 0.5
"""A fill over less than half of a cell is not its background."""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table fragment, the words it took and how many crossed a column's edge."""

    fragment: TableFragment
    words: frozenset[int]
    """Their numbers on the page."""
    crossings: int
    hidden: tuple[Word, ...] = ()
    """Words beneath black boxes, which are in no cell."""


class RegionIndex:
    """The regions of a grid, found by a point in them."""

    def __init__(self, grid: Grid) -> None:
        self._xs, self._ys = grid.xs[1:-1], grid.ys[1:-1]
        owners = ((spot, i) for i, r in enumerate(grid.regions) for spot in _covered(r))
        self._owner = dict(owners)

    def at(self, box: Box) -> int:
        """Index of the region that holds the middle of ``box``, or is nearest to it."""
        x0, top, x1, bottom = box
        row, col = bisect_left(self._ys, (top + bottom) / 2), bisect_left(self._xs, (x0 + x1) / 2)
        return self._owner[row, col]


def _covered(region: Region) -> list[tuple[int, int]]:
    rows = range(region.row, region.row + region.row_span)
    return [(r, c) for r in rows for c in range(region.col, region.col + region.col_span)]


def fill_grid(grid: Grid, page: Page, method: ExtractionMethod) -> PlacedTable:
    """The fragment that ``grid`` makes of the words of ``page``."""
    inside = words_inside(page.words, grid.box)
    words, crossings = _shared_out(inside, grid, cut=method != "stream")
    fills = _fills_by_row(grid, page.fills)
    boxes = black_boxes(grid, page.fills, words)
    cells = [
        _cell(grid, region, seen(here, over), fills[region.row], redacted=bool(over))
        for region, here, over in zip(grid.regions, words, boxes, strict=True)
    ]
    fragment = TableFragment(
        page=page.number,
        rows=len(grid.ys) - 1,
        cols=len(grid.xs) - 1,
        cells=tuple(_spills_undone(with_marks(cells, words, page), grid)),
        box=grid.box,
        column_edges=grid.xs,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
        method=method,
    )
    hidden = [w for ws, over in zip(words, boxes, strict=True) if over for w in under(ws, over)]
    return PlacedTable(fragment, frozenset([w.number for w in inside]), crossings, tuple(hidden))


def words_inside(words: Sequence[Word], box: Box) -> list[Word]:
    """The words whose middle is in ``box`` or just outside it."""
    left, right = 2 * (box.x0 - EDGE), 2 * (box.x1 + EDGE)
    top, bottom = 2 * (box.top - EDGE), 2 * (box.bottom + EDGE)
    found = []
    for word in words:
        x0, y0, x1, y1 = word.box
        if left <= x0 + x1 <= right and top <= y0 + y1 <= bottom:
            found.append(word)
    return found


def words_outside(words: Sequence[Word], tables: Sequence[PlacedTable]) -> list[Word]:
    """The words of a page that none of its tables took."""
    taken = {number for table in tables for number in table.words}
    return [w for w in words if w.number not in taken]


def _shared_out(words: Sequence[Word], grid: Grid, *, cut: bool) -> tuple[list[list[Word]], int]:
    """Words, or their parts, by region, and how many words crossed a column's edge.

    Only a drawn edge cuts a word.
    """
    index = RegionIndex(grid)
    spans = [(grid.xs[r.col] - EDGE, grid.xs[r.col + r.col_span] + EDGE) for r in grid.regions]
    shares: list[list[Word]] = [[] for _ in spans]
    crossings = 0
    for word in words:
        box = word.box
        home = index.at(box)
        left, right = spans[home]
        if left <= box.x0 and box.x1 <= right:
            shares[home].append(word)
            continue
        crossings += 1
        for part in _cut(word, grid) if cut else [word]:
            shares[index.at(part.box)].append(part)
    return shares, crossings


def _cut(word: Word, grid: Grid) -> list[Word]:
    """A word that was read across a rule, cut there if two characters part at it."""
    for edge in grid.xs[1:-1]:
        at = next((i for i, x in enumerate(word.edges) if abs(x - edge) <= PART), 0)
        if at and word.box.x0 < edge < word.box.x1:
            return _halves(word, at)
    return [word]


def _halves(word: Word, at: int) -> list[Word]:
    edge = word.edges[at]
    left, right = word.box._replace(x1=edge), word.box._replace(x0=edge)
    return [
        word._replace(text=word.text[:at], box=left, edges=word.edges[:at]),
        word._replace(text=word.text[at:], box=right, edges=word.edges[at:]),
    ]


def _fills_by_row(grid: Grid, fills: Sequence[Fill]) -> list[list[Fill]]:
    """The fills that lie on each row of ``grid`` or under it, the last painted first."""
    near = [f for f in reversed(fills) if f.box.bottom > grid.ys[0] and f.box.top < grid.ys[-1]]
    return [[f for f in near if f.box.bottom > top] for top in grid.ys[:-1]]


def _cell(
    grid: Grid, region: Region, words: Sequence[Word], fills: Sequence[Fill], *, redacted: bool
) -> Cell:
    box = grid.region_box(region)
    return Cell(
        row=region.row,
        col=region.col,
        row_span=region.row_span,
        col_span=region.col_span,
        lines=printed_lines(words),
        box=box,
        fill=fill_colour(box, fills),
        redacted=redacted,
    )


def fill_colour(box: Box, fills: Sequence[Fill]) -> str | None:
    """Colour of the first of ``fills`` that covers most of ``box``."""
    x0, top, x1, bottom = box
    least = FILLED_SHARE * (x1 - x0) * (bottom - top)
    for fill in fills:
        left, head, right, foot = fill.box
        width = min(x1, right) - max(x0, left)
        height = min(bottom, foot) - max(top, head)
        if width > 0 and height > 0 and width * height >= least:
            return fill.colour
    return None


def _spills_undone(cells: Sequence[Cell], grid: Grid) -> list[Cell]:
    """Rows whose one line of text runs over several cells (spreadsheets) made one cell."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [
        c for row in rows.values() for c in (_one_cell(row, grid) if _spilt(row, grid) else row)
    ]


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
    text = _rejoined_text(lines)
    whole = replace(lines[0], text=text, box=bounds(boxes))
    first = min(cells, key=lambda c: c.col)
    box = Box(grid.xs[0], boxes[0].top, grid.xs[-1], boxes[0].bottom)
    if first.box:
        box = Box(grid.xs[0], first.box.top, grid.xs[-1], first.box.bottom)
    span = len(grid.xs) - 1
    return [replace(first, col=0, col_span=span, lines=(whole,), box=box)]


def _rejoined_text(lines: Sequence[Line]) -> str:
    """The text of one line's parts; a word cut by a rule is put together again."""
    text = lines[0].text
    for left, right in itertools.pairwise(lines):
        gap = right.box.x0 - left.box.x1 if left.box and right.box else 1.0
        text += right.text if gap < 0.12 * right.size else f" {right.text}"
    return text
