"""The tables as Parquet files: whole numbers, numbers and dates as such, meanings of the columns.

Lists stay joined by '|', because dashboards read no nested columns. The same rows give the same
bytes with the same version of pyarrow, whose name and version stand in each file.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from actionplans.output.formats.interface import AddRows, Format, to_disk
from actionplans.output.table_rows import TableRow
from schemas.tables import TABLES, Table, TableColumn

GROUP = 10_000
"""Rows held in memory before they are written, and read together later: tens of megabytes at
most."""


@contextmanager
def _open(folder: Path) -> Iterator[AddRows]:
    with ExitStack() as stack:
        files = {t.name: stack.enter_context(_File(folder / _file(t), t)) for t in TABLES}
        yield lambda table, rows: files[table.name].add(rows)
    for table in TABLES:
        to_disk(folder / _file(table))


def _file(table: Table) -> str:
    return f"{table.name}.parquet"


class _File:
    """One table's file, written a group of rows at a time."""

    def __init__(self, path: Path, table: Table) -> None:
        import pyarrow.parquet

        self._schema = _schema(table)
        self._dates = [c.name for c in table.columns if c.type == "date"]
        self._rows: list[dict[str, Any]] = []
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="snappy")

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, rows: Iterable[TableRow]) -> None:
        """Take rows, and write those that make a group."""
        self._rows += map(self._typed, rows)
        if len(self._rows) >= GROUP:
            self._flush()

    def _typed(self, row: TableRow) -> dict[str, Any]:
        days = {n: date.fromisoformat(str(row[n])) for n in self._dates if row.get(n)}
        return {**row, **days}

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def _schema(table: Table) -> Any:
    import pyarrow as pa

    about = {"description": f"One row for {table.one_row_for}."}
    return pa.schema([_field(c) for c in table.columns], metadata=about)


def _field(column: TableColumn) -> Any:
    import pyarrow as pa

    types = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    about = {"description": column.meaning}
    kind = types.get(column.type, pa.string())
    return pa.field(column.name, kind, nullable=not column.required, metadata=about)


PARQUET = Format("parquet", tuple(_file(t) for t in TABLES), _open, needs="pyarrow")
