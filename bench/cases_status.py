"""Labelled outcome and status cells read by us and by likeness to a few phrases."""

from rapidfuzz import fuzz, process

from bench.cases import Answers, read_cases
from normalise.values.status import read_status

PHRASES = {
    "complete": "completed",
    "completed": "completed",
    "in progress": "in_progress",
    "ongoing": "in_progress",
    "on track": "in_progress",
    "partially complete": "in_progress",
    "not started": "not_started",
    "overdue": "overdue",
    "delayed": "overdue",
    "superseded": "superseded",
    "no longer required": "superseded",
}
CLOSE = 80.0
"""Least ratio, of 100, at which the naive method answers."""


def answers() -> Answers:
    """Expected and given states; the naive method takes the phrase that is most like a cell's."""
    cases = read_cases("status")
    return {
        "actionplans": [(c["expected"], given(c["text"], c["column"])) for c in cases],
        "naive": [(c["expected"], _most_like(c["text"])) for c in cases],
    }


def given(text: str, column: str) -> str:
    """The status that we read in a cell of ``column``; ``""`` for none."""
    cell = {column: text}
    cells = (cell.get(c) for c in ("outcome", "status", "target", "completed"))
    return read_status(*cells).status or ""


def _most_like(text: str) -> str:
    best = process.extractOne(
        text.casefold(), list(PHRASES), scorer=fuzz.partial_ratio, score_cutoff=CLOSE
    )
    return PHRASES[best[0]] if best else ""
