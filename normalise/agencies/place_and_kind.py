"""Bodies named by a place and a kind: ``Leicester Police``, ``Stockton Council ASC``."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from normalise.register.area import Area
from normalise.register.departments import department_of, kind_of
from normalise.register.place_names import lowest, stem
from normalise.register.register import Body, Locality, bodies, current, generic_links, localities
from normalise.text.word_lists import rows

SHORTEST_CUT = 6
"""Letters of the shortest beginning that is a place's: shorter ones begin other words too."""
RIVER = re.compile(r" (?:on|upon|under) .*")
COUNCIL = re.compile(
    r"^(?:(?:metropolitan )?(?:city|borough|district|county)(?: borough)? )?council\b ?"
    r"|^(?:mbc|mdc|cbc|bc|dc|cc)\b ?"
)
COUNTY = re.compile(r"^(?:county council|cc)\b")


def of_place(words: str, area: Area) -> Body | None:
    """The body that a place's name and a kind's name make (``key``); ``None`` if unsure."""
    for place, rest in _parts(words):
        here = _nearest(_places()[place], area)
        found = {b.id: b for x in here if (b := _body(x, rest))}
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def is_place(words: str) -> bool:
    """Whether words (``key``) are a council's place and nothing else."""
    return words in _places()


def is_cut_place(words: str) -> bool:
    """Whether words are the beginning of a place's name: ``nottinghamshir``."""
    return len(words) >= SHORTEST_CUT and any(p.startswith(words) for p in _places())


def _parts(words: str) -> Iterable[tuple[str, str]]:
    """Ways to read words as a place and what follows it, the longest place first."""
    parts = words.split()
    for n in range(len(parts) - 1, 0, -1):
        place = " ".join(parts[:n])
        if place in _places():
            yield place, " ".join(parts[n:])


@cache
def _places() -> dict[str, tuple[Locality, ...]]:
    """Localities by their names without the words that make them councils."""
    found: dict[str, list[Locality]] = defaultdict(list)
    for x in localities().values():
        for name in {stem(x.name), RIVER.sub("", stem(x.name))}:
            found[name].append(x)
    for row in rows("agencies/short_words.csv"):
        found[row["short"]] += found.get(row["long"], [])
    return {name: tuple(xs) for name, xs in found.items() if name and xs}


def _nearest(choices: Iterable[Locality], area: Area) -> list[Locality]:
    core = {x.la for x in area.core} | {x.upper for x in area.core}
    near = [x for x in choices if x.la in core]
    return near or list(choices)


def _body(place: Locality, rest: str) -> Body | None:
    """What ``rest`` names there: its council, one of the departments, or what covers it."""
    council = COUNCIL.match(rest)
    if council and (("county council" in place.name.casefold()) == bool(COUNTY.match(rest))
                    or council.group().strip() == "council"):  # fmt: skip
        kind = rest[council.end() :].strip()
        return _of_kind(place, kind) if kind else bodies()[place.la]
    return _of_kind(place, rest)


def _of_kind(place: Locality, kind: str) -> Body | None:
    generic = kind_of(kind)
    if not generic:
        return None
    field, department = generic_links()[generic]
    if department:
        settled = lowest(place) if field == "district" else True
        council = place.la if field == "district" else place.upper
        return department_of(bodies()[council], department) if settled else None
    found = {current(bodies()[i]).id for i in place.links.get(field, ())}
    return bodies()[found.pop()] if len(found) == 1 else None
