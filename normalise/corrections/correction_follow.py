"""Values that follow from corrected texts, as they followed from the printed ones."""

from collections.abc import Callable, Sequence

from normalise.agencies.leads import LeadReading, read_lead
from normalise.corrections.values import LABELS, SETTLES, Update, settle
from normalise.labels.row_labels import read_labels
from normalise.links.recommendation_ids import full_words
from normalise.register.area import Area
from normalise.values.dates import PartialDate
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from normalise.values.status import read_status
from normalise.values.target_dates import read_target
from schemas.plan import Action, LeadAgency


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


def _iso(field: str, date: PartialDate | None) -> Update:
    return {field: date.iso if date else None,
            f"{field}_precision": date.precision if date else None}  # fmt: skip


def _status(action: Action) -> Update:
    reading = read_status(action.outcome, action.rag_text, action.target_date_text)
    return {"status": reading.status, "status_basis": reading.basis}


def _completed(action: Action) -> Update:
    reading = read_status(action.outcome, action.rag_text, action.target_date_text)
    return _iso("completed_date", reading.completed)


_READERS: dict[str, Callable[[Action], Update]] = {
    "target_date": lambda a: _iso("target_date", read_target(a.target_date_text).target),
    "status": _status,
    "completed_date": _completed,
    "scope": lambda a: {"scope": read_scope(a.scope_text)},
    "rag": lambda a: {"rag": read_rag(a.rag_text, None)},
}
