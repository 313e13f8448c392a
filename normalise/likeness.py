"""Names that the register does not hold as printed: short words, acronyms, slips of the pen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from normalise.area import Area
from normalise.mentions import find_mentions, local_body
from normalise.register import Body, bodies, current, key, names
from normalise.word_lists import rows
from schemas.plan import MatchMethod

CLOSE = 88.0
"""Least rapidfuzz ratio, of 100, for a name read by likeness within the area."""
CERTAIN = 93.0
"""Least ratio for a body that works in the whole nation, and for kinds of bodies."""
SHORTEST = 6
"""Shorter words are too easily like another."""
NOT_IN_ACRONYMS = frozenset({"and", "of", "the", "for", "in"})
LEFT_OUT = frozenset({"nhs", "foundation", "university", "the"})


@dataclass(frozen=True, slots=True)
class Match:
    """A body, and how it was recognised."""

    body: Body
    method: MatchMethod
    score: float


def resolve_unknown(text: str, area: Area) -> Match | None:
    """The body that ``text`` means, by the ways that need the area; ``None`` if unsure."""
    words = key(text)
    plain = words.removeprefix("the ")
    return (
        _shorthand(words, area)
        or _expanded(plain, area)
        or _acronym(text, area)
        or _place_initials(plain, area)
        or _partial(plain, area)
        or _alike(plain, area)
    )


def is_shorthand(text: str) -> bool:
    """Whether words stand for a body that the area settles (``The Trust``)."""
    return any(r["wording"] == key(text) for r in rows("shorthand.csv"))


def _shorthand(words: str, area: Area) -> Match | None:
    kind = next((r["kind"] for r in rows("shorthand.csv") if r["wording"] == words), None)
    if kind is None:
        return None
    found = _of_kind(kind, area)
    return Match(found[0], "area", 0.9) if len(found) == 1 else None


def _of_kind(kind: str, area: Area) -> list[Body]:
    if kind.startswith("generic-"):
        local = local_body(bodies()[kind], area)
        return [local] if local else []
    if kind == "nhs_trust":
        named = {i: n for i, n in area.named.items() if bodies()[i].type == "nhs_trust"}
        most = max(named.values(), default=0)
        return [bodies()[i] for i, n in named.items() if n == most]
    tiers = {"upper": area.uppers(), "district": area.districts()}
    both = {b.id: b for b in area.uppers() + area.districts()}
    return tiers.get(kind, list(both.values()))


def written_out(text: str) -> str:
    """``text`` with its short words written out: ``Gtr Manchester Constabulary``."""
    longer = {r["short"]: r["long"] for r in rows("short_words.csv")}
    return re.sub(r"[A-Za-z]+", lambda m: longer.get(m.group().casefold(), m.group()), text)


def _expanded(words: str, area: Area) -> Match | None:
    full = written_out(words)
    if full == words and full not in names():
        return None
    mentions = find_mentions(full, area)
    if len(mentions) == 1 and mentions[0].end - mentions[0].start >= len(full) - 4:
        body = mentions[0].body
        return Match(body, "alias", 0.95) if body else None
    return _partial(full, area)


def _acronym(text: str, area: Area) -> Match | None:
    letters = re.sub(r"[^A-Za-z&]", "", text)
    # "EMDCSP" and "NottsHC" are acronyms, "Health" is not.
    if not 2 <= len(letters) <= 9 or sum(c.isupper() for c in letters) < 2 or " " in text.strip():
        return None
    wanted = letters.replace("&", "").casefold()
    found = {current(b).id: current(b) for b in area.local() if wanted in set(_acronyms(b))}
    body = _nearest(list(found.values()), area)
    return Match(body, "acronym", 0.9) if body else None


def _nearest(found: Sequence[Body], area: Area) -> Body | None:
    """The one of several that the document names, else the one that covers the area."""
    linked = {i for x in area.core() for ids in x.links.values() for i in ids}
    for chosen in (
        [b for b in found if b.id in area.named],
        [b for b in found if b.id in linked],
        found,
    ):
        if len(chosen) == 1:
            return chosen[0]
    return None


def _acronyms(body: Body) -> Iterator[str]:
    for alias in (body.name, *body.aliases):
        words = [w for w in key(alias).split() if w not in NOT_IN_ACRONYMS]
        # "Kent PCC" is short already.
        if len(words) > 1 and not any(w.isupper() and w != "NHS" for w in alias.split()):
            yield "".join(w[0] for w in words)
            yield "".join(w[0] for w in words if w not in LEFT_OUT)
            yield "".join(w[0] for w in words[:-1]) + words[-1]


def _place_initials(words: str, area: Area) -> Match | None:
    """``K&M CCG``: initials of places before the name of a kind of body."""
    initials = re.match(r"(?:[a-z] )(?:(?:and )?[a-z] )*", words)
    kind = words[initials.end() :] if initials else ""
    mentions = [m for m in find_mentions(kind, area) if m.body and m.text == kind]
    if not initials or len(mentions) != 1 or mentions[0].body is None:
        return None
    body = mentions[0].body
    first = " ".join(w if w == "and" else w[0] for w in _plain(body.name).split())
    return Match(body, "acronym", 0.9) if f"{first} ".startswith(initials.group()) else None


def _partial(words: str, area: Area) -> Match | None:
    """``health and care trust``: the end of one local body's name."""
    if len(words.split()) < 2:
        return None
    wanted = " " + " ".join(w for w in words.split() if w not in LEFT_OUT)
    found = {
        current(b).id: current(b)
        for b in area.local()
        for alias in (b.name, *b.aliases)
        if f" {_plain(alias)}".endswith(wanted) and len(wanted) >= SHORTEST
    }
    named = {i: b for i, b in found.items() if i in area.named}
    chosen = list((named if len(found) > 1 else found).values())
    return Match(chosen[0], "area", 0.9) if len(chosen) == 1 else None


def _plain(alias: str) -> str:
    return " ".join(w for w in key(alias).split() if w not in LEFT_OUT)


def _alike(words: str, area: Area) -> Match | None:
    """A slip of the pen in the name of one local body, or in a kind's (``Adult Socail Care``)."""
    if len(words) < SHORTEST:
        return None
    local = _best(words, {key(a): b for b in area.local() for a in (b.name, *b.aliases)}, CLOSE)
    wide = _best(words, _wide_names(), CERTAIN)
    found = max((m for m in (local, wide) if m), key=lambda m: m.score, default=None)
    if found is None or not found.body.generic:
        return found
    body = local_body(found.body, area) or found.body
    return Match(body, "fuzzy", found.score)


@cache
def _wide_names() -> dict[str, Body]:
    kinds = {"generic", "national_body", "probation"}
    return {key(a): b for b in bodies().values() if b.type in kinds for a in (b.name, *b.aliases)}


def _best(words: str, choices: dict[str, Body], least: float) -> Match | None:
    """The one body above the line; two of them are none."""
    close = process.extract(words, choices.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=5)
    found = {current(choices[name]).id: score for name, score, _ in reversed(close)}
    if not found:
        return None
    top = max(found.values())
    best = [i for i, score in found.items() if score >= top - 1.0]
    if len(best) != 1:
        return None
    return Match(current(bodies()[best[0]]), "fuzzy", round(top / 100, 3))
