"""The target date that a cell states: the one in force, of several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from normalise.text.word_lists import alternatives, rows
from normalise.values.date_typos import mended
from normalise.values.dates import MONTHS, PartialDate, find_dates, latest

COMPLETED = re.compile(
    r"(?<!to be )(?<!not )(?<!not yet )(?<!be )(?<!for )(?<!fully )\b(?:completed?|done|closed|"
    r"achieved|implemented|cwblhawyd|gwblhau)\b(?!(?:\s+and\s+\w+)?\s+(?:by|before)\b)",
    re.IGNORECASE,
)
MONTH_AND_YEAR = re.compile(r"\W*(?:by |end )?(?P<month>0?[1-9]|1[0-2])\s?/\s?(?P<year>\d\d)\W*")
"""``09/23``, as a heading ``Target date (MM/YY)`` asks for."""
YEARS = range(13, 40)
"""Years of two figures that are no month."""
YEARLESS = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?[\s-]*)?(?<![^\W\d_])"
    rf"(?P<month>{alternatives(list(MONTHS))})(?![^\W\d_])",
    re.IGNORECASE,
)
WHY_NOT: dict[str | None, str] = {
    "replaced": "the words before it say that it is replaced",
    "review": "it is the date of a review",
    "event": "the time is counted from it",
    None: "another one ends later",
}
SMALL_WORDS = re.compile(
    r"\b(?:and|or|then|of|the|by|from|to|for|after|in|at|within|with)\b|[\W_]+", re.IGNORECASE
)


class SetAside(NamedTuple):
    """A date of the cell that was not taken, and why not."""

    date: PartialDate
    why: str


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What a target date cell says.

    ``done``: the words that say that the action is completed. ``unread``: the cell has words or
    figures that are no date and no known way of giving none. ``yearless``: month, and day or
    ``None``, of a date without a year; ``year_from_rows``: the rows beside gave it.
    ``set_aside``: dates that are not the one in force, and why. ``odd_year``: far from the
    plan's others. ``repeated``: a ditto mark for the row above.
    """

    target: PartialDate | None = None
    completed: PartialDate | None = None
    unread: bool = False
    done: str | None = None
    yearless: tuple[int, int | None] | None = None
    set_aside: tuple[SetAside, ...] = ()
    year_from_rows: bool = False
    odd_year: bool = False
    repeated: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether the date was read, but may be a typo or mean another one."""
        return self.target is not None and (self.odd_year or self.target.doubtful)


def read_target(text: str | None) -> TargetReading:
    """The target date in force, and the date of completion if the cell states one."""
    if not text or not text.strip():
        return TargetReading()
    dates = find_dates(text) or _month_and_year(text)
    done = COMPLETED.search(text)
    if done:
        return _read_done(text, dates, done)
    target = latest(in_force(text, dates))
    others = _others(text, dates, target)
    yearless = None if dates or undated(text) == "repeating" else _yearless(text)
    unread = target is None and (bool(dates) or yearless is not None or undated(text) is None)
    return TargetReading(target, None, unread, yearless=yearless, set_aside=others)


def _read_done(text: str, dates: Sequence[PartialDate], done: re.Match[str]) -> TargetReading:
    target = latest(in_force(text, [d for d in dates if d.start < done.start()]))
    after = [d for d in in_force(text, dates) if d.start >= done.end()]
    completed = after[0] if after and not _labelled(text[done.end() : after[0].start]) else None
    others = _others(text, dates, target, completed)
    return TargetReading(target, completed, done=text.strip(), set_aside=others)


def _others(
    text: str, dates: Sequence[PartialDate], *chosen: PartialDate | None
) -> tuple[SetAside, ...]:
    roles = zip(dates, _roles(text, dates), strict=True)
    return tuple(SetAside(d, WHY_NOT[role]) for d, role in roles if d not in chosen)


def _month_and_year(text: str) -> list[PartialDate]:
    found = MONTH_AND_YEAR.fullmatch(text)
    if found is None or int(found["year"]) not in YEARS:
        return []
    iso = f"20{found['year']}-{int(found['month']):02}"
    start, end = found.start("month"), found.end("year")
    return [PartialDate(iso, "month", text[start:end], start, end, rule="month in figures")]


def in_force(text: str, dates: Sequence[PartialDate]) -> list[PartialDate]:
    """``dates`` without those that the words before them say are replaced, or are no target."""
    roles = _roles(text, dates)
    events = [d for d, role in zip(dates, roles, strict=True) if role == "event"]
    kept = [d for d, role in zip(dates, roles, strict=True) if role is None]
    return kept or [d for d in dates if d not in events]


def _roles(text: str, dates: Sequence[PartialDate]) -> list[str | None]:
    """For each date the role that the words before it give it: ``replaced`` and so on."""
    roles: list[str | None] = []
    end_before = 0
    for date in dates:
        role = _labelled(text[end_before : date.start])
        # The date of an event is one only where a time is counted from it.
        counted = role != "event" or undated(text[: date.start]) == "relative"
        roles.append(role if counted else None)
        end_before = date.end
    return roles


def _labelled(words: str) -> str | None:
    return next((role for pattern, role in _labels() if pattern.search(words)), None)


@cache
def _labels() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"\b(?:{r['pattern']})\W*$", re.IGNORECASE), r["role"])
        for r in rows("values/date_labels.csv")
    ]


def undated(text: str) -> str | None:
    """How a cell gives no date (``open``, ``relative`` and so on); ``None`` if not known."""
    # A narrow cell may print "Immediat" above "ely".
    return _undated(text) or _undated(re.sub(r"\s", "", text))


def _undated(text: str) -> str | None:
    kinds = [kind for pattern, kind in _undated_words() if pattern.search(text)]
    if not SMALL_WORDS.sub("", text):
        return "open"
    if "repeating" in kinds:
        return "repeating"
    rest = text
    for pattern, _ in _undated_words():
        rest = pattern.sub(" ", rest)
    return kinds[0] if kinds and not re.search(r"\d", rest) else None


@cache
def _undated_words() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"(?<!\w)(?:{r['pattern']})(?!\w)", re.IGNORECASE), r["kind"])
        for r in rows("values/undated.csv")
    ]


def _yearless(text: str) -> tuple[int, int | None] | None:
    found = [m for m in YEARLESS.finditer(mended(text)) if _is_date(m)]
    if len(found) != 1:
        return None
    day = found[0]["day"]
    return MONTHS[found[0]["month"].casefold()], int(day) if day else None


def _is_date(found: re.Match[str]) -> bool:
    """``may`` in small letters is a verb."""
    return found["month"] not in ("may", "mar")
