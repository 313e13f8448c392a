"""Kinds of bodies in a recommendation (``Adult Social Care``, ``the Trust``).

A kind has a role (``police_id``, ``nhs_trust``); a body that is named has one too. In a
recommendation's words both are put between marks: ``§police-kent§`` for the body, for a kind its
role and its words, ``§?police_id?constabulary§``.
"""

import re
from collections.abc import Iterator
from functools import cache

from normalise.agencies.fuzzy_matching import of_kind, shorthands
from normalise.agencies.mentions import Mention
from normalise.register.area import Area, role_members
from normalise.register.departments import department_slug, kind_of
from normalise.register.kinds import is_kind
from normalise.register.register import Body, bodies, current, facts, generic_links, key
from normalise.text.word_forms import AGENCY
from normalise.text.word_lists import alternatives, rows

KIND = "?"
"""Behind the first mark, and between role and words: a kind, not a body."""
MARKED = re.compile(r"§[^§]*§")
COUNCIL = "local_authority"
BY_TYPE = frozenset({"nhs_trust", "health_board", COUNCIL})
"""Types of bodies that shorthand stands for and that no link names."""


def named(body: str) -> str:
    """What is put for a body, by its id."""
    return f"{AGENCY}{body}{AGENCY}"


def unnamed(role: str, words: str) -> str:
    """What is put for a kind of body with a role."""
    return f"{AGENCY}{KIND}{role}{KIND}{words}{AGENCY}"


def is_unnamed(marked: str) -> bool:
    """Whether ``marked`` stands for a kind of body."""
    return marked.startswith(AGENCY + KIND)


def words_of(marked: str) -> str:
    """The words that were printed for a kind of body."""
    return marked[1:-1].split(KIND)[2]


@cache
def role_of(marked: str) -> str:
    """The role of a body or kind; a body without one has its own."""
    if is_unnamed(marked):
        return marked.split(KIND)[1]
    return _roles().get(marked[1:-1]) or _by_type(marked[1:-1])


def kind_role(kind: str) -> str:
    """The role of a kind of body, by its id or as ``shorthand.csv`` gives it, or ``""``."""
    if not is_kind(kind):
        return kind if kind in BY_TYPE else COUNCIL
    field, department = generic_links().get(kind, ("", ""))
    return department_slug(department) if department else field


@cache
def _roles() -> dict[str, str]:
    """Roles of the bodies that areas are linked to, by id; the first one of several."""
    fields = dict.fromkeys(
        field for field, department in generic_links().values() if not department
    )
    found: dict[str, str] = {}
    for field in fields:
        for body in sorted(role_members(field)):
            found.setdefault(body, field)
            if body in bodies():
                found.setdefault(current(bodies()[body]).id, field)
    here = {f"{r['id']}-{r['la_id']}": r["id"] for r in rows("register/local_names.csv")}
    return found | {name: found[body] for name, body in here.items() if body in found}


def _by_type(body: str) -> str:
    known = facts(body)
    if known and known.type in BY_TYPE:
        return known.type
    slugs = (department_slug(d) for _, d in generic_links().values() if d)
    return next((s for s in slugs if body.endswith(f"-{s}")), body)


def find_shorthand(text: str, area: Area) -> Iterator[Mention]:
    """``the Trust``, ``the Force``: with a capital, or as the first words."""
    for match in _shorthand().finditer(text):
        words = match["noun"]
        if words[0].isupper() or not match.start():
            kind = shorthands()[key(words)]
            body = _body_meant(kind, area)
            yield Mention(words, match.start("noun"), match.end(), body, "area", kind=kind)


@cache
def _shorthand() -> re.Pattern[str]:
    """Words of ``agencies/shorthand.csv`` behind an article, but those that the register links."""
    nouns = [w for w in shorthands() if not w.startswith("the ") and not kind_of(w)]
    return re.compile(rf"\bthe\s+(?P<noun>{alternatives(nouns)})\b(?:['’`]s\b)?", re.IGNORECASE)


def _body_meant(kind: str, area: Area) -> Body | None:
    """The one body that it can be: of several trusts, the section may mean the rarest."""
    if kind in BY_TYPE:
        found = [b for b in area.local if b.type == kind and b.id in area.named]
    else:
        found = of_kind(kind, area)
    return found[0] if len(found) == 1 else None
