"""Files that are never seen half written: JSON, and CSV that no spreadsheet will run."""

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from actionplans.output.table_rows import TableRow, Value
from schemas.plan import Plan
from schemas.tables import Table

WriteRows = Callable[[Iterable[TableRow]], None]

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""Characters that make a spreadsheet run a cell that starts with one."""


UTF8, EXCEL = "utf-8", "utf-8-sig"
"""Encodings of CSV: without a mark before the text, and with the one by which Excel knows it."""

UNFINISHED = ".part"
"""How the name of a file ends that is being written."""


def write_text(path: Path, text: str, encoding: str = UTF8) -> None:
    r"""Write ``text`` as UTF-8 with ``\\n`` line ends, by way of a file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with unfinished.open("w", encoding=encoding, newline="") as file:
            file.write(text)
            _to_disk(file)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _to_disk(file: TextIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def plan_json(plan: Plan) -> str:
    """The plan as indented JSON; a plan changed since it was made is checked again first."""
    Plan.model_validate(plan.model_dump())
    return plan_text(plan)


def plan_text(plan: Plan) -> str:
    """A checked plan as indented JSON."""
    return plan.model_dump_json(indent=2) + "\n"


def write_json(path: Path, value: object) -> None:
    """Write a value as indented JSON."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table_csv(table: Table, rows: Iterable[TableRow]) -> str:
    """The rows of a table as RFC 4180 CSV with a heading line."""
    out = io.StringIO(newline="")
    _writing(out, table)(rows)
    return out.getvalue()


@contextmanager
def open_table(path: Path, table: Table, encoding: str = UTF8) -> Iterator[WriteRows]:
    """A function that adds rows to the table's new file at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        yield _writing(file, table)
        _to_disk(file)


def _writing(file: TextIO, table: Table) -> WriteRows:
    writer = csv.DictWriter(file, table.header, restval="", lineterminator="\n")
    writer.writeheader()
    return lambda rows: writer.writerows(_safe_row(row) for row in rows)


def _safe_row(row: Mapping[str, Value]) -> dict[str, Value]:
    return {k: safe_cell(v) if isinstance(v, str) else v for k, v in row.items()}


def safe_cell(text: str) -> str:
    """A cell that a spreadsheet would run with an apostrophe before it."""
    return f"'{text}" if text.startswith(RUNS) else text
