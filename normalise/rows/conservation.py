"""The check that no word of a plan's table is lost between its cells and its rows."""

from collections.abc import Iterable, Sequence

from normalise.rows.plan_table import Band, PlanTable, letters
from normalise.rows.printed_row import Row
from schemas.codes import ProblemCode, Severity
from schemas.fragment import Line
from schemas.plan import Problem


def lost_words(table: PlanTable, rows: Sequence[Row]) -> list[Problem]:
    """A problem if the rows and bands of ``table`` do not hold all letters of its cells."""
    kept = letters(line.text for row in rows for line in _own_lines(row))
    kept += letters(e.item.text for e in table.entries if isinstance(e.item, Band))
    lost = (table.letters - kept).total()
    if not lost:
        return []
    pages = sorted({p.page for row in rows for p in row.provenance})
    return [
        Problem(
            code=ProblemCode.WORDS_NOT_PLACED,
            severity=Severity.ERROR,
            page=pages[0] if pages else None,
            message=(
                f"{lost} letters of the table on pages {pages[0]} to {pages[-1]} are in no row. "
                "Compare the rows of these pages with the PDF."
                if pages
                else f"{lost} letters of a table are in no row."
            ),
        )
    ]


def _own_lines(row: Row) -> Iterable[Line]:
    return (
        line
        for parts in row.cells.values()
        for p in parts
        if not p.from_row_above
        for line in p.lines
    )
