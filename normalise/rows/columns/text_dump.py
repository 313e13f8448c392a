"""Columns of a text dump's rows, which may have fewer cells than the heading row.

Cells keep their order; what they hold decides which columns are missing. Rows of one page
with the same number of cells are placed together, because columns vanish by the page.
"""

import re
from collections.abc import Sequence
from functools import cache

from normalise.people.find import find_people
from normalise.register.names_in_text import find_phrases
from normalise.rows.printed_row import Column
from normalise.text.word_lists import lines
from normalise.values.dates import find_dates
from normalise.values.scope import read_scope
from normalise.values.status import read_status
from schemas.fragment import Cell, TableFragment

LONG = 60
MOST_TITLE_CELLS = 3
MARGIN = 2.5
"""A row leaves its page's columns only if its own fit is this much better."""
SHARED = -1.5
"""Cost of two cells in one column."""
NO_DATE = re.compile(
    r"^\W*(?:immediate\w*|on-?\s?going|tbc|tba|n/?a|asap|complete\w*|within\b.*|\d+ \w+)\W*$",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"^\W*(?:repeat|duplicate) of|^\W*(?:see|as) (?:above|recommendation)", re.IGNORECASE
)
NUMBER = re.compile(r"^[A-Z]{0,3}\W?\d{0,3}(?:\.\d+)*[a-z]?[.)]?$")

Mapping = list[int]


def dump_mappings(
    fragment: TableFragment, columns: Sequence[Column], first: int
) -> dict[int, Mapping]:
    """For each row of the fragment from ``first`` on, the column that each cell stands under."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(fragment.cells, key=lambda c: (c.row, c.col)):
        if cell.row >= first:
            rows.setdefault(cell.row, []).append(cell.text)
    fields = [c.assigned.field for c in columns]
    mappings: dict[int, Mapping] = {}
    for count in {len(cells) for cells in rows.values()}:
        alike = {r: cells for r, cells in rows.items() if len(cells) == count}
        common, _ = best_mapping(list(alike.values()), fields)
        for r, cells in alike.items():
            mappings[r] = _own_or_common(cells, common, fields)
    return mappings


def _own_or_common(cells: Sequence[str], common: Mapping, fields: Sequence[str]) -> Mapping:
    own, score = best_mapping([cells], fields)
    shared = _value(cells, common, fields)
    return own if score > shared + MARGIN else common


def _value(cells: Sequence[str], mapping: Mapping, fields: Sequence[str]) -> float:
    total = sum(
        _fit(t, i, len(cells), c, fields) for i, (t, c) in enumerate(_pairs(cells, mapping))
    )
    shared = sum(1 for i in range(1, len(cells)) if mapping[i] == mapping[i - 1] and cells[i])
    return total + SHARED * shared


def _pairs(cells: Sequence[str], mapping: Mapping) -> list[tuple[str, int]]:
    return list(zip(cells, mapping, strict=True))


def best_mapping(rows: Sequence[Sequence[str]], fields: Sequence[str]) -> tuple[Mapping, float]:
    """The order-keeping placement of cells under columns with the best fit over all rows."""
    count, columns = len(rows[0]), len(fields)
    table: list[list[tuple[float, Mapping]]] = []
    for i in range(count):
        line: list[tuple[float, Mapping]] = []
        for c in range(columns):
            here = sum(_fit(row[i], i, count, c, fields) for row in rows)
            written = sum(1 for row in rows if row[i])
            line.append(_reached(table[-1] if table else [], c, here, written))
        table.append(line)
    score, mapping = max(table[-1], key=lambda x: x[0])
    return mapping, score


def _reached(
    before: Sequence[tuple[float, Mapping]], column: int, here: float, rows: int
) -> tuple[float, Mapping]:
    if not before:
        return here, [column]
    ways = [
        (score + here + (SHARED * rows if c == column else 0.0), [*mapping, column])
        for c, (score, mapping) in enumerate(before[: column + 1])
    ]
    return max(ways, key=lambda x: x[0])


def _fit(text: str, index: int, count: int, column: int, fields: Sequence[str]) -> float:
    place = 0.5 if index == column and count == len(fields) else 0.0
    ends = 0.5 if (index, column) in {(0, 0), (count - 1, len(fields) - 1)} else 0.0
    return place + ends + (field_fit(text, fields[column]) if text else 0.0)


@cache
def field_fit(text: str, field: str) -> float:
    """How well a cell's text suits a field: above nought for, below against."""
    short = len(text) <= LONG
    if field == "target_date":
        return 3.0 if short and (find_dates(text) or NO_DATE.match(text)) else -3.0
    if field == "scope":
        return 3.0 if short and read_scope(text) else -4.0
    if field == "number":
        return 3.0 if NUMBER.match(text) else -4.0
    if field == "rag":
        return 0.0 if short else -4.0
    if field == "lead":
        return _lead_fit(text)
    if field == "outcome":
        return 2.0 if read_status(text, None, None).status or POINTER.match(text) else 0.0
    return 0.5 if field == "recommendation" and not short else 0.0


def _lead_fit(text: str) -> float:
    if len(text) > 2 * LONG:
        return -2.0
    # "ASC to update SOPs" is an action, though it starts with a body.
    named = sum(p.end - p.start for p in find_phrases(text)) * 2 >= len(text)
    return 3.0 if named or find_people(text, lead=True) else -0.5


def is_stray(fragment: TableFragment, cells: Sequence[Cell]) -> bool:
    """Whether a dump's row is stray marks: no cell has more than two characters."""
    texts = [c.text for c in cells if c.lines]
    marks = len(texts) >= 2 and all(len(t) <= 2 and not t.isupper() for t in texts)
    return fragment.method == "dump" and marks


def is_spilt(cells: Sequence[Cell]) -> bool:
    """Whether the few short cells of a row are one title."""
    return 0 < len(cells) <= MOST_TITLE_CELLS and all(len(c.text) <= LONG for c in cells)


def spilt_title(cells: Sequence[Cell], words: frozenset[str]) -> str:
    """A title over several cells as one line, a word that a cell's edge cut made whole."""
    texts = [c.text for c in cells if c.lines]
    title = texts[0] if texts else ""
    for rest in texts[1:]:
        title = _with_rest(title, rest, words)
    return title


def _with_rest(title: str, rest: str, words: frozenset[str]) -> str:
    known = words | lines("people/plain_words.txt")
    for word in title.split():
        if (word + rest).casefold() in known and rest.casefold() not in lines(
            "people/plain_words.txt"
        ):
            return title.replace(word, word + rest, 1)
    return f"{title} {rest}"
