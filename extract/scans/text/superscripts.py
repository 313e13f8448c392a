"""Superscripts, the figures of footnotes behind words: engines read them as ``!``, ``?`` or so."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.scans.engines.engine import Token
from extract.scans.layout.regions import Area

QUOTES = frozenset("'’‘\"”“`")
TAKEN_FOR = QUOTES | frozenset("!?*°º^®©%0123456789")
"""What superscripts are read as."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FEWEST_LETTERS = 2
"""A word with a superscript starts with so many letters."""
ABOVE_FOOT = 0.3
"""A superscript ends so far above its word's foot, in heights of the usual letter."""
HEIGHT = (0.6, 0.95)
"""Its height likewise: a quotation mark is lower."""
WIDEST = 1.6
"""Its width at most, likewise."""
BESIDE = 1
"""Pixels around a figure that are read with it."""
SURE = 0.6
"""Confidence, 0 to 1, with which a figure is read that is believed."""
DOUBT = 0.3
"""Confidence of a word whose superscript could not be read."""


def superscript_at_end(ink: MatLike, token: Token, letter: float) -> Area | None:
    """Where the superscript at the end of ``token`` is in ``ink``; ``None`` if there is none.

    ``letter`` is the usual height of a letter, in pixels.
    """
    if not _may_end_in_one(token.text) or not letter:
        return None
    x0, top = max(round(token.x0), 0), max(round(token.top) - BESIDE, 0)
    part = ink[top : round(token.bottom) + BESIDE, x0 : round(token.x1) + BESIDE]
    if not part.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    components = sorted(stats[1:, :4].tolist())
    feet = [y + high for _, y, _, high in components if high >= HEIGHT[0] * letter]
    foot = float(np.median(feet)) if feet else 0.0
    superscript = _higher_at_end(components, foot - ABOVE_FOOT * letter)
    area = _around(superscript)
    if not superscript or len(superscript) == len(components) or not _fits(area, letter):
        return None
    return Area(x0 + area.x0, top + area.top, x0 + area.x1, top + area.bottom)


def _may_end_in_one(text: str) -> bool:
    return len(text) > FEWEST_LETTERS and text[-1] in TAKEN_FOR and text[:FEWEST_LETTERS].isalpha()


def _higher_at_end(components: Sequence[list[int]], lowest: float) -> list[list[int]]:
    """The last components, from left to right, that end above ``lowest``."""
    count = 0
    while count < len(components) and sum(components[-count - 1][1::2]) <= lowest:
        count += 1
    return list(components[len(components) - count :])


def _around(components: Sequence[list[int]]) -> Area:
    x0, top = (min((p[i] for p in components), default=0) for i in (0, 1))
    x1, bottom = (max((p[i] + p[i + 2] for p in components), default=0) for i in (0, 1))
    return Area(x0, top, x1, bottom)


def _fits(area: Area, letter: float) -> bool:
    high = area.bottom - area.top
    return HEIGHT[0] * letter <= high <= HEIGHT[1] * letter and area.x1 - area.x0 <= WIDEST * letter


def with_superscript(token: Token, superscript: Area, read: Sequence[Token]) -> Token:
    """``token`` with its superscript as it was ``read`` for itself; in doubt if it is no figure."""
    figure = "".join(t.text for t in read).strip()
    if not figure.isdecimal() or not figure.isascii() or min(t.confidence for t in read) < SURE:
        quoted = token.text[-1] in QUOTES
        return token if quoted else replace(token, confidence=min(token.confidence, DOUBT))
    kept = min(
        sum(edge < superscript.x0 for edge in token.edges) or len(token.text), len(token.text) - 1
    )
    text = token.text[:kept] + figure.translate(SUPERSCRIPTS)
    edges = token.edges and (*token.edges[:kept], *[float(superscript.x0)] * len(figure))
    return replace(token, text=text, edges=edges)
