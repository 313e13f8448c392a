"""The area that a review is about, from the bodies that the document names.

It settles what ``WCC``, ``Police``, ``ASC``, ``SAB`` or ``The Trust`` stand for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from normalise.register.body_name_parts import body_name_parts
from normalise.register.names_in_text import find_phrases, ordinary_words
from normalise.register.place_names import lowest, stems, wide_stems
from normalise.register.register import Body, Locality, bodies, current, key, localities, names

NEAR = 0.6
"""A locality is the area's if its weight is at least this share of the greatest.

This and the weights are set by hand: councils that share a review weigh about the same.
"""
REGIONAL = frozenset(
    {"nhs_trust", "ambulance", "health_board", "charity", "police", "community_safety_partnership",
     "ccg_former"}
)  # fmt: skip
DISTRICT_WEIGHT = 3.0
"""A council named counts for its own area more than a body that covers several."""
OPENING_WEIGHT = 5.0
"""A title or a line of the first pages: it names the publisher, whose area is the review's."""
SECTION_WEIGHT = 3.0
"""A section's title, which names an agency that works in the area."""
LEAD_WEIGHT = 1.0
"""A lead cell, which may name a body from elsewhere too."""
TEXT_WEIGHT = 0.1
"""Any other text: there is much of it, and it tells of other places as well."""


@dataclass(frozen=True, eq=False)
class Area:
    """Weights of localities (councils' areas), and how often the document names each body."""

    weights: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    publisher: Body | None = None

    @cached_property
    def local(self) -> list[Body]:
        """Bodies that work in the area or that the document names."""
        ids = dict.fromkeys(i for x in self.core for ids in x.links.values() for i in ids)
        ids |= dict.fromkeys(self.named) | dict.fromkeys(self.weights)
        ids |= dict.fromkeys(_regional_in(self._spaced_stems))
        return [bodies()[i] for i in ids if i in bodies()]

    @cached_property
    def local_keys(self) -> dict[str, Body]:
        """Local bodies by the keys of their names."""
        return {key(a): b for b in self.local for a in (b.name, *b.aliases)}

    def by_part(self, words: str) -> dict[str, Body]:
        """Local bodies, by id, whose name ends with words, or a trust's begins (``plain``)."""
        return self._by_part.get(words, {})

    @cached_property
    def _by_part(self) -> dict[str, dict[str, Body]]:
        found: dict[str, dict[str, Body]] = defaultdict(dict)
        for body in self.local:
            for part in body_name_parts(body):
                found[part][current(body).id] = current(body)
        return found

    def most_named(self, kind: str) -> list[Body]:
        """Bodies of a type that the document names most."""
        named = {i: n for i, n in self.named.items() if bodies()[i].type == kind}
        most = max(named.values(), default=0)
        return [bodies()[i] for i, n in named.items() if n == most]

    def ranked(self) -> list[Locality]:
        """Localities by weight, the heaviest first."""
        return [localities()[la] for la, _ in self.weights.most_common()]

    @cached_property
    def core(self) -> list[Locality]:
        """The localities that the review is about."""
        top = max(self.weights.values(), default=0)
        return [x for x in self.ranked() if self.weights[x.la] >= NEAR * top]

    def linked(self, field_name: str) -> list[Body]:
        """Bodies that cover the area in one role; several if the area does not settle it."""
        found = _named_of(self, field_name)
        if found:
            return found
        ids = Counter(
            current(bodies()[i]).id for x in self.core for i in x.links.get(field_name, ())
        )
        most = max(ids.values(), default=0)
        return [bodies()[i] for i, n in ids.items() if n == most]

    def uppers(self) -> list[Body]:
        """Councils of the upper tier: county, unitary, borough or city."""
        return _councils(dict.fromkeys(x.upper for x in self.core))

    def districts(self) -> list[Body]:
        """Councils of the lower tier, or the one council where there is one tier."""
        uppers = {x.upper for x in self.core}
        named = [x for x in self.ranked() if self.named[x.la] and lowest(x) and x.upper in uppers]
        if named:
            most = max(self.named[x.la] for x in named)
            return _councils(x.la for x in named if self.named[x.la] == most)
        return _councils(x.la for x in self.core if lowest(x))

    def near(self, body: Body) -> bool:
        """Whether a body works in the area, by the links, its name or its region."""
        if body.id in self.named or body.id in self.weights or body.id in self._covering:
            return True
        return any(stem in _named_places(body) for stem in self._spaced_stems)

    def in_county(self, body: Body) -> bool:
        """Whether a body's name or region has the county's or that of what covers the area.

        ``Northamptonshire`` for its two halves, ``Black Country`` for its boroughs.
        """
        return any(stem in _named_places(body) for x in self.core for stem in wide_stems(x))

    @cached_property
    def _covering(self) -> frozenset[str]:
        """Ids of the bodies linked to the area."""
        return frozenset(i for x in self.core for ids in x.links.values() for i in ids)

    @cached_property
    def _spaced_stems(self) -> tuple[str, ...]:
        """The names of the area's places, with a space at each end."""
        return tuple(f" {stem} " for x in self.core for stem in stems(x))


@cache
def _named_places(body: Body) -> str:
    return f" {key(body.name)} {key(body.region)} "


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
def _localities_of() -> dict[str, tuple[str, ...]]:
    """Localities by the bodies that cover them, the councils themselves included."""
    found: dict[str, list[str]] = {}
    for x in localities().values():
        own = {x.la, *(i for ids in x.links.values() for i in ids)}
        for body in own:
            found.setdefault(body, []).append(x.la)
        if x.upper != x.la:
            found.setdefault(x.upper, []).append(x.la)
    return {body: tuple(las) for body, las in found.items()}


def find_area(texts: Iterable[tuple[str, float]], publisher: Body | None = None) -> Area:
    """The area of a document, from its texts with the weight of each."""
    weights, named = Counter[str](), Counter[str]()
    for text, weight in texts:
        for body in bodies_named(text):
            named[body.id] += 1
            _weigh(weights, body, weight)
    return Area(weights, named, publisher)


def _weigh(weights: Counter[str], body: Body, weight: float) -> None:
    covered = _localities_of().get(body.id, ())
    for la in covered:
        own = DISTRICT_WEIGHT if la == body.id else 1.0
        weights[la] += own * weight / len(covered)  # type: ignore[assignment]


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
