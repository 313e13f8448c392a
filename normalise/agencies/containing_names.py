"""Names that are part of a longer one: a typo or short word beside it, or another body's name."""

import re
from collections.abc import Sequence
from functools import cache

from normalise.agencies.fuzzy_matching import resolve_unknown
from normalise.agencies.lead_segments import is_role, segments, uncovered
from normalise.agencies.mentions import Mention
from normalise.agencies.place_and_kind import of_place
from normalise.register.area import Area
from normalise.register.departments import kind_of
from normalise.register.kinds import kinds_apart
from normalise.register.names_in_text import ordinary_words
from normalise.register.place_names import COMPASS, COUNCIL_WORDS, stem
from normalise.register.register import bodies, key, localities
from normalise.text.word_lists import lines, rows

BEFORE = re.compile(r"((?:[A-Z][\w'’]{2,}\s+)+)$")
AFTER = re.compile(r"\s+(?:(?:for|of|in)\s+)?([A-Z][\w'’]{2,})")
SHARED = re.compile(r"([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)\s+(?:and|&)\s+$")
END_OF_LINE = re.compile(r"[\n•,;/()]|$")


def with_containing_names(text: str, mentions: Sequence[Mention], area: Area) -> list[Mention]:
    """``Gtr Manchester Police``: words beside a known name that with it name a body.

    Left out are names that are only part of the name of a body that the register does not hold.
    """
    found = list(mentions)
    for start, end in segments(text):
        inside = [m for m in found if start <= m.start and m.end <= end]
        rest = uncovered(text, start, end, inside)
        words = text[start:end].strip()
        if not inside and is_role(rest):
            found += _before_role(text, start, end, area)
        if not inside or is_role(rest):
            continue
        others = [m for m in found if m not in inside]
        if not re.search(r"[A-Za-z]", rest):
            found = others + _without_ordinary(text, inside, area)
            continue
        match = resolve_unknown(words, area)
        if match is not None:
            found = [*others, Mention(words, start, end, match.body, match.method)]
        else:
            found = others + _own_names(text, inside, area)
    return sorted(found, key=lambda m: m.start)


def _before_role(text: str, start: int, end: int, area: Area) -> list[Mention]:
    """``Adult Socail Care Head of Service``: a name with a typo before a job title."""
    words = re.split(r"(?<=\s)", text[start:end])
    title = next((i for i, w in enumerate(words) if is_role(w)), 0)
    name = "".join(words[:title]).strip()
    match = resolve_unknown(name, area) if " " in name else None
    if match is None or match.method != "fuzzy":
        return []
    at = text.index(name, start)
    return [Mention(name, at, at + len(name), match.body, match.method)]


def _without_ordinary(text: str, inside: Sequence[Mention], area: Area) -> list[Mention]:
    """``Oasis Community Housing``: all of it known names, the first of them an ordinary word."""
    ordinary = [m for m in inside if key(m.text) in ordinary_words() and not _is_kind(m)]
    beside = any(m.kind in kinds_apart("community") for m in inside)
    if beside and any(_other_body(m, text, area) for m in ordinary):
        return _own_names(text, inside, area)
    return list(inside)


def _own_names(text: str, inside: Sequence[Mention], area: Area) -> list[Mention]:
    """Names that stand for themselves, those of kinds judged last; ``Surrey and Sussex Police``."""
    kept = [m for m in inside if _is_kind(m) or not _other_body(m, text, area)]
    for m in [m for m in kept if _is_kind(m)]:
        beside = [x for x in kept if x is not m]
        if _other_body(m, uncovered(text, 0, len(text), beside), area):
            kept.remove(m)
    return [x for m in kept for x in _with_shared(m, text, area)]


def _with_shared(mention: Mention, text: str, area: Area) -> list[Mention]:
    """A body and the one that shares the last words of its name: ``Surrey`` in "Surrey and …"."""
    place = SHARED.search(text[: mention.start])
    words = key(mention.text).removesuffix("s").split()
    if place is None or mention.body is None or mention.kind:
        return [mention]
    ends = (" ".join(words[i:]) for i in range(1, len(words)))
    body = next((b for end in ends if (b := of_place(f"{key(place[1])} {end}", area))), None)
    if body is None or body.type != mention.body.type:
        return [mention]
    return [Mention(place[1], place.start(1), place.end(1), body, "alias"), mention]


def _is_kind(mention: Mention) -> bool:
    return bool(mention.kind) or (mention.method == "area" and bool(kind_of(mention.text)))


def _other_body(mention: Mention, text: str, area: Area) -> bool:
    """``Framework Housing`` is not the council's housing service but a body of that name."""
    before, after = _beside(mention, text)
    plain, places = _plain_words(), _area_words(area)
    if _is_branch(mention) or _bare_place(mention):
        return _names_another([*before, after], plain)
    if key(mention.text) in ordinary_words() and not mention.kind:
        return _names_another([*before, after], plain | places)
    if key(after) in lines("agencies/whole_body_words.txt"):
        return mention.method != "exact"
    known = (plain | places | lines("agencies/kind_adjectives.txt")) - {"royal"}
    if mention.kind in kinds_apart("no_service") and _names_another([after], known):
        return True
    charity = mention.method == "alias" and mention.body and mention.body.type == "charity"
    weak = mention.kind or mention.method == "area" or charity
    return bool(weak) and _names_another(before, known)


def _beside(mention: Mention, text: str) -> tuple[list[str], str]:
    """The capitalised words on the same line before a name, and the one behind it."""
    start = max(text.rfind(mark, 0, mention.start) for mark in "\n•,;/()") + 1
    end = END_OF_LINE.search(text, mention.end)
    before = BEFORE.search(text[start : mention.start])
    after = AFTER.match(text[mention.end : end.start() if end else len(text)])
    return before[1].split() if before else [], after[1] if after else ""


@cache
def _plain_words() -> frozenset[str]:
    return lines("agencies/filler_words.txt") | lines("people/role_words.txt")


def _area_words(area: Area) -> frozenset[str]:
    return COUNCIL_WORDS.union(w for x in area.core for w in key(x.name).split())


def _names_another(words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether capitalised words beside a name make it the name of another body."""
    return any(w and not w.isupper() and key(w) not in known for w in words)


@cache
def _federations() -> frozenset[str]:
    return frozenset(r["id"] for r in rows("register/federations.csv"))


def _is_branch(mention: Mention) -> bool:
    """Whether a name may be that of a local member of a federation: ``Ipswich Women's Aid``."""
    return mention.body is not None and mention.body.id in _federations()


def _bare_place(mention: Mention) -> bool:
    """Whether a body's short name is nothing but places: ``Norfolk and Suffolk`` for a trust."""
    return mention.method == "alias" and set(key(mention.text).split()) <= _place_words()


@cache
def _place_words() -> frozenset[str]:
    places = {w for x in localities().values() for w in stem(x.name).split()}
    return COMPASS.union(places, {"london", "and"}) - {"city", "hospital"}


def is_body_name(words: str) -> bool:
    """Whether what looks like a person's name is a body's: ``Leeds Mind``, "DC Housing"."""
    return bool(kind_of(words)) or bool(set(key(words).split()) & _federated_words())


@cache
def _federated_words() -> frozenset[str]:
    aliases = (key(a) for i in _federations() for a in bodies()[i].aliases)
    return frozenset(a for a in aliases if a and " " not in a and len(a) > 2)
