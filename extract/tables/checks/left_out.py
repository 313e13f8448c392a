"""The check that no row of a table vanishes: text in its columns that none of its rows holds."""

from collections.abc import Sequence

from extract.lines import line_of, rows_of_words, runs
from extract.model import Page, Word
from extract.tables.borderless.page_ends import NO_TABLE, OpenTable
from extract.tables.cells import PlacedTable, words_outside
from extract.tables.prose import APART, keeps_to
from extract.tables.row_starts import by_column
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem

NEXT = 2.2
"""Text next to a table is no further from it than this, in the size of the type."""
FEWEST_COLUMNS, TWO_COLUMNS = 3, 2
"""A line that has words in so many of a table's columns is one of its rows' lines; in a table of
two, a line that is set in two runs."""

Line = list[Word]


def text_left_out(
    page: Page, tables: Sequence[PlacedTable], before: OpenTable = NO_TABLE
) -> list[Problem]:
    """A problem if lines of ``page`` stand in the columns of a borderless table and in no row.

    The table is right above or below them, or ends the page ``before``.
    """
    lines = rows_of_words(words_outside(page.words, tables))
    lost = [line for line in lines if any(_beside(line, t) for t in tables)]
    if before.xs and not tables:
        lost = [line for line in lines if _in_columns(line, before.xs)]
    return [_problem(page, lost)] if lost else []


def _beside(line: Line, table: PlacedTable) -> bool:
    fragment, box = table.fragment, table.fragment.box
    if box is None or fragment.method == "ruled":
        return False
    top, bottom = min(w.box.top for w in line), max(w.box.bottom for w in line)
    gap = max(top - box.bottom, box.top - bottom)
    return gap <= NEXT * line[0].size and _in_columns(line, fragment.column_edges)


def _in_columns(line: Line, xs: Sequence[float]) -> bool:
    columns = sum(1 for part in by_column(line, xs) if part)
    if len(xs) == TWO_COLUMNS + 1 and len(runs(line, APART)) < TWO_COLUMNS:
        return False
    return columns >= min(FEWEST_COLUMNS, len(xs) - 1) and keeps_to(line, xs)


def _problem(page: Page, lost: Sequence[Line]) -> Problem:
    return Problem(
        code=ProblemCode.TEXT_LEFT_OUT,
        severity=Severity.ERROR,
        page=page.number,
        message=(
            f"On page {page.number}, {len(lost)} lines stand in the columns of a table but in no "
            f"row of it, from '{line_of(lost[0]).text[:60]}'. Compare the rows with the PDF."
        ),
    )
