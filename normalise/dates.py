"""Dates as plans print them, at the precision that they are printed.

``March 23`` is March 2023; the day comes before the month; a quarter is one of the financial
year that starts in April. What gives no date (``Ongoing``, ``TBC``) is not guessed at.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from normalise.word_lists import alternatives, rows
from schemas.plan import DatePrecision

MONTHS = {r["word"]: int(r["month"]) for r in rows("months.csv")}
SEASONS = {r["word"]: int(r["first_month"]) for r in rows("seasons.csv")}
_MONTH = rf"(?P<month>{alternatives(list(MONTHS))})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d(?!\d)|['’]?\d\d(?!\d|[/.]\d))"
_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_NEXT = r"\s?[/–-]\s?(?P<next>(?:20)?\d\d)(?!\d)"
_PLURAL_DAY = r"(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?"
FIRST_MONTH_OF_FINANCIAL_YEAR = 4
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date at the precision printed; ``start`` and ``end`` are its place in the text."""

    iso: str
    precision: DatePrecision
    text: str
    start: int
    end: int


HYPHENS = re.compile("[\u2010\u2011\u2212]")
Reader = Callable[[re.Match[str]], tuple[str, DatePrecision] | None]


def _century(year: str) -> int:
    number = int(year.lstrip("'’"))
    return number + 2000 if number < 100 else number


def _day(year: int, month: int, day: int) -> tuple[str, DatePrecision] | None:
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:
        return None


def _numeric(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    return _day(_century(found["year"]), int(found["month"]), int(found["day"]))


def _worded(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    return _day(_century(found["year"]), MONTHS[found["month"].casefold()], int(found["day"]))


def _month(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    month = MONTHS[found["month"].casefold()]
    return f"{_century(found['year'])}-{month:02}", "month"


def _numeric_month(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    month = int(found["month"])
    return (f"{found['year']}-{month:02}", "month") if 1 <= month <= 12 else None


def _quarter(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    """A quarter of a financial year, as ``Q4 2022/23``: January 2023."""
    months = FIRST_MONTH_OF_FINANCIAL_YEAR - 1 + 3 * (int(found["quarter"]) - 1)
    year = _century(found["year"]) + months // 12
    return f"{year}-{months % 12 + 1:02}", "quarter"


def _season(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    return f"{_century(found['year'])}-{SEASONS[found['season'].casefold()]:02}", "season"


def _financial_year_end(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    return f"{_century(found['year']) + 1}-{FIRST_MONTH_OF_FINANCIAL_YEAR - 1:02}", "month"


def _year(found: re.Match[str]) -> tuple[str, DatePrecision] | None:
    return found["year"], "year"


FORMS: tuple[tuple[str, Reader], ...] = (
    (rf"\b{_FULL_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b", _numeric),
    (r"\b(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})\s?[./-]\s?" + _YEAR, _numeric),
    (rf"\b{_PLURAL_DAY}(?:\s+of)?[\s./,-]*\b{_MONTH}[\s,./'’-]*{_YEAR}", _worded),
    (rf"\b{_MONTH}\s+{_PLURAL_DAY}(?:,\s*|\s+){_FULL_YEAR}", _worded),
    (rf"\b{_MONTH}[\s,./–-]*{_YEAR}", _month),
    (
        rf"\b(?:Q|qtr|quarter)\s?(?P<quarter>[1-4])\b[\s,()–-]*(?:FY\s?)?(?P<year>\d{{4}}|\d\d){_NEXT}",
        _quarter,
    ),
    (
        rf"\b(?P<season>{alternatives(list(SEASONS))})(?:\s+term)?[\s,-]*{_YEAR}(?:{_NEXT})?",
        _season,
    ),
    (rf"\bend\s(?:of\s)?(?:the\s)?(?:financial\s(?:year\s)?|FY\s?)?{_FULL_YEAR}{_NEXT}",
     _financial_year_end),
    (rf"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])[/.-]{_FULL_YEAR}", _numeric_month),
    (rf"(?<![\d/.£-])\b{_FULL_YEAR}(?![/–-]\d|\s?[%]|\.\d)\b", _year),
)  # fmt: skip
"""Forms of a date, the longest first: what one has read, those after it leave alone."""
_COMPILED = tuple((re.compile(form, re.IGNORECASE), reader) for form, reader in FORMS)


def find_dates(text: str) -> list[PartialDate]:
    """Every date in ``text``, in printed order."""
    text = HYPHENS.sub("-", text)
    found: list[PartialDate] = []
    for form, reader in _COMPILED:
        for match in form.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            read = reader(match)
            if read:
                found.append(PartialDate(*read, match.group(), match.start(), match.end()))
    return sorted(found, key=lambda d: d.start)


def first_day(iso: str) -> date:
    """The first day of a date of any precision."""
    parts = [int(p) for p in iso.split("-")]
    return date(*([*parts, 1, 1])[:3])


def last_day(iso: str, precision: DatePrecision) -> date:
    """The last day of a date of any precision."""
    first = first_day(iso)
    if precision == "day":
        return first
    months = first.year * 12 + first.month - 1 + MONTHS_IN[precision] - 1
    year, month = months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def latest(dates: list[PartialDate]) -> PartialDate | None:
    """The date that ends last: the one in force where a date was put back."""
    return max(dates, key=lambda d: (last_day(d.iso, d.precision), d.start), default=None)


COMPLETED = re.compile(
    r"(?<!to be )(?<!not )(?<!not yet )(?<!be )(?<!for )\b(?:completed?|done|closed|achieved|"
    r"implemented|cwblhawyd)\b(?!\s+(?:by|before)\b)",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:\d+|one|two|three|six|nine|twelve)(?:\s?[–-]\s?\d+|\s?/\s?\d+)?\s?"
    r"(?:-\s?)?(?:day|week|month|year|working|yr|mth)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What a target date cell says. ``unread``: it has figures that give no date."""

    target: PartialDate | None = None
    completed: PartialDate | None = None
    unread: bool = False


def read_target(text: str | None) -> TargetReading:
    """The target date in force, and the date of completion if the cell states one."""
    if not text or not text.strip():
        return TargetReading()
    dates = find_dates(text)
    done = COMPLETED.search(text)
    if done:
        after = [d for d in dates if d.start >= done.end()]
        before = [d for d in dates if d.start < done.start()]
        return TargetReading(latest(before), after[0] if after else None)
    unread = not dates and bool(re.search(r"\d", text)) and not RELATIVE.search(text)
    return TargetReading(latest(dates), None, unread)
