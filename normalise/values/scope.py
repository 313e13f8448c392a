"""Scope of a recommendation: local, regional or national."""

import re
from typing import cast

from normalise.text.word_lists import rows
from schemas.plan import Scope

LETTERS: dict[str, Scope] = {"l": "local", "r": "regional", "n": "national"}
AREA_WIDE = re.compile(r"\b\w+[ -]?wide\b", re.IGNORECASE)
"""``Cumbria wide``, ``Trust-wide``: no more than the area of one body."""
WIDEST: tuple[Scope, ...] = ("national", "regional", "local")


def read_scope(text: str | None) -> Scope | None:
    """The scope that a cell states; of two, the wider one.

    ``None`` if the cell is blank or says neither.
    """
    known = {r["word"]: cast("Scope", r["scope"]) for r in rows("values/scope_words.csv")}
    words = re.findall(r"[\w-]+", (text or "").casefold())
    # A narrow cell may print "Region" above "al".
    found = {known[w] for w in (*words, "".join(words)) if w in known}
    if not found and all(len(w) == 1 for w in words):
        found = {LETTERS[w] for w in words if w in LETTERS}
    if not found and AREA_WIDE.search(text or ""):
        return "local"
    return next((scope for scope in WIDEST if scope in found), None)
