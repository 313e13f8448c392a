"""The area that a review is about, from the bodies that the document names.

It settles what ``WCC``, ``Police``, ``ASC``, ``SAB`` or ``The Trust`` stand for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from normalise.register.name_parts import name_parts
from normalise.register.names_in_text import find_phrases, ordinary_words
from normalise.register.place_names import lowest, stems, wide_stems
from normalise.register.register import Body, Locality, bodies, current, key, localities, names

NEAR = 0.6
"""A locality is the area's if its weight is at least this share of the greatest."""
REGIONAL = frozenset(
    {"nhs_trust", "ambulance", "health_board", "charity", "police", "community_safety_partnership",
     "ccg_former"}
)  # fmt: skip
DISTRICT_WEIGHT = 3.0
"""A council named counts for its own area more than a body that covers several."""


@dataclass(slots=True)
class Area:
    """Weights of localities (councils' areas) and of the bodies that the document names."""

    weights: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    publisher: Body | None = None
    _core: list[Locality] | None = None
    _local: list[Body] | None = None
    _keys: dict[str, Body] | None = None
    _parts: dict[str, dict[str, Body]] | None = None

    def local(self) -> list[Body]:
        """Bodies that work in the area or that the document names; settled at first asking."""
        if self._local is None:
            ids = dict.fromkeys(i for x in self.core() for ids in x.links.values() for i in ids)
            ids |= dict.fromkeys(self.named) | dict.fromkeys(self.weights)
            ids |= dict.fromkeys(_regional_in(self._reach()[1]))
            self._local = [bodies()[i] for i in ids if i in bodies()]
        return self._local

    def local_keys(self) -> dict[str, Body]:
        """Local bodies by the keys of their names."""
        if self._keys is None:
            self._keys = {key(a): b for b in self.local() for a in (b.name, *b.aliases)}
        return self._keys

    def by_part(self, words: str) -> dict[str, Body]:
        """Local bodies, by id, whose name ends with words, or a trust's begins (``plain``)."""
        if self._parts is None:
            self._parts = defaultdict(dict)
            for body in self.local():
                for part in name_parts(body):
                    self._parts[part][current(body).id] = current(body)
        return self._parts.get(words, {})

    def most_named(self, kind: str) -> list[Body]:
        """Bodies of a type that the document names most."""
        named = {i: n for i, n in self.named.items() if bodies()[i].type == kind}
        most = max(named.values(), default=0)
        return [bodies()[i] for i, n in named.items() if n == most]

    def ranked(self) -> list[Locality]:
        """Localities by weight, the heaviest first."""
        return [localities()[la] for la, _ in self.weights.most_common()]

    def core(self) -> list[Locality]:
        """The localities that the review is about."""
        if self._core is None:
            top = max(self.weights.values(), default=0)
            self._core = [x for x in self.ranked() if self.weights[x.la] >= NEAR * top]
        return self._core

    def linked(self, field_name: str) -> list[Body]:
        """Bodies that cover the area in one role; several if the area does not settle it."""
        found = _named_of(self, field_name)
        if found:
            return found
        ids = Counter(
            current(bodies()[i]).id for x in self.core() for i in x.links.get(field_name, ())
        )
        most = max(ids.values(), default=0)
        return [bodies()[i] for i, n in ids.items() if n == most]

    def uppers(self) -> list[Body]:
        """Councils of the upper tier: county, unitary, borough or city."""
        return _councils(dict.fromkeys(x.upper for x in self.core()))

    def districts(self) -> list[Body]:
        """Councils of the lower tier, or the one council where there is one tier."""
        uppers = {x.upper for x in self.core()}
        named = [x for x in self.ranked() if self.named[x.la] and lowest(x) and x.upper in uppers]
        if named:
            most = max(self.named[x.la] for x in named)
            return _councils(x.la for x in named if self.named[x.la] == most)
        return _councils(x.la for x in self.core() if lowest(x))

    def near(self, body: Body) -> bool:
        """Whether a body works in the area, by the links, its name or its region."""
        return self._within(body, *self._reach())

    def in_county(self, body: Body) -> bool:
        """Whether a body's name or region has the county's or that of what covers the area.

        ``Northamptonshire`` for its two halves, ``Black Country`` for its boroughs.
        """
        return any(stem in _named_places(body) for x in self.core() for stem in wide_stems(x))

    def _within(self, body: Body, covering: frozenset[str], stems: tuple[str, ...]) -> bool:
        if body.id in self.named or body.id in self.weights or body.id in covering:
            return True
        return any(stem in _named_places(body) for stem in stems)

    def _reach(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Bodies linked to the area, and its places' names with a space at each end."""
        core = tuple(x.la for x in self.core())
        return _covering(core), _spaced_stems(core)


@cache
def _named_places(body: Body) -> str:
    return f" {key(body.name)} {key(body.region)} "


@lru_cache(64)
def _covering(core: tuple[str, ...]) -> frozenset[str]:
    return frozenset(i for la in core for ids in localities()[la].links.values() for i in ids)


@lru_cache(64)
def _spaced_stems(core: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {stem} " for la in core for stem in stems(localities()[la]))


def _regional_in(stems: tuple[str, ...]) -> list[str]:
    """Ids of the bodies that no council is linked to and that name one of some places."""
    likely = (i for stem in stems for i in _regional_by_word().get(stem.split()[0], ()))
    named = {i for i in likely if any(stem in _named_places(bodies()[i]) for stem in stems)}
    return [i for i in bodies() if i in named]


@cache
def _regional_by_word() -> dict[str, list[str]]:
    """Ids of bodies of a region, by each word of their names and regions."""
    found: dict[str, list[str]] = defaultdict(list)
    for body in bodies().values():
        if body.type in REGIONAL and body.region:
            for word in set(_named_places(body).split()):
                found[word].append(body.id)
    return found


def _named_of(area: Area, field_name: str) -> list[Body]:
    """Bodies of one role that the document names in full; the publisher before all."""
    kinds = _kinds(field_name)
    if area.publisher and area.publisher.type in kinds and _has_role(area.publisher, field_name):
        return [area.publisher]
    found = {i: n for i, n in area.named.items() if _has_role(bodies()[i], field_name)}
    near = {i: n for i, n in found.items() if area.near(bodies()[i])}
    most = max(near.values(), default=0)
    return [bodies()[i] for i, n in near.items() if n == most]


@cache
def role_members(field_name: str) -> frozenset[str]:
    """Ids of the bodies that areas are linked to in one role."""
    return frozenset(i for x in localities().values() for i in x.links.get(field_name, ()))


@cache
def _kinds(field_name: str) -> frozenset[str]:
    return frozenset(bodies()[i].type for i in role_members(field_name) if i in bodies())


def _has_role(body: Body, field_name: str) -> bool:
    return body.id in role_members(field_name)


def _councils(ids: Iterable[str]) -> list[Body]:
    return [bodies()[i] for i in ids if i in bodies()]


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Localities by the bodies that cover them, the councils themselves included."""
    found: dict[str, list[str]] = {}
    for x in localities().values():
        own = {x.la, *(i for ids in x.links.values() for i in ids)}
        for body in own:
            found.setdefault(body, []).append(x.la)
        if x.upper != x.la:
            found.setdefault(x.upper, []).append(x.la)
    return {body: tuple(las) for body, las in found.items()}


def find_area(texts: Sequence[tuple[str, float]]) -> Area:
    """The area of a document, from its texts with the weight of each."""
    area = Area()
    for text, weight in texts:
        for body in bodies_named(text):
            area.named[body.id] += 1
            _weigh(area, body, weight)
    return area


def _weigh(area: Area, body: Body, weight: float) -> None:
    places = _places().get(body.id, ())
    for la in places:
        own = DISTRICT_WEIGHT if la == body.id else 1.0
        area.weights[la] += own * weight / len(places)  # type: ignore[assignment]


def bodies_named(text: str) -> list[Body]:
    """Bodies that ``text`` names beyond doubt, as they are now called."""
    named = (_beyond_doubt(p.key) for p in find_phrases(text) if text[p.start].isupper())
    return [body for body in named if body is not None]


@cache
def _beyond_doubt(name: str) -> Body | None:
    """The one body that goes by a name, as it is now called; no kind, no ordinary word."""
    one = {current(bodies()[i]).id for i in names()[name]}
    if len(one) != 1 or name in ordinary_words():
        return None
    body = bodies()[next(iter(one))]
    return None if body.generic else body
