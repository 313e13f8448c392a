"""``recommendation_id`` for the rows of plans: of one document, or of a whole batch.

Ids are made from masked words, whatever is written: they are the same with ``--people keep``, and
nobody can find a name by trying which one gives the id.
"""

from collections.abc import Iterable, Iterator, Mapping

from normalise.links.references import read_reference
from normalise.links.same_recommendation import link
from normalise.links.wording import Wording, wording
from normalise.people.plan_masking import masked_plan
from normalise.register.area import (
    OPENING_WEIGHT,
    SECTION_WEIGHT,
    TEXT_WEIGHT,
    Area,
    find_area,
)
from schemas.plan import Action, Plan

RESOLVED_WEIGHT = SECTION_WEIGHT
"""An agency that was read from a lead cell counts as one that a section's title names."""


def link_batch(plans: Iterable[Plan], *, masked: bool) -> dict[str, str]:
    """The recommendation's id for each ``action_id`` of a batch.

    The same for the same recommendation; a row that refers to another has that one's. The order
    of the plans does not matter, and only one is held at a time. ``masked`` says that the plans
    name no persons.
    """
    hidden = (plan if masked else masked_plan(plan) for plan in plans)
    return link(row for plan in hidden for row in _rows(plan))


def with_links(plan: Plan, ids: Mapping[str, str]) -> Plan:
    """``plan`` with the ids that ``link_batch`` found."""
    actions = [a.model_copy(update={"recommendation_id": ids[a.action_id]}) for a in plan.actions]
    return plan.model_copy(update={"actions": actions})


def _rows(plan: Plan) -> Iterator[tuple[str, Wording]]:
    area = _area(plan)
    known: dict[str, Wording] = {}
    for action in plan.actions:
        words = known.get(action.repeat_of or "") or _own(action, area)
        known[action.action_id] = words
        yield action.action_id, words


def _own(action: Action, area: Area) -> Wording:
    text = full_words(action)
    words = None if read_reference(text) else wording(text, area)
    # A row that says nothing by itself is like no other: its own id stands for its words.
    return words if words and words.words else Wording((f"row {action.action_id}",), ())


def full_words(action: Action) -> str:
    """The recommendation that a row prints; its action where it prints none."""
    return action.recommendation or action.action or ""


def _area(plan: Plan) -> Area:
    """The area of a plan, from what it prints and the agencies that were read from it."""
    publisher = plan.review.publisher
    texts = [(plan.review.title or "", OPENING_WEIGHT)]
    texts += [(publisher.name, OPENING_WEIGHT)] if publisher else []
    sections = dict.fromkeys(a.section for a in plan.actions if a.section)
    texts += [(section, SECTION_WEIGHT) for section in sections]
    leads = dict.fromkeys(x.name for a in plan.actions for x in a.lead_agencies)
    texts += [(name, RESOLVED_WEIGHT) for name in leads]
    texts += [(full_words(a), TEXT_WEIGHT) for a in plan.actions]
    return find_area(texts)
