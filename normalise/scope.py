"""Scope of a recommendation: local, regional or national."""

import re
from typing import cast

from normalise.word_lists import rows
from schemas.plan import Scope

WIDEST: tuple[Scope, ...] = ("national", "regional", "local")


def read_scope(text: str | None) -> Scope | None:
    """The scope that a cell states; of two, the wider one.

    ``None`` if the cell is blank or says neither.
    """
    known = {r["word"]: cast("Scope", r["scope"]) for r in rows("scope_words.csv")}
    words = re.findall(r"[\w-]+", (text or "").casefold())
    found = {known[w] for w in words if w in known}
    return next((scope for scope in WIDEST if scope in found), None)
