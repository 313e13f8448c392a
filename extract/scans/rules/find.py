"""The rules of a page from the strokes in its ink: letters, stamps and underlines left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.model import Rule
from extract.scans.image.ink import FINE
from extract.scans.rules.dashed_corners import with_corners
from extract.scans.rules.faded import drawn_through, with_lost
from extract.scans.rules.strokes import CORNER, LONGEST_WORD, THICKEST, ink_between, level_strokes

REACH = 5.0
"""Ends nearer than this to a crossing rule meet it."""
SHORT = 30.0
"""A rule that meets no other and is no longer than this is a letter or a mark, not a rule."""
DASH = 3.0
"""Thickness of what is erased where dashes lead to a corner, in points."""
STREAK = 0.92
"""A mark over more of the page's height is no table's rule if others beside it are shorter."""


@dataclass(frozen=True, slots=True)
class FoundRules:
    """Rules in points from the picture's top left, and their ink (255 where a rule is)."""

    rules: tuple[Rule, ...]
    ink: MatLike


def found_rules(
    faint: MatLike, mask: MatLike, boxes: NDArray[np.int32], scale: float
) -> FoundRules:
    """Rules of a page: ``mask`` is its ink, in components ``boxes``; ``faint`` has fainter ink too.

    ``boxes`` has left, top, width, height and pixels; ``scale`` is in pixels a point.
    """
    if scale > FINE:
        return _found_on_half(faint, mask, boxes, scale)
    level_ink, level = level_strokes(faint, mask, boxes, scale)
    swapped = boxes[:, [1, 0, 3, 2, 4]]
    upright_ink, upright = level_strokes(_swapped(faint), _swapped(mask), swapped, scale)
    rules = [Rule(False, *s) for s in level] + [Rule(True, *s) for s in upright]
    cornered, corners = with_corners(_believed(rules), mask, scale)
    believed = drawn_through(_met(cornered, mask, scale), faint, scale)
    believed = with_lost(believed, mask, scale)
    # Heavy letters may touch in a run as long as a rule: only what is believed is erased.
    strokes = cv2.bitwise_or(level_ink, _swapped(upright_ink))
    drawn = cv2.bitwise_and(strokes, _lines(believed, mask, scale, THICKEST + 1))
    thin = _lines(believed, mask, scale, 0.5)
    if corners:
        thin = cv2.bitwise_or(thin, _lines(corners, mask, scale, DASH))
    rules = without_streaks(believed, len(mask) / scale)
    return FoundRules(tuple(rules), cv2.bitwise_or(drawn, thin))


def without_streaks(rules: Sequence[Rule], height: float) -> list[Rule]:
    """``rules`` without the marks that dirt on a scanner's glass draws down the whole page.

    A table's rules are about as long as each other, and so are the sides of a frame.
    """
    upright = [r for r in rules if r.vertical]
    shorter = [r.position for r in upright if r.length < STREAK * height]
    streaks = {
        r
        for r in upright
        if r.length >= STREAK * height and shorter and min(shorter) < r.position < max(shorter)
    }
    return [r for r in rules if r not in streaks]


def _found_on_half(
    faint: MatLike, mask: MatLike, boxes: NDArray[np.int32], scale: float
) -> FoundRules:
    """The rules found on a picture half as large: a fine scan has pixels to spare."""
    height, width = mask.shape[:2]
    half = found_rules(_halved(faint), _halved(mask), (boxes + 1) // 2, scale / 2)
    ink = cv2.resize(half.ink, (width, height), interpolation=cv2.INTER_NEAREST)
    return FoundRules(half.rules, ink)


def _halved(mask: MatLike) -> MatLike:
    small = cv2.resize(mask, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return cv2.threshold(small, 127, 255, cv2.THRESH_BINARY)[1]


def _pixels(rule: Rule, scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    at, start, end = (round(v * scale) for v in (rule.position, rule.start, rule.end))
    return ((at, start), (at, end)) if rule.vertical else ((start, at), (end, at))


def _lines(rules: Sequence[Rule], mask: MatLike, scale: float, thick: float) -> MatLike:
    """A picture as large as ``mask`` with ``rules`` on it, ``thick`` in points."""
    drawn = np.zeros_like(mask)
    for rule in rules:
        cv2.line(drawn, *_pixels(rule, scale), (255,), max(round(thick * scale), 1))
    return drawn


def _swapped(mask: MatLike) -> MatLike:
    return cv2.transpose(mask)


def _believed(rules: Sequence[Rule]) -> list[Rule]:
    """Rules without strokes of letters, stamps and underlines inside a ruled table."""
    upright = [r for r in rules if r.vertical]
    level = [r for r in rules if not r.vertical]
    sure = [r for r in upright if r.length > SHORT or _ends_met(r, level) == 2]
    return sure + [r for r in level if _is_border(r, sure)]


def _is_border(rule: Rule, upright: Sequence[Rule]) -> bool:
    """A level rule inside a ruled table that does not run from side to side underlines words."""
    beside = [u for u in upright if u.start + REACH < rule.position < u.end - REACH]
    around = any(u.position < rule.start for u in beside) and any(
        u.position > rule.end for u in beside
    )
    needed = 1 if rule.length > LONGEST_WORD else 2
    if around:
        return _ends_met(rule, upright) >= needed
    return rule.length > SHORT or _ends_met(rule, upright) == 2


def _ends_met(rule: Rule, crossing: Sequence[Rule]) -> int:
    """How many of the two ends of ``rule`` lie on a crossing rule."""
    there = [c.position for c in crossing if _within(c, rule.position)]
    return sum(any(abs(p - end) <= REACH for p in there) for end in (rule.start, rule.end))


def _within(rule: Rule, position: float, reach: float = REACH) -> bool:
    return rule.start - reach <= position <= rule.end + reach


def _met(rules: Sequence[Rule], mask: MatLike, scale: float) -> list[Rule]:
    """Rules whose ends are drawn out, or cut back, to the crossing rule close by."""
    along = {True: mask.T, False: mask}

    def met(rule: Rule, end: float) -> float:
        crossing = [
            o.position
            for o in rules
            if o.vertical != rule.vertical and _reaches(rule, end, o, along[rule.vertical], scale)
        ]
        return min(crossing, key=lambda p: abs(p - end), default=end)

    return [Rule(r.vertical, r.position, met(r, r.start), met(r, r.end)) for r in rules]


def _reaches(rule: Rule, end: float, other: Rule, mask: MatLike, scale: float) -> bool:
    """Whether ``rule`` ends at ``other``, or ink of a dashed corner lies between the two."""
    apart = abs(other.position - end)
    if apart <= REACH:
        return _within(other, rule.position, CORNER)
    if apart > CORNER or not _within(other, rule.position, CORNER):
        return False
    start, stop = sorted((end, other.position))
    return ink_between(mask, rule.position, start, stop, scale)
