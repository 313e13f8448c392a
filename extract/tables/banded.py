"""Tables without upright rules: level rules or shading give the rows, text the columns."""

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.lines import rows_of_words, runs
from extract.model import Page, Word
from extract.tables.grid import Grid, Region, rising
from extract.tables.gutters import gutters
from extract.tables.refine.spanning_cells import runs_over
from extract.tables.row_starts import by_column
from extract.tables.rules import clusters

SAME_SIDE = 6.0
"""Ends of a table's level rules differ by no more than this, in points."""
WIDE = 0.35
"""A rule or band narrower than this share of the page draws no table of a plan."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Level lines, rules or edges of shading, that share their left and right ends."""

    x0: float
    x1: float
    ys: tuple[float, ...]
    breaks: tuple[float, ...]
    """x positions where rules or shades were drawn in segments: likely columns."""


def banded_grids(page: Page) -> list[Grid]:
    """Grids of the tables on ``page`` that level rules or shading draw."""
    return [g for stack in _stacks(page) for g in _grids(stack, page)]


def _stacks(page: Page) -> list[Stack]:
    segments = [(r.start, r.end, r.position) for r in page.rules if not r.vertical]
    for fill in page.fills:
        segments += [(fill.box.x0, fill.box.x1, y) for y in (fill.box.top, fill.box.bottom)]
    levels = _levels(segments)
    wide = [lv for lv in levels if lv[1] - lv[0] >= WIDE * page.width]
    groups: list[list[tuple[float, float, float]]] = []
    for level in sorted(wide, key=lambda lv: lv[2]):
        home = next((g for g in groups if _same_ends(g[0], level)), None)
        if home is None:
            groups.append([level])
        else:
            home.append(level)
    return [_stack(g, segments) for g in groups if len(g) >= 2]


def _levels(segments: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Segments at one height joined to whole lines: left, right, y."""
    levels: list[tuple[float, float, float]] = []
    falling = sorted(segments, key=_height)
    for y in clusters((p[2] for p in segments), 3.0):
        first = bisect_left(falling, y - 3.0, key=_height)
        here = sorted(falling[first : bisect_right(falling, y + 3.0, key=_height)])
        start, end = here[0][0], here[0][1]
        for segment in here[1:]:
            if segment[0] - end > SAME_SIDE:
                levels.append((start, end, y))
                start, end = segment[0], segment[1]
            end = max(end, segment[1])
        levels.append((start, end, y))
    return levels


def _height(segment: tuple[float, float, float]) -> float:
    return segment[2]


def _same_ends(a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    return abs(a[0] - b[0]) <= SAME_SIDE and abs(a[1] - b[1]) <= SAME_SIDE


def _stack(
    levels: Sequence[tuple[float, float, float]], segments: Sequence[tuple[float, float, float]]
) -> Stack:
    x0, x1 = levels[0][0], levels[0][1]
    ys = clusters((lv[2] for lv in levels), 5.0)
    ends = [p[1] for p in segments if _is_segment_of(p, x0, x1, ys)]
    counted = Counter(round(e / 3) for e in ends)
    often = {k for k, n in counted.items() if n >= 2}
    breaks = clusters((e for e in ends if round(e / 3) in often), 5.0)
    return Stack(x0, x1, tuple(ys), tuple(b for b in breaks if x0 + 6 < b < x1 - 6))


def _is_segment_of(
    segment: tuple[float, float, float], x0: float, x1: float, ys: list[float]
) -> bool:
    inner = segment[0] >= x0 - SAME_SIDE and segment[1] <= x1 + SAME_SIDE
    return inner and any(abs(segment[2] - y) <= 5 for y in ys)


def _grids(stack: Stack, page: Page) -> list[Grid]:
    inside = [w for w in page.words if stack.x0 - 3 <= w.middle[0] <= stack.x1 + 3]
    ys = _with_open_ends(stack, inside)
    edges = _columns(stack, [w for w in inside if ys[0] <= w.middle[1] <= ys[-1]])
    if len(edges) < 3:
        return []
    grids = [_grid(part, edges, inside, stack) for part in _parted(ys, edges, inside)]
    return [g for g in grids if g is not None]


def _grid(
    ys: Sequence[float], edges: Sequence[float], inside: Sequence[Word], stack: Stack
) -> Grid | None:
    ys = rising(ys)
    words = [w for w in inside if ys[0] <= w.middle[1] <= ys[-1]]
    if len(ys) < 2 or not words:
        return None
    return Grid(
        tuple(edges),
        tuple(ys),
        tuple(_regions(ys, edges, words)),
        open_top=ys[0] < stack.ys[0] - 1,
        open_bottom=ys[-1] not in stack.ys,
    )


def _parted(
    ys: Sequence[float], edges: Sequence[float], words: Sequence[Word]
) -> list[list[float]]:
    """Row lines cut where a title stands between two tables of one width."""
    parts: list[list[float]] = [[ys[0]]]
    for top, bottom in itertools.pairwise(ys):
        lines = rows_of_words(w for w in words if top <= w.middle[1] < bottom)
        first = next((i for i, x in enumerate(lines) if _over_all_edges(x, edges)), 0)
        if first and all(_may_be_title(x, edges) for x in lines[first:]):
            parts[-1].append(min(w.box.top for w in lines[first]) - 1)
            parts.append([])
        parts[-1].append(bottom)
    return parts


def _may_be_title(line: Sequence[Word], edges: Sequence[float]) -> bool:
    """Not the rest of a cell, which would be lost between the parts."""
    return _over_all_edges(line, edges) or line[0].box.x0 < edges[1]


def _columns(stack: Stack, words: Sequence[Word]) -> list[float]:
    drawn = [stack.x0, *stack.breaks, stack.x1]
    found = [stack.x0, *gutters(words), stack.x1]
    if not stack.breaks or _crossed(drawn, words) > 0.05 * len(words):
        return found
    # Breaks that leave a column empty may be a border's: then the text knows better.
    return drawn if len(drawn) >= len(found) or all(by_column(words, drawn)) else found


def _crossed(edges: Sequence[float], words: Sequence[Word]) -> int:
    rows = rows_of_words(words)
    bands = {w.number for row in rows if len(runs(row)) == 1 and len(row) > 4 for w in row}
    loose = [w for w in words if w.number not in bands]
    return sum(1 for w in loose for e in edges[1:-1] if w.box.x0 + 2 < e < w.box.x1 - 2)


def _with_open_ends(stack: Stack, words: Sequence[Word]) -> list[float]:
    """Row lines, with one more where the table's text goes on past its last line."""
    ys = list(stack.ys)
    columns = _columns(stack, [w for w in words if ys[0] <= w.middle[1] <= ys[-1]])
    below = rows_of_words([w for w in words if w.middle[1] > ys[-1]])
    foot = _reach(ys[-1], below, columns)
    above = rows_of_words([w for w in words if w.middle[1] < ys[0]])
    head = _reach_up(ys[0], above, columns)
    before = [head] if head < ys[0] - 4 else []
    after = [foot] if foot > ys[-1] + 4 else []
    return [*before, *ys, *after]


def _reach(start: float, lines: Sequence[Sequence[Word]], columns: Sequence[float]) -> float:
    foot = start
    for line in lines:
        gap = min(w.box.top for w in line) - foot
        if gap > 2.0 * line[0].box.height + 6 or not _fits(line, columns):
            break
        foot = max(w.box.bottom for w in line) + 1
    return foot


def _reach_up(start: float, lines: Sequence[Sequence[Word]], columns: Sequence[float]) -> float:
    head = start
    for line in reversed(lines):
        gap = head - max(w.box.bottom for w in line)
        # A title stands at the left above a table; the end of a cut row stands in a later column.
        if gap > 1.2 * line[0].box.height or not _fits(line, columns) or len(runs(line)) < 2:
            break
        head = min(w.box.top for w in line) - 1
    return head


def _fits(line: Sequence[Word], columns: Sequence[float]) -> bool:
    return all(not (w.box.x0 + 2 < e < w.box.x1 - 2) for w in line for e in columns[1:-1])


def _regions(ys: Sequence[float], xs: Sequence[float], words: Sequence[Word]) -> list[Region]:
    """One region a cell; a row whose text crosses the columns is one region (a band)."""
    regions: list[Region] = []
    cols = len(xs) - 1
    for r in range(len(ys) - 1):
        here = [w for w in words if ys[r] <= w.middle[1] < ys[r + 1]]
        if _is_band(here, xs):
            regions.append(Region(r, 0, 1, cols))
        else:
            regions += [Region(r, c, 1, 1) for c in range(cols)]
    return regions


def _is_band(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether lines run over the columns; the last line of a band may be short."""
    rows = rows_of_words(words)
    over = [row for row in rows if _over_all_edges(row, xs)]
    return bool(over) and all(row in over or _one_column(row, xs) for row in rows)


def _one_column(row: Sequence[Word], xs: Sequence[float]) -> bool:
    return not any(row[0].box.x0 < e < row[-1].box.x1 for e in xs[1:-1])


def _over_all_edges(row: Sequence[Word], xs: Sequence[float]) -> bool:
    """The line spans an edge of columns and at none of them do its words stand apart."""
    spanned = [e for e in xs[1:-1] if row[0].box.x0 < e - 4 and row[-1].box.x1 > e + 4]
    return bool(spanned) and all(runs_over(row, e) for e in spanned)
