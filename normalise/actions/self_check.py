"""A plan tested against itself: numbers that skip, rows that say nothing."""

from collections.abc import Iterator
from itertools import pairwise

from normalise.rows.cell_texts import RowText
from normalise.rows.printed_plan import PrintedPlan
from normalise.rows.printed_row import Row
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem


def self_check(plan: PrintedPlan) -> Iterator[Problem]:
    """Problems that the rows themselves give away."""
    pairs = list(plan.pairs())
    for row, text in pairs:
        if not (text.recommendation or text.action):
            yield _problem(
                ProblemCode.ROW_WITHOUT_TEXT,
                row,
                "A row has neither a recommendation nor an action. Look at it on its page.",
            )
    for (above, before), (below, after) in pairwise(pairs):
        if above.section == below.section and _skips(before, after):
            yield _problem(
                ProblemCode.NUMBERING_GAP,
                below,
                f"Number {before.number} is followed by {after.number}. Check that no row between "
                "them is missing.",
            )


def _skips(before: RowText, after: RowText) -> bool:
    """Whether whole numbers leave one out."""
    first, second = before.number or "", after.number or ""
    return first.isdigit() and second.isdigit() and int(second) > int(first) + 1


def _problem(code: ProblemCode, row: Row, message: str) -> Problem:
    return Problem(
        code=code, severity=Severity.WARNING, page=row.provenance[0].page, message=message
    )
