"""Checks of written output: plans against the schema, tables against their keys."""

import csv
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from actionplans.output.formats.registry import files_of
from schemas.plan import Plan
from schemas.run import Run
from schemas.tables import TABLES, Table

CsvRow = dict[str, str]


def faults(path: Path) -> list[str]:
    """What is wrong with a plan's JSON file or a batch's folder, in plain words."""
    return list(_folder_faults(path) if path.is_dir() else _plan_faults(path))


def _plan_faults(path: Path) -> Iterator[str]:
    try:
        Plan.model_validate_json(path.read_bytes())
    except ValidationError as error:
        for item in error.errors():
            location = ".".join(str(p) for p in item["loc"])
            yield f"{path.name}: {location or 'the file'}: {item['msg']}"


def _folder_faults(folder: Path) -> Iterator[str]:
    plans = sorted((folder / "plans").glob("*.json"))
    if not plans:
        yield f"{folder}: there is no plans/*.json in it; is it the output of a batch?"
    for path in plans:
        yield from _plan_faults(path)
    tables = {t.name: _rows(folder / t.file) for t in TABLES}
    for table in TABLES:
        yield from _table_faults(table, tables)
    if not (folder / "run.json").exists():
        yield "run.json is missing: the run did not end; run the batch again to go on"
    for name in files_of(_formats(folder / "run.json")):
        if not (folder / name).exists() and not name.endswith(".csv"):
            yield f"{name} is missing"


def _formats(record: Path) -> list[str]:
    """The formats that the record of a run names; none if it cannot be read."""
    try:
        return Run.model_validate_json(record.read_bytes()).settings.formats
    except (OSError, ValidationError):
        return []


def _rows(path: Path) -> list[CsvRow] | None:
    if not path.exists():
        return None
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _table_faults(table: Table, tables: dict[str, list[CsvRow] | None]) -> Iterator[str]:
    rows = tables[table.name]
    if rows is None:
        yield f"{table.file} is missing"
        return
    header = list(rows[0]) if rows else table.header
    if header != table.header:
        odd = sorted(set(header) ^ set(table.header))
        yield f"{table.file}: its columns are not those of the schema: {', '.join(odd)}"
        return
    keys = [tuple(row[k] for k in table.key) for row in rows]
    for key in sorted({k for k in keys if keys.count(k) > 1}) if len(set(keys)) < len(keys) else []:
        yield f"{table.file}: the key {'/'.join(key)} is there more than once"
    for foreign in table.foreign_keys:
        known = {row[foreign.key] for row in tables[foreign.table or table.name] or []}
        for row in rows:
            if row[foreign.column] and row[foreign.column] not in known:
                target = foreign.table or table.name
                yield (
                    f"{table.file}: {foreign.column} '{row[foreign.column]}' is not in {target}.csv"
                )
