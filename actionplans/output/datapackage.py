"""The Frictionless description of a batch's tables (``datapackage.json``)."""

from collections.abc import Container
from typing import Any

from actionplans.output.writers import EXCEL, UTF8
from schemas.tables import TABLES, Table, TableColumn

DESCRIPTION = (
    "Action plans of published reviews as data. Text is as printed; a cell that a spreadsheet "
    "would run as a formula has an apostrophe before it."
)


def datapackage(formats: Container[str] = ()) -> dict[str, Any]:
    """The description: every table with its columns, types, keys and foreign keys.

    ``formats`` are those asked for beside CSV, or ``excel`` for CSV with a mark.
    """
    encoding = EXCEL if "excel" in formats else UTF8
    return {
        "profile": "tabular-data-package",
        "name": "action-plans",
        "title": "Action plans of published reviews",
        "description": DESCRIPTION,
        "resources": [_resource(table, encoding) for table in TABLES],
    }


def _resource(table: Table, encoding: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "description": f"One row for {table.one_row_for}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "dialect": {"lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [k.column], "reference": {"resource": k.table, "fields": [k.key]}}
                for k in table.foreign_keys
            ],
        },
    }


def _field(column: TableColumn) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.meaning,
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return field | ({"constraints": constraints} if constraints else {})
