"""The heading rows of a fragment, one to three levels of them, as the columns of its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.rows.headings import assign_fields, is_heading_row, is_instruction, match_heading
from normalise.rows.printed_row import Column, cells_by_row
from normalise.text.running_text import running_text
from schemas.fragment import Cell, TableFragment

DEEPEST_HEADING = 3


@dataclass(slots=True)
class Heading:
    """Columns of a table, and the first and last row that name them."""

    columns: list[Column]
    first: int
    last: int


def find_heading(fragment: TableFragment) -> Heading | None:
    """The heading rows of ``fragment``, one or two levels of them."""
    rows = cells_by_row(fragment)
    for first, cells in enumerate(rows[:6]):
        if is_heading_row([c.text for c in cells if c.row == first]):
            last = last_heading_row(rows, first)
            return Heading(heading_columns(fragment, rows[first : last + 1]), first, last)
    return None


def last_heading_row(rows: Sequence[Sequence[Cell]], first: int) -> int:
    """The lowest of the heading rows that begin at ``first``."""
    last = max(first, *(c.row + c.row_span - 1 for c in rows[first] if c.row == first and c.lines))
    for r in range(last + 1, min(first + DEEPEST_HEADING, len(rows))):
        texts = [c.text for c in rows[r] if c.row == r and c.lines]
        if not texts or not all(match_heading(t) and len(t) < 60 for t in texts):
            break
        if len(texts) < 2:
            break
        last = r
    return min(last, first + DEEPEST_HEADING - 1, len(rows) - 1)


def heading_columns(fragment: TableFragment, levels: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns that the heading rows ``levels`` name, from left to right."""
    labels = [_label(levels, c) for c in range(fragment.cols)]
    groups = _merge_equal(labels)
    headings = [" ".join(running_text(cell.lines, cell.box, frozenset()).split()) if cell else ""
                for cell, _, _ in groups]  # fmt: skip
    assigned = assign_fields(headings)
    edges = fragment.column_edges or tuple(float(i) for i in range(fragment.cols + 1))
    return [
        Column(a, edges[start], edges[end])
        for a, (_, start, end) in zip(assigned, groups, strict=True)
    ]


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


def signature(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """What is the same for two heading rows that mean the same columns."""
    return [
        (c.assigned.field, c.assigned.heading if c.assigned.field == "extra" else "")
        for c in columns
    ]


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
