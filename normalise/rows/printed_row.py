"""Printed rows: the cells of a fragment under the columns of its table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from normalise.rows.headings import Assigned
from schemas.codes import Flag, Repair
from schemas.fragment import Box, Cell, Line, TableFragment
from schemas.plan import Provenance

BAND_NUMBER = re.compile(r"([A-Z]{0,2}\d{1,3}(?:\.\d+)*)[.):]?")


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a cell; ``from_row_above``: of a merged cell that began higher up."""

    lines: tuple[Line, ...]
    box: Box | None
    fill: str | None
    from_row_above: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its field and where it stands on the page."""

    assigned: Assigned
    x0: float = 0.0
    x1: float = 0.0


@dataclass(slots=True)
class Row:
    """A row of a table; a row cut by page breaks has several parts a cell."""

    cells: dict[int, list[Part]]
    """Parts by column, in printed order."""
    provenance: list[Provenance]
    columns: Sequence[Column] = ()
    section: str | None = None
    band: str | None = None
    """A recommendation printed once above this row and its neighbours."""
    band_repair: Repair = Repair.RECOMMENDATION_FROM_BAND
    """How the repeating of that recommendation is noted."""
    absent: frozenset[int] = frozenset()
    """Columns of the table that the row's page does not have."""
    group: int | None = None
    """Rows with the same group share one printed recommendation."""
    repairs: list[Repair] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    confidence: float = 1.0

    @property
    def page(self) -> int:
        """The page that the row ends on."""
        return self.provenance[-1].page

    def lines(self, column: int) -> list[Line]:
        """Printed lines of one cell, all its parts."""
        return [line for part in self.cells.get(column, ()) for line in part.lines]

    def written(self) -> set[int]:
        """Columns that have words of their own in this row."""
        return {
            c
            for c, parts in self.cells.items()
            if any(p.lines and not p.from_row_above for p in parts)
        }

    def repaired(self, repair: Repair) -> None:
        """Note a repair once."""
        if repair not in self.repairs:
            self.repairs.append(repair)

    def flagged(self, flag: Flag) -> None:
        """Note a doubt once."""
        if flag not in self.flags:
            self.flags.append(flag)


def cells_by_row(fragment: TableFragment) -> list[list[Cell]]:
    """For each row of the grid, the cells that cover it, from left to right."""
    rows: list[list[Cell]] = [[] for _ in range(fragment.rows)]
    for cell in sorted(fragment.cells, key=lambda c: (c.row, c.col)):
        for r in range(cell.row, min(cell.row + cell.row_span, fragment.rows)):
            rows[r].append(cell)
    return [sorted(r, key=lambda c: c.col) for r in rows]


def align(fragment: TableFragment, columns: Sequence[Column]) -> list[int]:
    """For each column of the grid, the index of the table's column that it stands under."""
    if not fragment.column_edges or not any(c.x1 for c in columns):
        return [min(i, len(columns) - 1) for i in range(fragment.cols)]
    edges = fragment.column_edges
    return [_most_under(edges[i], edges[i + 1], columns) for i in range(fragment.cols)]


def _most_under(x0: float, x1: float, columns: Sequence[Column]) -> int:
    shared = [min(x1, c.x1) - max(x0, c.x0) for c in columns]
    return max(range(len(columns)), key=lambda i: shared[i])


def body_row(
    cells: Sequence[Cell],
    index: int,
    fragment: TableFragment,
    columns: Sequence[Column],
    mapping: Sequence[int],
) -> Row:
    """The row at ``index`` of the grid as a ``Row``; ``mapping``: the column of each cell."""
    parts: dict[int, list[Part]] = {}
    for cell in cells:
        part = Part(cell.lines, cell.box, cell.fill, cell.row != index, cell.redacted)
        parts.setdefault(mapping[cell.col], []).append(part)
    pages = dict.fromkeys(c.page or fragment.page for c in cells)
    provenance = [
        Provenance(
            page=page,
            bbox=_bbox([c for c in cells if (c.page or fragment.page) == page], fragment),
            row=index,
        )
        for page in pages
    ]
    row = Row(parts, provenance, columns)
    if len(provenance) > 1:
        row.repaired(Repair.COLUMNS_PUT_BESIDE)
    if any(c.row_span > 1 and c.lines for c in cells if c.row != index):
        row.repaired(Repair.MERGED_CELL_REPEATED)
    return row


def _bbox(
    cells: Sequence[Cell], fragment: TableFragment
) -> tuple[float, float, float, float] | None:
    boxes = [c.box for c in cells if c.box and c.row_span == 1] or [c.box for c in cells if c.box]
    if not boxes or fragment.box is None:
        return None
    left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def band_text(cells: Sequence[Cell], index: int, fragment: TableFragment) -> Cell | None:
    """The one cell of a row that runs over the table's columns, if it is a band."""
    written = [c for c in cells if c.lines and c.row == index]
    if len(written) != 1 or any(c.row != index and c.lines for c in cells):
        return None
    cell = written[0]
    if fragment.method == "dump":
        return cell if _title_of_dump(cell) else None
    if cell.col_span >= max(2, round(0.6 * fragment.cols)):
        return cell
    return cell if _heading_in_first_cell(cell, cells) or _coloured(cell, cells) else None


def _coloured(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Bold words alone in a row of one colour: a band whose merged cells were drawn apart."""
    return cell.bold and cell.fill is not None and all(c.fill == cell.fill for c in cells)


def numbered_band(
    cells: Sequence[Cell], index: int, fragment: TableFragment
) -> tuple[str, Cell] | None:
    """A recommendation's number and, over most other columns, its text: a band in two cells."""
    written = [c for c in cells if c.lines and c.row == index]
    if len(written) != 2 or fragment.method == "dump" or any(c.row != index for c in cells):
        return None
    number, text = written
    wide = text.col_span >= max(2, fragment.cols - 2) and text.col == number.col + 1
    found = BAND_NUMBER.fullmatch(number.text.strip())
    return (found.group(1), text) if wide and found and number.col_span == 1 else None


def _title_of_dump(cell: Cell) -> bool:
    """A dump has no spans: a short line in the first cell that is no piece of a sentence."""
    text = cell.text
    return cell.col == 0 and text[:1].isupper() and len(text) <= 90 and text[-1] not in ".,;"


def _heading_in_first_cell(cell: Cell, cells: Sequence[Cell]) -> bool:
    """A bold short line alone in the first cell of a row, such as a theme."""
    short = len(cell.lines) == 1 and 3 < len(cell.text) <= 90
    return len(cells) > 2 and cell.col == 0 and cell.bold and short and bool(cell.fill)


def joined(above: Row, below: Row) -> Row:
    """``below`` put behind ``above``, cell by cell."""
    cells = {c: list(parts) for c, parts in above.cells.items()}
    for column, parts in below.cells.items():
        cells.setdefault(column, []).extend(replace(p, from_row_above=False) for p in parts)
    row = replace(
        above,
        cells=cells,
        provenance=[*above.provenance, *below.provenance],
        absent=above.absent & below.absent,
    )
    row.repairs = list(dict.fromkeys([*above.repairs, *below.repairs]))
    row.flags = list(dict.fromkeys([*above.flags, *below.flags]))
    row.confidence = min(above.confidence, below.confidence)
    return row
