"""Rules that a copy has lost, told by what is left of them: fragments, and knots at crossings.

Thin rules fade from a print of a print, but where two crossed the ink was wider, and stays: a
thickening of the rule that is still there, or a dot on the line of one that is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from cv2.typing import MatLike

from extract.model import Rule

AROUND = 2.2
"""Knots are looked for so far on either side of a rule, in points; wider ink crosses it."""
THICKER = 2
"""Pixels by which a knot is thicker than its rule."""
LONG = (1.2, 2.8)
"""Length of a knot along its rule, in points."""
LEVEL = 0.6
"""Knots of one lost rule lie on a level within this, in points."""
FEWEST, SHARE = 4, 0.6
"""So many of the upright rules, and this share of them, have a knot of a lost level rule."""
CLEAR = 0.01
"""Less than this share of the line between the upright rules is ink where a rule was lost."""

FRAGMENTS_SHARE = 0.6
"""Where a rule has broken into fragments, they cover this share of its line."""
FRAGMENT_GAP = 3.0
"""Fragments stand no further apart than this, in points."""
BESIDE = 1.5
"""The paper is white so far above and below fragments, in points."""


def drawn_through(rules: Sequence[Rule], mask: MatLike, scale: float) -> list[Rule]:
    """``rules`` drawn on to the next crossing rule where fragments of them are left in ``mask``."""
    along = {False: mask, True: mask.T}
    return [_drawn_through(r, rules, along[r.vertical], scale) for r in rules]


def _drawn_through(rule: Rule, rules: Sequence[Rule], mask: MatLike, scale: float) -> Rule:
    """``rule`` drawn out both ways; it is level on ``mask``."""
    y, start, end = rule.position, rule.start, rule.end
    crossing = [r for r in rules if r.vertical != rule.vertical]
    positions = sorted(c.position for c in crossing if c.start - AROUND <= y <= c.end + AROUND)
    for x in positions[::-1]:
        if x < start - FRAGMENT_GAP and _has_fragments(mask, y, x, start, scale):
            start = x
    for x in positions:
        if x > end + FRAGMENT_GAP and _has_fragments(mask, y, end, x, scale):
            end = x
    return replace(rule, start=start, end=end)


def _has_fragments(mask: MatLike, y: float, start: float, end: float, scale: float) -> bool:
    """Whether there is ink all along a line, and none close above and below it."""
    row, first, last = (max(round(v * scale), 0) for v in (y, start, end))
    beside = max(round(BESIDE * scale), 2)
    part = mask[max(row - beside, 0) : row + beside + 1, first:last]
    if len(part) <= 2 * beside or not part.size:
        return False
    inked = np.flatnonzero(part[1:-1].any(axis=0))
    gaps = np.diff(np.concatenate([[0], inked, [last - first]]))
    white = np.count_nonzero(part[[0, -1]]) < (1 - FRAGMENTS_SHARE) / 2 * part[[0, -1]].size
    return bool(
        white
        and inked.size >= FRAGMENTS_SHARE * (last - first)
        and gaps.max() <= FRAGMENT_GAP * scale
    )


def with_lost(rules: Sequence[Rule], mask: MatLike, scale: float) -> list[Rule]:
    """``rules``, and those that only their knots in ``mask`` tell of."""
    uprights = [r for r in rules if r.vertical]
    if len(uprights) < FEWEST:
        return list(rules)
    turned = mask.T
    knots = sorted((y, u.position) for u in uprights for y in _knots(u, turned, scale))
    lost = [r for r in _levels(knots, uprights) if _clear(r, uprights, mask, scale)]
    if not lost:
        return list(rules)
    levels = [r for r in rules if not r.vertical] + lost
    return [_drawn_out(u, levels, mask, scale) for u in uprights] + levels


def _knots(rule: Rule, mask: MatLike, scale: float) -> Iterator[float]:
    """Positions of the knots along ``rule``, level on ``mask``, in points."""
    at, start, end, reach = (
        round(v * scale) for v in (rule.position, rule.start, rule.end, AROUND)
    )
    strip = mask[max(at - reach, 0) : at + reach + 1, start:end]
    heavy = (strip > 0).sum(axis=0)
    wide = (heavy >= np.median(heavy) + THICKER) & (heavy < len(strip))
    for first, last in _stretches(wide):
        if LONG[0] * scale <= last - first + 1 <= LONG[1] * scale:
            yield (start + (first + last + 1) / 2) / scale


def _stretches(wide: MatLike) -> Iterator[tuple[int, int]]:
    positions = np.flatnonzero(wide)
    for stretch in np.split(positions, np.flatnonzero(np.diff(positions) > 1) + 1):
        if stretch.size:
            yield int(stretch[0]), int(stretch[-1])


def _levels(knots: Sequence[tuple[float, float]], uprights: Sequence[Rule]) -> Iterator[Rule]:
    """Level rules from the first to the last of the upright rules that have a knot at a height."""
    taken = -LEVEL
    for y, _ in knots:
        near = [(k, x) for k, x in knots if y <= k <= y + LEVEL]
        crossed = [u for u in uprights if u.start < y < u.end]
        enough = max(FEWEST, SHARE * len(crossed))
        if y > taken and len({x for _, x in near}) >= enough:
            middle = sum(k for k, _ in near) / len(near)
            positions = [u.position for u in crossed]
            taken = y + 2 * LEVEL
            yield Rule(False, middle, min(positions), max(positions))


def _clear(rule: Rule, uprights: Sequence[Rule], mask: MatLike, scale: float) -> bool:
    """Whether the line of ``rule`` is white but at the upright rules."""
    y, start, end = (round(v * scale) for v in (rule.position, rule.start, rule.end))
    line = mask[y, start:end].copy()
    for upright in uprights:
        first, last = (round((upright.position + d - rule.start) * scale) for d in (-6, 6))
        line[max(first, 0) : max(last, 0)] = 0
    return int(np.count_nonzero(line)) < CLEAR * line.size


def _drawn_out(upright: Rule, levels: Sequence[Rule], mask: MatLike, scale: float) -> Rule:
    """``upright`` drawn out downwards to the last level rule that has a dot on its line."""
    x, reach = round(upright.position * scale), round(AROUND * scale)
    end = upright.end
    for y in sorted(r.position for r in levels if r.position > upright.end + LONG[1]):
        row = round(y * scale)
        dot = mask[row - reach : row + reach + 1, x - reach : x + reach + 1]
        heavy = np.count_nonzero(dot, axis=0)
        if np.count_nonzero(dot) and heavy[reach] >= heavy[0] + THICKER:
            end = y
    return replace(upright, end=end)
