"""A document's printed content as a plan: rows made whole, values read, people masked."""

from collections.abc import Sequence

from normalise.actions.doubts import Doubts
from normalise.actions.read import read_actions
from normalise.actions.self_check import self_check
from normalise.links.recommendation_ids import link_batch, with_links
from normalise.people.file_names import masked_stem
from normalise.people.plan_masking import masked_plan
from normalise.register.area import Area, find_area
from normalise.register.register import slug
from normalise.review_identity import (
    FirstPages,
    area_publisher,
    find_publisher,
    first_pages,
    read_review,
    review_types,
)
from normalise.rows.printed_plan import PrintedPlan, document_texts, printed_plan
from schemas.codes import LOSSES, ProblemCode, Severity
from schemas.fragment import DocumentContent
from schemas.plan import (
    Action,
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


def build_plan(
    content: DocumentContent,
    *,
    keep_people: bool = False,
    keep_pseudonyms: bool = False,
    review_id: str | None = None,
) -> Plan:
    """The plan printed in ``content``; persons are masked unless ``keep_people``.

    ``keep_pseudonyms`` leaves the subject's pseudonym in the review's title all the same.
    ``review_id`` is made from the file's name if it is not given. A document without a table
    of actions gives a plan with status ``no_plan`` and no actions.
    """
    printed = printed_plan(content)
    opening = first_pages(content)
    types = review_types(content, opening)
    area = _area(content, printed, opening)
    publisher = area_publisher(find_publisher(opening, types), area)
    stem = content.file.rsplit(".", 1)[0]
    stem = stem if keep_people else masked_stem(stem, content.sha256)
    review = read_review(content, opening, types, publisher, review_id or slug(stem))
    doubts = Doubts([*content.problems, *printed.problems, *self_check(printed)])
    actions = read_actions(printed, area, review.review_id, doubts)
    plan = _plan(content, review, actions, doubts.problems)
    masked = masked_plan(plan, keep_pseudonyms=keep_pseudonyms)
    ids = link_batch([masked_plan(plan) if keep_pseudonyms else masked], masked=True)
    return with_links(plan if keep_people else masked, ids)


def _area(content: DocumentContent, printed: PrintedPlan, opening: FirstPages) -> Area:
    texts = [(line, OPENING_WEIGHT) for line in opening.lines]
    sections = dict.fromkeys(r.section for r in printed.rows if r.section)
    texts += [(section, SECTION_WEIGHT) for section in sections]
    texts += [(t.lead, LEAD_WEIGHT) for t in printed.texts if t.lead]
    texts += [(text, TEXT_WEIGHT) for text in document_texts(content)]
    return find_area(texts)


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
