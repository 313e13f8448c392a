"""Spreadsheets printed over two or more pages across: columns put back beside their rows.

A sheet that is wider than its paper is printed in pieces, left to right or top to bottom
first. A piece is known by its rows: as many, as high and as far down the page as those of the
piece to its left, for a spreadsheet has one height a row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from normalise.rows.headings import is_plan, match_heading
from normalise.rows.printed_row import cells_by_row
from schemas.fragment import Block, Cell, DocumentContent, TableFragment

SAME_HEIGHT = 1.5
"""Rows of one sheet differ in height by no more than this, in points."""
FEWEST_ROWS = 3
FIRST_ROWS = 3
"""The heading row is one of the first few."""
KNOWN = 0.6
"""Share of a piece's written headings that are known."""


@dataclass(slots=True)
class _Piece:
    fragment: TableFragment
    heights: list[float]
    fields: frozenset[str]
    """What its heading row names; empty if it has none."""
    beside_another: bool = False


def put_beside(content: DocumentContent) -> DocumentContent:
    """``content`` with tables that run over pages across made whole on their leftmost page."""
    pieces = [_piece(b) for p in content.pages for b in p.blocks if isinstance(b, TableFragment)]
    if not any(_goes_beside(a, b) for a in pieces for b in pieces):
        return content
    headed = False
    for piece in pieces:
        if piece.beside_another:
            continue
        for other in _beside(piece, pieces, headed=headed):
            headed = True
            other.beside_another = True
            piece.fragment = _side_by_side(piece.fragment, other.fragment)
            piece.fields |= other.fields
    whole = iter(pieces)
    pages = (replace(p, blocks=tuple(_blocks(p.blocks, whole))) for p in content.pages)
    return replace(content, pages=tuple(pages))


def _blocks(blocks: Iterable[Block], pieces: Iterator[_Piece]) -> Iterator[Block]:
    """``blocks`` with each table as its piece, the next one, is now; none put beside another."""
    for block in blocks:
        if not isinstance(block, TableFragment):
            yield block
        elif not (piece := next(pieces)).beside_another:
            yield piece.fragment


def _piece(fragment: TableFragment) -> _Piece:
    rows = cells_by_row(fragment)
    texts = [[c.text for c in row if c.lines and c.row == i] for i, row in enumerate(rows)]
    fields = next((f for row in texts[:FIRST_ROWS] if (f := _fields(row))), frozenset())
    return _Piece(fragment, _heights(fragment), fields)


def _fields(texts: Sequence[str]) -> frozenset[str]:
    matches = [match_heading(t) for t in texts]
    known = frozenset(m.field for m in matches if m is not None)
    enough = len(texts) >= 2 and sum(m is not None for m in matches) >= KNOWN * len(texts)
    return known if enough else frozenset()


def _heights(fragment: TableFragment) -> list[float]:
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for cell in fragment.cells:
        if cell.box and cell.row_span == 1:
            tops[cell.row], bottoms[cell.row] = cell.box.top, cell.box.bottom
    return [bottoms[r] - tops[r] for r in sorted(tops)]


def _beside(piece: _Piece, pieces: Sequence[_Piece], *, headed: bool) -> list[_Piece]:
    """Pieces to the right of ``piece``, in printed order, one of each set of columns."""
    found: list[_Piece] = []
    for other in pieces:
        fits = _goes_beside(piece, other) or (headed and _goes_on_beside(piece, other))
        if not other.beside_another and fits and all(other.fields != f.fields for f in found):
            found.append(other)
    return found


def _goes_beside(left: _Piece, right: _Piece) -> bool:
    """Whether the headings of both make a plan, and those of the right one alone do not."""
    more = right.fields - left.fields
    return (
        _same_rows(left, right)
        and len(more) >= 2
        and not is_plan(right.fields)
        and not left.fields & right.fields - {"extra", "number"}
        and is_plan(left.fields | right.fields)
    )


def _goes_on_beside(left: _Piece, right: _Piece) -> bool:
    return not left.fields and not right.fields and _same_rows(left, right)


def _same_rows(left: _Piece, right: _Piece) -> bool:
    a, b = left.heights, right.heights
    return (
        left.fragment.page < right.fragment.page
        and len(a) == len(b) >= FEWEST_ROWS
        and all(abs(x - y) <= SAME_HEIGHT for x, y in zip(a, b, strict=True))
    )


def _side_by_side(left: TableFragment, right: TableFragment) -> TableFragment:
    """``right`` put to the right of ``left``; its cells keep their own page and boxes."""
    more = tuple(replace(c, col=c.col + left.cols, page=c.page or right.page) for c in right.cells)
    edges = left.column_edges
    if edges and right.column_edges:
        by = edges[-1] - right.column_edges[0]
        edges = (*edges, *(x + by for x in right.column_edges[1:]))
    cells: tuple[Cell, ...] = (*left.cells, *more)
    return replace(left, cols=left.cols + right.cols, cells=cells, column_edges=edges)
