"""RAG ratings: from a word, a letter or, failing both, the colour of the cell."""

import colorsys
import re
from typing import cast

from normalise.text.word_lists import rows
from schemas.plan import Rag

LEAST_SATURATION = 0.35
"""Paler fills are shading, not ratings; set by hand."""
LEAST_VALUE = 0.35
"""Darker fills are nearly black; set by hand."""
FORMER = re.compile(r"\b(?:was|previously|formerly|from|oedd)\s+\w+")
"""``Green (was amber)``."""
LETTER = re.compile(r"\s*\(?([A-Za-z])\)?\s*[-–—:;,(.\n]")
"""``R - not started``."""
HUES: tuple[tuple[float, Rag], ...] = (
    (18, "red"), (70, "amber"), (170, "green"), (260, "blue"), (330, "blue"), (360, "red"),
)  # fmt: skip
"""Upper end of each rating's hues, in degrees; purple trackers use it for blue."""


def read_rag(text: str | None, fill: str | None) -> Rag | None:
    """The rating of a cell; its words outweigh its ``fill`` (``#rrggbb``).

    Words that are no rating, such as ``Not started``, leave it to the colour.
    """
    return _worded(text or "") or _coloured(fill)


def _worded(text: str) -> Rag | None:
    known = {r["word"]: cast("Rag", r["rag"]) for r in rows("values/rag_words.csv")}
    words = re.findall(r"[a-z]+", FORMER.sub("", text.casefold()))
    # A narrow cell may print "Ambe" above "r".
    whole = known.get("".join(words))
    if whole is not None:
        return whole
    letter = LETTER.match(text)
    if letter:
        return known.get(letter[1].casefold())
    found = {known[w] for w in words if len(w) > 1 and w in known}
    return found.pop() if len(found) == 1 else None


def _coloured(fill: str | None) -> Rag | None:
    if fill is None:
        return None
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < LEAST_SATURATION or value < LEAST_VALUE:
        return None
    return next((rag for upper, rag in HUES if hue * 360 <= upper), None)
