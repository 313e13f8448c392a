"""Plans as the rows of the batch's tables (``schemas.tables``)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from normalise.dates import first_day, last_day
from normalise.local_agencies import one_spelling
from normalise.plan_links import full_words
from normalise.register import facts
from schemas.codes import Repair
from schemas.plan import Action, Agency, DatePrecision, Plan, Problem
from schemas.tables import (
    ACTION_AGENCIES,
    ACTIONS,
    AGENCIES,
    PROBLEMS,
    RECOMMENDATIONS,
    REVIEWS,
)

Value = str | int | float | None
TableRow = dict[str, Value]


class Document(NamedTuple):
    """A plan and the name of its file in ``plans/``."""

    name: str
    plan: Plan


def all_tables(documents: Sequence[Document]) -> dict[str, list[TableRow]]:
    """The rows of every table, by the table's name, in the order of the documents."""
    documents = with_one_spelling(documents)
    return {
        REVIEWS.name: [review_row(d) for d in documents],
        ACTIONS.name: [action_row(a, d) for d in documents for a in d.plan.actions],
        ACTION_AGENCIES.name: [r for d in documents for r in _agency_links(d.plan)],
        AGENCIES.name: agency_rows(documents),
        RECOMMENDATIONS.name: recommendation_rows(documents),
        PROBLEMS.name: [r for d in documents for r in _problem_rows(d)],
    }


def with_one_spelling(documents: Sequence[Document]) -> list[Document]:
    """The documents with each agency that no register knows under one id and name."""
    spelt = one_spelling(a for d in documents for a in _agencies(d.plan))
    changed = {i: a for i, a in spelt.items() if a.agency_id != i}
    return [Document(d.name, _respelt(d.plan, changed)) for d in documents]


def _respelt(plan: Plan, changed: Mapping[str, Agency]) -> Plan:
    if not any(a.agency_id in changed for a in _agencies(plan)):
        return plan
    plan = plan.model_copy(deep=True)
    for agency in _agencies(plan):
        now = changed.get(agency.agency_id)
        if now is not None:
            agency.agency_id, agency.name = now.agency_id, now.name
    return plan


def _joined(values: Iterable[object]) -> str | None:
    return "|".join(str(v).replace("|", "/") for v in values) or None


def review_row(document: Document) -> TableRow:
    """A document's row of reviews.csv."""
    plan = document.plan
    review, source = plan.review, plan.source
    return {
        "review_id": review.review_id,
        "document": document.name,
        "title": review.title,
        "review_types": _joined(review.review_types),
        "case_reference": review.case_reference,
        "publisher_id": review.publisher.agency_id if review.publisher else None,
        "publisher": review.publisher.name if review.publisher else None,
        "file": source.file,
        "sha256": source.sha256,
        "pages": source.pages,
        "plan_pages": _joined(source.plan_pages),
        "skimmed_pages": _joined(source.skimmed_pages),
        "text_origin": source.text_origin,
        "status": plan.status,
        "actions": len(plan.actions),
        "doubtful_actions": sum(1 for a in plan.actions if a.flags),
        "problems": len(plan.problems),
    }


def action_row(action: Action, document: Document) -> TableRow:
    """An action's row of actions.csv."""
    section = action.section_agency
    row: TableRow = {
        name: getattr(action, name)
        for name in ACTIONS.header
        if isinstance(getattr(action, name, None), str | int | float)
    }
    row |= {
        "review_id": document.plan.review.review_id,
        "document": document.name,
        "section_agency_id": section.agency_id if section else None,
        "section_agency": section.name if section else None,
        "lead_agency_ids": _joined(a.agency_id for a in action.lead_agencies),
        "lead_agencies": _joined(a.name for a in action.lead_agencies),
        "label_basis": json.dumps(action.label_basis.model_dump(), ensure_ascii=False),
        "extra": json.dumps(action.extra, ensure_ascii=False) if action.extra else None,
        "ocr_confidence": min(action.ocr_confidence.values(), default=None),
        "pages": _joined(dict.fromkeys(p.page for p in action.provenance)),
    }
    for name in ("people", "themes", "addressee_types", "facets", "repairs", "flags"):
        row[name] = _joined(getattr(action, name))
    row |= _days("target_date", action.target_date, action.target_date_precision)
    return row | _days("completed_date", action.completed_date, action.completed_date_precision)


def _days(name: str, iso: str | None, precision: DatePrecision | None) -> TableRow:
    if iso is None or precision is None:
        return {}
    return {
        f"{name}_from": first_day(iso).isoformat(),
        f"{name}_to": last_day(iso, precision).isoformat(),
    }


def _agency_links(plan: Plan) -> Iterator[TableRow]:
    for action in plan.actions:
        for position, agency in enumerate(action.lead_agencies, start=1):
            yield {
                "action_id": action.action_id,
                "agency_id": agency.agency_id,
                "position": position,
                "name": agency.name,
                "matched_text": agency.matched_text,
                "method": agency.method,
                "score": agency.score,
            }


def _agencies(plan: Plan) -> Iterator[Agency]:
    if plan.review.publisher:
        yield plan.review.publisher
    for action in plan.actions:
        if action.section_agency:
            yield action.section_agency
        yield from action.lead_agencies


def agency_rows(documents: Sequence[Document]) -> list[TableRow]:
    """Every agency that occurs, by id."""
    found = {a.agency_id: a.name for d in documents for a in _agencies(d.plan)}
    rows: list[TableRow] = []
    for agency_id, name in sorted(found.items()):
        known = facts(agency_id)
        row: TableRow = {"agency_id": agency_id, "name": name, "type": "unregistered"}
        rows.append(row | (known._asdict() if known else {}))
    return rows


def recommendation_rows(documents: Sequence[Document]) -> list[TableRow]:
    """Every distinct recommendation, in the order in which it is first printed.

    Its text is that of the first row that prints it and does not only refer to it.
    """
    texts: dict[str, str | None] = {}
    actions: dict[str, int] = {}
    reviews: dict[str, set[str]] = {}
    for document in documents:
        for action in document.plan.actions:
            key = action.recommendation_id
            if Repair.REFERENCE_RESOLVED not in action.repairs:
                texts.setdefault(key, full_words(action) or None)
            actions[key] = actions.get(key, 0) + 1
            reviews.setdefault(key, set()).add(document.name)
    return [
        {
            "recommendation_id": key,
            "text": text,
            "actions": actions[key],
            "reviews": len(reviews[key]),
        }
        for key, text in texts.items()
    ]


def _problem_rows(document: Document) -> Iterator[TableRow]:
    for number, problem in enumerate(document.plan.problems, start=1):
        yield _problem_row(document, number, problem)


def _problem_row(document: Document, number: int, problem: Problem) -> TableRow:
    review_id = document.plan.review.review_id
    return {
        "problem_id": f"{review_id}-p{number:03}",
        "review_id": review_id,
        "document": document.name,
        "page": problem.page,
        "row": problem.action_id,
        "code": problem.code.value,
        "severity": problem.severity.value,
        "message": problem.message,
    }
