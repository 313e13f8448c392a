"""The tables as one SQLite database, and beside it what Datasette needs to show them.

It has types, keys, full-text search, and views for the usual questions.
The same rows give the same bytes with the same version of SQLite.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache, partial
from pathlib import Path

from actionplans.output.formats.datasette import datasette_metadata
from actionplans.output.formats.interface import AddRows, Format, to_disk
from actionplans.output.formats.views import VIEWS
from actionplans.output.table_rows import TableRow
from actionplans.output.writers import write_json
from schemas.tables import ACTIONS, TABLES, Table, TableColumn

FILE, METADATA = "actionplans.db", "datasette-metadata.json"
PAGE = 4096
"""Bytes of a page: SQLite's own default, given so that every build writes the same."""
TYPES = {"integer": "INTEGER", "number": "REAL", "date": "DATE"}
INDEXED = {ACTIONS.name: ("status", "rag", "scope", "target_date_to"), "action_labels": ("label",)}
"""Columns that people filter by, beside foreign keys."""
SEARCHED = {
    "reviews": ("title", "publisher", "case_reference"),
    "actions": ("section", "recommendation", "action", "milestones", "outcome", "lead_agency_text"),
    "agencies": ("name",),
    "recommendations": ("text",),
}
"""Tables with full-text search, and the columns that it looks in."""


@contextmanager
def _open(folder: Path) -> Iterator[AddRows]:
    path = folder / FILE
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        _prepare(database)
        database.execute("BEGIN")
        yield partial(_insert, database)
        _index(database)
        database.execute("COMMIT")
        database.execute("VACUUM")
        if searchable():
            _make_searchable(database)  # last, because it points to rows by their place
    to_disk(path)
    searched = SEARCHED if searchable() else {}
    write_json(folder / METADATA, datasette_metadata(path.stem, searched))


@cache
def searchable() -> bool:
    """Whether this Python's SQLite has full-text search (FTS5)."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
        except sqlite3.OperationalError:
            return False
    return True


def _prepare(database: sqlite3.Connection) -> None:
    settings = (f"page_size = {PAGE}", "encoding = 'UTF-8'", "journal_mode = OFF",
                "synchronous = OFF")  # fmt: skip
    for setting in settings:
        database.execute(f"PRAGMA {setting}")
    for table in TABLES:
        database.execute(_table_sql(table))
    for view in VIEWS:
        database.execute(f"CREATE VIEW {view.name} AS {view.sql}")


def _table_sql(table: Table) -> str:
    lines = [_column_sql(c) for c in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += [
        f"FOREIGN KEY ({k.column}) REFERENCES {k.table or table.name} ({k.key})"
        for k in table.foreign_keys
    ]
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {table.name} (\n  {body}\n)"


def _column_sql(column: TableColumn) -> str:
    kind = TYPES.get(column.type, "TEXT")
    return f'"{column.name}" {kind}{" NOT NULL" if column.required else ""}'


def _insert(database: sqlite3.Connection, table: Table, rows: Iterable[TableRow]) -> None:
    placeholders = ", ".join("?" for _ in table.columns)
    database.executemany(
        f"INSERT INTO {table.name} VALUES ({placeholders})",  # noqa: S608 - our own names
        ([row.get(name) for name in table.header] for row in rows),
    )


def _index(database: sqlite3.Connection) -> None:
    for table in TABLES:
        keys = (k.column for k in table.foreign_keys)
        for column in dict.fromkeys((*keys, *INDEXED.get(table.name, ()))):
            if column != table.key[0]:
                name = f"{table.name}_{column}"
                database.execute(f"CREATE INDEX {name} ON {table.name} ({column})")


def _make_searchable(database: sqlite3.Connection) -> None:
    for table, columns in SEARCHED.items():
        found = f"{table}_fts"
        database.execute("BEGIN")
        database.execute(
            f"CREATE VIRTUAL TABLE {found} USING fts5({', '.join(columns)}, "
            f"content='{table}', tokenize='porter unicode61')"
        )
        for command in ("rebuild", "optimize"):
            database.execute(f"INSERT INTO {found} ({found}) VALUES ('{command}')")  # noqa: S608
        database.execute("COMMIT")


SQLITE = Format("sqlite", (FILE, METADATA), _open)
