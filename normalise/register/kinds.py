"""Kinds of bodies (``generic-police``) by their ids, and those of them that are read apart."""

from functools import cache

from normalise.text.word_lists import rows

KIND = "generic-"
"""What the id of a kind of body begins with in the register."""
LOCAL = "local-"
"""What the id of a body begins with that is known by its printed name alone."""


def is_kind(agency_id: str) -> bool:
    """Whether an id is that of a kind of body and not of one of them."""
    return agency_id.startswith(KIND)


@cache
def kinds_apart(part: str) -> frozenset[str]:
    """Ids of the kinds of one part of ``register/kinds_apart.csv``."""
    return frozenset(r["id"] for r in rows("register/kinds_apart.csv") if r["part"] == part)


@cache
def only_bodies() -> dict[str, str]:
    """For a kind of which there is one body in the whole country, the id of that body."""
    return {r["kind_id"]: r["body_id"] for r in rows("register/only_bodies.csv")}
