"""How good the weights are on documents that they were not fitted on."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fit.documents import LabelledDocument, ReadTable, labelled_documents
from fit.invented_tables import LabelledTable
from normalise.fields.assignment import Settled, settled
from normalise.fields.column_odds import column_odds
from normalise.fields.heading_look import heading_odds, usual
from normalise.rows.printed_row import cells_by_row

ALIKE = {"revised_date": "target_date", "completed_date": "outcome"}
"""Fields that the truth of documents has no name for, and where it keeps them."""
AS_GOOD = {("extra", "status"), ("extra", "action_number"), ("extra", "finding"), ("rag", "status")}
"""What the truth says and what a reading may say of it."""


def report(shared: Path, authors: frozenset[str]) -> str:
    """Columns, whole tables and heading rows read right in the documents of ``authors``."""
    documents = [d for d in labelled_documents([shared / "outside"]) if d.author in authors]
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for document in documents:
        for table in document.labelled():
            wrong += _columns(document, table, count)
        for read_table in document.tables:
            count.update(_heading_rows(read_table))
    return (
        f"columns {count['right']}/{count['columns']}, tables {count['whole']}/{count['tables']}, "
        f"heading rows {count['found']}/{count['heading rows']}, "
        f"action rows taken for headings {count['mistaken']}\n{''.join(wrong)}"
    )


def _columns(document: LabelledDocument, table: LabelledTable, count: Counter[str]) -> list[str]:
    read = settled(column_odds(table.headings, table.cells))
    known = [(h, f, s) for h, f, s in zip(table.headings, table.fields, read, strict=True) if f]
    wrong = [(h, f, s) for h, f, s in known if not _is_right(f, s)]
    count.update({"columns": len(known), "right": len(known) - len(wrong), "tables": 1,
                  "whole": int(not wrong)})  # fmt: skip
    return [f"  {document.path.stem[:24]} {h!r}: {f}, read as {s}\n" for h, f, s in wrong]


def _is_right(field: str | None, read: Settled) -> bool:
    return ALIKE.get(read.field, read.field) == field or (field, read.field) in AS_GOOD


def _heading_rows(table: ReadTable) -> Iterator[str]:
    like, rows = usual(table.fragment), cells_by_row(table.fragment)
    if table.heading is not None:
        yield "heading rows"
    for index, cells in enumerate(rows):
        own = [c for c in cells if c.row == index and c.lines]
        below = [c for c in rows[index + 1] if c.row == index + 1] if index + 1 < len(rows) else []
        if own and heading_odds(own, below, index, like) > 0:
            if index == table.heading:
                yield "found"
            elif table.truths[index] is not None:
                yield "mistaken"
