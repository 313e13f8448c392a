"""Target dates of a plan's rows read together: what one cell leaves out, its neighbours may say."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from normalise.agencies.leads import is_ditto
from normalise.values.dates import PartialDate
from normalise.values.days import is_calendar_date
from normalise.values.target_dates import TargetReading, read_target

FEWEST = 4
"""Fewer dates than this do not show which years a plan runs over."""
LONGEST_PLAN = 8
"""A date further from the plan's middle year than this may be a typo (``2032``).

Set by hand: a plan is mostly done in a few years.
"""


def read_targets(texts: Sequence[str | None]) -> list[TargetReading]:
    """What each row's target cell says, in printed order."""
    readings: list[TargetReading] = []
    for text in texts:
        above = readings[-1] if readings and is_ditto(text) else None
        # A date of completion above is the other row's own.
        readings.append(TargetReading(above.target, repeated=True) if above else read_target(text))
    return _odd_years_marked(_years_filled_in(readings))


def _years_filled_in(readings: Sequence[TargetReading]) -> list[TargetReading]:
    """``31 March`` with the year of the dated rows before and behind it, if they have one year.

    At either end of a plan all its dates must have that year.
    """
    years = [_year(r.target) for r in readings]
    return [
        _with_year(r, _year_around(years, i)) if r.yearless else r for i, r in enumerate(readings)
    ]


def _year_around(years: Sequence[int | None], i: int) -> int | None:
    before = [y for y in years[:i] if y is not None][-1:]
    behind = [y for y in years[i + 1 :] if y is not None][:1]
    around = [*before, *behind]
    known = [y for y in years if y is not None]
    if len(around) == 1 and len(known) >= FEWEST:
        around = known
    return around[0] if len(around) > 1 and len(set(around)) == 1 else None


def _with_year(reading: TargetReading, year: int | None) -> TargetReading:
    if year is None or reading.yearless is None:
        return reading
    month, day = reading.yearless
    iso = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    if day and not is_calendar_date(iso):
        return reading
    target = PartialDate(iso, "day" if day else "month", "", 0, 0)
    return replace(reading, target=target, unread=False, year_from_rows=True)


def _odd_years_marked(readings: Sequence[TargetReading]) -> list[TargetReading]:
    years = [y for r in readings if (y := _year(r.target)) is not None]
    if len(years) < FEWEST:
        return list(readings)
    middle = median(years)
    return [replace(r, odd_year=_far(_year(r.target), middle)) for r in readings]


def _far(year: int | None, middle: float) -> bool:
    return year is not None and abs(year - middle) > LONGEST_PLAN


def _year(date: PartialDate | None) -> int | None:
    return int(date.iso[:4]) if date else None
