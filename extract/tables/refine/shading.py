"""Level rules along rows of shading, such as a heading row without a line under it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.lines import rows_of_words
from extract.model import Fill, Page, Rule
from extract.tables.refine.spanning_cells import runs_over
from extract.tables.rules import SHORTEST, TOUCH

ROW_SHARE = 0.5
"""A row of shading is several fills side by side, or one, over this share of the page."""
SIDE = 2.0
"""A shade as wide as another may be this much narrower at each side, in points."""
TALLEST = 300.0
"""Taller fills, in points, are the page's background."""


def shade_rules(fills: Sequence[Fill], page_width: float) -> list[Rule]:
    """Level rules at the top and bottom of rows of shading.

    Shading painted line by line, or behind the words alone inside a shaded cell, has edges
    that are no lines of the table; they are left out.
    """
    shades = _shades(fills, page_width)
    edges = [(f, y) for f in shades for y in (f.box.top, f.box.bottom)]
    ends = Counter(_edge(f, y) for f, y in edges)
    around = _Shades([f for f in fills if SHORTEST <= f.box.height <= TALLEST])
    return [
        Rule(False, y, f.box.x0, f.box.x1)
        for f, y in edges
        if ends[_edge(f, y)] < 2 and not around.cover(f, y)
    ]


def _shades(fills: Sequence[Fill], page_width: float) -> list[Fill]:
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in fills:
        if fill.box.height >= SHORTEST:
            rows.setdefault((round(fill.box.top / 2), round(fill.box.bottom / 2)), []).append(fill)
    wide = [f for f in rows.values() if sum(x.box.width for x in f) >= ROW_SHARE * page_width]
    return [fill for row in wide for fill in row]


def _edge(fill: Fill, y: float) -> tuple[str, int, int, int]:
    return fill.colour, round(y), round(fill.box.x0), round(fill.box.x1)


class _Shades:
    """Shades from top to bottom, asked which of them lie around an edge."""

    def __init__(self, shades: Sequence[Fill]) -> None:
        self._shades = sorted(shades, key=lambda f: f.box.top)
        self._tops = [f.box.top for f in self._shades]
        self._tallest = max((f.box.height for f in shades), default=0.0)

    def cover(self, fill: Fill, y: float) -> bool:
        """Whether a shade of the same colour, at least as wide, goes on at the edge ``y``."""
        first = bisect_left(self._tops, y - self._tallest)
        last = bisect_left(self._tops, y - 1)
        return any(_around(f, fill, y) for f in self._shades[first:last])


def _around(other: Fill, fill: Fill, y: float) -> bool:
    a, b = other.box, fill.box
    inside = a.x0 <= b.x0 + SIDE and a.x1 >= b.x1 - SIDE and a.top + 1 < y < a.bottom - 1
    return inside and other.colour == fill.colour


def with_shaded_heads(rules: Sequence[Rule], page: Page) -> list[Rule]:
    """``rules`` with upright ones that begin under a shaded heading drawn up through it.

    The heading's words keep clear of the columns; a title bar's words do not.
    """
    heads = [f for f in _shades(page.fills, page.width) if f.box.width >= ROW_SHARE * page.width]
    drawn = list(rules)
    for head in heads:
        under = [r for r in drawn if r.vertical and _begins_under(r, head)]
        if len(under) > 2 and _keeps_clear(head, under, page):
            drawn = [replace(r, start=head.box.top) if r in under else r for r in drawn]
    return drawn


def _begins_under(rule: Rule, head: Fill) -> bool:
    beside = head.box.x0 - TOUCH <= rule.position <= head.box.x1 + TOUCH
    return beside and abs(rule.start - head.box.bottom) <= TOUCH


def _keeps_clear(head: Fill, columns: Sequence[Rule], page: Page) -> bool:
    x0, top, x1, bottom = head.box
    words = [w for w in page.words if top <= w.middle[1] <= bottom and x0 <= w.box.x0 <= x1]
    edges = sorted(r.position for r in columns)
    crossed = any(runs_over(line, e) for line in rows_of_words(words) for e in edges[1:-1])
    return not crossed and len({bisect_left(edges, w.box.x0) for w in words}) > 1
