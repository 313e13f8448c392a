"""The days that a date of any precision stands for."""

from calendar import monthrange
from datetime import date

from schemas.plan import DatePrecision

MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12}


def first_day(iso: str) -> date:
    """The first day of a date of any precision."""
    parts = [int(p) for p in iso.split("-")]
    return date(*([*parts, 1, 1])[:3])


def is_calendar_date(iso: str) -> bool:
    """Whether the calendar has ``iso``, of any precision: 30 February is in none."""
    try:
        first_day(iso)
    except ValueError:
        return False
    return True


def last_day(iso: str, precision: DatePrecision) -> date:
    """The last day of a date of any precision."""
    first = first_day(iso)
    if precision == "day":
        return first
    months = first.year * 12 + first.month - 1 + MONTHS_IN[precision] - 1
    year, month = months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])
