"""An entry of the corrections file: one decision of a person about one row."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from schemas.plan import BoundingBox

COLUMNS = {
    "sha256": "SHA-256 of the document, which the entry is for",
    "file": "Its name, for people; not compared",
    "page": "Page on which the row begins, from 1",
    "bbox": "x0 top x1 bottom of the row on that page, in points; empty for a text dump",
    "position": "Place of the row among the rows of the document, from 1",
    "printed": "Words of the row as the converter read them; empty to add a row by its page alone",
    "part": "1 for the row itself; 2 and more for rows that a split or an addition makes of it",
    "field": "Field of the output to set, or 'row'",
    "old": "Value before; for 'join' the words of the row that is joined",
    "new": "Value wanted; for 'row': drop, join, split, add or checked",
    "who": "Who decided; stays in this file",
    "when": "Date of the decision",
    "why": "Reason",
}
"""Columns of the corrections file with their meanings, in order."""
ROW = "row"
"""The field that stands for the whole row."""


class Entry(NamedTuple):
    """A line of the corrections file."""

    line: int
    """Its number in the file, the heading being 1."""
    sha256: str
    file: str
    page: int | None
    bbox: BoundingBox | None
    position: int | None
    printed: str
    part: int
    field: str
    old: str
    new: str
    who: str
    when: str
    why: str


def entry_of_values(values: Sequence[Any]) -> Entry:
    """The entry whose fields, in order, came as plain values from JSON."""
    entry = Entry(*values)
    if entry.bbox is None:
        return entry
    x0, top, x1, bottom = entry.bbox
    return entry._replace(bbox=(x0, top, x1, bottom))
