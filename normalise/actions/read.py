"""The rows of a plan as actions: values read from their words, repeats and labels found."""

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.actions.doubts import Doubts
from normalise.actions.target_columns import read_targets
from normalise.agencies.leads import LeadReading, is_ditto, read_lead
from normalise.agencies.section_agency import read_section
from normalise.labels.row_labels import read_labels
from normalise.links.repeats import Repeat, Statement, find_repeats
from normalise.people.find import persons_in
from normalise.register.area import Area
from normalise.rows.cell_texts import RowText
from normalise.rows.printed_plan import PrintedPlan
from normalise.rows.printed_row import Row
from normalise.values.dates import PartialDate
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from normalise.values.status import StatusReading, read_status
from normalise.values.target_dates import TargetReading
from schemas.codes import Repair
from schemas.plan import Action, Agency, LabelBasis


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything read from one row's text."""

    section: Agency | None
    lead: LeadReading
    lead_repeated: bool
    target: TargetReading
    status: StatusReading


def read_actions(printed: PrintedPlan, area: Area, review_id: str, doubts: Doubts) -> list[Action]:
    """The actions of a plan in printed order; what is in doubt is added to ``doubts``.

    Their ``recommendation_id`` is settled later, once persons are masked.
    """
    readings = _readings(printed, area)
    repeats = find_repeats([_statement(r, t) for r, t in _pairs(printed)], area)
    full = _full_texts(printed.texts, repeats)
    actions: list[Action] = []
    for i, (row, text) in enumerate(_pairs(printed)):
        action_id = f"{review_id}-a{i + 1:03}"
        _note_repairs(row, readings[i], repeats[i])
        doubts.take(row, text, readings[i].lead, readings[i].target, action_id)
        doubts.take_values(row, text, readings[i].status, repeats[i], action_id)
        target = repeats[i]
        earlier = actions[target.target] if target and target.target is not None else None
        labels = read_labels(full[i], target, readings[i].lead.agencies, readings[i].section)
        actions.append(_action(action_id, row, text, readings[i], earlier, labels))
    return actions


def _pairs(printed: PrintedPlan) -> list[tuple[Row, RowText]]:
    return list(zip(printed.rows, printed.texts, strict=True))


def _readings(printed: PrintedPlan, area: Area) -> list[_Reading]:
    readings: list[_Reading] = []
    targets = read_targets([t.target_date for t in printed.texts])
    for (row, text), target in zip(_pairs(printed), targets, strict=True):
        section = read_section(row.section, area)
        lead = read_lead(text.lead, area, section)
        repeated = is_ditto(text.lead) and bool(readings)
        readings.append(
            _Reading(
                section=section,
                lead=readings[-1].lead if repeated else lead,
                lead_repeated=repeated,
                target=target,
                status=read_status(text.outcome, text.rag, text.target_date, text.completion),
            )
        )
    return readings


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


def _full_texts(texts: Sequence[RowText], repeats: Sequence[Repeat | None]) -> list[str]:
    """The words of each row's recommendation; of a row that refers to another, that one's."""
    full: list[str] = []
    for text, repeat in zip(texts, repeats, strict=True):
        target = repeat.target if repeat else None
        full.append(text.recommendation or text.action or "" if target is None else full[target])
    return full


def _note_repairs(row: Row, reading: _Reading, repeat: Repeat | None) -> None:
    if reading.lead.from_section:
        row.repaired(Repair.AGENCY_FROM_SECTION)
    if reading.lead_repeated or (reading.target.repeated and reading.target.target):
        row.repaired(Repair.DITTO_RESOLVED)
    if repeat and repeat.refers and repeat.target is not None:
        row.repaired(Repair.REFERENCE_RESOLVED)


def _action(
    action_id: str,
    row: Row,
    text: RowText,
    reading: _Reading,
    earlier: Action | None,
    labels: LabelBasis,
) -> Action:
    target, completed = reading.target.target, reading.status.completed
    return Action(
        action_id=action_id,
        section=row.section,
        section_agency=reading.section,
        number=text.number,
        recommendation=text.recommendation,
        action=text.action,
        milestones=text.milestones,
        outcome=text.outcome,
        scope_text=text.scope,
        scope=read_scope(text.scope),
        lead_agency_text=text.lead,
        lead_agencies=list(reading.lead.agencies),
        people=persons_in(reading.lead.people),
        target_date_text=text.target_date,
        target_date=_iso(target),
        target_date_precision=target.precision if target else None,
        status=reading.status.status,
        status_basis=reading.status.basis,
        completed_date=_iso(completed),
        completed_date_precision=completed.precision if completed else None,
        rag_text=text.rag,
        rag=read_rag(text.rag, text.rag_fill),
        recommendation_id="",
        repeat_of=earlier.action_id if earlier else None,
        themes=list(labels.themes),
        addressee_types=list(labels.addressee_types),
        facets=list(labels.facets),
        label_basis=labels,
        extra=text.extra,
        ocr_confidence=text.ocr_confidence,
        provenance=row.places,
        repairs=row.repairs,
        confidence=round(row.confidence, 3),
        flags=row.flags,
    )


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None
