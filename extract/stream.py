"""Tables with nothing drawn at all: columns from the text, read by camelot.

Camelot's stream reader gives one row a printed line; lines that belong together are then
gathered by the gaps between them.
"""

import itertools
from bisect import bisect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extract.grid import Grid, full_grid
from extract.gutters import gutters
from extract.lines import rows_of_words, runs
from extract.printed import PrintedPage, Word, bounds
from schemas.fragment import Box

FEWEST_COLUMNS = 3
FEWEST_LINES = 4
FULL = 0.6
"""Share of the columns that a line fills where it starts a row."""
ROW_GAP = 1.6
"""Lines further apart than this times the usual distance are rows of their own."""


def stream_finder(path: Path) -> Callable[[PrintedPage], list[Grid]]:
    """A finder of undrawn tables in the pages of the PDF at ``path``."""

    def find(page: PrintedPage) -> list[Grid]:
        words = _columnar(page)
        return _read(path, page, words) if words and not page.turn else []

    return find


def _columnar(page: PrintedPage) -> list[Word]:
    """The words from the first to the last line that is set in several columns."""
    lines = rows_of_words(page.words)
    wide = [i for i, line in enumerate(lines) if len(runs(line)) >= FEWEST_COLUMNS]
    if len(wide) < FEWEST_LINES:
        return []
    block = lines[wide[0] : wide[-1] + 1]
    prose = sum(1 for line in block if len(runs(line)) == 1 and len(line) > 8)
    return [] if prose * 2 > len(block) else [w for line in block for w in line]


def _read(path: Path, page: PrintedPage, words: Sequence[Word]) -> list[Grid]:
    area = bounds([w.box for w in words])
    strips = gutters(words)
    if len(strips) + 1 < FEWEST_COLUMNS:
        return []
    tables = _camelot(path, page, area, strips)
    return [g for g in (_grid(t, page, area, words) for t in tables) if g is not None]


def _camelot(path: Path, page: PrintedPage, area: Box, strips: Sequence[float]) -> list[Any]:
    # Camelot brings OpenCV and pandas: a second that pages with rules need not pay.
    from camelot.io import read_pdf

    top, bottom = page.height - area.top + 2, page.height - area.bottom - 2
    found = read_pdf(
        str(path),
        pages=str(page.number),
        flavor="stream",
        table_areas=[f"{area.x0 - 2},{top},{area.x1 + 2},{bottom}"],
        columns=[",".join(f"{x:.1f}" for x in strips)],
        suppress_stdout=True,
    )
    return list(found)


def _grid(table: Any, page: PrintedPage, area: Box, words: Sequence[Word]) -> Grid | None:
    columns = [area.x0 - 2, *(float(c[1]) for c in table.cols[:-1]), area.x1 + 2]
    tops = sorted({page.height - float(r[0]) for r in table.rows})
    ys = [area.top - 1, *_row_starts(tops, words, columns), area.bottom + 1]
    return full_grid(columns, ys) if len(columns) > FEWEST_COLUMNS and len(ys) > 2 else None


def _row_starts(
    tops: Sequence[float], words: Sequence[Word], columns: Sequence[float]
) -> list[float]:
    """Tops of the printed lines that start a row, the first one left out.

    A wider gap starts one; where lines are evenly spaced, a line with words in most columns.
    """
    lines = rows_of_words(words)
    heads = [min(w.box.top for w in line) for line in lines]
    steps = [b - a for a, b in itertools.pairwise(heads)]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    starts = [b - 1 for a, b in itertools.pairwise(heads) if b - a > ROW_GAP * usual]
    if not starts:
        full = [_columns_filled(line, columns) >= FULL * (len(columns) - 1) for line in lines]
        starts = [head - 1 for head, starting in zip(heads, full, strict=True) if starting][1:]
    return [s for s in starts if any(abs(s - t) < 2 * usual for t in tops)]


def _columns_filled(line: Sequence[Word], columns: Sequence[float]) -> int:
    return len({bisect(columns, w.middle[0]) for w in line})
