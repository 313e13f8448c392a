"""Labelled date cells read by us and by the first year and month in the cell."""

import re

from bench.cases import Answers, read_cases
from normalise.values.dates import MONTHS, PartialDate
from normalise.values.status import read_status
from normalise.values.target_dates import read_target

NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](?:20)?(\d\d)\b")
WORDED = re.compile(r"\b([a-z]{3,9})\b\D{0,3}(?:20)?(\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"\b20\d\d\b")


def answers() -> Answers:
    """Expected and given dates; the naive method takes the first that it sees."""
    cases = read_cases("dates")
    return {
        "actionplans": [(c["expected"], given(c["text"], c["column"])) for c in cases],
        "naive": [(c["expected"], _first_date(c["text"])) for c in cases],
    }


def given(text: str, column: str) -> str:
    """The date that we read in a cell of ``column``; ``""`` for none."""
    found = _read(text, column)
    return found.iso if found else ""


def _read(text: str, column: str) -> PartialDate | None:
    if column == "target":
        return read_target(text).target
    if column == "completed_in_target":
        return read_status(None, None, text).completed
    if column == "completed":
        return read_status(None, None, None, text).completed
    return read_status(text, None, None).completed


def _first_date(text: str) -> str:
    if found := NUMERIC.search(text):
        return f"20{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    for found in WORDED.finditer(text):
        if found[1].casefold() in MONTHS:
            return f"20{found[2]}-{MONTHS[found[1].casefold()]:02}"
    year = YEAR.search(text)
    return year.group() if year else ""
