"""Plans as the rows of the batch's tables (``schemas.tables``)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from normalise.links.recommendation_ids import full_words
from normalise.register.register import facts
from normalise.values.days import first_day, last_day
from schemas.codes import Repair
from schemas.plan import Action, Agency, DatePrecision, Plan, Problem
from schemas.tables import (
    ACTION_AGENCIES,
    ACTION_LABELS,
    ACTIONS,
    PROBLEMS,
    REVIEWS,
)

Value = str | int | float | None
TableRow = dict[str, Value]

LABEL_FIELDS = {"theme": "themes", "addressee_type": "addressee_types", "facet": "facets"}
"""Kinds of label and the fields that hold them."""


class Document(NamedTuple):
    """A plan and the name of its file in ``plans/``."""

    name: str
    plan: Plan


def document_rows(document: Document) -> dict[str, list[TableRow]]:
    """The rows that a document adds to the tables that have rows of one document each."""
    plan = document.plan
    return {
        REVIEWS.name: [review_row(document)],
        ACTIONS.name: [action_row(a, document) for a in plan.actions],
        ACTION_AGENCIES.name: list(_agency_links(plan)),
        ACTION_LABELS.name: list(_label_links(plan)),
        PROBLEMS.name: list(_problem_rows(document)),
    }


def _list_cell(values: Iterable[object]) -> str | None:
    return "|".join(str(v).replace("|", "/") for v in values) or None


def review_row(document: Document) -> TableRow:
    """A document's row of reviews.csv."""
    plan = document.plan
    review, source = plan.review, plan.source
    return {
        "review_id": review.review_id,
        "document": document.name,
        "title": review.title,
        "review_types": _list_cell(review.review_types),
        "case_reference": review.case_reference,
        "publisher_id": review.publisher.agency_id if review.publisher else None,
        "publisher": review.publisher.name if review.publisher else None,
        "file": source.file,
        "sha256": source.sha256,
        "pages": source.pages,
        "plan_pages": _list_cell(source.plan_pages),
        "skimmed_pages": _list_cell(source.skimmed_pages),
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
        "lead_agency_ids": _list_cell(a.agency_id for a in action.lead_agencies),
        "lead_agencies": _list_cell(a.name for a in action.lead_agencies),
        "label_basis": json.dumps(action.label_basis.model_dump(), ensure_ascii=False),
        "extra": json.dumps(action.extra, ensure_ascii=False) if action.extra else None,
        "ocr_confidence": min(action.ocr_confidence.values(), default=None),
        "pages": _list_cell(dict.fromkeys(p.page for p in action.provenance)),
    }
    for name in ("people", "themes", "addressee_types", "facets", "repairs", "flags"):
        row[name] = _list_cell(getattr(action, name))
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


def _label_links(plan: Plan) -> Iterator[TableRow]:
    for action in plan.actions:
        basis = action.label_basis.model_dump()
        for kind, name in LABEL_FIELDS.items():
            for label in getattr(action, name):
                words = _list_cell(basis[name].get(label, ()))
                yield {
                    "action_id": action.action_id,
                    "kind": kind,
                    "label": label,
                    "words": words,
                }


def agencies_of(plan: Plan) -> Iterator[Agency]:
    """Every mention of an agency: publisher, sections, leads."""
    if plan.review.publisher:
        yield plan.review.publisher
    for action in plan.actions:
        if action.section_agency:
            yield action.section_agency
        yield from action.lead_agencies


class Tally:
    """What occurs in the whole batch: ids and counts, and no printed words of rows."""

    def __init__(self) -> None:
        self._agencies: dict[str, str] = {}
        self._actions: Counter[str] = Counter()
        self._reviews: Counter[str] = Counter()

    def add(self, document: Document) -> None:
        """Count a document in."""
        plan = document.plan
        self._agencies |= {a.agency_id: a.name for a in agencies_of(plan)}
        self._actions.update(a.recommendation_id for a in plan.actions)
        self._reviews.update({a.recommendation_id for a in plan.actions})

    def agency_rows(self) -> Iterator[TableRow]:
        """Every agency that occurs, by id."""
        for agency_id, name in sorted(self._agencies.items()):
            known = facts(agency_id)
            row: TableRow = {"agency_id": agency_id, "name": name, "type": "unregistered"}
            yield row | (known._asdict() if known else {})

    def recommendation_rows(self, documents: Iterable[Document]) -> Iterator[TableRow]:
        """Every distinct recommendation of the counted documents, as it is first printed.

        Its text is that of the first row that prints it and does not only refer to it.
        """
        seen: set[str] = set()
        for action in (a for d in documents for a in d.plan.actions):
            key = action.recommendation_id
            if key not in seen and Repair.REFERENCE_RESOLVED not in action.repairs:
                seen.add(key)
                yield {
                    "recommendation_id": key,
                    "text": full_words(action) or None,
                    "actions": self._actions[key],
                    "reviews": self._reviews[key],
                }


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
