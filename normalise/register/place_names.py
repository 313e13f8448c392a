"""Names of places in the names of councils and of what covers them."""

import re
from functools import cache

from normalise.register.register import Locality, bodies, key, localities


@cache
def lowest(locality: Locality) -> bool:
    """Whether no other council is below this one."""
    return not any(x.upper == locality.la and x.la != locality.la for x in localities().values())


@cache
def stems(locality: Locality) -> tuple[str, ...]:
    """Place names of a locality and of its county: ``Swale``, ``Kent``."""
    found = [locality.name]
    if locality.upper in localities():
        found.append(localities()[locality.upper].name)
    return tuple(dict.fromkeys(stem(n) for n in found if len(stem(n)) > 3))


COVERING = ("police_id", "icb_ids")
WIDE_KIND = re.compile(r"^NHS | (?:Integrated Care Board|Police|Constabulary|Police Service)$")
COMPASS = frozenset({"north", "south", "east", "west", "central", "mid"})


@cache
def wide_stems(locality: Locality) -> tuple[str, ...]:
    """Places of the county and of the force and the health board, with a space at each end."""
    plain = [[w for w in s.split() if w not in COMPASS] for s in stems(locality)]
    covering = [bodies()[i] for f in COVERING for i in locality.links.get(f, ())]
    found = [" ".join(words) for words in plain if words]
    found += [key(part.strip()) for b in covering for part in WIDE_KIND.sub("", b.name).split(",")]
    return tuple(f" {place} " for place in found if place)


COUNCIL_WORDS = frozenset(
    [
        "council",
        "county",
        "city",
        "borough",
        "district",
        "metropolitan",
        "royal",
        "london",
        "unitary",
        "of",
        "the",
        "corporation",
        "and",
    ]
)


def stem(name: str) -> str:
    """A council's name without the words that make it a council."""
    words = key(name).split()
    while words and words[-1] in COUNCIL_WORDS:
        words.pop()
    while words and words[0] in COUNCIL_WORDS:
        words.pop(0)
    return " ".join(words)
