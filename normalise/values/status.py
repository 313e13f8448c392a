"""Status of an action, from the words that state it and never from a date or a colour."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from normalise.text.running_text import fold
from normalise.text.word_lists import rows
from normalise.values.dates import PartialDate, find_dates, latest
from normalise.values.days import last_day
from normalise.values.status_statements import Statement, statements
from normalise.values.target_dates import TargetReading, in_force, read_target, undated
from schemas.plan import ActionStatus

SHARE = re.compile(r"\W*(\d{1,3})\s?%\W*")
ANSWER = re.compile(r"^\W*(?:yes|no|y|n)\b\W+", re.IGNORECASE)
NOT_YET = re.compile(
    r"\b(?:expected|due|target|anticipated|to be|planned|scheduled|estimated|revised|review|"
    r"not|ongoing|by)\b",
    re.IGNORECASE,
)
"""Words beside a date in a completion column that make it no date of completion."""
OF_A_TARGET: frozenset[ActionStatus] = frozenset({"completed", "superseded", "overdue"})
"""What a target cell can state; ``Ongoing`` and ``Planned`` there say when, not how far."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, the words that state it, the date of completion; ``conflict``: two differ.

    ``known``: the status column's words are known, whether they state a status or none;
    ``completion_unread``: those of the column for the date of completion are not.
    """

    status: ActionStatus | None = None
    basis: str | None = None
    completed: PartialDate | None = None
    conflict: bool = False
    known: bool = False
    completion_unread: bool = False


def read_status(
    outcome: str | None, tracker: str | None, target: str | None, completion: str | None = None
) -> StatusReading:
    """The status that a row states: in its outcome, else its status column, else its target.

    ``tracker`` is the text of a status or RAG column, a colour's name states no status;
    ``completion`` is that of a column for the date of completion, whose words ``outcome`` may
    hold too.
    """
    done, own = read_target(target), _in_completion_column(completion or "")
    cells = (_stated(outcome or ""), own, _in_status_column(tracker or ""))
    reading = _first(cells)
    if reading.status is None:
        reading = replace(_in_target(target or "", done), known=reading.known)
    rivals = {c.status for c in cells[1:] if c.status}
    reading = replace(
        reading,
        conflict=reading.conflict or bool(rivals - {reading.status}),
        completion_unread=not own.known,
    )
    return _with_date(reading, own.completed or done.completed)


def _first(readings: Sequence[StatusReading]) -> StatusReading:
    """The first reading that has a status; whether the last one, the status column's, is known."""
    chosen = next((r for r in readings if r.status), StatusReading())
    return replace(chosen, known=readings[-1].known)


def _with_date(reading: StatusReading, completed: PartialDate | None) -> StatusReading:
    """A date of completion printed in another cell, where the statement gives none."""
    if reading.status != "completed" or reading.completed is not None:
        return reading
    return replace(reading, completed=completed)


def _in_completion_column(text: str) -> StatusReading:
    """``Yes``, ``✓ 12/05/2022``, ``31/03/2023`` or a statement, in a column of completion."""
    dates = find_dates(text)
    words = "".join(_between(text, dates))
    cell = _cell(words, "completed")
    if cell.known and cell.status is None:
        return cell
    if cell.status or (dates and not NOT_YET.search(words) and not _stated(text).status):
        own = latest(in_force(text, dates)) if cell.status in (None, "completed") else None
        return StatusReading(cell.status or "completed", text.strip(), own, known=True)
    stated = _stated(ANSWER.sub("", text))
    return replace(stated, known=stated.known or bool(dates) or undated(text) is not None)


def _between(text: str, dates: Sequence[PartialDate]) -> list[str]:
    starts, ends = [d.start for d in dates], [d.end for d in dates]
    return [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]


def _in_status_column(text: str) -> StatusReading:
    """A state, tick or share in a status column, in words broken by a narrow cell too."""
    stated = _stated(text)
    if stated.status:
        return stated
    share = SHARE.fullmatch(text)
    return _of_share(int(share[1]), text) if share else _cell(text, "status")


def _of_share(share: int, text: str) -> StatusReading:
    if share > 100:
        return StatusReading()
    status: ActionStatus = "in_progress" if share % 100 else "completed" if share else "not_started"
    return StatusReading(status, text.strip(), known=True)


def _cell(text: str, column: str) -> StatusReading:
    """What a whole cell means under the heading of its column."""
    status = _cells(column).get(text.strip(" .,:-–").casefold(), _cells(column).get(fold(text)))
    if status is None:
        return StatusReading()
    return StatusReading(cast("ActionStatus | None", status or None), text.strip(), known=True)


@cache
def _cells(column: str) -> dict[str, str]:
    known = [r for r in rows("values/status_cells.csv") if r["column"] in (column, "any")]
    return {r["cell"]: r["status"] for r in known}


def _in_target(text: str, done: TargetReading) -> StatusReading:
    reading = _stated(text)
    put_back = reading.status == "overdue" and len(find_dates(text)) > 1
    if reading.status in OF_A_TARGET and not put_back:
        return reading
    return StatusReading("completed", done.done) if done.done else StatusReading()


def _stated(text: str) -> StatusReading:
    found = statements(text)
    if not found:
        return StatusReading()
    chosen = _chosen(found)
    dated = sum(1 for s in found if s.date) > 1
    rivals = {s.status for s in found if s.whole_line == chosen.whole_line}
    conflict = len(rivals) > 1 and not dated
    date = chosen.date if chosen.status == "completed" else None
    return StatusReading(chosen.status, chosen.words, date, conflict, known=True)


def _chosen(found: Sequence[Statement]) -> Statement:
    """The latest dated statement of several, else the last that has a line of its own."""
    dated = [s for s in found if s.date is not None]
    if len(dated) > 1:
        return max(dated, key=lambda s: last_day(s.date.iso, s.date.precision) if s.date else 0)
    whole = [s for s in found if s.whole_line]
    return (whole or list(found))[-1]
