"""Lines that say that a recommendation goes on: ``Recommendation 2 (continued)``, ``3 (cont'd)``.

They are printed again on the next page, or above a further table of its actions. The label of a
recommendation may also stand in a line of its own above its text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.rows.plan_table import Band, Entry, PlanTable, letters
from normalise.rows.printed_row import Row
from normalise.rows.sections import LABEL, is_recommendation_band

MARK = re.compile(
    r"[\W_]*\bcont(?:inued|inues|inuation|['’]?d)?\b[.\W]*"
    r"(?:(?:overleaf|over|from (?:the )?(?:previous|last) page)\W*)?$",
    re.IGNORECASE,
)

LONGEST_MARK = 60
"""Characters of a cell that only says that it goes on, its label and brackets included."""


@dataclass(slots=True)
class _Follower:
    """What has been said so far: each recommendation's band by its number."""

    said: dict[str, str] = field(default_factory=dict)
    number: str | None = None
    """The recommendation that the next rows stand under."""
    bare: Band | None = None
    """A label that waits for its text."""
    row_number: str = ""

    def follow(self, table: PlanTable) -> None:
        """Settle the bands and marked cells of the next ``table``; it is changed."""
        self.bare = None
        if table.band is not None:
            table.band = self._recalled(table, table.band)
        kept: list[Entry] = []
        for entry in table.entries:
            if isinstance(entry.item, Row):
                self._row(table, entry.item)
                kept.append(entry)
            elif "recommendation" in table.fields or not self._is_text(entry.item):
                self._band(table, entry.item)
                kept.append(entry)
        table.entries = kept

    def _is_text(self, band: Band) -> bool:
        """Whether ``band`` is the text of the bare label above it, which then holds both."""
        label, self.bare = self.bare, None
        stated = is_recommendation_band(band.text, has_column=False) or band.text.endswith(".")
        if label is None or LABEL.match(band.text) or not stated:
            return False
        label.text = f"{label.text.rstrip(' :.-–—')}: {band.text}"
        self._say(label.text)
        return True

    def _band(self, table: PlanTable, band: Band) -> None:
        found = LABEL.match(band.text)
        if found is None or "recommendation" in table.fields:
            self.number = None
        elif MARK.sub("", band.text[found.end() :]).strip():
            self._say(band.text)
        elif found["number"].casefold() == self.number:
            band.goes_on = True
        elif found["number"].casefold() in self.said:
            band.text = self._recalled(table, band.text)
        else:
            self.bare = band

    def _say(self, text: str) -> None:
        found = LABEL.match(text)
        self.number = found["number"].casefold() if found else None
        if self.number:
            self.said[self.number] = text

    def _recalled(self, table: PlanTable, text: str) -> str:
        """``text``, or the whole recommendation if it only says that one goes on."""
        found = LABEL.match(text)
        known = self.said.get(found["number"].casefold()) if found else None
        if found is None or known is None or MARK.sub("", text[found.end() :]).strip():
            self._say(text)
            return text
        self._say(known)
        table.letters -= letters([text])
        return known

    def _row(self, table: PlanTable, row: Row) -> None:
        self.bare = None
        column_of = {c.assigned.field: i for i, c in enumerate(table.columns)}
        key, number = column_of.get("recommendation"), column_of.get("number")
        own = _text(row, number)
        marked = MARK.sub("", own) if own else own
        if key is not None and (_only_marked(_text(row, key)) or marked != own):
            self._blank(table, row, key, number if marked == self.row_number else None)
        self.row_number = marked or self.row_number

    def _blank(self, table: PlanTable, row: Row, key: int, number: int | None) -> None:
        """Leave the cells empty that only mark that the row above goes on."""
        marked = [key] if _only_marked(_text(row, key)) else []
        for column in [*marked, *([number] if number is not None else [])]:
            table.letters -= letters([_text(row, column)])
            row.cells.pop(column, None)


def _text(row: Row, column: int | None) -> str:
    return " ".join(x.text for x in row.lines(column)) if column is not None else ""


def _only_marked(text: str) -> bool:
    """``(continued)``, ``Recommendation 3 cont'd``."""
    if len(text) > LONGEST_MARK or not MARK.search(text):
        return False
    return not MARK.sub("", LABEL.sub("", text)).strip()


def follow_continuations(tables: Sequence[PlanTable]) -> None:
    """Put lines that only say that a recommendation goes on in their place; tables are changed."""
    follower = _Follower()
    for table in tables:
        follower.follow(table)
