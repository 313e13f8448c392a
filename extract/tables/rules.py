"""Rules made clean: segments joined, doubles merged, and gathered by the table they draw."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Rule
from schemas.fragment import Box

DOUBLE = 5.0
"""Parallel rules nearer than this, in points, are one (double and thick borders)."""
DASH_GAP = 5.0
"""Segments of one line nearer than this are one (dashes, borders drawn cell by cell)."""
TOUCH = 5.0
"""Rules that end no further than this, in points, from another meet it."""
SHORTEST = 8.0
"""A shorter rule, in points, draws no cell: none is lower than a line of text."""


class DisjointSets:
    """Numbers from 0 gathered into groups (union-find)."""

    def __init__(self, count: int) -> None:
        self._owner = list(range(count))

    def _root(self, i: int) -> int:
        owner = self._owner
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    def join(self, a: int, b: int) -> None:
        """Bring the groups of ``a`` and ``b`` together."""
        self._owner[self._root(a)] = self._root(b)

    def groups(self) -> list[list[int]]:
        """The groups, each in rising order, by their first number."""
        found: dict[int, list[int]] = {}
        for i in range(len(self._owner)):
            found.setdefault(self._root(i), []).append(i)
        return list(found.values())


def axis_rule(box: Box, thickness: float) -> list[Rule]:
    """The rule that a stroke or a thin area in ``box`` draws; none if it is thicker or slanted."""
    if box.width <= thickness and box.height > box.width:
        return [Rule(True, (box.x0 + box.x1) / 2, box.top, box.bottom)]
    if box.height <= thickness and box.width > box.height:
        return [Rule(False, (box.top + box.bottom) / 2, box.x0, box.x1)]
    return []


def clusters(values: Iterable[float], width: float = DOUBLE) -> list[float]:
    """Means of groups of values, no group wider than ``width``, in rising order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= width:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def nearest(value: float, positions: Sequence[float]) -> int:
    """Index of the position nearest to ``value``; ``positions`` rise."""
    after = bisect_left(positions, value)
    near = [i for i in (after - 1, after) if 0 <= i < len(positions)]
    return min(near, key=lambda i: abs(positions[i] - value))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line joined where they meet; short scraps dropped."""
    joined: list[Rule] = []
    for vertical in (True, False):
        same = [r for r in rules if r.vertical == vertical]
        positions = clusters(r.position for r in same)
        lines: dict[int, list[Rule]] = {}
        for rule in same:
            lines.setdefault(nearest(rule.position, positions), []).append(rule)
        for index, segments in lines.items():
            joined += _joined_segments(segments, positions[index])
    return [r for r in joined if r.length >= SHORTEST]


def _joined_segments(segments: list[Rule], position: float) -> list[Rule]:
    joined: list[Rule] = []
    for segment in sorted(segments, key=lambda r: r.start):
        if joined and segment.start - joined[-1].end <= DASH_GAP:
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, segment.end))
        else:
            joined.append(replace(segment, position=position))
    return joined


def touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that meet, each the drawing of one table (or box)."""
    joined = DisjointSets(len(rules))
    upright = [i for i, r in enumerate(rules) if r.vertical]
    level = [i for i, r in enumerate(rules) if not r.vertical]
    for i in upright:
        for j in level:
            if _meet(rules[i], rules[j]):
                joined.join(i, j)
    return [[rules[i] for i in group] for group in joined.groups()]


def _meet(upright: Rule, level: Rule) -> bool:
    return (
        upright.start - TOUCH <= level.position <= upright.end + TOUCH
        and level.start - TOUCH <= upright.position <= level.end + TOUCH
    )
