"""Which printed lines start a row, where no rule says so.

A line goes on from the one above where its first word would not have fitted there, or where it
starts in lower case; figures and short entries stand for themselves. Each column that has words
on both lines gives its vote, and a wide gap counts as two.
"""

import itertools
import statistics
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.lines import rows_of_words
from extract.model import Word
from extract.tables.grid import Grid, Region, rising

Parts = Sequence[Sequence[Word]]
"""The words of one line, a sequence of them for each column."""

ROW_GAP = 0.6
"""White between lines, beyond the usual and in the size of the type, that parts rows."""
GAP_VOTE = 2
"""Votes of a wide gap: as many as two columns have."""
FULL = 0.6
"""Share of the columns that a line without a key fills where it starts a row."""
PADDING = 6.0
"""Most white, in points, that is kept free at a cell's right side."""
FEWEST_LINES = 3
"""Fewer lines do not show that each is a row."""
HEADING_LINES = 4
"""Lines of a heading, at most."""
LINES_A_ROW = 2.5
"""A drawn row is cut when its lines are this many to a row or fewer."""
FIGURES = 0.5
"""A drawn row is cut only if one of its columns has at least this share of figures."""


def row_starts(lines: Sequence[Sequence[Word]], xs: Sequence[float]) -> list[bool]:
    """For each of ``lines`` whether it starts a row of the table with column edges ``xs``."""
    if not lines:
        return []
    parts = [by_column(line, xs) for line in lines]
    rooms = _rooms(parts, xs)
    gaps = _gap_votes(lines)
    heading = _heading_lines(parts)
    starts = [True]
    for i, gap in enumerate(gaps, start=1):
        votes = [_vote(a, h, r) for a, h, r in zip(parts[i - 1], parts[i], rooms, strict=True)]
        starts.append(gap > 0 if i < heading else _starts(votes, parts[i], gap))
    return starts


def _heading_lines(parts: Sequence[Parts]) -> int:
    """How many lines a heading over columns of figures has: those before the first figures.

    Its lines are one row, as headings break where they like.
    """
    figures = [any(is_figure(p) for p in line[1:] if p) for line in parts]
    count = next((i for i, found in enumerate(figures) if found), 0)
    return count if count <= HEADING_LINES and sum(figures) >= FULL * (len(parts) - count) else 0


def by_column(line: Sequence[Word], xs: Sequence[float]) -> list[list[Word]]:
    """The words of ``line`` shared out to the columns between the edges ``xs``."""
    parts: list[list[Word]] = [[] for _ in xs[1:]]
    inner = xs[1:-1]
    for word in line:
        x0, _, x1, _ = word.box
        parts[bisect(inner, (x0 + x1) / 2)].append(word)
    return parts


def _rooms(parts: Sequence[Parts], xs: Sequence[float]) -> list[float]:
    """How wide a line of text can be in each column, in points."""
    rooms = []
    for column, (left, right) in enumerate(itertools.pairwise(xs)):
        starts = [p[column][0].box.x0 for p in parts if p[column]]
        margin = max(min(starts) - left, 0.0) if starts else 0.0
        rooms.append(right - left - margin - min(margin, PADDING))
    return rooms


def _gap_votes(lines: Sequence[Sequence[Word]]) -> list[int]:
    heads = [min([w.box.top for w in line]) for line in lines]
    feet = list(itertools.accumulate((max([w.box.bottom for w in x]) for x in lines), max))
    white = [head - foot for foot, head in zip(feet, heads[1:], strict=False)]
    usual = max(sorted(white)[len(white) // 4], 0.0) if white else 0.0
    sizes = [line[0].size for line in lines[1:]]
    return [GAP_VOTE if w > usual + ROW_GAP * s else 0 for w, s in zip(white, sizes, strict=True)]


def _vote(above: Sequence[Word], here: Sequence[Word], room: float) -> int:
    """1 for words that start anew, -1 for words that go on from those above, 0 for neither."""
    if not above or not here:
        return 0
    first = here[0]
    if is_figure(here):
        return 1
    used = above[-1].box.x1 - above[0].box.x0
    fits = room - used >= first.box.x1 - first.box.x0 + 0.25 * first.size
    return 1 if fits and not first.text[0].islower() else -1


def figures_of(words: Sequence[Word]) -> list[Word]:
    """The words that have mostly other signs than letters."""
    return [w for w in words if not w.text.isalpha() and is_figure([w])]


def is_figure(words: Sequence[Word]) -> bool:
    """Whether the words are a number, a date in figures, a dash: mostly no letters."""
    text = "".join([w.text for w in words])
    letters = sum(map(str.isalpha, text))
    return letters * 2 <= len(text)


def _starts(votes: Sequence[int], here: Parts, gap: int) -> bool:
    filled = sum(1 for p in here if p)
    keyed = bool(here[0])
    if not keyed and filled < FULL * len(here):
        return False
    total = sum(votes) + gap
    return total > 0 or (total == 0 and keyed and not any(votes))


def rows_cut(grid: Grid, words: Sequence[Word], figures: Sequence[Word]) -> Grid:
    """``grid`` with drawn rows cut where nearly every line of text is a row.

    ``figures`` are those among the words: only a row with several in a column is looked at.
    """
    likely = _rows_of_figures(grid, figures)
    if not likely:
        return grid
    by_row = words_by_row(grid, words)
    ys, regions = [grid.ys[0]], []
    drawn: list[list[Region]] = [[] for _ in grid.ys[1:]]
    for region in grid.regions:
        drawn[region.row].append(region)
    for row, bottom in enumerate(grid.ys[1:]):
        here = drawn[row]
        cuts = _cuts(here, grid, by_row[row]) if row in likely else []
        regions += [replace(r, row=len(ys) - 1 + n) for r in here for n in range(len(cuts) + 1)]
        ys += [*cuts, bottom]
    return replace(grid, ys=tuple(ys), regions=tuple(regions)) if len(ys) > len(grid.ys) else grid


def _rows_of_figures(grid: Grid, figures: Sequence[Word]) -> set[int]:
    ys, xs = grid.ys[1:-1], grid.xs[1:-1]
    middles = [w.middle for w in figures]
    counted = Counter((bisect(ys, y), bisect(xs, x)) for x, y in middles)
    return {row for (row, _), count in counted.items() if count >= FEWEST_LINES}


def words_by_row(grid: Grid, words: Sequence[Word]) -> list[list[Word]]:
    """The words in the box of ``grid``, for each of its rows."""
    rows: list[list[Word]] = [[] for _ in grid.ys[1:]]
    inner = grid.ys[1:-1]
    for word in words:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if grid.ys[0] <= y <= grid.ys[-1] and grid.xs[0] <= x <= grid.xs[-1]:
            rows[bisect(inner, y)].append(word)
    return rows


def _cuts(regions: Sequence[Region], grid: Grid, words: Sequence[Word]) -> list[float]:
    """The heights at which a drawn row of these regions and words is cut."""
    if len(regions) < 2 or sum(r.col_span for r in regions) != len(grid.xs) - 1:
        return []
    if any(r.row_span > 1 for r in regions):
        return []
    lines = rows_of_words(words)
    if len(lines) < FEWEST_LINES:
        return []
    xs = [*(grid.xs[r.col] for r in regions), grid.xs[-1]]
    starts = row_starts(lines, xs)
    full = [_filled(line, xs) for line, start in zip(lines, starts, strict=True) if start]
    if sum(starts) < FEWEST_LINES or len(lines) > LINES_A_ROW * sum(starts):
        return []
    if statistics.median(full) < max(2, FULL * len(regions)) or not _has_figures(lines, xs):
        return []
    pairs = zip(lines, lines[1:], starts[1:], strict=False)
    top, bottom = grid.ys[regions[0].row], grid.ys[regions[0].row + 1]
    inner = [y for y in (_between(a, b) for a, b, s in pairs if s) if y < bottom - 1]
    return rising([top, *inner])[1:]


def _has_figures(lines: Sequence[Sequence[Word]], xs: Sequence[float]) -> bool:
    columns = zip(*(by_column(line, xs) for line in lines), strict=True)
    return any(figure_share(column) >= FIGURES for column in itertools.islice(columns, 1, None))


def figure_share(column: Parts) -> float:
    """Share of figures among the written parts of a column."""
    written = [part for part in column if part]
    return sum(map(is_figure, written)) / len(written) if written else 0.0


def _filled(line: Sequence[Word], xs: Sequence[float]) -> int:
    return sum(1 for part in by_column(line, xs) if part)


def _between(above: Sequence[Word], below: Sequence[Word]) -> float:
    """A height between two lines."""
    return (max(w.box.bottom for w in above) + min(w.box.top for w in below)) / 2
