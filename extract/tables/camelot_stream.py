"""A second opinion on tables with nothing drawn: camelot's columns, our rows.

Camelot's stream reader guesses columns from the text's alignment alone. It is heavy, so it is
asked only where the gutters that ``text_tables`` finds leave words across them.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extract.lines import rows_of_words, runs
from extract.model import Page, Word, bounds
from extract.tables.grid import Grid, full_grid, rising
from extract.tables.row_starts import row_starts
from schemas.fragment import Box

FEWEST_COLUMNS = 3
"""Least runs of a line that is set in columns."""
FEWEST_LINES = 4
"""Fewer such lines are no table worth camelot's time."""
PROSE_WORDS = 8
"""A line of one run with more words than this is running text."""


def stream_finder(path: Path) -> Callable[[Page], list[Grid]]:
    """A finder of borderless tables in the pages of the PDF at ``path``."""

    def find(page: Page) -> list[Grid]:
        lines = _columnar(page)
        return _read(path, page, lines) if lines and not page.turn else []

    return find


def _columnar(page: Page) -> list[list[Word]]:
    """The lines from the first to the last that is set in several columns."""
    lines = rows_of_words(page.words)
    wide = [i for i, line in enumerate(lines) if len(runs(line)) >= FEWEST_COLUMNS]
    if len(wide) < FEWEST_LINES:
        return []
    block = lines[wide[0] : wide[-1] + 1]
    prose = sum(1 for line in block if len(runs(line)) == 1 and len(line) > PROSE_WORDS)
    return [] if prose * 2 > len(block) else block


def _read(path: Path, page: Page, lines: Sequence[list[Word]]) -> list[Grid]:
    area = bounds([w.box for line in lines for w in line])
    tables = _camelot(path, page, area)
    return [g for g in (_grid(t, area, lines) for t in tables) if g is not None]


def _camelot(path: Path, page: Page, area: Box) -> list[Any]:
    # Camelot brings OpenCV and pandas: a second that pages with rules need not pay.
    from camelot.io import read_pdf

    top, bottom = page.height - area.top + 2, page.height - area.bottom - 2
    found = read_pdf(
        str(path),
        pages=str(page.number),
        flavor="stream",
        table_areas=[f"{area.x0 - 2},{top},{area.x1 + 2},{bottom}"],
        suppress_stdout=True,
    )
    return list(found)


def _grid(table: Any, area: Box, lines: Sequence[list[Word]]) -> Grid | None:
    columns = [area.x0 - 2, *(float(c[1]) for c in table.cols[:-1]), area.x1 + 2]
    starts = row_starts(lines, columns)
    heads = [min(w.box.top for w in line) - 1 for line in lines]
    ys = rising([*(h for h, s in zip(heads, starts, strict=True) if s), area.bottom + 1])
    return full_grid(columns, ys) if len(columns) > FEWEST_COLUMNS and len(ys) > 2 else None
