"""Level and upright rules in a page's ink: solid, dashed, dotted, broken, thick and faint.

Ruled lines are long runs of ink (a morphological opening by a line finds them) or rows of
thin pieces that stand alone. All is done for level rules; upright ones are level on the
picture with its axes swapped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.printed import Rule

RUN = 16.0
"""Shortest solid run of a rule, in points; no stroke of a letter is as long."""
FAINT_RUN = 45.0
FAINT_SHARE = 0.5
THICKEST = 5.0
THIN = 2.2
"""Dashes, dots and pieces of broken rules are no thicker than this, in points."""
PIECE_GAP = 6.0
ROW_OF_PIECES = 36.0
ROW_FULL = 0.3
CLEARANCE = 1.0
CLEAR_SHARE = 0.2
"""Of the row that runs this far, in points, from a rule, less than this share is ink."""
LONGEST_WORD = 150.0
BESIDE = 1.6
"""Rules no further apart than this, in points, are one."""
GAP = 8.0
"""A rule may be broken for this long, in points."""
REACH = 5.0
"""Ends nearer than this to a crossing rule meet it."""
SHORT = 30.0
"""A rule that meets no other and is no longer than this is a letter or a mark, not a rule."""


@dataclass(frozen=True, slots=True)
class FoundRules:
    """Rules in points from the picture's top left, and their ink (255 where a rule is)."""

    rules: tuple[Rule, ...]
    ink: MatLike


def found_rules(mask: MatLike, faint: MatLike, scale: float) -> FoundRules:
    """Rules in ``mask``; ``faint`` is the ink at a lower threshold. ``scale``: pixels a point."""
    level_ink, level = _level(mask, faint, scale)
    upright_ink, upright = _level(_swapped(mask), _swapped(faint), scale)
    rules = [Rule(False, *s) for s in level] + [Rule(True, *s) for s in upright]
    ink = cv2.bitwise_or(level_ink, _swapped(upright_ink))
    return FoundRules(tuple(_met(_believed(rules))), ink)


def _swapped(mask: MatLike) -> MatLike:
    return np.ascontiguousarray(mask.T)


Segment = tuple[float, float, float]
"""Position, start and end, in points."""


def _level(mask: MatLike, faint: MatLike, scale: float) -> tuple[MatLike, list[Segment]]:
    solid = _opened(mask, RUN * scale)
    light = _opened(faint, FAINT_RUN * scale)
    pieces = _rows_of_pieces(mask, scale)
    drawn = cv2.bitwise_or(cv2.bitwise_or(solid, light), pieces)
    ink, segments = _segments(drawn, mask, scale)
    return ink, _joined(segments)


def _opened(mask: MatLike, run: float) -> MatLike:
    """Level runs of at least ``run`` pixels; a run may step by a pixel, as skew makes it."""
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(int(run), 3)), np.uint8))
    return cv2.bitwise_and(runs, mask)


def _rows_of_pieces(mask: MatLike, scale: float) -> MatLike:
    """Thin pieces that stand alone in a row: dashes, dots, what is left of a broken rule."""
    thin = _thin_pieces(mask, scale)
    gap, least = int(PIECE_GAP * scale), int(ROW_OF_PIECES * scale)
    closed = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    rows = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    return cv2.bitwise_and(rows, cv2.dilate(thin, np.ones((1, gap), np.uint8)))


def _thin_pieces(mask: MatLike, scale: float) -> MatLike:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thin = (high <= THIN * scale) & (wide >= 0.7 * high)
    thin[0] = False
    return np.where(thin[labels], 255, 0).astype(np.uint8)


def _segments(drawn: MatLike, mask: MatLike, scale: float) -> tuple[MatLike, list[Segment]]:
    """The thin ones of the pieces drawn that are no row of letters, and where they run."""
    closed = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((3, int(1.5 * scale)), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(closed, connectivity=8)
    rule = np.zeros(count, dtype=bool)
    segments: list[Segment] = []
    for i in range(1, count):
        left, _, wide, _, area = (int(v) for v in stats[i])
        y, thickness = float(centres[i, 1]), area / wide
        if thickness > THICKEST * scale or wide < 4 * thickness:
            continue
        if _clear(mask[:, left : left + wide], y, thickness / 2, scale):
            rule[i] = True
            segments.append(((y + 0.5) / scale, left / scale, (left + wide) / scale))
    return np.where(rule[labels], closed, 0).astype(np.uint8), segments


def _clear(strip: MatLike, y: float, half: float, scale: float) -> bool:
    """Whether there is little ink right above and right below; long rules: on one side.

    Heavy letters may touch for a word's length, the tops of them white on one side.
    """
    away = half + CLEARANCE * scale
    rows = [int(y - away), round(y + away)]
    clear = [not 0 <= r < len(strip) or (strip[r] > 0).mean() < CLEAR_SHARE for r in rows]
    return any(clear) if strip.shape[1] > LONGEST_WORD * scale else all(clear)


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Pieces of one line put together, from left to right; ends may overlap."""
    joined: list[Segment] = []
    for piece in sorted(segments, key=lambda s: s[1]):
        home = next((i for i, j in enumerate(joined) if _goes_on(j, piece)), None)
        if home is None:
            joined.append(piece)
        else:
            joined[home] = _together(joined[home], piece)
    return joined


def _goes_on(line: Segment, piece: Segment) -> bool:
    return abs(line[0] - piece[0]) <= BESIDE and piece[1] - line[2] <= GAP


def _together(a: Segment, b: Segment) -> Segment:
    """Both as one; the position is that of the longer stretch, weighted."""
    long_a, long_b = a[2] - a[1], b[2] - b[1]
    position = (a[0] * long_a + b[0] * long_b) / (long_a + long_b)
    return position, min(a[1], b[1]), max(a[2], b[2])


def _believed(rules: Sequence[Rule]) -> list[Rule]:
    """Rules without strokes of letters and without underlines inside a ruled table."""
    upright = [r for r in rules if r.vertical]
    level = [r for r in rules if not r.vertical]
    sure = [r for r in upright if r.length > SHORT or any(_meet(r, o) for o in level)]
    return sure + [r for r in level if _is_border(r, sure)]


def _is_border(rule: Rule, upright: Sequence[Rule]) -> bool:
    """A level rule inside a ruled table that reaches no side of it underlines words."""
    beside = [u for u in upright if u.start < rule.position < u.end]
    around = any(u.position < rule.start for u in beside) and any(
        u.position > rule.end for u in beside
    )
    if around:
        return any(_meet(u, rule) for u in beside)
    return rule.length > SHORT or any(_meet(u, rule) for u in upright)


def _meet(a: Rule, b: Rule) -> bool:
    return _within(a, b.position) and _within(b, a.position)


def _within(rule: Rule, position: float) -> bool:
    return rule.start - REACH <= position <= rule.end + REACH


def _met(rules: Sequence[Rule]) -> list[Rule]:
    """Rules whose ends are drawn out, or cut back, to the crossing rule close by."""
    return [
        Rule(r.vertical, r.position, _end(r.start, r, rules), _end(r.end, r, rules)) for r in rules
    ]


def _end(end: float, rule: Rule, rules: Sequence[Rule]) -> float:
    crossing = [
        o.position
        for o in rules
        if o.vertical != rule.vertical
        and abs(o.position - end) <= REACH
        and _within(o, rule.position)
    ]
    return min(crossing, key=lambda p: abs(p - end), default=end)
