"""Actions made of a plan's rows, their values and what they repeat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.actions.doubts import RowDoubts, row_doubts
from normalise.actions.read import RowValues
from normalise.labels.row_labels import read_labels
from normalise.links.repeats import Repeat
from normalise.people.find import persons_in
from normalise.rows.cell_texts import RowText
from normalise.rows.printed_plan import PrintedPlan
from normalise.rows.printed_row import Row
from normalise.values.dates import PartialDate
from normalise.values.rag import read_rag
from normalise.values.scope import read_scope
from schemas.codes import Repair
from schemas.plan import Action, LabelBasis, Problem


@dataclass(frozen=True, slots=True)
class MadeActions:
    """Actions, and the problems of their values."""

    actions: list[Action]
    problems: list[Problem]


def made_actions(
    printed: PrintedPlan,
    values: Sequence[RowValues],
    repeats: Sequence[Repeat | None],
    review_id: str,
) -> MadeActions:
    """The actions of a plan in printed order, and what is in doubt about them.

    Their ``recommendation_id`` is settled later, once persons are masked.
    """
    full = _full_texts(printed.texts, repeats)
    made = MadeActions([], [])
    for i, (row, text) in enumerate(printed.pairs()):
        action_id = f"{review_id}-a{i + 1:03}"
        own, repeat = values[i], repeats[i]
        doubts = row_doubts(row, text, own, repeat, action_id)
        earlier = made.actions[repeat.target] if repeat and repeat.target is not None else None
        labels = read_labels(full[i], repeat, own.lead.agencies, own.section)
        repairs = list(dict.fromkeys([*row.repairs, *_repairs(own, repeat)]))
        made.actions.append(_action(action_id, row, text, own, earlier, labels, repairs, doubts))
        made.problems.extend(doubts.problems)
    return made


def _full_texts(texts: Sequence[RowText], repeats: Sequence[Repeat | None]) -> list[str]:
    """The words of each row's recommendation; of a row that refers to another, that one's."""
    full: list[str] = []
    for text, repeat in zip(texts, repeats, strict=True):
        target = repeat.target if repeat else None
        full.append(text.recommendation or text.action or "" if target is None else full[target])
    return full


def _repairs(values: RowValues, repeat: Repeat | None) -> Iterator[Repair]:
    if values.lead.from_section:
        yield Repair.AGENCY_FROM_SECTION
    if values.lead_repeated or (values.target.repeated and values.target.target):
        yield Repair.DITTO_RESOLVED
    if repeat and repeat.refers and repeat.target is not None:
        yield Repair.REFERENCE_RESOLVED


def _action(
    action_id: str,
    row: Row,
    text: RowText,
    values: RowValues,
    earlier: Action | None,
    labels: LabelBasis,
    repairs: list[Repair],
    doubts: RowDoubts,
) -> Action:
    target, completed = values.target.target, values.status.completed
    return Action(
        action_id=action_id,
        section=row.section,
        section_agency=values.section,
        number=text.number,
        recommendation=text.recommendation,
        action=text.action,
        milestones=text.milestones,
        outcome=text.outcome,
        scope_text=text.scope,
        scope=read_scope(text.scope),
        lead_agency_text=text.lead,
        lead_agencies=list(values.lead.agencies),
        people=persons_in(values.lead.people),
        target_date_text=text.target_date,
        target_date=_iso(target),
        target_date_precision=target.precision if target else None,
        status=values.status.status,
        status_basis=values.status.basis,
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
        provenance=row.provenance,
        repairs=repairs,
        confidence=round(doubts.confidence, 3),
        flags=doubts.flags,
    )


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None
