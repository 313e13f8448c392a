"""Counts over written results: states, what is overdue as of a date, what lacks owner or date.

What is overdue is worked out for the date that is asked for and never kept in the record.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date

from actionplans.summary.options import By
from normalise.values.days import first_day, last_day
from schemas.plan import Action, Plan

NONE = "(none)"


@dataclass(slots=True)
class Counts:
    """Counts of one group of actions. ``overdue`` is as of the date asked for.

    ``said_overdue``: the plan's own words say so. ``completed_late``: the date of completion is
    after the target's last day. ``repeated``: its recommendation was made in another review too.
    """

    group: str
    actions: int = 0
    completed: int = 0
    in_progress: int = 0
    not_started: int = 0
    said_overdue: int = 0
    superseded: int = 0
    no_status: int = 0
    overdue: int = 0
    no_owner: int = 0
    no_target_date: int = 0
    no_outcome: int = 0
    completed_late: int = 0
    repeated: int = 0


@dataclass(slots=True)
class Summary:
    """Counts over all actions, and by group; ``no_plan``: documents without rows."""

    as_of: date
    documents: int
    no_plan: int
    by: str | None
    total: Counts
    groups: list[Counts] = field(default_factory=list)


STATES = {
    "completed": "completed",
    "in_progress": "in_progress",
    "not_started": "not_started",
    "overdue": "said_overdue",
    "superseded": "superseded",
    None: "no_status",
}
COLUMNS = tuple(f.name for f in fields(Counts))


def summary(plans: Iterable[Plan], as_of: date, by: By | None = None) -> Summary:
    """Counts over ``plans``; an action of several agencies or themes is counted under each."""
    documents = list(plans)
    everywhere = _reviews_of_recommendations(documents)
    total, groups = Counts("all"), dict[str, Counts]()
    for plan in documents:
        for action in plan.actions:
            facts = _facts(action, as_of) + (
                ["repeated"] if everywhere[action.recommendation_id] > 1 else []
            )
            names = set(GROUPS[by](plan, action)) if by else set()
            for counts in (total, *(groups.setdefault(n, Counts(n)) for n in sorted(names))):
                _count(counts, facts)
    without = sum(1 for p in documents if not p.actions)
    found = Summary(as_of, len(documents), without, by.value if by else None, total)
    found.groups = sorted(groups.values(), key=lambda c: _order(by, c))
    return found


def _reviews_of_recommendations(plans: Sequence[Plan]) -> Counter[str]:
    """For each recommendation the number of reviews that make it."""
    return Counter(r for p in plans for r in {a.recommendation_id for a in p.actions})


def _facts(action: Action, as_of: date) -> list[str]:
    """Names of the counts that an action adds to."""
    tests = {
        "overdue": is_overdue(action, as_of),
        "no_owner": not (action.lead_agencies or action.lead_agency_text),
        "no_target_date": action.target_date is None,
        "no_outcome": not action.outcome,
        "completed_late": _completed_late(action),
    }
    return ["actions", STATES[action.status], *(name for name, true in tests.items() if true)]


def _count(counts: Counts, facts: Iterable[str]) -> None:
    for name in facts:
        setattr(counts, name, getattr(counts, name) + 1)


def is_overdue(action: Action, as_of: date) -> bool:
    """Whether the last day of the target is before ``as_of`` and the action was not done by then.

    A completed action counts as done unless it says that it was completed after ``as_of``.
    """
    if action.target_date is None or action.target_date_precision is None:
        return False
    past = last_day(action.target_date, action.target_date_precision) < as_of
    return past and not _done(action, as_of)


def _done(action: Action, as_of: date) -> bool:
    if action.status == "superseded":
        return True
    if action.status != "completed":
        return False
    return action.completed_date is None or first_day(action.completed_date) <= as_of


def _completed_late(action: Action) -> bool:
    target, precision = action.target_date, action.target_date_precision
    if target is None or precision is None or action.completed_date is None:
        return False
    return first_day(action.completed_date) > last_day(target, precision)


def _order(by: By | None, counts: Counts) -> tuple[bool, int, str]:
    """The largest groups first, years in their order; what has no group last."""
    size = 0 if by is By.YEAR else -counts.actions
    return counts.group == NONE, size, counts.group


def _agencies(_: Plan, action: Action) -> Iterator[str]:
    names = [a.name for a in action.lead_agencies]
    yield from names or [NONE]


def _year(_: Plan, action: Action) -> list[str]:
    return [action.target_date[:4] if action.target_date else NONE]


GROUPS: dict[By, Callable[[Plan, Action], Iterable[str]]] = {
    By.AGENCY: _agencies,
    By.THEME: lambda _, action: action.themes or [NONE],
    By.ADDRESSEE: lambda _, action: action.addressee_types or [NONE],
    By.SCOPE: lambda _, action: [action.scope or NONE],
    By.STATUS: lambda _, action: [action.status or NONE],
    By.REVIEW: lambda plan, _: [plan.review.review_id],
    By.YEAR: _year,
}
"""The groups that an action belongs to; the year is that of its target date."""


def as_rows(found: Summary) -> list[dict[str, str | int]]:
    """The groups, or the total where none were asked for, as rows."""
    return [asdict(c) for c in (found.groups if found.by else [found.total])]
