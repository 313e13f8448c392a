"""The heading rows of a fragment, one to three levels of them, as the columns of its table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.fields.heading_look import Usual, heading_odds, usual
from normalise.rows.columns.assigned import assigned_fields, is_plan_table
from normalise.rows.columns.heading_text import same_headings
from normalise.rows.headings import Assigned, is_heading_row, is_instruction
from normalise.rows.printed_row import Column, cells_by_row
from normalise.text.running_text import running_text
from schemas.fragment import Cell, TableFragment

DEEPEST_HEADING = 3
FIRST_ROWS = 6
"""Titles and keys may stand above the headings, no more rows than this."""
NO_ROW = -99.0
LIKELY = -3.0
"""Log odds of the only row that looks like headings at all: other rows have -5 and less."""
APART = 4.0
"""How much likelier than the other first rows it must be."""


@dataclass(slots=True)
class Heading:
    """Columns of a table, and the first and last row that name them."""

    columns: list[Column]
    first: int
    last: int


def find_heading(fragment: TableFragment, *, or_likely: bool = False) -> Heading | None:
    """The heading rows of ``fragment``, one to three levels of them; ``None``: it has none.

    ``or_likely``: if no row looks like headings, the only one that may be.
    """
    rows, like = cells_by_row(fragment), usual(fragment)
    first = _first_heading(rows, like, or_likely=or_likely)
    if first is None:
        return None
    last = last_heading_row(rows, first, like)
    return Heading(heading_columns(fragment, first, last), first, last)


def _first_heading(rows: Sequence[Sequence[Cell]], like: Usual, *, or_likely: bool) -> int | None:
    several = range(min(FIRST_ROWS, len(rows)))
    if like.method == "dump":
        return next((i for i in several if heads_columns(rows, i, like)), None)
    odds = [_odds(rows, i, like) for i in several]
    if (sure := next((i for i in several if odds[i] > 0), None)) is not None:
        return sure
    if not or_likely:
        return None
    ranked = sorted(several, key=lambda i: -odds[i])
    best = ranked[0] if ranked else None
    if best is None or odds[best] < LIKELY:
        return None
    apart = len(ranked) == 1 or odds[best] - odds[ranked[1]] > APART
    return best if apart else None


def heads_columns(
    rows: Sequence[Sequence[Cell]], index: int, like: Usual, least: float = 0.0
) -> bool:
    """Whether the row at ``index`` looks like headings, with log odds over ``least``."""
    if like.method == "dump":
        return is_heading_row([c.text for c in _own(rows, index)])
    return _odds(rows, index, like) > least


def _odds(rows: Sequence[Sequence[Cell]], index: int, like: Usual) -> float:
    own = _own(rows, index)
    below = _own(rows, index + 1) if index + 1 < len(rows) else []
    return heading_odds(own, below, index, like) if len(own) > 1 else NO_ROW


def _own(rows: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    return [c for c in rows[index] if c.row == index and c.lines]


def last_heading_row(rows: Sequence[Sequence[Cell]], first: int, like: Usual) -> int:
    """The lowest of the heading rows that begin at ``first``."""
    last = max(first, *(c.row + c.row_span - 1 for c in rows[first] if c.row == first and c.lines))
    deepest = min(first + DEEPEST_HEADING, len(rows)) - 1
    while last < deepest and heads_columns(rows, last + 1, like):
        last += 1
    return min(last, deepest)


def title_of_headings(cells: Sequence[Cell], index: int, fragment: TableFragment) -> Cell | None:
    """The only written cell of a row that stands right above headings further down: a title."""
    written = [c for c in cells if c.lines and c.row == index]
    rows = cells_by_row(fragment) if len(written) == 1 and fragment.method != "dump" else []
    above = index + 1 < len(rows) and heads_columns(rows, index + 1, usual(fragment))
    return written[0] if above else None


def is_plan_heading(fragment: TableFragment, heading: Heading) -> bool:
    """Whether the rows below the headings are those of a plan."""
    cells = [_column(fragment, c, heading.last) for c in heading.columns]
    return is_plan_table([c.assigned.heading for c in heading.columns], cells)


def _column(fragment: TableFragment, column: Column, above: int) -> list[str]:
    """The texts of the cells under a heading."""
    edges = fragment.column_edges or tuple(float(i) for i in range(fragment.cols + 1))
    return [
        c.text
        for c in fragment.cells
        if c.row > above and column.x0 <= edges[c.col] < column.x1 and c.col_span == 1
    ]


def heading_columns(fragment: TableFragment, first: int, last: int) -> list[Column]:
    """The columns that rows ``first`` to ``last`` name, from left to right, fields unread."""
    levels = cells_by_row(fragment)[first : last + 1]
    labels = [_label(levels, c) for c in range(fragment.cols)]
    groups = _merge_equal(labels)
    headings = [" ".join(running_text(cell.lines, cell.box, frozenset()).split()) if cell else ""
                for cell, _, _ in groups]  # fmt: skip
    edges = fragment.column_edges or tuple(float(i) for i in range(fragment.cols + 1))
    return [
        Column(Assigned("extra", h), edges[start], edges[end])
        for h, (_, start, end) in zip(headings, groups, strict=True)
    ]


def read_columns(fragment: TableFragment, columns: Sequence[Column], last: int) -> list[Column]:
    """``columns`` with the fields that headings, and the cells below row ``last``, speak for."""
    headings = [c.assigned.heading for c in columns]
    read = assigned_fields(headings, [_column(fragment, c, last) for c in columns])
    return [replace(c, assigned=a) for c, a in zip(columns, read, strict=True)]


def with_fields_of(columns: Sequence[Column], before: Sequence[Column]) -> list[Column]:
    """``columns`` of a page under the same headings as ``before``, with the fields of these."""
    return [replace(c, assigned=b.assigned) for c, b in zip(columns, before, strict=True)]


def _label(levels: Sequence[Sequence[Cell]], col: int) -> Cell | None:
    """The lowest written heading cell over a column of the grid."""
    for cells in reversed(levels):
        for cell in cells:
            if cell.col <= col < cell.col + cell.col_span and cell.lines:
                return cell
    return None


def _merge_equal(labels: Sequence[Cell | None]) -> list[tuple[Cell | None, int, int]]:
    """Neighbouring grid columns under one heading cell as one column: cell, start, end."""
    groups: list[tuple[Cell | None, int, int]] = []
    for i, cell in enumerate(labels):
        if groups and cell is not None and groups[-1][0] is cell:
            groups[-1] = (cell, groups[-1][1], i + 1)
        else:
            groups.append((cell, i, i + 1))
    return groups


def same_columns(a: Sequence[Column], b: Sequence[Column]) -> bool:
    """Whether two heading rows name the same columns."""
    return same_headings([x.assigned.heading for x in a], [x.assigned.heading for x in b])


def after_headings(fragment: TableFragment) -> int:
    """The row after the fragment's last heading row."""
    rows = cells_by_row(fragment)
    headings = [i for i, cells in enumerate(rows) if is_heading_row([c.text for c in cells])]
    return headings[-1] + 1 if headings else 0


def holds_instructions(cells: Sequence[Cell]) -> bool:
    """Whether a row is one of the template's own instructions."""
    written = [c for c in cells if c.lines]
    instructions = [c for c in written if is_instruction(c.text)]
    return bool(instructions) and len(instructions) * 2 >= len(written)
