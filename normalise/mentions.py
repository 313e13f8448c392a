"""Mentions of bodies in a cell or title: register names, read for the review's area."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.acronyms import by_initials, letters_of, named_by_initials, too_far
from normalise.area import Area
from normalise.phrases import Phrase, find_phrases
from normalise.register import Body, bodies, current, generic_links, key, localities, names
from normalise.word_lists import rows
from schemas.plan import MatchMethod

ADJACENT = re.compile(r"^[\s–—-]*$")
BODIES_THEMSELVES = frozenset(
    {"generic-university", "generic-schools", "generic-gp-practice", "generic-care-provider"}
)
"""Kinds that are no service of the body named before them."""
PROBATION = "probation-service"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text. ``body`` is ``None`` where the area leaves several candidates."""

    text: str
    start: int
    end: int
    body: Body | None
    method: MatchMethod
    candidates: tuple[Body, ...] = ()
    kind: str = ""
    """For the name of a kind of body that the area does not settle, that kind's id."""


def find_mentions(text: str, area: Area) -> list[Mention]:
    """Every body named in ``text``, departments put together with their councils."""
    phrases = list(find_phrases(text))
    found: list[Mention] = []
    for phrase in phrases:
        mention = _mention(text, phrase, area)
        if found and ADJACENT.match(text[found[-1].end : mention.start]):
            joined = _with_department(text, found[-1], phrase)
            if joined is not None:
                found[-1] = joined
                continue
            if mention.kind not in ("", *BODIES_THEMSELVES) and _own_name(found[-1]):
                # "Salford Foundation IDVA Service": the service is the charity's.
                found[-1] = replace(found[-1], end=mention.end,
                                    text=text[found[-1].start : mention.end])  # fmt: skip
                continue
        found.append(mention)
    return found


def _own_name(mention: Mention) -> bool:
    return mention.body is not None and not mention.kind


def _mention(text: str, phrase: Phrase, area: Area) -> Mention:
    words = text[phrase.start : phrase.end]
    candidates = [bodies()[i] for i in names()[phrase.key]]
    found = settled(words, candidates, area)
    method = _method(phrase.key, found, candidates)
    if found is None:
        return Mention(words, phrase.start, phrase.end, None, "area", tuple(candidates))
    if not found.generic:
        return Mention(words, phrase.start, phrase.end, current(found), method)
    local = local_body(found, area)
    if local is None:
        return Mention(words, phrase.start, phrase.end, found, method, kind=found.id)
    return Mention(words, phrase.start, phrase.end, local, "area")


def _method(name: str, found: Body | None, candidates: Sequence[Body]) -> MatchMethod:
    if found is not None and key(found.name) == name:
        return "exact"
    return "area" if len(candidates) > 1 or found not in candidates else "alias"


def settled(words: str, candidates: Sequence[Body], area: Area) -> Body | None:
    """The one body that words stand for here; a name that is one body's needs no area."""
    letters = letters_of(words)
    found = _by_area(letters, candidates, area)
    return _in_area_name(found, area) if found is not None else None


def _by_area(letters: str, candidates: Sequence[Body], area: Area) -> Body | None:
    if len(candidates) == 1:
        far = letters and too_far(candidates[0], letters, area)
        return by_initials(letters, area) if far else candidates[0]
    local = [b for b in candidates if not b.generic]
    if len({current(b).id for b in candidates}) == 1:
        return current(candidates[0])
    named = named_by_initials(letters, area, local) if letters else []
    if len(named) == 1:
        return named[0]
    core = {x.la for x in area.core()} | {x.upper for x in area.core()}
    for test in (lambda b: b.id in area.named, lambda b: b.id in core, area.near, area.in_county):
        left = {current(b).id: b for b in local if test(b)}
        if len(left) == 1:
            return next(iter(left.values()))
    by_letters = by_initials(letters, area) if letters else None
    if by_letters is not None:
        return by_letters
    general = [b for b in candidates if b.generic]
    return general[0] if len(general) == 1 and not any(map(area.near, candidates)) else None


def _in_area_name(body: Body, area: Area) -> Body:
    """The body under the name that it has in the area, if that differs."""
    now = current(body)
    here = {x.la for x in area.core()} | {x.upper for x in area.core()}
    for row in rows("agencies/local_names.csv"):
        if row["id"] == now.id and row["la_id"] in here:
            return replace(now, name=row["name"], id=f"{now.id}-{row['la_id']}", successors=())
    return body


def local_body(kind: Body, area: Area) -> Body | None:
    """The body of a kind (``Police``, ``Housing``) that covers the area; ``None`` if unsure."""
    if kind.id == "generic-probation-service":
        return bodies()[PROBATION]
    field, department = generic_links().get(kind.id, ("", ""))
    if not field:
        return None
    if department:
        councils = area.districts() if field == "district" else area.uppers()
        return department_of(councils[0], department) if len(councils) == 1 else None
    found = area.linked(field)
    return found[0] if len(found) == 1 else None


def department_of(council: Body, department: str) -> Body:
    """A council's department as a body of its own."""
    slug = re.sub(r"[^a-z]+", "-", department.casefold()).removesuffix("-services")
    return replace(council, id=f"{council.id}-{slug.removesuffix('-service')}",
                   name=f"{council.name} {department}", code="", code_scheme="",
                   type="council_department", aliases=(), successors=())  # fmt: skip


def _with_department(text: str, council: Mention, phrase: Phrase) -> Mention | None:
    """``Swale Borough Council`` and ``Housing`` behind it as one body."""
    kinds = [i for i in names()[phrase.key] if i in generic_links()]
    if not kinds or council.body is None or council.body.type != "local_authority":
        return None
    field, department = generic_links()[kinds[0]]
    body = _department_body(council.body, field, department)
    if body is None:
        return None
    words = text[council.start : phrase.end]
    return Mention(words, council.start, phrase.end, body, council.method)


def _department_body(council: Body, field: str, department: str) -> Body | None:
    if department:
        return department_of(council, department)
    linked = localities()[council.id].links.get(field, ()) if council.id in localities() else ()
    found = [bodies()[i] for i in linked if i in bodies() and field.endswith("care_id")]
    return found[0] if len(found) == 1 else None
