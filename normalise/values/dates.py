"""Dates as plans print them, at the precision that they are printed.

``March 23`` is March 2023; the day comes before the month; a quarter is one of the financial
year that starts in April. What gives no date (``Ongoing``, ``TBC``) is not guessed at.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from normalise.text.word_lists import alternatives, rows
from normalise.values.date_typos import FIGURES, MAY_HOLD_FIGURES, REMEMBERED, mended
from normalise.values.days import last_day
from schemas.plan import DatePrecision

MONTHS = {r["word"]: int(r["month"]) for r in rows("values/months.csv")}
SEASONS = {r["word"]: int(r["first_month"]) for r in rows("values/seasons.csv")}
ORDINALS = {r["word"]: int(r["quarter"]) for r in rows("values/quarters.csv")}
_GLUED_MONTH = rf"(?P<month>{alternatives(list(MONTHS))})(?![^\W\d_])\.?"
_MONTH = rf"(?<![^\W\d_]){_GLUED_MONTH}"
_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR = rf"(?:{_FULL_YEAR}|['’‘]?(?P<short>\d\d)(?!\d|[/.]\d|\s?%))"
_NEXT = r"\s?[/–-]\s?(?P<next>(?:20)?\d\d)(?!\d)"
_FINANCIAL = rf"(?:FY\s?|financial year\s)?(?P<year>(?:20)?\d\d){_NEXT}"
_DAY = r"(?P<day>\d{1,2})\s?(?:st|nd|rd|th|af|ain|ail|ydd|ed|eg|fed)?"
_OF = r"(?:\s+(?:of|o|mis)\b)?"
_QUARTER = r"(?:Q|qtr|quarter|chwarter)\.?\s?(?P<quarter>[1-4])\b"
FIRST_MONTH_OF_FINANCIAL_YEAR = 4
LAST_MONTH_OF_SCHOOL_YEAR = 7
LAST_SHORT_YEAR = 39
"""Two figures above this are no year of a plan: it would be decades ahead."""
LIKE_A_DAY = range(30, 32)
"""``March 31`` may be a day as well as a year."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date at the precision printed; ``start`` and ``end`` are its place in the text.

    ``doubtful``: a part of what is printed is no date, or could mean another one. ``rule``: the
    form that it is printed in.
    """

    iso: str
    precision: DatePrecision
    text: str
    start: int
    end: int
    doubtful: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a form reads; without ``iso`` the words are a date that cannot be told."""

    iso: str = ""
    precision: DatePrecision = "day"
    doubtful: bool = False


Reader = Callable[[re.Match[str]], _Read | None]
NO_SURE_DATE = _Read()


def _year_of(found: re.Match[str]) -> int | None:
    """The year that is printed, in two figures or four."""
    parts = found.groupdict()
    number = int(parts.get("year") or parts["short"])
    if number >= 100:
        return number
    return number + 2000 if number <= LAST_SHORT_YEAR else None


def _day(year: int | None, month: int, day: int) -> _Read | None:
    try:
        return _Read(date(year, month, day).isoformat()) if year else None
    except ValueError:
        return None


def _numeric(found: re.Match[str]) -> _Read:
    return _day(_year_of(found), int(found["month"]), int(found["day"])) or NO_SURE_DATE


def _worded(found: re.Match[str]) -> _Read | None:
    """``31st June 2022`` is no day; its month is still sure."""
    year, month = _year_of(found), MONTHS[found["month"].casefold()]
    if year is None:
        return NO_SURE_DATE
    return _day(year, month, int(found["day"])) or _Read(f"{year}-{month:02}", "month", True)


def _month(found: re.Match[str]) -> _Read | None:
    year = _year_of(found)
    if year is None or (found["short"] and int(found["short"]) in LIKE_A_DAY):
        return None
    return _Read(f"{year}-{MONTHS[found['month'].casefold()]:02}", "month")


def _numeric_month(found: re.Match[str]) -> _Read | None:
    month = int(found["month"])
    return _Read(f"{found['year']}-{month:02}", "month") if 1 <= month <= 12 else None


def _iso_month(found: re.Match[str]) -> _Read | None:
    """``2023-03``, but not ``2011-12``, which may be a financial year."""
    next_year = int(found["month"]) == (int(found["year"]) + 1) % 100
    return NO_SURE_DATE if next_year else _numeric_month(found)


def _in_financial_year(year: int, quarter: int) -> _Read:
    """A quarter of a financial year, as ``Q4 2022/23``: January 2023."""
    months = FIRST_MONTH_OF_FINANCIAL_YEAR - 1 + 3 * (quarter - 1)
    return _Read(f"{year + months // 12}-{months % 12 + 1:02}", "quarter")


def _quarter(found: re.Match[str]) -> _Read:
    return _in_financial_year(2000 + int(found["year"]) % 100, int(found["quarter"]))


def _worded_quarter(found: re.Match[str]) -> _Read:
    quarter = ORDINALS[found["ordinal"].casefold()]
    return _in_financial_year(2000 + int(found["year"]) % 100, quarter)


def _quarter_of_some_year(found: re.Match[str]) -> _Read:
    """``Q2 2023``, calendar or financial: in 2023 either way, while ``Q4 2023`` may not be."""
    return NO_SURE_DATE if found["quarter"] == "4" else _Read(found["year"], "year", True)


def _season(found: re.Match[str]) -> _Read | None:
    year = _year_of(found)
    return _Read(f"{year}-{SEASONS[found['season'].casefold()]:02}", "season") if year else None


def _financial_year_end(found: re.Match[str]) -> _Read:
    year = 2001 + int(found["year"]) % 100
    return _Read(f"{year}-{FIRST_MONTH_OF_FINANCIAL_YEAR - 1:02}", "month")


def _school_year_end(found: re.Match[str]) -> _Read:
    return _Read(f"{int(found['year']) + 1}-{LAST_MONTH_OF_SCHOOL_YEAR:02}", "month", True)


def _year(found: re.Match[str]) -> _Read:
    return _Read(found["year"], "year")


def _no_sure_date(_: re.Match[str]) -> _Read:
    return NO_SURE_DATE


_SHORT_MONTH, _SHORT_DAY = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
FORMS: tuple[tuple[str, str, Reader], ...] = (
    ("day, year first",
     rf"\b{_FULL_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)\b", _numeric),
    ("day in figures",
     rf"\b{_SHORT_DAY}\s?[./-]\s?{_SHORT_MONTH}\s?[./-]\s?{_YEAR}", _numeric),
    ("day in figures",
     rf"(?<![\d.,]){_SHORT_DAY}(?P<gap>[ ,]){_SHORT_MONTH}(?P=gap){_FULL_YEAR}", _numeric),
    ("month", rf"{_MONTH}[\s.'’]*(?P<short>\d\d)(?=\s?[/–-]\s?(?:{alternatives(list(MONTHS))})\b)",
     _month),
    ("day and month",
     rf"\b{_DAY}{_OF}[\s./,-]*{_GLUED_MONTH}[\s,./'’-]*{_YEAR}", _worded),
    ("month, day and year",
     rf"{_MONTH}\s+{_DAY}(?:,\s*|\s+){_FULL_YEAR}", _worded),
    ("month",
     rf"{_MONTH}{_OF}[\s,./–-]*{_YEAR}", _month),
    ("quarter of a financial year",
     rf"\b{_QUARTER}[\s,()–-]*(?:of\s+)?(?:the\s+)?{_FINANCIAL}", _quarter),
    ("quarter of a financial year",
     rf"\b{_FINANCIAL}[\s,:()–-]*{_QUARTER}", _quarter),
    ("quarter of a financial year",
     rf"\b(?P<ordinal>{alternatives(list(ORDINALS))})\s+(?:quarter|qtr)[\s,(]*(?:of\s+)?"
     rf"(?:the\s+)?{_FINANCIAL}", _worded_quarter),
    ("year alone; which quarter is not sure",
     rf"\b{_QUARTER}[\s,(-]*(?:of\s+)?{_FULL_YEAR}", _quarter_of_some_year),
    ("season",
     rf"\b(?P<season>{alternatives(list(SEASONS))})(?:\s+term)?{_OF}[\s,-]*{_YEAR}(?:{_NEXT})?",
     _season),
    ("end of a school year",
     rf"\b(?:end|diwedd)[\s-](?:of\s)?(?:the\s)?(?:academic|school)\syear\s{_FULL_YEAR}{_NEXT}",
     _school_year_end),
    ("end of a financial year",
     rf"\b(?:end|diwedd)[\s-](?:of\s)?(?:the\s)?{_FINANCIAL}", _financial_year_end),
    ("end of a financial year",
     rf"\byear[\s-]end\s{_FINANCIAL}", _financial_year_end),
    ("end of a financial year",
     rf"\b{_FINANCIAL}\syear[\s-]end", _financial_year_end),
    ("financial year",
     rf"\bfinancial\syear\s{_FULL_YEAR}", _no_sure_date),
    ("two years",
     rf"\b{_FULL_YEAR}\s?[/–-]\s?20\d\d(?!\d)", _no_sure_date),
    ("month in figures",
     rf"(?<![\d/.-]){_FULL_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d/.-])", _iso_month),
    ("month in figures",
     rf"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])[/.-]{_FULL_YEAR}", _numeric_month),
    ("year",
     rf"(?<![\d/.£])(?<!\d-)\b{_FULL_YEAR}(?![/–-]\d|\s?[%]|\.\d)\b", _year),
)  # fmt: skip
"""Forms of a date, the longest first: what one has read, those after it leave alone."""
_COMPILED = tuple((rule, re.compile(form, re.IGNORECASE), read) for rule, form, read in FORMS)


def find_dates(text: str) -> list[PartialDate]:
    """Every date in ``text``, in printed order; typos and misreadings are seen through."""
    return list(_dates(text)) if MAY_HOLD_FIGURES.search(text) else []


@lru_cache(REMEMBERED)
def _dates(text: str) -> tuple[PartialDate, ...]:
    plain = mended(text)
    if not FIGURES.search(plain):
        return ()
    read_spans: list[tuple[int, int]] = []
    found: list[PartialDate] = []
    for rule, form, reader in _COMPILED:
        for match in form.finditer(plain):
            start, end = match.span()
            read = None if any(a < end and start < b for a, b in read_spans) else reader(match)
            if read:
                read_spans.append((start, end))
                date_read = PartialDate(
                    read.iso, read.precision, text[start:end], start, end, read.doubtful, rule
                )
                found += [date_read] if read.iso else []
    return tuple(sorted(found, key=lambda d: d.start))


def is_date_alone(text: str) -> bool:
    """Whether ``text`` is one date and nothing else."""
    dates = find_dates(text)
    return len(dates) == 1 and dates[0].text.strip(" .") == text.strip(" .")


def latest(dates: Sequence[PartialDate]) -> PartialDate | None:
    """The date that ends last: the one in force where a date was put back."""
    return max(dates, key=lambda d: (last_day(d.iso, d.precision), d.start), default=None)
