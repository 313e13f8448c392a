"""The CSVW description of a batch's CSV files (W3C, *Metadata Vocabulary for Tabular Data*).

A processor finds ``csv-metadata.json`` by itself beside any of the files.
"""

from typing import Any

from schemas.tables import TABLES, ForeignKey, Table, TableColumn

BASES = {"object": "json"}
"""Names of types that differ from those of the Table Schema."""


def csvw() -> dict[str, Any]:
    """The description: every table with its columns, types, lists, keys and foreign keys."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Action plans of published reviews",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n", "\r\n"]},
        "tables": [_table(table) for table in TABLES],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "url": table.file,
        "dc:title": table.name,
        "dc:description": f"One row for {table.one_row_for}.",
        "tableSchema": {
            "columns": [_column(c) for c in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(k) for k in table.foreign_keys if _always(table, k)],
        },
    }


def _column(column: TableColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": _datatype(column),
    }
    if column.required:
        described["required"] = True
    if column.items:
        described["separator"] = "|"
    return described


def _datatype(column: TableColumn) -> str | dict[str, str]:
    kind = column.items or column.type
    base = BASES.get(kind, kind)
    return {"base": base, "format": "|".join(column.values)} if column.values else base


def _always(table: Table, key: ForeignKey) -> bool:
    """Whether every row has a value there: CSVW knows no foreign key that may be empty."""
    return any(c.required for c in table.columns if c.name == key.column)


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    return {
        "columnReference": key.column,
        "reference": {"resource": f"{key.table}.csv", "columnReference": key.key},
    }
