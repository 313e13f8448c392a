"""One field a column, chosen for all columns together, and the next best choice.

A beam search over the columns: each field once, but for those that columns may share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from normalise.fields.column_odds import FIELDS
from normalise.fields.weights import Array

MOST = {"lead": 2, "outcome": 4, "milestones": 2, "status": 2, "extra": 99}
"""How many columns may have a field, where it is not one."""
MISSING = {"lead": 1.5, "target_date": 1.0, "action": 0.8, "recommendation": 0.8}
"""What a plan without such a column costs, in log odds, set by hand: of the lexicon's 315 rows of
headings 295 name a lead, 271 a target date, 292 an action, 238 a recommendation."""
KEPT = -4.0
"""Least log odds of ``extra``: no column is given a field that nothing speaks for."""
HOPELESS = 8.0
"""A field so much less likely for a column than its best one is not tried, in log odds."""
BEAM = 64
"""So many partial choices are kept; a table has about ten columns."""
OTHERWISE = 1e-3
"""Weight of a column's own odds for fields that no whole choice of the beam gives it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field for each column, and how much its log odds add up to."""

    fields: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Settled:
    """The field of one column, how sure it is, and the next best ones."""

    field: str
    confidence: float
    rivals: tuple[tuple[str, float], ...]
    """All other fields with the share of choices that have them, the likeliest first."""


def best_choices(odds: Array, most: int = BEAM) -> list[Choice]:
    """Choices for the columns whose log odds are the rows of ``odds``, the best first."""
    beam = [Choice((), 0.0)]
    extra = FIELDS.index("extra")
    for row in odds.copy():
        row[extra] = max(row[extra], KEPT)
        likely = [(f, float(v)) for f, v in zip(FIELDS, row, strict=True)
                  if v > row.max() - HOPELESS or f == "extra"]  # fmt: skip
        longer = [
            Choice((*c.fields, f), c.score + value)
            for c in beam
            for f, value in likely
            if c.fields.count(f) < MOST.get(f, 1)
        ]
        beam = sorted(longer, key=lambda c: -c.score - _promise(c.fields))[:BEAM]
    whole = [Choice(c.fields, c.score + _promise(c.fields)) for c in beam]
    return sorted(whole, key=lambda c: -c.score)[:most]


def _promise(fields: Sequence[str]) -> float:
    return sum(gain for f, gain in MISSING.items() if f in fields)


def settled(odds: Array) -> list[Settled]:
    """The best choice for all columns, with the second best for each of them."""
    choices = best_choices(odds)
    best = choices[0]
    shares = [exp(c.score - best.score) for c in choices]
    total = sum(shares)
    return [_settled(i, best.fields[i], choices, shares, total, odds) for i in range(len(odds))]


def _settled(
    column: int, field: str, choices: Sequence[Choice], shares: Sequence[float], total: float,
    odds: Array,
) -> Settled:  # fmt: skip
    mass: dict[str, float] = {}
    for choice, share in zip(choices, shares, strict=True):
        mass[choice.fields[column]] = mass.get(choice.fields[column], 0.0) + share / total
    alone = {f: exp(float(v)) * OTHERWISE for f, v in zip(FIELDS, odds[column], strict=True)}
    rivals = {f: mass.get(f, 0.0) + alone[f] for f in FIELDS if f != field}
    ranked = sorted(rivals, key=lambda f: -rivals[f])
    return Settled(field, mass[field], tuple((f, mass.get(f, 0.0)) for f in ranked))
