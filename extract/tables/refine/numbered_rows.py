"""Drawn rows that hold several: numbers in the first column, each on a line where a row starts.

A level rule that a scan has lost, or that the author left out, joins rows whose numbers tell them
apart. Numbers on lines right under one another are a list and part nothing.
"""

import itertools
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from extract.lines import rows_of_words
from extract.model import Word
from extract.tables.grid import Grid, Region
from extract.tables.row_starts import by_column

NUMBER = re.compile(r"^\(?[A-Za-z]{0,3}(\d{1,3})[.):]?$")
APART = 1.8
"""Lines from one number to the next, at least."""
FILLED = 0.5
"""Share of the columns that have words on the line of a number."""
WHITE = 0.15
"""White above such a line, beyond the usual and in the size of the type."""

Line = list[Word]


def numbered_rows_cut(grid: Grid, words: Sequence[Word]) -> Grid:
    """``grid`` with its rows cut above each number of a run in their first column."""
    several = _rows_of_numbers(grid, words)
    cuts = {row: _cuts(row, grid, words) for row in several}
    if not any(cuts.values()):
        return grid
    ys = sorted([*grid.ys, *(y for found in cuts.values() for y in found)])
    return replace(grid, ys=tuple(ys), regions=tuple(_cut(grid, cuts)))


def _rows_of_numbers(grid: Grid, words: Sequence[Word]) -> list[int]:
    """Rows with two words or more in the first column, numbers all of them."""
    right, inner = 2 * grid.xs[1], grid.ys[1:-1]
    rows: dict[int, list[str]] = {}
    for word in words:
        x0, top, x1, bottom = word.box
        if x0 + x1 < right:
            rows.setdefault(bisect(inner, (top + bottom) / 2), []).append(word.text)
    return [r for r, texts in rows.items() if len(texts) > 1 and all(map(NUMBER.match, texts))]


def _cuts(row: int, grid: Grid, words: Sequence[Word]) -> list[float]:
    """Heights above the numbers of ``row`` that lines precede; none if they part no rows."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    lines = rows_of_words([w for w in words if top <= w.middle[1] <= bottom])
    shares = [by_column(line, grid.xs) for line in lines]
    numbered = [i for i, parts in enumerate(shares) if parts[0]]
    values = [_value(shares[i][0]) for i in numbered]
    if any(b != a + 1 for a, b in itertools.pairwise(values)) or not _are_whole(row, grid):
        return []
    behind = [i for i in numbered if i]
    starts = all(_starts_row(i, lines, shares[i]) for i in behind)
    spread = all(_apart(lines, a, b) for a, b in itertools.pairwise(numbered))
    return [_above(lines, i) for i in behind] if starts and spread else []


def _value(parts: Sequence[Word]) -> int:
    found = NUMBER.match(parts[0].text) if len(parts) == 1 else None
    return int(found[1]) if found else -1


def _are_whole(row: int, grid: Grid) -> bool:
    """Whether no cell of ``row`` reaches into another row."""
    return not any(r.row <= row < r.row + r.row_span and r.row_span > 1 for r in grid.regions)


def _starts_row(at: int, lines: Sequence[Line], parts: Sequence[Line]) -> bool:
    filled = sum(1 for part in parts if part)
    usual = min((_white(lines, i) for i in range(1, len(lines))), default=0.0)
    clear = _white(lines, at) >= max(usual, 0.0) + WHITE * lines[at][0].size
    return clear and filled >= FILLED * len(parts)


def _white(lines: Sequence[Line], at: int) -> float:
    """White between a line and all those above it, in points."""
    foot = max(w.box.bottom for line in lines[:at] for w in line)
    return min(w.box.top for w in lines[at]) - foot


def _apart(lines: Sequence[Line], a: int, b: int) -> bool:
    first, second = lines[a][0], lines[b][0]
    return second.box.top - first.box.top >= APART * first.box.height


def _above(lines: Sequence[Line], at: int) -> float:
    return min(w.box.top for w in lines[at]) - _white(lines, at) / 2


def _cut(grid: Grid, cuts: dict[int, list[float]]) -> list[Region]:
    """The regions of ``grid`` by the rows that there are after the cuts."""
    before = list(
        itertools.accumulate((len(cuts.get(r, ())) for r in range(len(grid.ys))), initial=0)
    )
    regions: list[Region] = []
    for region in grid.regions:
        more = len(cuts.get(region.row, ())) if region.row_span == 1 else 0
        first = region.row + before[region.row]
        last = region.row + region.row_span
        span = 1 if region.row_span == 1 else last + before[last] - first
        regions += [replace(region, row=first + n, row_span=span) for n in range(more + 1)]
    return sorted(regions, key=lambda r: (r.row, r.col))
