"""A page's characters as PDFium gives them, one entry each, in arrays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from extract.geometry.page_frame import Floats, PageFrame
from extract.geometry.quarter_turns import SLANT
from extract.pdf.pdfium import calls as pdfium

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]

SLANTED = -1
INVISIBLE = 3
"""Rendering mode of text that is not drawn (PDF 32000-1, table 106)."""
BOLD_WEIGHT = 700
"""Weight of bold type in OpenType and CSS; plain is 400."""
BOLD_NAMES = ("bold", "black", "heavy", "demi")
NO_NAME = re.compile(r"(?:\w{6}\+)?(?:CIDFont\+)?\w?\d*", re.IGNORECASE)
"""Names such as ``F3`` say nothing of weight; the others do, and PDFium only estimates it."""
HYPHENS = (0x02, 0xFFFE)
"""What PDFium makes of a hyphen at a line's end."""
SPACES = (*range(0x21), 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF)
REPLACED = 0xFFFD
"""Unicode's replacement character, for what is no character."""


@dataclass(slots=True)
class Characters:
    """A page's characters, one entry each, in the order they are drawn."""

    codes: Codes
    boxes: Floats
    way: Ints
    """Quarter turns clockwise that bring the character upright, or ``SLANTED``."""
    size: Floats
    bold: Flags
    colour: Codes
    base: Floats
    """A point of the character's baseline as displayed: x, y."""
    run: Ints
    """Which text object drew it."""
    spaced: Flags
    """Whether PDFium made up a space or a line end before it."""

    def only(self, which: Flags) -> "Characters":
        """Some of the characters, by flag."""
        if which.all():
            return self
        return Characters(
            self.codes[which], self.boxes[which], self.way[which], self.size[which],
            self.bold[which], self.colour[which], self.base[which], self.run[which],
            self.spaced[which],
        )  # fmt: skip


def page_characters(text: int, count: int, frame: PageFrame) -> tuple[Characters, Flags]:
    """Visible and invisible characters on the page, and which of them are invisible."""
    codes = pdfium.char_codes(text, count)
    objects = drawing_objects(text, codes)
    # Characters of no object are spaces and line ends that PDFium made up.
    drawn = np.flatnonzero(objects)
    codes = _repaired(codes[drawn])
    boxes = frame.boxes(pdfium.char_boxes(text, count)[drawn])
    runs, first, run = np.unique(objects[drawn], return_index=True, return_inverse=True)
    at = drawn[first]
    a, b, c, d, e, f = pdfium.matrices(text, at).T
    size = pdfium.font_sizes(text, at) * np.hypot(c, d)
    base = np.column_stack(frame.points(e, f))
    everything = Characters(
        codes=codes,
        boxes=boxes,
        way=_ways(*frame.directions(a, b))[run],
        size=size[run],
        bold=_bold(pdfium.fonts(runs))[run],
        colour=pdfium.text_colours(text, at)[run],
        base=base[run],
        run=run,
        spaced=np.diff(drawn, prepend=-1) > 1,
    )
    invisible = (pdfium.render_modes(runs) == INVISIBLE)[run]
    inside = _inside(boxes, frame)
    return everything.only(inside), invisible[inside]


def drawing_objects(text: int, codes: Codes) -> Ints:
    """The text object that drew each character; 0 for a space or hyphen that PDFium made up.

    The characters of one object follow one another: between a word's two ends that are of the
    same object there is no other, and PDFium is not asked.
    """
    solid = ~(blank(codes) | among(codes, _HYPHENS))
    edges = np.diff(solid.astype(np.int8), prepend=0, append=0)
    first, last = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    objects = np.zeros(len(codes), np.int64)
    ends = ~solid
    ends[first] = ends[last] = True
    asked = np.flatnonzero(ends)
    objects[asked] = pdfium.char_objects(text, asked)
    lengths = last - first + 1
    objects[solid] = np.repeat(
        np.where(objects[first] == objects[last], objects[first], -1), lengths
    )
    unsure = np.flatnonzero(objects == -1)
    objects[unsure] = pdfium.char_objects(text, unsure)
    return objects


def _repaired(codes: Codes) -> Codes:
    codes = np.where((codes == HYPHENS[0]) | (codes == HYPHENS[1]), ord("-"), codes)
    no_character = pdfium.is_surrogate(codes) | (codes == 0) | (codes > 0x10FFFF)
    return np.where(no_character, REPLACED, codes)


def _ways(x: Floats, y: Floats) -> Ints:
    """Turns that bring text upright that runs in direction ``x``, ``y`` (y downwards)."""
    length = np.maximum(np.hypot(x, y), 1e-9)
    level, upright = np.abs(y) <= SLANT * length, np.abs(x) <= SLANT * length
    ways = np.select([level & (x > 0), upright & (y < 0), level, upright], [0, 1, 2, 3], SLANTED)
    return ways.astype(np.int64)


def _inside(boxes: Floats, frame: PageFrame) -> Flags:
    x0, top, x1, bottom = boxes.T
    inside: Flags = (x1 > 0) & (x0 < frame.width) & (bottom > 0) & (top < frame.height)
    return inside


@cache
def _weighs(weight: int, name: str) -> bool:
    if NO_NAME.fullmatch(name):
        return weight >= BOLD_WEIGHT
    return any(n in name.lower() for n in BOLD_NAMES)


def _bold(fonts: list[int]) -> Flags:
    """Which runs are bold, by the font of each."""
    known = {font: _is_bold(font) for font in set(fonts)}
    return np.array([known[font] for font in fonts], np.bool_)


def _is_bold(font: int) -> bool:
    return bool(font) and _weighs(pdfium.font_weight(font), pdfium.font_name(font))


def table(codes: Iterable[int]) -> Flags:
    """Some characters of the basic plane, for ``among``."""
    flags = np.zeros(0x10000, np.bool_)
    flags[list(codes)] = True
    return flags


def among(codes: Codes, some: Flags) -> Flags:
    """Which characters are some of a ``table``; much faster than ``numpy.isin``."""
    found: Flags = some[np.minimum(codes, 0xFFFF)]
    return found


_SPACES = table(SPACES)
_HYPHENS = table((*HYPHENS, ord("-")))


def blank(codes: Codes) -> Flags:
    """Which characters are spaces of any width."""
    return among(codes, _SPACES)
