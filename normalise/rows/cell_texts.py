"""A whole row's cells as the text of each field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.rows.headings import Field
from normalise.rows.printed_row import Part, Row
from normalise.rows.sections import split_label
from normalise.text.running_text import BULLET, LIST_MARK, join_text, running_text
from normalise.values.dates import is_date_alone
from schemas.codes import Repair
from schemas.extra import free_heading

LEADING_NUMBER = re.compile(
    r"^(?P<number>[A-Z]{0,2}\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?)[.):]?\s+(?=\S)"
)
LONGEST_RATING = 30
"""Ratings and states are usually no longer than this many characters."""
COMPLETION_DATE = re.compile(
    r"\b(?:date\b.*\bcomplet|complet\w*\b.*\bdate|date (?:closed|achieved))", re.IGNORECASE
)
USUALLY = 0.5
"""Share of rows whose recommendation starts with a figure for it to be their number: most."""


@dataclass(slots=True)
class RowText:
    """Printed text of a row by field: ``None`` where the table has no such column."""

    number: str | None = None
    recommendation: str | None = None
    scope: str | None = None
    action: str | None = None
    lead: str | None = None
    milestones: str | None = None
    target_date: str | None = None
    outcome: str | None = None
    rag: str | None = None
    rag_fill: str | None = None
    state: str | None = None
    """What a column of states says, where the row has one for the rating as well."""
    completion: str | None = None
    """What the row says in a place for the date of completion, a column or a part of one."""
    ocr_confidence: dict[str, float] = field(default_factory=dict)
    """How sure text recognition is of each field's least sure word."""
    extra: dict[str, str] = field(default_factory=dict)


def row_text(row: Row, words: frozenset[str]) -> RowText:
    """The text of each field of ``row``, page-split parts joined in place."""
    text = RowText(
        number=_field_text(row, "number", words),
        recommendation=_field_text(row, "recommendation", words),
        scope=_field_text(row, "scope", words),
        action=_field_text(row, "action", words),
        lead=_field_text(row, "lead", words),
        milestones=_field_text(row, "milestones", words),
        target_date=_field_text(row, "target_date", words),
        outcome=_with_date(
            _field_text(row, "outcome", words), _field_text(row, "completed_date", words)
        ),
        completion=_completion(row, words),
        rag=_rating(row, words),
        rag_fill=_fill(row),
        state=_field_text(row, "status", words) if _columns(row, "rag") else None,
        extra=_extra(row, words),
        ocr_confidence=ocr_confidence(row),
    )
    if row.band and text.recommendation is None:
        text.recommendation = row.band
        row.repaired(row.band_repair)
    return text


def _rating(row: Row, words: frozenset[str]) -> str | None:
    """The rating's column or, where there is none, that of states."""
    return _field_text(row, "rag" if _columns(row, "rag") else "status", words)


def _columns(row: Row, name: Field) -> list[int]:
    columns = enumerate(row.columns)
    return [i for i, c in columns if c.assigned.field == name and i not in row.absent]


def _field_text(row: Row, name: Field, words: frozenset[str]) -> str | None:
    columns = _columns(row, name)
    if not columns:
        return None
    texts = [cell_text(row.cells.get(c, ()), words) for c in columns]
    return "\n".join(t for t in texts if t)


def cell_text(parts: Sequence[Part], words: frozenset[str]) -> str:
    """A cell's text, its parts on different pages joined as one."""
    text = ""
    for part in parts:
        more = running_text(part.lines, part.box, words)
        listed = more.startswith(BULLET) or (LIST_MARK.match(more) and text[-1:] in ".;:")
        text = f"{text}\n{more}" if text and listed else join_text(text, more, words)
    return text


def _with_date(outcome: str | None, completed: str | None) -> str | None:
    if outcome is None or completed is None:
        return outcome if completed is None else completed
    return "\n".join(t for t in (outcome, completed) if t)


def _completion(row: Row, words: frozenset[str]) -> str | None:
    """The column for the date of completion, or a date alone in a line of the outcome's column.

    The official template has one column, ``Completion Date and Outcome``, for both.
    """
    own = _field_text(row, "completed_date", words)
    headings = [row.columns[c].assigned.heading for c in _columns(row, "outcome")]
    if own is not None or not any(COMPLETION_DATE.search(h) for h in headings):
        return own
    lines = (_field_text(row, "outcome", words) or "").splitlines()
    dated = [x for x in (lines[:1] + lines[-1:]) if is_date_alone(x)]
    return dated[0] if dated else None


def _fill(row: Row) -> str | None:
    parts = [
        p for c in _columns(row, "rag") + _columns(row, "status") for p in row.cells.get(c, ())
    ]
    return next((p.fill for p in parts if p.fill), None)


def _extra(row: Row, words: frozenset[str]) -> dict[str, str]:
    extra: dict[str, str] = {}
    states = _columns(row, "status") if _columns(row, "rag") else []
    for c in sorted(_columns(row, "extra") + states):
        heading = row.columns[c].assigned.heading
        text = cell_text(row.cells.get(c, ()), words)
        if heading or text:
            extra[free_heading(heading or f"Column {c + 1}", extra)] = text
    return extra


OUTPUT_FIELDS = {
    "scope": "scope_text",
    "lead": "lead_agency_text",
    "target_date": "target_date_text",
    "completed_date": "outcome",
    "rag": "rag_text",
    "status": "rag_text",
}
"""Fields that go by another name in the output."""


def ocr_confidence(row: Row) -> dict[str, float]:
    """The sureness of each recognised field's least sure word, by the output's field names."""
    found: dict[str, float] = {}
    for i, column in enumerate(row.columns):
        known = [x.confidence for x in row.lines(i) if x.confidence is not None]
        if known:
            name = OUTPUT_FIELDS.get(column.assigned.field, column.assigned.field)
            found[name] = round(min([*known, found.get(name, 1.0)]), 2)
    return found


def numbers_from_text(rows: Sequence[Row], texts: Sequence[RowText]) -> None:
    """Take the number out of recommendations that start with it; ``texts`` are changed."""
    for row, text in zip(rows, texts, strict=True):
        if text.recommendation and not text.number:
            number, rest = split_label(text.recommendation)
            _numbered(row, text, number, rest)
        elif row.band and text.recommendation == row.band:
            # The row's own number (1a) stands; the band's label is none of the text.
            text.recommendation = split_label(row.band)[1]
    loose = [t for t in texts if t.recommendation and t.number is None]
    figures = [t for t in loose if LEADING_NUMBER.match(t.recommendation or "")]
    if len(figures) < 2 or len(figures) < USUALLY * len(loose):
        return
    for row, text in zip(rows, texts, strict=True):
        found = LEADING_NUMBER.match(text.recommendation or "")
        if found and text.number is None:
            rest = (text.recommendation or "")[found.end() :]
            _numbered(row, text, found.group("number"), rest)


def narrative_ratings(texts: Sequence[RowText]) -> None:
    """A status column that tells a story is the outcome, where no other column is.

    ``texts``, the rows of one table, are changed.
    """
    ratings = sorted(len(t.rag) for t in texts if t.rag)
    if not ratings or ratings[len(ratings) // 2] <= LONGEST_RATING:
        return
    for text in texts:
        if text.outcome is None:
            text.outcome, text.rag = text.rag, None


def _numbered(row: Row, text: RowText, number: str | None, rest: str) -> None:
    if number is not None:
        text.number, text.recommendation = number, rest
        row.repaired(Repair.NUMBER_FROM_TEXT)
