"""Status of an action, from the words that state it and never from a date or a colour.

Only a statement counts: a line or sentence that is a status and little else. ``Audit completed
and presented to the executive`` tells of a step and states nothing of the action.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from normalise.dates import PartialDate, find_dates, last_day, read_target
from normalise.word_lists import rows
from schemas.plan import ActionStatus

_LEAD_IN = (
    r"^\W*(?:\d+(?:\s?(?:[-–,&]|to|and)\s?\d+)*[.):]?\s+)?"
    r"(?:(?:status|progress|update|position|current position|rag|brag|outcome|rating|"
    r"red|amber|green|blue|r|a|g|b|\d{1,2})\s*(?:[:–—-]|\s-)\s*)*"
    r"(?:(?:this|the|these|all|both|each)\s+)*(?:(?:recommendations?|actions?|tasks?|elements?|"
    r"points?|items?|of|were|was|now|currently|and)\s*[:–—-]?\s*)*"
    r"(?:(?:is|are|has|have|been|now|currently|still|remains?)\s+)*"
)
_REST = (
    r"(?P<rest>\W*$|\s*[:;,(–—/-].*$|\s+(?:(?:and|but|on|in|as of|as at|since|from|during|at|"
    r"subject to|awaiting|pending|due to|because|with effect|until|for completion)\b.*|"
    r"by (?:(?:the )?end\b|\d{1,2}(?:st|nd|rd|th)?[ /.-]|[a-z]+ (?:20)?\d\d\b).*|[&(].*|\d.*|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b.*))"
)
SENTENCES = re.compile(r"\n|(?<=[.!?;])\s+")
RUN_ON = re.compile(
    r"(?<=[a-z’'])\s+(?=(?:COMPLETED?|Completed?|Incomplete|Ongoing|In progress|Not started|"
    r"Overdue|Partially complete|Superseded)\b)"
)
"""A statement that a printed line break set apart, put behind a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, the words that state it, the date of completion; ``conflict``: two differ."""

    status: ActionStatus | None = None
    basis: str | None = None
    completed: PartialDate | None = None
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class _Statement:
    status: ActionStatus
    words: str
    whole_line: bool
    date: PartialDate | None


def read_status(outcome: str | None, tracker: str | None, target: str | None) -> StatusReading:
    """The status that a row states: in its outcome, else its status column, else its target.

    ``tracker`` is the text of a status or RAG column; a colour's name states no status.
    """
    done = read_target(target)
    for text in (outcome, tracker):
        reading = _stated(text or "")
        if reading.status is not None:
            return _with_target(reading, done.completed)
    if outcome and _date_alone(outcome):
        date = find_dates(outcome.splitlines()[-1])[0]
        return StatusReading("completed", date.text, date)
    reading = _stated(target or "")
    # "Ongoing" in a target cell says when, not how far.
    return (
        _with_target(reading, done.completed) if reading.status == "completed" else StatusReading()
    )


def _with_target(reading: StatusReading, completed: PartialDate | None) -> StatusReading:
    """A date of completion printed in the target cell, where the outcome gives none."""
    if reading.status != "completed" or reading.completed is not None:
        return reading
    return StatusReading(reading.status, reading.basis, completed, reading.conflict)


def _date_alone(outcome: str) -> bool:
    """Whether the last line, a date of completion column's, is a date and nothing else."""
    lines = outcome.splitlines()
    dates = find_dates(lines[-1])
    return len(lines) > 1 and len(dates) == 1 and dates[0].text.strip() == lines[-1].strip(" .")


def _stated(text: str) -> StatusReading:
    statements = _statements(text)
    if not statements:
        return StatusReading()
    chosen = _chosen(statements)
    dated = sum(1 for s in statements if s.date) > 1
    rivals = {s.status for s in statements if s.whole_line == chosen.whole_line}
    conflict = len(rivals) > 1 and not dated
    date = chosen.date if chosen.status == "completed" else None
    return StatusReading(chosen.status, chosen.words, date, conflict)


def _chosen(statements: Sequence[_Statement]) -> _Statement:
    """The latest dated statement of several, else the last that has a line of its own."""
    dated = [s for s in statements if s.date is not None]
    if len(dated) > 1:
        return max(dated, key=lambda s: last_day(s.date.iso, s.date.precision) if s.date else 0)
    lines = [s for s in statements if s.whole_line]
    return (lines or list(statements))[-1]


def _statements(text: str) -> list[_Statement]:
    found: list[_Statement] = []
    for line in text.splitlines():
        parts = [p for s in SENTENCES.split(line) for p in RUN_ON.split(s) if p.strip()]
        for part in parts:
            statement = _statement(part.strip(), whole_line=len(parts) == 1)
            if statement:
                found.append(statement)
    return found


def _statement(words: str, *, whole_line: bool) -> _Statement | None:
    undated, dates = _without_leading_date(words)
    for phrase, status in _phrases():
        if phrase.search(undated) and _statement_of(phrase.pattern).match(undated):
            after = find_dates(undated)
            return _Statement(status, words, whole_line, next(iter(after or dates), None))
    return None


def _without_leading_date(words: str) -> tuple[str, list[PartialDate]]:
    """``May 2023: completed`` without its date, and that date."""
    dates = find_dates(words)
    if dates and dates[0].start <= len("Update (as at "):
        head, rest = words[: dates[0].start], words[dates[0].end :]
        if rest.strip(" :–—-).,") and not re.search(r"complete", head, re.IGNORECASE):
            return rest.lstrip(" :–—-).,"), dates[:1]
    return words, []


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], ActionStatus], ...]:
    return tuple(
        (re.compile(r["phrase"], re.IGNORECASE), cast("ActionStatus", r["status"]))
        for r in rows("status_phrases.csv")
    )


@cache
def _statement_of(phrase: str) -> re.Pattern[str]:
    """A statement made by ``phrase``: slow to compile, so only for phrases that occur."""
    return re.compile(f"{_LEAD_IN}(?:{phrase}){_REST}", re.IGNORECASE)
