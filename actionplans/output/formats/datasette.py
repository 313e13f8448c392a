"""What Datasette needs to show the database: titles, meanings, labels, facets, search."""

from collections.abc import Container
from typing import Any

from actionplans.output.formats.views import VIEWS, View
from schemas.tables import ACTIONS, TABLES, Table

LABELS = {"reviews": "document", "agencies": "name"}
"""Columns that stand for a row where another table links to it."""
FACETS = {
    "reviews": ("status", "text_origin", "publisher_id"),
    "actions": ("status", "rag", "scope", "section_agency_id"),
    "action_agencies": ("agency_id", "method"),
    "action_labels": ("kind", "label"),
    "agencies": ("type", "region", "nation"),
    "problems": ("severity", "code"),
}
OVERDUE = """
SELECT action_id, review_id, number, recommendation, lead_agencies, target_date, status
FROM actions_due WHERE target_date_to < :day AND done_on > :day
ORDER BY target_date_to, action_id"""


def datasette_metadata(database: str, searched: Container[str]) -> dict[str, Any]:
    """The metadata for a database of that name, some of whose tables can be searched."""
    tables = {t.name: _table(t) for t in TABLES} | {v.name: _view(v) for v in VIEWS}
    if ACTIONS.name in searched:
        tables["action_overview"] |= {"fts_table": f"{ACTIONS.name}_fts", "fts_pk": "row"}
    return {
        "title": "Action plans of published reviews",
        "description": "Text is as printed; the page it stands on is in the row.",
        "databases": {database: {"tables": tables, "queries": {"overdue": _overdue()}}},
    }


def _table(table: Table) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "description": f"One row for {table.one_row_for}.",
        "columns": {c.name: c.meaning for c in table.columns},
        "facets": list(FACETS.get(table.name, ())),
    }
    label = LABELS.get(table.name)
    return metadata | ({"label_column": label} if label else {})


def _view(view: View) -> dict[str, Any]:
    return {"description": view.meaning, "facets": view.facets}


def _overdue() -> dict[str, str]:
    return {
        "title": "Overdue on a day",
        "description": "Write the day as 2024-06-01.",
        "sql": OVERDUE.strip(),
    }
