"""Personal names, e-mail addresses and telephone numbers taken out of a whole plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from normalise.people.file_names import masked_path
from normalise.people.find import find_people
from normalise.people.masking import (
    KnownNames,
    known_names,
    masked,
    small_words,
    with_masks,
    without_names,
)
from normalise.people.name_words import is_given, is_role_word, letters
from normalise.people.names_left import may_remain, remains, strings
from normalise.people.person import Person
from normalise.people.review_title import title_people
from normalise.register.kinds import LOCAL
from normalise.register.register import slug
from schemas.codes import ProblemCode, Severity
from schemas.extra import free_heading
from schemas.plan import Action, Plan, Problem

TEXT_FIELDS = (
    "section", "number", "recommendation", "action", "milestones", "outcome", "lead_agency_text",
    "target_date_text", "status_basis", "rag_text", "scope_text",
)  # fmt: skip
NOT_PRINTED = frozenset({
    "schema_version", "sha256", "code", "severity", "repairs", "flags", "recommendation_id",
})  # fmt: skip
FROM_FILE_NAME = frozenset({"file", "review_id", "action_id", "repeat_of"})
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Mask:
    """Masks texts of one document."""

    known: KnownNames

    def __call__(self, text: str, *, lead: bool = False) -> str:
        return masked(text, self.known, lead=lead) if text else text


def masked_plan(plan: Plan, *, keep_pseudonyms: bool = False) -> Plan:
    """``plan`` with every person replaced by ``[name]``, ``[email]`` or ``[phone]``.

    A name found anywhere is taken out everywhere, parts of it too; job titles and bodies stay.
    ``keep_pseudonyms`` leaves names of one word that the review's title has.
    """
    title = plan.review.title or ""
    in_small_letters = small_words(text for action in plan.actions for text in _texts(action))
    titled = title_people(title)
    pseudonyms = [p for p in titled if p.kind == "name" and " " not in p.name]
    kept = frozenset(letters(p.name) for p in pseudonyms) if keep_pseudonyms else frozenset()
    # A word of a title that no list knows may be a place: it is no name elsewhere.
    sure = (p for p in titled if p not in pseudonyms or is_given(p.name))
    known = known_names([*_everyone(plan, in_small_letters), *sure], in_small_letters, kept)
    data = plan.model_dump()
    _mask_all(data, _Mask(known))
    if title:
        gone = (p for p in titled if letters(p.name) not in kept or p.kind != "name")
        data["review"]["title"] = without_names(with_masks(title, gone), known)
    data["source"]["file"] = masked_path(PurePath(plan.source.file), plan.source.sha256)
    _check(data, known)
    return Plan.model_validate(data)


def _everyone(plan: Plan, in_small_letters: frozenset[str]) -> Iterable[Person]:
    for action in plan.actions:
        yield from find_people(
            action.lead_agency_text or "", lead=True, in_small_letters=in_small_letters
        )
        for text in _texts(action):
            yield from find_people(text, in_small_letters=in_small_letters)


def _texts(action: Action) -> Iterable[str]:
    yield from (getattr(action, f) or "" for f in TEXT_FIELDS)
    yield from action.extra
    yield from action.extra.values()


def _mask_all(data: Record, mask: _Mask) -> None:
    for action in data["actions"]:
        _mask_action(action, mask)
    for problem in data["problems"]:
        problem["message"] = mask(problem["message"], lead=True)
    review = data["review"]
    review["case_reference"] = mask(review["case_reference"])
    review["publisher"] = _masked_agency(review["publisher"], mask)


def _mask_action(action: Record, mask: _Mask) -> None:
    for field in TEXT_FIELDS:
        action[field] = mask(action[field], lead=field == "lead_agency_text")
    for field in ("extra", "ocr_confidence"):
        action[field] = _masked_headings(action[field], mask)
    action["extra"] = {name: mask(value) for name, value in action["extra"].items()}
    for words in action["label_basis"].values():
        words |= {label: [mask(w) for w in found] for label, found in words.items()}
    action["people"] = []
    action["section_agency"] = _masked_agency(action["section_agency"], mask)
    agencies = (_masked_agency(a, mask) for a in action["lead_agencies"])
    action["lead_agencies"] = [a for a in agencies if a is not None]


def _masked_headings(cells: Record, mask: _Mask) -> Record:
    """Cells under masked headings; two that become one are told apart by a number."""
    found: Record = {}
    for heading, value in cells.items():
        found[free_heading(mask(heading), found)] = value
    return found


def _masked_agency(agency: Record | None, mask: _Mask) -> Record | None:
    """A body with no name in its printed words; ``None`` if it was nothing but a person."""
    if agency is None:
        return None
    if "matched_text" in agency:
        agency["matched_text"] = mask(agency["matched_text"], lead=True)
    if not agency["agency_id"].startswith(LOCAL):
        return agency
    name = mask(agency["name"], lead=True)
    if name != agency["name"]:
        if not _names_a_body(name):
            return None
        agency |= {"name": name, "agency_id": LOCAL + slug(name)}
    return agency


def _names_a_body(masked_name: str) -> bool:
    words = masked_name.replace("[name]", " ").split()
    return any(w[0].isalpha() and not is_role_word(w) for w in words)


def _check(data: Record, known: KnownNames) -> None:
    """Take out what is left of a name; where an id must stay as it is, say so."""
    for action in data["actions"]:
        for field in TEXT_FIELDS:
            action[field] = _cut_out(action[field], known)
        action["extra"] = {n: _cut_out(v, known) for n, v in action["extra"].items()}
    texts = {(f, text) for f, text in strings(data) if f not in NOT_PRINTED}
    left = {f for f, text in texts if remains(text, known)}
    if left & FROM_FILE_NAME:
        data["problems"].append(_problem(ProblemCode.NAME_IN_FILE_NAME, FILE_NAME))
    if left - FROM_FILE_NAME or any(may_remain(text, known) for _, text in texts):
        data["problems"].append(_problem(ProblemCode.NAME_LEFT, LEFT))


FILE_NAME = (
    "The file's name holds a name that is masked in the text, and so do the names and ids made "
    "from it. Rename the file before converting if nobody may see it."
)
LEFT = (
    "Part of a personal name may be left, or a word that is also part of one. Read the plan "
    "before you publish it."
)


def _cut_out(text: str | None, known: KnownNames) -> str | None:
    if not text:
        return text
    for start, end in reversed(remains(text, known)):
        text = f"{text[:start]}[name]{text[end:]}"
    return text


def _problem(code: ProblemCode, message: str) -> Record:
    problem = Problem(code=code, severity=Severity.WARNING, page=None, message=message)
    return problem.model_dump()
