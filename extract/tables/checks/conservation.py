"""The check that nothing is lost: each word in a table's box is in exactly one cell."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.model import Page
from extract.tables.cells import PlacedTable
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem


def unplaced_words(page: Page, tables: Sequence[PlacedTable]) -> list[Problem]:
    """One problem for each table of ``page`` whose cells do not hold its words once each."""
    return [p for table in tables if (p := _checked(page, table)) is not None]


def _checked(page: Page, table: PlacedTable) -> Problem | None:
    taken = _letters(w.text for w in page.words if w.number in table.words)
    placed = _letters(line.text for cell in table.fragment.cells for line in cell.lines)
    placed += _letters(w.text for w in table.hidden)
    lost, doubled = (taken - placed).total(), (placed - taken).total()
    if not lost and not doubled:
        return None
    return Problem(
        code=ProblemCode.WORDS_NOT_PLACED,
        severity=Severity.ERROR,
        page=page.number,
        message=(
            f"In a table on page {page.number}, {lost} characters are in no cell and {doubled} "
            "are in two. Compare the rows of this page with the PDF."
        ),
    )


def _letters(texts: Iterable[str]) -> Counter[str]:
    counted = Counter("".join(texts))
    del counted[" "]
    return counted
