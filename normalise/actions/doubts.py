"""Doubts about values, as flags on the row and problems for a person to look at."""

from collections.abc import Iterable

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
"""A message quotes no more than this many characters of a cell."""
UNSURE = 0.5
"""A recognised word that is less sure than this is a doubt about its row."""
FLAG_COST = 0.97
"""Each doubt about a value lowers the row's confidence by this factor."""


class Doubts:
    """Collects problems; the same problem of one page is told once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Start with problems that earlier stages found."""
        self.problems: list[Problem] = []
        for problem in problems:
            if problem not in self.problems:
                self.problems.append(problem)

    def take(
        self, row: Row, text: RowText, lead: LeadReading, target: TargetReading, action_id: str
    ) -> None:
        """Note what is in doubt about a row's agencies and target date."""
        for words, names in lead.ambiguous:
            several = f"several agencies: {'; '.join(names[:6])}" if names else "any of its kind"
            message = f"'{_quoted(words)}' fits {several}. None was chosen."
            self._add(row, Flag.AGENCY_AMBIGUOUS, ProblemCode.AGENCY_AMBIGUOUS, message, action_id)
        for words in lead.unresolved:
            message = (
                f"'{_quoted(words)}' is not in the register of agencies. Its printed name is kept."
            )
            self._add(
                row, Flag.AGENCY_UNRESOLVED, ProblemCode.AGENCY_UNRESOLVED, message, action_id
            )
        if target.unread:
            message = f"The target date '{_quoted(text.target_date)}' could not be read as a date."
            self._add(row, Flag.DATE_UNREAD, ProblemCode.DATE_UNREAD, message, action_id)
        self._take_date(row, text, target, action_id)

    def _take_date(self, row: Row, text: RowText, target: TargetReading, action_id: str) -> None:
        if target.target and target.year_from_rows:
            message = (
                f"The target date '{_quoted(text.target_date)}' has no year; "
                f"{target.target.iso[:4]} is that of the rows beside it."
            )
            self._add(row, Flag.YEAR_FROM_ROWS, ProblemCode.YEAR_FROM_ROWS, message, action_id)
        if target.target and target.doubtful:
            message = (
                f"The target date '{_quoted(text.target_date)}' was read as {target.target.iso}, "
                "which may be wrong. Compare the page."
            )
            self._add(row, Flag.DATE_DOUBTFUL, ProblemCode.DATE_DOUBTFUL, message, action_id)

    def take_values(
        self,
        row: Row,
        text: RowText,
        status: StatusReading,
        repeat: Repeat | None,
        action_id: str,
    ) -> None:
        """Note what is in doubt about a row's status, scope, rating and references."""
        if any(p.redacted for parts in row.cells.values() for p in parts):
            row.flagged(Flag.REDACTED)
        if text.ocr_confidence and min(text.ocr_confidence.values()) < UNSURE:
            row.flagged(Flag.UNSURE_TEXT)
            row.confidence *= FLAG_COST
        if status.conflict:
            row.flagged(Flag.STATUS_CONFLICT)
            row.confidence *= FLAG_COST
        if repeat and repeat.several:
            row.flagged(Flag.REFERENCE_TO_SEVERAL)
            row.confidence *= FLAG_COST
        if repeat and repeat.target is None:
            words = _quoted(text.recommendation or text.outcome)
            message = f"'{words}' refers to a row that was not found."
            self._add(
                row, Flag.REFERENCE_UNRESOLVED, ProblemCode.REFERENCE_UNRESOLVED, message, action_id
            )
        if text.scope and read_scope(text.scope) is None:
            message = f"The scope '{_quoted(text.scope)}' is neither local, regional nor national."
            self._tell(row, ProblemCode.SCOPE_UNREAD, message, action_id)
        if status.completion_unread:
            message = (
                f"'{_quoted(text.completion)}' says neither when nor whether it was completed."
            )
            self._tell(row, ProblemCode.COMPLETION_UNREAD, message, action_id)
        if text.rag and not status.known and read_rag(text.rag, text.rag_fill) is None:
            message = (
                f"The rating '{_quoted(text.rag)}' is neither a colour nor a status that is known."
            )
            self._tell(row, ProblemCode.RAG_UNREAD, message, action_id)

    def _add(self, row: Row, flag: Flag, code: ProblemCode, message: str, action_id: str) -> None:
        row.flagged(flag)
        row.confidence *= FLAG_COST
        self._tell(row, code, message, action_id)

    def _tell(self, row: Row, code: ProblemCode, message: str, action_id: str) -> None:
        self.problems.append(
            Problem(
                code=code,
                severity=Severity.WARNING,
                page=row.places[0].page,
                message=message,
                action_id=action_id,
            )
        )


def _quoted(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= QUOTED else f"{flat[:QUOTED]}…"
