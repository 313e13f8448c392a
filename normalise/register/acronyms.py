"""Acronyms of bodies: those made from a name's words, and how far from home one is trusted."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from normalise.register.area import Area
from normalise.register.body_name_parts import LEFT_OUT
from normalise.register.register import Body, bodies, current, key

NOT_IN_ACRONYMS = frozenset({"and", "of", "the", "for", "in", "on"})
LONGEST = 9
"""Letters of the register's longest acronym."""
SHORTEST = 2
"""Letters of its shortest."""
SHORT = 3
"""Acronyms of at most so many letters are too many bodies' to be trusted far from home."""
KNOWN_AFAR = frozenset({"police", "ambulance", "national_body", "probation"})


@lru_cache(20_000)
def letters_of(text: str) -> str:
    """The letters of an acronym in small ones (``emdcsp``); ``""`` if ``text`` is none."""
    letters = re.sub(r"[^A-Za-z&]", "", text)
    capitals = sum(c.isupper() for c in letters)
    # "EMDCSP" and "NottsHC" are acronyms, "Health" is not.
    if " " in text.strip() or capitals < 2 or capitals * 2 < len(letters):
        return ""
    plain = letters.replace("&", "").casefold()
    return plain if SHORTEST <= len(plain) <= LONGEST else ""


def by_initials(letters: str, area: Area) -> Body | None:
    """The one body of the area whose words begin with the letters."""
    found = {current(b).id: current(b) for b in area.local if letters in initials(b)}
    return _nearest(list(found.values()), letters, area)


def named_by_initials(letters: str, area: Area, among: Iterable[Body] = ()) -> list[Body]:
    """Bodies that the document names and that go by the letters; ``among`` is known to."""
    named = [bodies()[i] for i in area.named if letters in initials(bodies()[i])]
    known = [current(b) for b in among if not b.generic and current(b).id in area.named]
    return list({b.id: b for b in (*named, *known)}.values())


def _nearest(found: Sequence[Body], letters: str, area: Area) -> Body | None:
    """The one of several that the document names, else the one that covers the area.

    Two letters are too many bodies' to be trusted for one that neither names nor covers it.
    """
    linked = {i for x in area.core for ids in x.links.values() for i in ids}
    for chosen in (
        [b for b in found if b.id in area.named],
        [b for b in found if b.id in linked],
        found if len(letters) > SHORTEST else [],
    ):
        if len(chosen) == 1:
            return chosen[0]
    return None


@cache
def initials(body: Body) -> frozenset[str]:
    """Acronyms that a body's names make, in small letters."""
    return frozenset(x for alias in (body.name, *body.aliases) for x in initials_of(alias))


def initials_of(name: str) -> frozenset[str]:
    """Acronyms that a name makes, in small letters."""
    words = [w for w in key(name).split() if w not in NOT_IN_ACRONYMS]
    # "Kent PCC" is short already.
    if len(words) < 2 or any(w.isupper() and w != "NHS" for w in name.split()):
        return frozenset()
    firsts = "".join(w[0] for w in words)
    plain = "".join(w[0] for w in words if w not in LEFT_OUT)
    return frozenset({firsts, plain, firsts[:-1] + words[-1]} - {""})


def too_far(body: Body, letters: str, area: Area) -> bool:
    """Whether a short acronym would name a body of another region than the review's."""
    here = {part for x in area.core for part in _parts(x.region)}
    home = _parts(body.region.split(";")[0])
    if not home or not here or len(letters) > SHORT or body.type in KNOWN_AFAR:
        return False
    return not any(a in b or b in a for a in home for b in here) and not (
        area.near(body) or area.in_county(body)
    )


def _parts(region: str) -> list[str]:
    """``North East and Yorkshire`` as two."""
    return [part.strip() for part in region.split(" and ") if part.strip()]
