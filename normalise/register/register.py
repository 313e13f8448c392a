"""The register of public bodies: names, aliases, former bodies, and what covers each area.

Its files and their sources and licences are in ``data/register`` (``SOURCES.md``).
"""

import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from normalise.text.word_lists import rows

BRACKET = re.compile(
    r"\s*\((?:England and Wales|community safety|children|local authority|the council|[^)]*not "
    r"[^)]*|local|to \d{4}|\d{4}-\d{4})\)$"
)
DASH = re.compile(r" [-–] (?=Adult|Children)")
SPACED = re.compile("^ |  | $")
SET_ASIDE: Mapping[int, str | None] = {
    **{ord(mark): " " for mark in string.punctuation},
    **{ord(mark): None for mark in "’'`."},
}
"""Marks that a looked-up name has not: a table, for the register is read at every start."""
LINK_FIELDS = (
    "police_id", "pcc_id", "fire_id", "csp_id", "icb_ids", "health_board_id", "ambulance_id",
    "adult_social_care_id", "childrens_social_care_id", "safeguarding_adults_board_id",
    "safeguarding_children_id", "youth_justice_id",
)  # fmt: skip


USUAL = 3
"""In the names of so many bodies a word is one of bodies; two may be named after one person."""


class Body(NamedTuple):
    """A public body. ``region``: region and finer area, as ``South West; Devon``."""

    id: str
    name: str
    type: str
    region: str
    nation: str
    code_scheme: str
    code: str
    aliases: tuple[str, ...]
    successors: tuple[str, ...]

    @property
    def generic(self) -> bool:
        """Whether it is a kind of body (``Police``) and not one of them."""
        return self.type == "generic"


@lru_cache(100_000)
def key(text: str) -> str:
    """A name as it is looked up: case, ``&``, apostrophes and punctuation set aside."""
    plain = text.casefold()
    if plain.isascii() and plain.replace(" ", "").isalnum() and not SPACED.search(plain):
        return plain
    plain = plain.replace("&", " and ").translate(SET_ASIDE)
    return " ".join((plain if plain.isascii() else re.sub(r"[\W_]+", " ", plain)).split())


def official(name: str) -> str:
    """The register's name as output gives it: ``… Council Adult Social Care``, no notes."""
    plain = DASH.sub(" ", name)
    return BRACKET.sub("", plain) if plain.endswith(")") else plain


@cache
def bodies() -> dict[str, Body]:
    """Every body of the register by id."""
    later = {r["id"]: r["successor_id"] for r in rows("register/successors.csv")}
    listed = (*rows("register/agencies.csv"), *rows("register/additions.csv"))
    more: dict[str, list[str]] = defaultdict(list)
    for row in rows("register/more_aliases.csv"):
        more[row["id"]].append(row["alias"])
    return {r["id"]: _body(r, later, more.get(r["id"], ())) for r in listed}


def _body(row: dict[str, str], later: dict[str, str], more: Iterable[str]) -> Body:
    successors = row["successor_id"] or later.get(row["id"], "")
    return Body(
        id=row["id"],
        name=official(row["name"]),
        type=row["type"],
        region=row["region"],
        nation=row["nation"],
        code_scheme=row["code_scheme"],
        code=row["code"],
        aliases=(row["name"], *filter(None, row["aliases"].split("|")), *more, *_short(row)),
        successors=tuple(filter(None, successors.split("|"))),
    )


def _short(row: dict[str, str]) -> Iterable[str]:
    """``NHS Kernow`` for ``NHS Kernow CCG``."""
    if row["type"] == "ccg_former" and row["name"].startswith("NHS "):
        yield row["name"].removesuffix(" CCG")


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Ids of the bodies that go by each name or alias, by ``key``."""
    found: dict[str, tuple[str, ...]] = {}
    listed = [(a, b.id) for b in bodies().values() for a in dict.fromkeys((b.name, *b.aliases))]
    for row in rows("register/ambiguous.csv"):
        listed += [(row["alias"], i) for i in row["candidate_ids"].split("|") if i in bodies()]
    for alias, body_id in listed:
        name = key(alias)
        ids = found.get(name, ())
        if name and body_id not in ids:
            found[name] = (*ids, body_id)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Locality:
    """A council's area: the council, its upper tier and the bodies that cover it."""

    la: str
    name: str
    upper: str
    region: str
    nation: str
    links: dict[str, tuple[str, ...]]


@cache
def localities() -> dict[str, Locality]:
    """Areas of councils that still exist, by the council's id."""
    extra: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("register/more_links.csv"):
        extra[row["la_id"], row["field"]].append(row["id"])
    corrected: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("register/corrected_links.csv"):
        corrected[row["la_id"]][row["field"]] = row["ids"]
    return {
        r["la_id"]: _locality(r | corrected[r["la_id"]], extra)
        for r in rows("register/area_links.csv")
        if r["current"] == "1"
    }


def _locality(row: dict[str, str], extra: dict[tuple[str, str], list[str]]) -> Locality:
    la = row["la_id"]
    links = {
        f: (*_in_force(list(filter(None, row[f].split("|")))), *extra.get((la, f), []))
        for f in LINK_FIELDS
    }
    return Locality(la, row["la_name"], row["upper_tier_la_id"] or la, row["region"],
                    row["nation"], links)  # fmt: skip


def _in_force(ids: Sequence[str]) -> Sequence[str]:
    """Bodies as they are now; where several were merged, those that took over all of them."""
    later = [dict.fromkeys(bodies()[i].successors or (i,)) for i in ids if i in bodies()]
    shared = [i for i in later[0] if all(i in x for x in later)] if later else []
    return shared if len(shared) == 1 else ids


@cache
def generic_links() -> dict[str, tuple[str, str]]:
    """For a kind of body, the link that names it in an area, and the department's name."""
    return {
        r["generic_id"]: (r["field"], r["department"]) for r in rows("register/generic_links.csv")
    }


def current(body: Body) -> Body:
    """The body itself, or the one that took over its work."""
    seen = {body.id}
    while len(body.successors) == 1 and body.successors[0] in bodies():
        body = bodies()[body.successors[0]]
        if body.id in seen:
            break
        seen.add(body.id)
    return body


@cache
def register_words() -> frozenset[str]:
    """Every word of the bodies' names, in small letters."""
    return frozenset(w for name in names() for w in name.split() if len(w) > 2)


@cache
def usual_words() -> frozenset[str]:
    """Words that the names of several bodies hold, so that they are no one's surname."""
    seen = Counter(w for b in bodies().values() for w in set(key(b.name).split()))
    return frozenset(w for w, n in seen.items() if n >= USUAL)


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, for ids."""
    return re.sub(r"[^a-z0-9]+", "-", key(text)).strip("-")


class Facts(NamedTuple):
    """What the register knows of an agency besides its name."""

    type: str
    region: str
    nation: str
    code_scheme: str
    code: str


def facts(agency_id: str) -> Facts | None:
    """What the register knows of an agency or of a council's department; ``None`` if nothing."""
    body = bodies().get(agency_id)
    if body is not None:
        return Facts(body.type, body.region, body.nation, body.code_scheme, body.code)
    parent = next((b for i, b in bodies().items() if agency_id.startswith(f"{i}-")), None)
    if parent is None:
        return None
    kind = "council_department" if parent.type == "local_authority" else parent.type
    return Facts(kind, parent.region, parent.nation, "", "")
