"""The tables as JSON Lines: an object a row, lists as arrays, nothing left out, ``null`` for none.

Text is as printed: no cell has an apostrophe put before it.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

from actionplans.output.formats.interface import AddRows, Format, to_disk
from actionplans.output.table_rows import TableRow, Value
from schemas.tables import TABLES, Table, TableColumn


@contextmanager
def _open(folder: Path) -> Iterator[AddRows]:
    paths = {t.name: folder / _file(t) for t in TABLES}
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
            for name, path in paths.items()
        }
        yield lambda table, rows: _write(files[table.name], table, rows)
    for path in paths.values():
        to_disk(path)


def _file(table: Table) -> str:
    return f"{table.name}.jsonl"


def _write(file: TextIO, table: Table, rows: Iterable[TableRow]) -> None:
    for row in rows:
        value = {c.name: nested(c, row.get(c.name)) for c in table.columns}
        file.write(json.dumps(value, ensure_ascii=False) + "\n")


def nested(column: TableColumn, value: Value) -> Any:
    """A cell as JSON has it: lists and objects as such."""
    if column.items is not None:
        items = str(value).split("|") if value is not None else []
        return [int(i) for i in items] if column.items == "integer" else items
    if column.type == "object" and value is not None:
        return json.loads(str(value))
    return value


JSON_LINES = Format("jsonl", tuple(_file(t) for t in TABLES), _open)
