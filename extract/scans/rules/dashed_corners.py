"""Corners of dashed rules: dashes that meet are one component, and so in no row of dashes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cv2.typing import MatLike

from extract.model import Rule
from extract.scans.rules.strokes import ink_between

FARTHEST = 24.0
"""Two rules make a corner if each ends this near the other's line, in points."""
NEAR = 5.0
"""Rules that end this near each other meet without more ink."""
EDGE = 12.0
"""A corner this near the picture's edge is one of its shadow."""

Stretch = tuple[float, float]


def with_corners(
    rules: Sequence[Rule], mask: MatLike, scale: float
) -> tuple[list[Rule], list[Rule]]:
    """``rules`` drawn out to the corners that dashes in ``mask`` lead to, and what was added.

    A rule that is drawn out to one may be drawn out from there to the next.
    """
    drawn, added = list(rules), list[Rule]()
    while found := next(_led(drawn, mask, scale), None):
        level, upright, across, down = found
        added += [Rule(False, level.position, *across), Rule(True, upright.position, *down)]
        drawn = [r for r in drawn if r not in (level, upright)]
        drawn += [_reaching(level, across), _reaching(upright, down)]
    return drawn, added


def _led(
    rules: Sequence[Rule], mask: MatLike, scale: float
) -> Iterator[tuple[Rule, Rule, Stretch, Stretch]]:
    """Level and upright rules that dashes lead to a corner, and what each is short of it."""
    uprights = [r for r in rules if r.vertical]
    for level in (r for r in rules if not r.vertical):
        for upright in uprights:
            x, y = upright.position, level.position
            across, down = _short_of(level, x), _short_of(upright, y)
            if across and down and _is_apart(across, down) and _inside(x, y, mask, scale):
                led = ink_between(mask, y, *across, scale)
                if led and ink_between(mask.T, x, *down, scale):
                    yield level, upright, across, down


def _short_of(rule: Rule, place: float) -> Stretch | None:
    """The stretch by which ``rule`` ends short of a place on its line; ``None`` if too far."""
    if 0 <= rule.start - place <= FARTHEST:
        return place, rule.start
    if 0 <= place - rule.end <= FARTHEST:
        return rule.end, place
    return None


def _is_apart(across: Stretch, down: Stretch) -> bool:
    return max(across[1] - across[0], down[1] - down[0]) > NEAR


def _inside(x: float, y: float, mask: MatLike, scale: float) -> bool:
    height, width = (side / scale for side in mask.shape[:2])
    return bool(EDGE < x < width - EDGE and EDGE < y < height - EDGE)


def _reaching(rule: Rule, stretch: Stretch) -> Rule:
    return replace(rule, start=min(rule.start, stretch[0]), end=max(rule.end, stretch[1]))
