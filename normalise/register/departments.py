"""Councils' departments as bodies of their own: ``Kent County Council Education Service``."""

import re
from functools import cache

from normalise.register.register import Body, bodies, generic_links, key, localities, names

DEPARTMENTS = frozenset({"adult_social_care", "childrens_social_care", "council_department"})
"""Types of bodies that are a council's departments."""


def kind_of(text: str) -> str:
    """The id of the kind of body that ``text`` names, if an area can settle it; else ``""``."""
    return next((i for i in names().get(key(text), ()) if i in generic_links()), "")


def department_of(council: Body, department: str) -> Body:
    """A council's department as a body of its own."""
    return council._replace(id=f"{council.id}-{department_slug(department)}",
                   name=f"{council.name} {department}", code="", code_scheme="",
                   type="council_department", aliases=(), successors=())  # fmt: skip


@cache
def department_slug(department: str) -> str:
    """What a department's id ends with: ``education`` for ``Education Service``."""
    slug = re.sub(r"[^a-z]+", "-", department.casefold())
    return slug.removesuffix("-services").removesuffix("-service")


def department_body(council: Body, field: str, department: str) -> Body | None:
    """The department of a council that a kind's link and department's name stand for."""
    if department:
        return department_of(council, department)
    linked = localities()[council.id].links.get(field, ()) if council.id in localities() else ()
    found = [bodies()[i] for i in linked if i in bodies() and field.endswith("care_id")]
    return found[0] if len(found) == 1 else None


@cache
def department_tails() -> frozenset[str]:
    """What longer names of departments add to shorter ones: ``and health``."""
    found: set[str] = set()
    for generic, (field, department) in generic_links().items():
        if department or field.endswith("care_id"):
            keys = {key(alias) for alias in (bodies()[generic].name, *bodies()[generic].aliases)}
            found |= {k[len(s) + 1 :] for k in keys for s in keys if k.startswith(f"{s} and ")}
    return frozenset(t for t in found if not kind_of(t.removeprefix("and ")))
