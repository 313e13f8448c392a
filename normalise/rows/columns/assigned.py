"""The columns of a table read together: headings, cells, place and neighbours to one field each."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from normalise.fields.assignment import Settled, settled
from normalise.fields.cell_roles import cell_roles, roles
from normalise.fields.column_odds import FIELDS, column_odds
from normalise.fields.plan_odds import plan_odds
from normalise.fields.weights import Array
from normalise.rows.columns.heading_text import same_headings
from normalise.rows.headings import FIELD_OF, SURE, Assigned, Field
from normalise.rows.plan_table import Band, PlanTable
from normalise.rows.printed_row import Row
from normalise.rows.sections import LABEL
from schemas.codes import Flag

Cells = Sequence[Sequence[str]]
"""The texts of each column, blank ones included."""
BANDS_RECOMMEND = -6.0
"""Log odds for a column of recommendations where they stand in bands above the actions."""
EXTRA: Field = "extra"
PLAN = 1.0
"""Least log odds of a plan: a chronology in a plan's words reaches 0.7, nearly all
plans that the weights had not seen have more."""
LEAST_SHARE = 0.5
"""Bands are recommendations where so many of them are labelled or worded as such."""


def assigned_fields(
    headings: Sequence[str], cells: Cells | None = None, *, in_bands: bool = False
) -> list[Assigned]:
    """The field of each column; without ``cells`` by headings and place alone.

    ``in_bands``: the recommendations stand in bands above the rows.
    """
    if not headings:
        return []
    odds = column_odds(headings, cells or [[] for _ in headings])
    if in_bands:
        odds = _without_recommendations(odds)
    read = settled(odds)
    given = {"recommendation"} if in_bands else set[str]()
    return [
        _assigned(s, heading, given.union(r.field for r in read if r is not s))
        for s, heading in zip(read, headings, strict=True)
    ]


def _assigned(read: Settled, heading: str, beside: set[str]) -> Assigned:
    """A column's field and the next best one; ``beside``: what the others are read as."""
    field = _field(read.field, beside)
    rivals = [(_field(name, beside), share) for name, share in read.rivals]
    sure = read.confidence + sum(share for name, share in rivals if name == field)
    otherwise = next((name for name, _ in rivals if name != field), EXTRA)
    return Assigned(field, heading, round(min(sure, 1.0), 2), otherwise)


def _without_recommendations(odds: Array) -> Array:
    lowered = odds.copy()
    lowered[:, FIELDS.index("recommendation")] += BANDS_RECOMMEND
    return np.asarray(lowered)


def _field(name: str, found: set[str]) -> Field:
    """A finding is the recommendation where no column is; a second number is one of none."""
    if name == "finding" and "recommendation" in found:
        return "extra"
    if name == "action_number" and "number" not in found:
        return "number"
    return FIELD_OF.get(name, "extra")


def is_plan_table(headings: Sequence[str], cells: Cells) -> bool:
    """Whether a table with these headings and cells is more likely one of actions than not."""
    if len(headings) < 2:
        return False
    return plan_odds(headings, cells, column_odds(headings, cells)) > PLAN


def settle_columns(tables: Sequence[PlanTable]) -> None:
    """Give the columns of a document's tables their fields, now that all that they hold is known.

    Tables under the same headings are read as one: each alone may have few rows.
    """
    groups: list[list[PlanTable]] = []
    for table in tables:
        alike = (g for g in groups if same_headings(_headings(g[0]), _headings(table)))
        group = next(alike, None)
        if group is None:
            groups.append([table])
        else:
            group.append(table)
    for group in groups:
        _settle(group)


def _headings(table: PlanTable) -> list[str]:
    return [c.assigned.heading for c in table.columns]


def _settle(tables: Sequence[PlanTable]) -> None:
    headings = _headings(tables[0])
    rows = [r for t in tables for r in _rows(t)]
    cells = [[_text(row, i) for row in rows] for i in range(len(headings))]
    read = assigned_fields(headings, cells, in_bands=_recommend_in_bands(tables))
    sure = min((a.confidence for a in read if _matters(a)), default=1.0)
    for table in tables:
        table.columns = [replace(c, assigned=a) for c, a in zip(table.columns, read, strict=True)]
        for row in _rows(table):
            row.columns = table.columns
            row.confidence *= sure
            if sure < SURE:
                row.flagged(Flag.COLUMNS_GUESSED)


def _matters(column: Assigned) -> bool:
    """Whether a wrong reading of the column would change a field of the row."""
    return column.field != "extra" or column.otherwise != "extra"


def _rows(table: PlanTable) -> list[Row]:
    return [e.item for e in table.entries if isinstance(e.item, Row)]


def _text(row: Row, column: int) -> str:
    return "\n".join(line.text for line in row.lines(column))


def _recommend_in_bands(tables: Sequence[PlanTable]) -> bool:
    """Whether the bands above rows are recommendations, by a label or by their wording."""
    bands = [e.item.text for t in tables for e in t.entries if isinstance(e.item, Band)]
    bands += [t.band for t in tables if t.band]
    count = sum(bool(LABEL.match(b)) or _recommends(b) for b in bands)
    return bool(bands) and count >= LEAST_SHARE * len(bands)


def _recommends(text: str) -> bool:
    found = cell_roles(text)
    return roles()[int(np.argmax(found))] == "recommendation"
