"""New values of fields, checked and set, and the values that follow from corrected texts."""

import re
from collections.abc import Callable, Sequence
from typing import Any, get_args

from normalise.actions.doubts import FLAG_COST, UNSURE
from normalise.agencies.leads import LeadReading, printed_agency, read_lead
from normalise.labels.row_labels import read_labels
from normalise.links.recommendation_ids import full_words
from normalise.register.area import Area
from normalise.register.departments import department_of
from normalise.register.kinds import LOCAL
from normalise.register.register import bodies, current, generic_links, key, names
from normalise.values.dates import PartialDate, find_dates
from normalise.values.days import is_calendar_date
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from normalise.values.status import read_status
from normalise.values.target_dates import read_target
from schemas.codes import Flag
from schemas.labels import AddresseeType, Facet, Theme
from schemas.plan import Action, ActionStatus, Agency, DatePrecision, LeadAgency, Rag, Scope

Update = dict[str, Any]
TEXTS = (
    "section", "number", "recommendation", "action", "milestones", "outcome", "scope_text",
    "lead_agency_text", "target_date_text", "rag_text",
)  # fmt: skip
"""Fields that hold printed words; any words will do."""
CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(ActionStatus), "scope": get_args(Scope), "rag": get_args(Rag),
}  # fmt: skip
LABELS: dict[str, tuple[str, ...]] = {
    "themes": get_args(Theme), "addressee_types": get_args(AddresseeType),
    "facets": get_args(Facet),
}  # fmt: skip
DATES = ("target_date", "completed_date")
REPEAT = "repeat_of"
SETTABLE = (*TEXTS, *CHOICES, *DATES, "lead_agencies", "section_agency", *LABELS, REPEAT)
"""Fields that a correction can set."""
SETTLES: dict[str, tuple[Flag, ...]] = {
    "lead_agencies": (Flag.AGENCY_UNRESOLVED, Flag.AGENCY_AMBIGUOUS),
    "target_date": (Flag.DATE_UNREAD, Flag.DATE_DOUBTFUL, Flag.YEAR_FROM_ROWS),
    "status": (Flag.STATUS_CONFLICT,),
}
"""Doubts that a person's decision on a field answers."""
ISO_DATE = re.compile(
    r"(?P<iso>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:\s+(?P<precision>quarter|season))?\Z", re.ASCII
)
OWN_NAME = "printed:"
"""What stands before the name of a body that the register does not hold."""


class Refused(ValueError):
    """A value that the field cannot hold; the message says what it can, without the value."""


def set_field(action: Action, field: str, new: str, known: dict[str, str]) -> Action:
    """``action`` with ``field`` set to ``new``; raises ``Refused``.

    ``known``: names, by id, of agencies that the plan holds besides the register's.
    """
    if field in TEXTS:
        update: Update = {field: new or _blank(getattr(action, field))}
    elif field in CHOICES:
        update = _chosen(field, new)
    elif field in DATES:
        update = _dated(field, new)
    elif field in LABELS:
        update = _labelled(action, field, new)
    elif field == "section_agency":
        found = [_agency(w, known) for w in _listed(new)]
        if len(found) > 1:
            raise Refused("a section belongs to one agency")
        update = {field: found[0] if found else None}
    elif field == "lead_agencies":
        update = {field: [_lead(_agency(w, known)) for w in _listed(new)]}
    else:
        raise Refused(f"there is no field of that name; these can be set: {', '.join(SETTABLE)}")
    return action.model_copy(update=update)


def value_text(action: Action, field: str) -> str:
    """A field's value as the corrections file writes it."""
    value = getattr(action, field)
    if isinstance(value, list):
        return "|".join(a.agency_id if isinstance(a, Agency) else a for a in value)
    if isinstance(value, Agency):
        return value.agency_id
    precision = getattr(action, f"{field}_precision", None)
    suffix = f" {precision}" if precision in ("quarter", "season") else ""
    return f"{value}{suffix}" if value is not None else ""


def same_value(field: str, a: str, b: str) -> bool:
    """Whether two values of the file are one but for white space or the order of a list."""
    if field == "lead_agencies" or field in LABELS:
        return sorted(_listed(a)) == sorted(_listed(b))
    return " ".join(a.split()) == " ".join(b.split())


def _blank(before: str | None) -> str | None:
    """An emptied cell is blank; a column that the plan does not have is still none."""
    return None if before is None else ""


def _chosen(field: str, new: str) -> Update:
    value = new.strip().casefold().replace(" ", "_")
    if value and value not in CHOICES[field]:
        raise Refused(f"{field} must be empty or one of: {', '.join(CHOICES[field])}")
    update: Update = {field: value or None}
    return update | ({"status_basis": None} if field == "status" else {})


def _labelled(action: Action, field: str, new: str) -> Update:
    """Labels in their fixed order; the words that decided one stay with it, a new one has none."""
    wanted = {" ".join(w.split()).casefold() for w in _listed(new)}
    chosen = [label for label in LABELS[field] if label.casefold() in wanted]
    if len(chosen) < len(wanted):
        raise Refused(f"{field} must be empty or some of: {'|'.join(LABELS[field])}")
    words = getattr(action.label_basis, field)
    basis = {label: words.get(label, []) for label in chosen}
    return {field: chosen, "label_basis": action.label_basis.model_copy(update={field: basis})}


def _dated(field: str, new: str) -> Update:
    iso, precision = _date(new.strip())
    return {field: iso, f"{field}_precision": precision}


def _date(text: str) -> tuple[str | None, DatePrecision | None]:
    if not text:
        return None, None
    found = ISO_DATE.match(text)
    if found:
        iso = found["iso"]
        usual: DatePrecision = {4: "year", 7: "month", 10: "day"}[len(iso)]  # type: ignore[assignment]
        named: DatePrecision | None = found["precision"]  # type: ignore[assignment]
        if is_calendar_date(iso) and not (named and usual != "month"):
            return iso, named or usual
    else:
        # A spreadsheet turns 2023-03 into Mar-23.
        dates = find_dates(text)
        if len(dates) == 1 and dates[0].text.strip() == text:
            return dates[0].iso, dates[0].precision
    raise Refused(
        "this is no date: write 2023, 2023-03, 2023-03-31, '2023-04 quarter' or '2023-09 season'"
    )


def _listed(new: str) -> list[str]:
    return [w.strip() for w in new.split("|") if w.strip()]


def _agency(words: str, known: dict[str, str]) -> Agency:
    """The agency of an id, of an official name, or ``printed:`` and a name of its own."""
    if words.startswith(OWN_NAME) and words.removeprefix(OWN_NAME).strip():
        own = printed_agency(words.removeprefix(OWN_NAME), 1.0)
        return Agency(agency_id=own.agency_id, name=own.name)
    if words in bodies():
        body = current(bodies()[words])
        return Agency(agency_id=body.id, name=body.name)
    if words in known:
        return Agency(agency_id=words, name=known[words])
    return _department(words) or _agency_named(words)


def _department(words: str) -> Agency | None:
    """``la-swl-housing``: a council's department."""
    departments = [d for _, d in generic_links().values() if d]
    councils = [b for i, b in bodies().items() if words.startswith(f"{i}-")]
    found = (department_of(c, d) for c in councils if c.type == "local_authority"
             for d in departments)  # fmt: skip
    return next((Agency(agency_id=b.id, name=b.name) for b in found if b.id == words), None)


def _agency_named(words: str) -> Agency:
    ids = {current(bodies()[i]).id for i in names().get(key(words), ())}
    if len(ids) != 1:
        raise Refused(
            "an agency is not in the register: give its id or full name from agencies.csv or the "
            f"review page, or '{OWN_NAME}NAME' for a body of its own"
        )
    body = bodies()[ids.pop()]
    return Agency(agency_id=body.id, name=body.name)


def _lead(agency: Agency) -> LeadAgency:
    own = agency.agency_id.startswith(LOCAL)
    return LeadAgency(
        agency_id=agency.agency_id,
        name=agency.name,
        matched_text=agency.name if own else "",
        method="printed" if own else "corrected",
        score=1.0,
    )


def settle(action: Action, flags: Sequence[Flag]) -> Action:
    """``action`` without doubts that a person has answered."""
    answered = [f for f in action.flags if f in flags]
    return action.model_copy(
        update={
            "flags": [f for f in action.flags if f not in flags],
            "confidence": min(1.0, round(action.confidence / FLAG_COST ** len(answered), 3)),
        }
    )


def read_by_a_person(action: Action, fields: Sequence[str]) -> Action:
    """``action`` with recognised ``fields`` no longer unsure."""
    left = {k: v for k, v in action.ocr_confidence.items() if k not in fields}
    action = action.model_copy(update={"ocr_confidence": left})
    unsure = min(left.values(), default=1.0) < UNSURE
    return action if unsure else settle(action, (Flag.UNSURE_TEXT,))


def follow(
    before: Action, after: Action, fields: Sequence[str], area: Callable[[], Area]
) -> Action:
    """``after`` with the values that its corrected texts give now, as ``before``'s gave its own.

    Values in ``fields`` were set themselves and stay, and so do those that came from elsewhere
    (a ditto mark, the section).
    """
    for name, read in _READERS.items():
        if name in fields:
            continue
        was, now = read(before), read(after)
        if was != now and all(getattr(before, k) == v for k, v in was.items()):
            after = after.model_copy(update=now)
    if "lead_agencies" not in fields and before.lead_agency_text != after.lead_agency_text:
        after = _with_leads(before, after, area())
    return _with_labels(before, after, fields)


def _with_labels(before: Action, after: Action, fields: Sequence[str]) -> Action:
    was, now = (
        read_labels(full_words(a), None, a.lead_agencies, a.section_agency) for a in (before, after)
    )
    if was == now or was != before.label_basis:
        return after
    names = [n for n in LABELS if n not in fields]
    basis = after.label_basis.model_copy(update={n: getattr(now, n) for n in names})
    labels = {n: list(getattr(now, n)) for n in names}
    return after.model_copy(update={"label_basis": basis} | labels)


def _with_leads(before: Action, after: Action, area: Area) -> Action:
    was = read_lead(before.lead_agency_text, area, before.section_agency)
    now = read_lead(after.lead_agency_text, area, after.section_agency)
    if _ids(was.agencies) != _ids(before.lead_agencies):
        return after
    settled = settle(after, SETTLES["lead_agencies"]) if _settled(now) else after
    return settled.model_copy(update={"lead_agencies": list(now.agencies)})


def _ids(agencies: Sequence[LeadAgency]) -> list[str]:
    return [a.agency_id for a in agencies]


def _settled(reading: LeadReading) -> bool:
    return not (reading.unresolved or reading.ambiguous)


def _dated_update(field: str, date: PartialDate | None) -> Update:
    return {field: date.iso if date else None,
            f"{field}_precision": date.precision if date else None}  # fmt: skip


def _status_update(action: Action) -> Update:
    reading = read_status(action.outcome, action.rag_text, action.target_date_text)
    return {"status": reading.status, "status_basis": reading.basis}


def _completed_update(action: Action) -> Update:
    reading = read_status(action.outcome, action.rag_text, action.target_date_text)
    return _dated_update("completed_date", reading.completed)


_READERS: dict[str, Callable[[Action], Update]] = {
    "target_date": lambda a: _dated_update("target_date", read_target(a.target_date_text).target),
    "status": _status_update,
    "completed_date": _completed_update,
    "scope": lambda a: {"scope": read_scope(a.scope_text)},
    "rag": lambda a: {"rag": read_rag(a.rag_text, None)},
}
