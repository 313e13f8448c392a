"""The tables as an Excel workbook: one sheet a table, and before them one that explains them.

Text stays text, also where it begins like a formula. Rows are written as they come; none is kept.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from actionplans.output.formats.interface import PROSE, AddRows, Format, to_disk
from actionplans.output.formats.workbook_guide import write_guide
from actionplans.output.table_rows import TableRow, Value
from actionplans.output.writers import RUNS
from schemas.tables import TABLES, Table, TableColumn

FILE = "actionplans.xlsx"
LAST_ROW = 2**20 - 1
"""Number, from 0, of the last row that a sheet can have in Excel."""
LONGEST = 32_767
"""Characters that a cell can hold in Excel."""
CUT = " … [cut here; the CSV file has the whole text]"
LINE, TALLEST = 15.0, 408.0
"""Height of a line of text and greatest height of a row, in points: Excel's own for its usual
font, and just below the most that it allows (409)."""
FIRST_YEAR = 1900
"""Excel knows no earlier dates."""
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Given as the workbook's date, so that the same rows give the same bytes."""


@contextmanager
def _open(folder: Path) -> Iterator[AddRows]:
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(folder), "default_date_format": "yyyy-mm-dd"}
    with closing(xlsxwriter.Workbook(folder / FILE, options)) as workbook:
        workbook.set_properties({"title": "Action plans of published reviews", "created": MADE})
        write_guide(workbook)
        sheets = {t.name: _Sheets(workbook, t) for t in TABLES}
        yield lambda table, rows: sheets[table.name].add(rows)
        for sheet in sheets.values():
            sheet.end()
    to_disk(folder / FILE)


class _Sheets:
    """The sheet of a table, and others behind it if it is full."""

    def __init__(self, workbook: Any, table: Table) -> None:
        self._workbook, self._table, self._count = workbook, table, 0
        top = {"valign": "top"}
        self._plain = workbook.add_format(top)
        self._format = workbook.add_format(top | {"text_wrap": True})
        self._quoted = workbook.add_format(top | {"text_wrap": True, "quote_prefix": True})
        self._day = workbook.add_format(top | {"num_format": "yyyy-mm-dd", "align": "left"})
        self._heading = workbook.add_format({"bold": True, "bg_color": "#DDE4EA", "border": 1})
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        name = self._table.name if self._count == 1 else f"{self._table.name} {self._count}"
        self._sheet, self._row = self._workbook.add_worksheet(name), 0
        self._sheet.set_row(0, LINE * 1.3)
        self._sheet.freeze_panes(1, len(self._table.key))
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for position, column in enumerate(self._table.columns):
            self._sheet.set_column(position, position, width(column))
            self._sheet.write_string(0, position, column.name, self._heading)

    def add(self, rows: Iterable[TableRow]) -> None:
        """Write rows below those that are there."""
        for row in rows:
            if self._row == LAST_ROW:
                self.end()
                self._begin()
            self._row += 1
            self._sheet.set_row(self._row, height(self._table, row))
            for position, column in enumerate(self._table.columns):
                self._write(position, column, row.get(column.name))

    def _write(self, position: int, column: TableColumn, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, int | float):
            self._sheet.write_number(self._row, position, value, self._format)
        elif column.type == "date" and int(value[:4]) >= FIRST_YEAR:
            self._sheet.write_datetime(self._row, position, date.fromisoformat(value), self._day)
        else:
            self._sheet.write_string(self._row, position, fitting(value), self._look(column, value))

    def _look(self, column: TableColumn, text: str) -> Any:
        if text.startswith(RUNS):
            return self._quoted
        return self._format if _wrapped(column) else self._plain

    def end(self) -> None:
        """Let the rows that are there be filtered."""
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._table.columns) - 1)


def fitting(text: str) -> str:
    """The text, or as much of it as a cell can hold and words that say so."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def width(column: TableColumn) -> int:
    """Characters of a column's usual content, or of its heading with the filter's button."""
    heading = len(column.name) + 3
    if column.name in PROSE:
        return 55
    if column.type in ("date", "integer", "number") or column.values:
        return max(12, heading)
    return max(24, heading)


def _wrapped(column: TableColumn) -> bool:
    """Whether long text goes on in the next line; JSON, which few read, does not."""
    return column.type != "object"


def height(table: Table, row: TableRow) -> float:
    """Points that the row's longest text takes: not every program works it out when it opens it."""
    lines = (
        _lines(str(row[c.name]), width(c))
        for c in table.columns
        if _wrapped(c) and row.get(c.name) is not None
    )
    return min(TALLEST, LINE * max(lines, default=1))


def _lines(text: str, characters: int) -> int:
    return sum(1 + len(line) // characters for line in text.split("\n"))


WORKBOOK = Format("xlsx", (FILE,), _open)
