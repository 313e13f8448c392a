"""Tables that nearly touch, one above the other, told apart by their columns."""

import math
from bisect import bisect
from collections.abc import Sequence

from extract.model import Rule
from extract.tables.rules import DASH_GAP

LEAST_GAP = 0.5
"""Upright rules that end and start anew less than this apart, in points, are drawn through."""
SAME_COLUMN = 5.0
"""Upright rules no further apart than this, in points, draw one column on."""
SHARED = 0.5
"""Two tables have no more than this share of their inner columns in common."""


def tables_apart(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules parted where all upright ones stop and those below stand at other columns."""
    boundaries = _boundaries([r for r in rules if r.vertical])
    parts: list[list[Rule]] = [[] for _ in range(len(boundaries) + 1)]
    for rule in rules:
        parts[bisect(boundaries, _middle(rule))].append(rule)
    return parts


def _middle(rule: Rule) -> float:
    return (rule.start + rule.end) / 2 if rule.vertical else rule.position


def _boundaries(upright: Sequence[Rule]) -> list[float]:
    """Heights without an upright rule, just under rules that end and over other columns."""
    boundaries: list[float] = []
    reach = -math.inf
    for rule in sorted(upright, key=lambda r: r.start):
        gap = rule.start - reach
        if LEAST_GAP <= gap <= DASH_GAP + 1 and _columns_change(upright, reach, rule.start):
            boundaries.append((reach + rule.start) / 2)
        reach = max(reach, rule.end)
    return boundaries


def _columns_change(upright: Sequence[Rule], foot: float, head: float) -> bool:
    above = _inner([r.position for r in upright if abs(r.end - foot) <= DASH_GAP])
    below = _inner([r.position for r in upright if abs(r.start - head) <= DASH_GAP])
    if not above or not below:
        return False
    common = [a for a in above if any(abs(a - b) <= SAME_COLUMN for b in below)]
    return len(common) <= SHARED * min(len(above), len(below))


def _inner(positions: Sequence[float]) -> list[float]:
    first, last = min(positions), max(positions)
    return [p for p in positions if first + SAME_COLUMN < p < last - SAME_COLUMN]
