"""Doubts about a row's values, as flags of the row and problems for a person to look at."""

from collections.abc import Iterator
from typing import NamedTuple

from normalise.actions.read import RowValues
from normalise.agencies.leads import LeadReading
from normalise.links.repeats import Repeat
from normalise.rows.cell_texts import RowText
from normalise.rows.printed_row import Row
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from normalise.values.status import StatusReading
from normalise.values.target_dates import TargetReading
from schemas.codes import Flag, ProblemCode, Severity
from schemas.plan import Problem

QUOTED = 80
"""A message quotes no more than this many characters of a cell: about a line of a terminal."""
UNSURE = 0.5
"""A recognised word that is less sure than this, as likely wrong as right, is a doubt."""
FLAG_COST = 0.97
"""Each doubt about a value lowers the row's confidence by this factor.

It is set by hand: little, for the row itself is right.
"""


class RowDoubts(NamedTuple):
    """A row's flags, those of earlier steps first, its confidence, and its values' problems."""

    flags: list[Flag]
    confidence: float
    problems: list[Problem]


class _Doubt(NamedTuple):
    """A flag, a problem, or both; each flag but ``redacted`` costs confidence."""

    flag: Flag | None = None
    code: ProblemCode | None = None
    message: str = ""


def row_doubts(
    row: Row, text: RowText, values: RowValues, repeat: Repeat | None, action_id: str
) -> RowDoubts:
    """What is in doubt about a row: as found when it was made whole, and about its values."""
    doubts = [
        *_of_lead(values.lead),
        *_of_target(text, values.target),
        *_of_text(row, text, values.status, repeat),
        *_unread(text, values.status),
    ]
    flags = [d.flag for d in doubts if d.flag is not None]
    confidence = row.confidence
    for flag in flags:
        confidence *= 1.0 if flag is Flag.REDACTED else FLAG_COST
    page = row.provenance[0].page
    problems = [
        Problem(
            code=d.code,
            severity=Severity.WARNING,
            page=page,
            message=d.message,
            action_id=action_id,
        )
        for d in doubts
        if d.code is not None
    ]
    return RowDoubts(list(dict.fromkeys([*row.flags, *flags])), confidence, problems)


def _of_lead(lead: LeadReading) -> Iterator[_Doubt]:
    for words, names in lead.ambiguous:
        several = f"several agencies: {'; '.join(names[:6])}" if names else "any of its kind"
        message = f"'{_quoted(words)}' fits {several}. None was chosen."
        yield _Doubt(Flag.AGENCY_AMBIGUOUS, ProblemCode.AGENCY_AMBIGUOUS, message)
    for words in lead.unresolved:
        message = (
            f"'{_quoted(words)}' is not in the register of agencies. Its printed name is kept."
        )
        yield _Doubt(Flag.AGENCY_UNRESOLVED, ProblemCode.AGENCY_UNRESOLVED, message)


def _of_target(text: RowText, target: TargetReading) -> Iterator[_Doubt]:
    quoted = f"The target date '{_quoted(text.target_date)}'"
    if target.unread:
        message = f"{quoted} could not be read as a date."
        yield _Doubt(Flag.DATE_UNREAD, ProblemCode.DATE_UNREAD, message)
    if target.target and target.year_from_rows:
        year = target.target.iso[:4]
        message = f"{quoted} has no year; {year} is that of the rows beside it."
        yield _Doubt(Flag.YEAR_FROM_ROWS, ProblemCode.YEAR_FROM_ROWS, message)
    if target.target and target.doubtful:
        iso = target.target.iso
        message = f"{quoted} was read as {iso}, which may be wrong. Compare the page."
        yield _Doubt(Flag.DATE_DOUBTFUL, ProblemCode.DATE_DOUBTFUL, message)


def _of_text(
    row: Row, text: RowText, status: StatusReading, repeat: Repeat | None
) -> Iterator[_Doubt]:
    if any(p.redacted for parts in row.cells.values() for p in parts):
        yield _Doubt(Flag.REDACTED)
    if text.ocr_confidence and min(text.ocr_confidence.values()) < UNSURE:
        yield _Doubt(Flag.UNSURE_TEXT)
    if status.conflict:
        yield _Doubt(Flag.STATUS_CONFLICT)
    if repeat and repeat.several:
        yield _Doubt(Flag.REFERENCE_TO_SEVERAL)
    if repeat and repeat.target is None:
        words = _quoted(text.recommendation or text.outcome)
        message = f"'{words}' refers to a row that was not found."
        yield _Doubt(Flag.REFERENCE_UNRESOLVED, ProblemCode.REFERENCE_UNRESOLVED, message)


def _unread(text: RowText, status: StatusReading) -> Iterator[_Doubt]:
    """Cells that have words and give no value: problems without a flag."""
    if text.scope and read_scope(text.scope) is None:
        message = f"The scope '{_quoted(text.scope)}' is neither local, regional nor national."
        yield _Doubt(None, ProblemCode.SCOPE_UNREAD, message)
    if status.completion_unread:
        message = f"'{_quoted(text.completion)}' says neither when nor whether it was completed."
        yield _Doubt(None, ProblemCode.COMPLETION_UNREAD, message)
    if text.rag and not status.known and read_rag(text.rag, text.rag_fill) is None:
        message = (
            f"The rating '{_quoted(text.rag)}' is neither a colour nor a status that is known."
        )
        yield _Doubt(None, ProblemCode.RAG_UNREAD, message)


def _quoted(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= QUOTED else f"{flat[:QUOTED]}…"
