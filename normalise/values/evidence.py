"""Why a row has the values that it has: the printed words, the rule, and what was not taken.

All of it is read again from the words that the row keeps, by the functions that read them first,
so that it also holds for masked rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from normalise.values.dates import PartialDate, find_dates
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from normalise.values.status_statements import Statement, statements
from normalise.values.target_dates import TargetReading, read_target, undated
from schemas.codes import Flag, Repair
from schemas.plan import Action

METHODS = {
    "exact": "its name in the register",
    "alias": "another name that the register has for it",
    "acronym": "its initials",
    "area": "a short name that the review's area settles",
    "section": "the agency of the section",
    "fuzzy": "likeness of the words",
    "corrected": "a person's correction",
    "printed": "not in the register; the printed name",
}
OTHER_VERSION = "not what this version reads in these words: the row may be of an earlier one"
NO_DATE = {
    "open": "words that set no date",
    "relative": "a time counted from an event",
    "repeating": "something that comes again and again",
    "unknown": "words that say that it is not known",
    "status": "a state, no date",
    None: "words that give no date and are not known",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value of a row: the printed words it comes from, the rule, and what was not taken."""

    field: str
    value: str | None
    words: str | None
    rule: str
    rejected: tuple[str, ...] = ()


def evidence(action: Action) -> list[Evidence]:
    """The values of ``action``, each with its evidence, in the order of the record."""
    agencies = list(_agencies(action))
    return [_scope(action), *agencies, _target(action), *_status(action), _rag(action)]


def _scope(action: Action) -> Evidence:
    rule = "by its words" if action.scope else "no words of a scope"
    if action.scope != read_scope(action.scope_text):
        rule = OTHER_VERSION
    return Evidence("scope", action.scope, action.scope_text, rule)


def _agencies(action: Action) -> Iterator[Evidence]:
    if action.section_agency:
        name = action.section_agency.name
        yield Evidence("section_agency", name, action.section, "named in the section's title")
    for lead in action.lead_agencies:
        words = lead.matched_text or action.section
        rule = f"{lead.method}: {METHODS[lead.method]}, score {lead.score:.2f}"
        yield Evidence("lead_agency", f"{lead.name} ({lead.agency_id})", words, rule)
    if not action.lead_agencies:
        yield Evidence("lead_agency", None, action.lead_agency_text, "no body was recognised")


def _target(action: Action) -> Evidence:
    reading = read_target(action.target_date_text)
    rejected = tuple(f"'{s.date.text}' {s.date.iso}: {s.why}" for s in reading.set_aside)
    value = _dated(action.target_date, action.target_date_precision)
    rule = _target_rule(action, reading)
    return Evidence("target_date", value, action.target_date_text, rule, rejected)


def _target_rule(action: Action, reading: TargetReading) -> str:
    read = reading.target.iso if reading.target else None
    if action.target_date == read:
        return _rule(reading.target) if reading.target else _no_date(action, reading)
    if Flag.YEAR_FROM_ROWS in action.flags:
        return "no year is printed; it is that of the rows beside it"
    if Repair.DITTO_RESOLVED in action.repairs:
        return "a ditto mark; the date is that of the row above"
    return OTHER_VERSION


def _no_date(action: Action, reading: TargetReading) -> str:
    if not action.target_date_text:
        return "nothing is printed"
    if reading.done:
        return "it says that the action is completed"
    return NO_DATE[undated(action.target_date_text)]


def _rule(date: PartialDate) -> str:
    return f"'{date.text}': {date.rule}" + (", in doubt" if date.doubtful else "")


def _dated(iso: str | None, precision: str | None) -> str | None:
    return f"{iso} ({precision})" if iso else None


def _status(action: Action) -> Iterator[Evidence]:
    found = [s for text in _status_cells(action) for s in statements(text)]
    rejected = tuple(
        f"'{s.words}' {s.status}: {_why_not(s, action)}"
        for s in found
        if s.words != action.status_basis
    )
    rule = f"stated in {_cell_of_basis(action)}" if action.status else "no words state a status"
    yield Evidence("status", action.status, action.status_basis, rule, rejected)
    if action.completed_date:
        value = _dated(action.completed_date, action.completed_date_precision)
        yield Evidence("completed_date", value, *_completion(action))


def _status_cells(action: Action) -> list[str]:
    return [t for t in (action.outcome, action.rag_text) if t]


def _why_not(statement: Statement, action: Action) -> str:
    if action.status == statement.status:
        return "says the same"
    return "another one is later, or stands in a line of its own"


def _cell_of_basis(action: Action) -> str:
    cells = {
        "the outcome": action.outcome,
        "the status column": action.rag_text,
        "the target date cell": action.target_date_text,
    }
    basis = action.status_basis or ""
    return next((name for name, text in cells.items() if text and basis in text), "the row")


def _completion(action: Action) -> tuple[str | None, str]:
    """The words of the date of completion, and where they stand."""
    for text in (action.status_basis, action.outcome, action.target_date_text):
        for date in find_dates(text or ""):
            if date.iso == action.completed_date:
                return text, _rule(date)
    return None, OTHER_VERSION


def _rag(action: Action) -> Evidence:
    if action.rag is None:
        return Evidence("rag", None, action.rag_text, "no word, letter or colour of a rating")
    by_words = read_rag(action.rag_text, None) == action.rag
    rule = "by its words" if by_words else "by the colour of the cell"
    return Evidence("rag", action.rag, action.rag_text, rule)
