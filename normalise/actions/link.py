"""Which rows of a plan repeat an earlier one."""

from normalise.links.repeats import Repeat, Statement, find_repeats
from normalise.register.area import Area
from normalise.rows.cell_texts import RowText
from normalise.rows.printed_plan import PrintedPlan
from normalise.rows.printed_row import Row


def linked_rows(printed: PrintedPlan, area: Area) -> list[Repeat | None]:
    """For each row the first earlier row that it repeats, or ``None``."""
    return find_repeats([_statement(row, text) for row, text in printed.pairs()], area)


def _statement(row: Row, text: RowText) -> Statement:
    cells = (text.outcome, text.action, text.milestones)
    own = text.recommendation if text.recommendation is not None else text.action
    return Statement(
        text=own or "",
        number=text.number,
        section=row.section,
        group=row.group,
        pointers=tuple(c for c in cells if c and c != own),
    )
