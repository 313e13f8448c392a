"""Mentions of bodies in a cell or title: register names, read for the review's area."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from normalise.agencies.place_and_kind import is_place, of_place
from normalise.register.acronyms import by_initials, letters_of, named_by_initials, too_far
from normalise.register.area import Area
from normalise.register.departments import (
    DEPARTMENTS,
    department_body,
    department_of,
    department_tails,
    kind_of,
)
from normalise.register.kinds import kinds_apart, only_bodies
from normalise.register.names_in_text import Phrase, find_phrases
from normalise.register.register import Body, bodies, current, generic_links, key, names
from normalise.text.word_lists import rows
from schemas.plan import MatchMethod

TAILS = (
    re.compile(r"\s*(?:&|and)\s+[A-Z]\w+\s+(?:&|and)\s+[A-Z]\w+"),
    re.compile(r"\s*(?:&|and)\s+[A-Z]\w+\s+[A-Z]\w+"),
    re.compile(r"\s*(?:&|and)\s+[A-Z]\w+"),
)
PLACE_BEHIND = re.compile(
    r"\s*\(([^)]+)\)|\s+(?:of|for|in)\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)(?=\s*(?:$|[,;/\n]))"
)
BELONGS = re.compile(r"^\s*(?:[-–—(]|at|of|within|in)\s*(?:the\s+)?$")
"""What may stand between a department and its council behind it."""
ADJACENT = re.compile(r"^[\s–—-]*$")


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
    phrases = find_phrases(text)
    found: list[Mention] = []
    for phrase in phrases:
        mention = _mention(text, phrase, area)
        one_body = (
            _as_one_body(text, found[-1], mention, alone=len(phrases) == 2) if found else None
        )
        if one_body is not None:
            found[-1] = one_body
        elif not found or found[-1].end <= mention.start:
            found.append(_with_tail(text, mention, area))
    return found


def _as_one_body(text: str, first: Mention, second: Mention, *, alone: bool) -> Mention | None:
    """Two names that are one body's: a council and its department, a charity and its service."""
    between = text[first.end : second.start]
    body: Body | None = None
    if ADJACENT.match(between) or _in_brackets(text, first, second):
        body = _department(first.body, kind_of(second.text))
        if body is None and second.kind not in ("", *kinds_apart("no_service")) and not first.kind:
            # "Salford Foundation IDVA Service": the service is the charity's.
            body = first.body
    if body is None and (BELONGS.match(between) or (alone and between.strip() == ",")):
        body = _department(second.body, kind_of(first.text))
    if body is None:
        return None
    own = second.body is not None and body.id.startswith(second.body.id)
    method = second.method if own else first.method
    return Mention(text[first.start : second.end], first.start, second.end, body, method)


def _in_brackets(text: str, first: Mention, second: Mention) -> bool:
    """``Derbyshire County Council (Education)``."""
    opened = text[first.end : second.start].strip() == "("
    return opened and text[second.end :].lstrip().startswith(")")


def _with_tail(text: str, mention: Mention, area: Area) -> Mention:
    """``Adult Social Care & Health``, ``Police (Kent)``: the rest of a longer name."""
    place = PLACE_BEHIND.match(text, mention.end) if kind_of(mention.text) else None
    name = (place[1] or place[2]) if place else ""
    if place is not None and is_place(key(name)):
        body = of_place(key(f"{name} {mention.text}"), area)
        if body is not None:
            return replace(mention, body=body, kind="", method="alias", end=place.end(),
                           text=text[mention.start : place.end()])  # fmt: skip
    if mention.body is None or mention.body.type not in DEPARTMENTS:
        return mention
    for match in (m for p in TAILS if (m := p.match(text, mention.end))):
        if key(match.group()) in department_tails():
            return replace(mention, text=text[mention.start : match.end()], end=match.end())
    return mention


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
    method = "exact" if key(local.name) == phrase.key else "area"
    return Mention(words, phrase.start, phrase.end, local, method)


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
    core = {x.la for x in area.core} | {x.upper for x in area.core}
    for test in (lambda b: b.id in area.named, lambda b: b.id in core, area.near, area.in_county):
        left = {current(b).id: b for b in local if test(b)}
        if len(left) == 1:
            return next(iter(left.values()))
    by_letters = by_initials(letters, area) if letters else None
    if by_letters is not None:
        return by_letters
    general = [b for b in candidates if b.generic]
    return general[0] if len(general) == 1 and not any(map(area.near, candidates)) else None


@cache
def _local_names() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("register/local_names.csv"):
        found[row["id"]].append(row)
    return dict(found)


def _in_area_name(body: Body, area: Area) -> Body:
    """The body under the name that it has in the area, if that differs."""
    now = current(body)
    for row in _local_names().get(now.id, ()):
        if any(row["la_id"] in (x.la, x.upper) for x in area.core):
            return now._replace(name=row["name"], id=f"{now.id}-{row['la_id']}", successors=())
    return body


def local_body(kind: Body, area: Area) -> Body | None:
    """The body of a kind (``Police``, ``Housing``) that covers the area; ``None`` if unsure."""
    if kind.id in only_bodies():
        return bodies()[only_bodies()[kind.id]]
    field, department = generic_links().get(kind.id, ("", ""))
    if not field:
        return None
    if department:
        councils = area.districts() if field == "district" else area.uppers()
        return department_of(councils[0], department) if len(councils) == 1 else None
    found = area.linked(field)
    return found[0] if len(found) == 1 else None


def _department(council: Body | None, kind: str) -> Body | None:
    """A council's department of a kind; ``None`` where it is none of a council's."""
    if not kind or council is None or council.type != "local_authority":
        return None
    return department_body(council, *generic_links()[kind])
