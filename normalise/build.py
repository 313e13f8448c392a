"""A document's printed content as a plan: rows made whole, values read, people masked."""

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.agencies import LeadReading, is_ditto, read_lead
from normalise.area import Area, find_area
from normalise.dates import PartialDate, TargetReading, read_target
from normalise.doubts import Doubts
from normalise.fields import RowText
from normalise.people import persons_in
from normalise.plan_links import link_batch, with_links
from normalise.printed_rows import PrintedPlan, document_texts, printed_plan
from normalise.privacy import masked_plan
from normalise.rag import read_rag
from normalise.repeats import Repeat, Statement, find_repeats
from normalise.review import (
    FirstPages,
    area_publisher,
    find_publisher,
    first_pages,
    read_review,
    review_types,
)
from normalise.rows import Row
from normalise.scope import read_scope
from normalise.section_agency import read_section
from normalise.self_check import self_check
from normalise.status import StatusReading, read_status
from schemas.codes import LOSSES, ProblemCode, Repair, Severity
from schemas.fragment import DocumentContent
from schemas.plan import (
    Action,
    Agency,
    Plan,
    PlanStatus,
    Problem,
    Review,
    Source,
)

OPENING_WEIGHT = 5.0
SECTION_WEIGHT = 3.0
LEAD_WEIGHT = 1.0
TEXT_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything read from one row's text."""

    section: Agency | None
    lead: LeadReading
    lead_repeated: bool
    target: TargetReading
    status: StatusReading


def build_plan(
    content: DocumentContent, *, keep_people: bool = False, review_id: str | None = None
) -> Plan:
    """The plan printed in ``content``; persons are masked unless ``keep_people``.

    ``review_id`` is made from the file's name if it is not given. A document without a table
    of actions gives a plan with status ``no_plan`` and no actions.
    """
    printed = printed_plan(content)
    opening = first_pages(content)
    types = review_types(content, opening)
    area = _area(content, printed, opening)
    publisher = area_publisher(find_publisher(opening, types), area)
    review = read_review(content, opening, types, publisher, review_id)
    doubts = Doubts([*content.problems, *printed.problems, *self_check(printed)])
    actions = _actions(printed, area, review, doubts)
    plan = _plan(content, review, actions, doubts.problems)
    masked = masked_plan(plan)
    return with_links(plan if keep_people else masked, link_batch([masked], masked=True))


def _area(content: DocumentContent, printed: PrintedPlan, opening: FirstPages) -> Area:
    texts = [(line, OPENING_WEIGHT) for line in opening.lines]
    sections = dict.fromkeys(r.section for r in printed.rows if r.section)
    texts += [(section, SECTION_WEIGHT) for section in sections]
    texts += [(t.lead, LEAD_WEIGHT) for t in printed.texts if t.lead]
    texts += [(text, TEXT_WEIGHT) for text in document_texts(content)]
    return find_area(texts)


def _actions(printed: PrintedPlan, area: Area, review: Review, doubts: Doubts) -> list[Action]:
    readings = _readings(printed, area)
    repeats = find_repeats([_statement(r, t) for r, t in _pairs(printed)], area)
    actions: list[Action] = []
    for i, (row, text) in enumerate(_pairs(printed)):
        action_id = f"{review.review_id}-a{i + 1:03}"
        _note_repairs(row, readings[i], repeats[i])
        doubts.take(row, text, readings[i].lead, readings[i].target, action_id)
        doubts.take_values(row, text, readings[i].status, repeats[i], action_id)
        target = repeats[i]
        earlier = actions[target.target] if target and target.target is not None else None
        actions.append(_action(action_id, row, text, readings[i], earlier))
    return actions


def _pairs(printed: PrintedPlan) -> list[tuple[Row, RowText]]:
    return list(zip(printed.rows, printed.texts, strict=True))


def _readings(printed: PrintedPlan, area: Area) -> list[_Reading]:
    readings: list[_Reading] = []
    for row, text in _pairs(printed):
        section = read_section(row.section, area)
        lead = read_lead(text.lead, area, section)
        repeated = is_ditto(text.lead) and bool(readings)
        readings.append(
            _Reading(
                section=section,
                lead=readings[-1].lead if repeated else lead,
                lead_repeated=repeated,
                target=read_target(text.target_date),
                status=read_status(text.outcome, text.rag, text.target_date),
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


def _note_repairs(row: Row, reading: _Reading, repeat: Repeat | None) -> None:
    if reading.lead.from_section:
        row.repaired(Repair.AGENCY_FROM_SECTION)
    if reading.lead_repeated:
        row.repaired(Repair.DITTO_RESOLVED)
    if repeat and repeat.refers and repeat.target is not None:
        row.repaired(Repair.REFERENCE_RESOLVED)


def _action(
    action_id: str,
    row: Row,
    text: RowText,
    reading: _Reading,
    earlier: Action | None,
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
        recommendation_id="",  # settled for the whole plan, once persons are masked
        repeat_of=earlier.action_id if earlier else None,
        themes=[],
        addressee_types=[],
        facets=[],
        extra=text.extra,
        ocr_confidence=text.ocr_confidence,
        provenance=row.places,
        repairs=row.repairs,
        confidence=round(row.confidence, 3),
        flags=row.flags,
    )


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None


def _plan(
    content: DocumentContent,
    review: Review,
    actions: list[Action],
    problems: Sequence[Problem],
) -> Plan:
    listed = list(problems)
    if not actions:
        listed.append(_no_plan(content))
    return Plan(
        schema_version="1.0",
        status=_status(actions, listed),
        review=review,
        source=Source(
            file=content.file,
            sha256=content.sha256,
            pages=len(content.pages),
            plan_pages=sorted({p.page for a in actions for p in a.provenance}),
            skimmed_pages=[p.number for p in content.pages if p.skimmed],
            text_origin=content.text_origin,
        ),
        actions=actions,
        problems=listed,
    )


def _no_plan(content: DocumentContent) -> Problem:
    pictures = any(p.code is ProblemCode.PAGE_WITHOUT_TEXT for p in content.problems)
    advice = (
        "Pages without text may hold one: run the file through text recognition (OCR) first."
        if pictures
        else "If it holds one, its column headings are not known yet: please report them."
    )
    return Problem(
        code=ProblemCode.NO_PLAN,
        severity=Severity.WARNING,
        page=None,
        message=f"No table of actions was found. {advice}",
    )


def _status(actions: Sequence[Action], problems: Sequence[Problem]) -> PlanStatus:
    # A scan without text may well hold a plan: "no plan" would claim too much.
    if any(p.code in LOSSES for p in problems):
        return "partial"
    return "ok" if actions else "no_plan"
