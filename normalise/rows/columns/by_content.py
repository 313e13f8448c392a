"""Columns under headings that are not known: what their cells hold says which field they are.

Only a field that no heading names is given, only where most cells agree, and it is reported. What
is left of long text is what the plan still lacks: the recommendation first, then the action,
then the outcome.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from normalise.register.names_in_text import find_phrases
from normalise.rows.columns.text_dump import NO_DATE, NUMBER
from normalise.rows.headings import Field, match_heading
from normalise.rows.plan_table import Band, PlanTable
from normalise.rows.printed_row import Column, Row
from normalise.rows.sections import LABEL
from normalise.values.dates import find_dates
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from normalise.values.status import read_status

FEWEST = 3
"""Cells that hold something, for their column to say what it is."""
SHORT = 60
LONG_TEXT = 25
"""Letters in a usual cell of a column of text."""


def settle_columns(table: PlanTable) -> None:
    """Give the columns of ``table`` that no known heading names the fields of what they hold."""
    rows = [e.item for e in table.entries if isinstance(e.item, Row)]
    columns = list(table.columns)
    texts = [_texts(rows, c) for c in range(len(columns))]
    for name, (fits, share) in KINDS.items():
        if name not in _fields(columns):
            _give(columns, texts, name, fits, share)
    _give_back(columns)
    if _recommends_in_bands(table) and "action" not in _fields(columns):
        _rename(columns, "recommendation", "action")
    for field in ("recommendation", "action", "outcome"):
        _give_text(columns, texts, field)
    if columns != list(table.columns):
        table.columns = columns
        for row in rows:
            row.columns = columns


def _fields(columns: Sequence[Column]) -> set[str]:
    return {c.assigned.field for c in columns}


def _give_back(columns: list[Column]) -> None:
    """A heading that another column had outdone, now that this one holds something else."""
    for i, column in enumerate(columns):
        match = match_heading(column.assigned.heading)
        if column.assigned.field == "extra" and match and match.field not in _fields(columns):
            _assign(columns, i, match.field)


def _recommends_in_bands(table: PlanTable) -> bool:
    return any(LABEL.match(e.item.text) for e in table.entries if isinstance(e.item, Band))


def _rename(columns: list[Column], old: Field, new: Field) -> None:
    """``Recommendation and actions``, where the recommendations stand in bands."""
    for i, column in enumerate(columns):
        if column.assigned.field == old:
            _assign(columns, i, new)


def _texts(rows: Sequence[Row], column: int) -> list[str]:
    cells = [" ".join(x.text for x in row.lines(column)) for row in rows]
    return [t for t in cells if t.strip()]


def _unknown(column: Column) -> bool:
    return column.assigned.field == "extra" and not column.assigned.known


def _give(
    columns: list[Column],
    texts: Sequence[list[str]],
    name: Field,
    fits: Callable[[str], bool],
    share: float,
) -> None:
    shares = {
        i: sum(map(fits, texts[i])) / len(texts[i])
        for i, column in enumerate(columns)
        if len(texts[i]) >= FEWEST and (_unknown(column) or _numbers_named_else(column, name))
    }
    best = max(shares, key=lambda i: shares[i], default=None)
    if best is not None and shares[best] >= share:
        _assign(columns, best, name)


def _numbers_named_else(column: Column, name: str) -> bool:
    """``Item`` may head actions or their numbers, ``Finding`` and ``Recommendation`` too."""
    return name == "number" and column.assigned.field in ("action", "recommendation", "extra")


def _give_text(columns: list[Column], texts: Sequence[list[str]], name: Field) -> None:
    """The first column of long text that nothing names, if the plan has none of field ``name``."""
    if name in _fields(columns):
        return
    free = [i for i, c in enumerate(columns) if _unknown(c) and _is_text(texts[i])]
    if free and (name != "outcome" or free[0] == len(columns) - 1 or len(free) == 1):
        _assign(columns, free[0], name)


def _is_text(texts: Sequence[str]) -> bool:
    lengths = sorted(map(len, texts))
    return len(texts) >= FEWEST and lengths[len(lengths) // 2] >= LONG_TEXT


def _assign(columns: list[Column], index: int, name: Field) -> None:
    assigned = replace(columns[index].assigned, field=name, known=True, guessed=True)
    columns[index] = replace(columns[index], assigned=assigned)


def _is_number(text: str) -> bool:
    """``4.2``, ``R3``, and ``R1/A2`` for the second action of the first recommendation."""
    parts = text.split("/")
    return len(parts) <= 2 and all(NUMBER.match(p) and any(map(str.isdigit, p)) for p in parts)


def _is_date(text: str) -> bool:
    return len(text) <= SHORT and bool(find_dates(text) or NO_DATE.match(text))


def _names_bodies(text: str) -> bool:
    named = sum(p.end - p.start for p in find_phrases(text))
    return len(text) <= 2 * SHORT and named * 3 >= len(text)


def _is_scope(text: str) -> bool:
    return len(text) <= SHORT and read_scope(text) is not None


def _is_rating(text: str) -> bool:
    return len(text) <= 12 and (read_rag(text, None) is not None or _is_sign(text))


def _is_sign(text: str) -> bool:
    """A tick, cross or disc alone."""
    return all(unicodedata.category(c) == "So" for c in text.strip())


def _states_status(text: str) -> bool:
    return read_status(text, None, None).status is not None


KINDS: dict[Field, tuple[Callable[[str], bool], float]] = {
    "number": (_is_number, 0.8),
    "target_date": (_is_date, 0.7),
    "scope": (_is_scope, 0.8),
    "rag": (_is_rating, 0.7),
    "lead": (_names_bodies, 0.6),
    "outcome": (_states_status, 0.4),
}
"""For each field a test of a cell, and the share of a column's cells that must pass it."""
