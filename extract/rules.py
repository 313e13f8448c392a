"""Rules made clean: pieces joined, doubles merged, and gathered by the table they draw."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.printed import Fill, Rule

DOUBLE = 5.0
"""Parallel rules nearer than this, in points, are one (double and thick borders)."""
DASH_GAP = 5.0
"""Pieces of one line nearer than this are one (dashes, borders drawn cell by cell)."""
TOUCH = 5.0
SHORTEST = 8.0


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
    """Index of the position nearest to ``value``."""
    return min(range(len(positions)), key=lambda i: abs(positions[i] - value))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line joined where they meet; short scraps dropped."""
    joined: list[Rule] = []
    for vertical in (True, False):
        same = [r for r in rules if r.vertical == vertical]
        positions = clusters(r.position for r in same)
        lines: dict[int, list[Rule]] = {}
        for rule in same:
            lines.setdefault(nearest(rule.position, positions), []).append(rule)
        for index, pieces in lines.items():
            joined += _join_pieces(pieces, positions[index])
    return [r for r in joined if r.length >= SHORTEST]


def _join_pieces(pieces: list[Rule], position: float) -> list[Rule]:
    joined: list[Rule] = []
    for piece in sorted(pieces, key=lambda r: r.start):
        if joined and piece.start - joined[-1].end <= DASH_GAP:
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, piece.end))
        else:
            joined.append(replace(piece, position=position))
    return joined


def touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that meet, each the drawing of one table (or box)."""
    owner = list(range(len(rules)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    upright = [i for i, r in enumerate(rules) if r.vertical]
    level = [i for i, r in enumerate(rules) if not r.vertical]
    for i in upright:
        for j in level:
            if _meet(rules[i], rules[j]):
                owner[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


def _meet(upright: Rule, level: Rule) -> bool:
    return (
        upright.start - TOUCH <= level.position <= upright.end + TOUCH
        and level.start - TOUCH <= upright.position <= level.end + TOUCH
    )


def shade_rules(fills: Sequence[Fill], page_width: float) -> list[Rule]:
    """Level rules along rows of shading, such as a heading row without a line under it.

    A row of shading is several fills side by side, or one over half the page.
    """
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in fills:
        rows.setdefault((round(fill.box.top / 2), round(fill.box.bottom / 2)), []).append(fill)
    wide = [f for f in rows.values() if sum(x.box.width for x in f) >= 0.5 * page_width]
    return [
        Rule(False, y, fill.box.x0, fill.box.x1)
        for row in wide
        for fill in row
        for y in (fill.box.top, fill.box.bottom)
        if fill.box.height >= SHORTEST
    ]
