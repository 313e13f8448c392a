"""Figures of a batch for its charts, as plain rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from actionplans.review.batch_output import Document
from normalise.values.days import first_day
from schemas.plan import Action, ActionStatus

STATED = (*get_args(ActionStatus), None)
WORDS = {
    "completed": "Completed", "in_progress": "In progress", "not_started": "Not started",
    "overdue": "Overdue", "superseded": "Superseded", None: "Not stated",
}  # fmt: skip
"""Status in words; what a plan does not state is not guessed at."""
MOST = 15
"""Bars, or repeated recommendations, that are shown: as many as fit on a screen."""
YEARS_BY_QUARTER = 4
"""Targets that span more years than this are counted by year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name and how many rows it holds of each status of ``STATED``."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All rows of the bar."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A recommendation that was made more than once."""

    recommendation_id: str
    text: str
    rows: int
    reviews: int


def actions_of(documents: Sequence[Document]) -> Iterator[Action]:
    """Every row of the batch."""
    return (a for d in documents for a in d.plan.actions)


def status_by_agency(documents: Sequence[Document]) -> list[Bar]:
    """The agencies that lead most rows; a row with two leads counts for both."""
    names: dict[str, str] = {}
    counts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for action in actions_of(documents):
        for agency in action.lead_agencies:
            names[agency.agency_id] = agency.name
            counts[agency.agency_id][action.status] += 1
    bars = [_bar(names[i], found) for i, found in counts.items()]
    return sorted(bars, key=lambda b: (-b.total, b.name))[:MOST]


def _bar(name: str, counts: Counter[str | None]) -> Bar:
    return Bar(name, tuple(counts[s] for s in STATED))


def targets_over_time(documents: Sequence[Document]) -> list[Bar]:
    """Rows by the quarter or year of their target date, none left out in between."""
    dated = [(first_day(a.target_date), a) for a in actions_of(documents) if a.target_date]
    if not dated:
        return []
    years = {day.year for day, _ in dated}
    quarters = max(years) - min(years) < YEARS_BY_QUARTER
    counts: dict[tuple[int, int], Counter[str | None]] = defaultdict(Counter)
    for day, action in dated:
        counts[day.year, (day.month - 1) // 3 if quarters else 0][action.status] += 1
    periods = [
        (y, q) for y in range(min(years), max(years) + 1) for q in range(4 if quarters else 1)
    ]
    used = [p for p in periods if min(counts) <= p <= max(counts)]
    return [_bar(f"{y} Q{q + 1}" if quarters else f"{y}", counts[y, q]) for y, q in used]


def most_repeated(documents: Sequence[Document]) -> list[Repeated]:
    """Recommendations of more than one row, those of most reviews first.

    Rows that share one printed recommendation count once.
    """
    rows: Counter[str] = Counter()
    texts: dict[str, str] = {}
    reviews: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        known: set[str] = set()
        for action in document.plan.actions:
            identity = action.recommendation_id
            texts.setdefault(identity, action.recommendation or action.action or "")
            if action.repeat_of or identity not in known:
                rows[identity] += 1
            known.add(identity)
            reviews[identity].add(document.name)
    found = [Repeated(i, texts[i], n, len(reviews[i])) for i, n in rows.items() if n > 1]
    return sorted(found, key=lambda r: (-r.reviews, -r.rows, r.text))[:MOST]
