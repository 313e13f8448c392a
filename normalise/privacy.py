"""Personal names, e-mail addresses and telephone numbers taken out of a whole plan."""

import re
from collections.abc import Iterable
from typing import Any

from normalise.people import Person, find_people, masked, parts_of_names
from schemas.plan import Action, Plan

TITLE_NAME = re.compile(
    r"(?P<before>\breview\s*(?::|[-–—]|\bof\b|into the death of)\s*)(?P<name>[A-Z][A-Za-z'’-]+)"
    r"(?=\s*(?:$|[-–—:,(]))",
    re.IGNORECASE,
)
NOT_NAMES = frozenset({"action", "overview", "adult", "final", "case", "executive", "report"})
TEXT_FIELDS = (
    "section", "recommendation", "action", "milestones", "outcome", "lead_agency_text",
    "target_date_text", "status_basis", "rag_text", "scope_text",
)  # fmt: skip


def masked_plan(plan: Plan) -> Plan:
    """``plan`` with every person replaced by ``[name]``, ``[email]`` or ``[phone]``.

    A name found anywhere is taken out everywhere, parts of it too; job titles and bodies stay.
    """
    parts = parts_of_names(_everyone(plan))
    data = plan.model_dump()
    for action in data["actions"]:
        _mask_action(action, parts)
    for problem in data["problems"]:
        problem["message"] = masked(problem["message"], parts, lead=True)
    data["review"]["title"] = _masked_title(plan.review.title, parts)
    return Plan.model_validate(data)


def _everyone(plan: Plan) -> Iterable[Person]:
    for action in plan.actions:
        yield from find_people(action.lead_agency_text or "", lead=True)
        for text in _texts(action):
            yield from find_people(text)


def _texts(action: Action) -> Iterable[str]:
    yield from (getattr(action, f) or "" for f in TEXT_FIELDS)
    yield from action.extra.values()


def _mask_action(action: dict[str, Any], parts: frozenset[str]) -> None:
    for field in TEXT_FIELDS:
        if action[field]:
            action[field] = masked(action[field], parts, lead=field == "lead_agency_text")
    action["extra"] = {k: masked(v, parts) for k, v in action["extra"].items()}
    for words in action["label_basis"].values():
        words |= {label: [masked(w, parts) for w in found] for label, found in words.items()}
    action["people"] = []
    for agency in action["lead_agencies"]:
        agency["matched_text"] = masked(agency["matched_text"], parts)
        if agency["method"] == "printed":
            agency["name"] = masked(agency["name"], parts)


def _masked_title(title: str | None, parts: frozenset[str]) -> str | None:
    if title is None:
        return None

    def replaced(match: re.Match[str]) -> str:
        keep = match["name"].casefold() in NOT_NAMES
        return match.group() if keep else f"{match['before']}[name]"

    return TITLE_NAME.sub(replaced, masked(title, parts))
