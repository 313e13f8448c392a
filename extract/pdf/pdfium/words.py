"""Words of a page as PDFium reads them: turned upright, watermarks dropped, marks kept."""

from dataclasses import dataclass

import numpy as np

from extract.geometry.page_frame import Floats, PageFrame, turned
from extract.geometry.quarter_turns import turn_box
from extract.model import Word
from extract.pdf.pdfium.characters import (
    Characters,
    Codes,
    Flags,
    Ints,
    among,
    blank,
    page_characters,
    table,
)
from schemas.fragment import Box

WORD_GAP = 0.18
"""Characters of one word stand no further apart than this share of their size."""
SPACED_GAP = 0.08
"""The same where PDFium thinks that a space is meant."""
LABEL_GAP = 0.03
"""The same between a label (``10.``, ``a)``) or bullet and the text that another object draws."""
LABEL_ENDS = table(map(ord, ".):•●▪◦"))
ASCENT, DESCENT = 0.79, 0.21
"""Shares of the type size over and under the baseline: the same for all fonts, so that words of
one size on one line have the same height."""
SMALLEST, LARGEST = 1.0, 300.0
"""Type sizes beyond these, in points, are not believed (fonts drawn as pictures)."""
STEPS_A_POINT = 1.5
"""Words of one text that start at the same step, across and down, are one printed twice."""
LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft"})
SUPERSCRIPTS = np.array([ord(c) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹"], np.uint32)


@dataclass(frozen=True, slots=True)
class PageText:
    """Words of a page, brought upright by ``turn`` quarter turns clockwise."""

    words: list[Word]
    turn: int
    hidden: int
    """Characters that are written invisibly."""


def page_text(text: int, count: int, frame: PageFrame) -> PageText:
    """Words of the text page ``text`` of ``count`` characters; ``text`` is PDFium's handle.

    Invisible words are given only where nothing else is written on the page.
    """
    characters, invisible = page_characters(text, count, frame)
    hidden = int(invisible.sum())
    if hidden and not invisible.all():
        characters = characters.only(~invisible)
    turn = _turn(characters)
    upright = characters.only(characters.way == turn)
    words = _words_facing(upright, turn, frame)
    if not turn:
        words += _rotated_words(characters, frame, len(words))
    return PageText(words, turn, hidden)


def _turn(characters: Characters) -> int:
    """Turns that bring most characters upright; none if none are needed for as many."""
    written = characters.way[~blank(characters.codes)]
    counted = [int((written == way).sum()) for way in range(4)]
    most = max(range(4), key=lambda way: counted[way])
    return most if counted[most] > counted[0] else 0


def _rotated_words(characters: Characters, frame: PageFrame, first: int) -> list[Word]:
    """Words at a right angle to an upright page, such as rotated headings.

    Their numbers start at ``first``.
    """
    back = (frame.height, frame.width)
    read = [
        (word, way)
        for way in (1, 3)
        if (characters.way == way).any()
        for word in _words_facing(characters.only(characters.way == way), way, frame)
    ]
    return [
        word._replace(box=turn_box(word.box, 4 - way, *back), edges=(), number=number)
        for number, (word, way) in enumerate(read, start=first)
    ]


def _words_facing(characters: Characters, turn: int, frame: PageFrame) -> list[Word]:
    """Words of characters that all need ``turn``, on the page so turned."""
    if not len(characters.codes):
        return []
    boxes = _upright_boxes(characters, turn, frame)
    codes = _with_superscripts(characters.codes, boxes)
    written = np.flatnonzero(~blank(codes))
    if not len(written):
        return []
    starts = _starts(written, codes, boxes, characters)
    return _cut(characters, codes, boxes, written, starts)


def _upright_boxes(characters: Characters, turn: int, frame: PageFrame) -> Floats:
    """Boxes from advance to advance across, and by type size about the baseline down."""
    boxes = turned(characters.boxes, turn, frame.width, frame.height)
    x, y = characters.base.T
    base = turned(np.column_stack([x, y, x, y]), turn, frame.width, frame.height)[:, 1]
    size = characters.size
    known = (size >= SMALLEST) & (size <= LARGEST)
    top = np.where(known, base - ASCENT * size, boxes[:, 1])
    bottom = np.where(known, base + DESCENT * size, boxes[:, 3])
    return np.column_stack([boxes[:, 0], top, boxes[:, 2], bottom])


def _with_superscripts(codes: Codes, boxes: Floats) -> Codes:
    """Superscripts as ``¹``, so that a footnote's mark is not read as a number."""
    figures = np.flatnonzero((codes >= 0x30) & (codes <= 0x39))
    superscript = np.zeros(len(codes), np.bool_)
    for step in (-1, 1):
        beside = figures + step
        here = figures[(beside >= 0) & (beside < len(codes))]
        superscript[here] |= _is_superscript(boxes[here], boxes[here + step], codes[here + step])
    marked = codes.copy()
    marked[superscript] = SUPERSCRIPTS[codes[superscript] - 0x30]
    return marked


def _is_superscript(figure: Floats, beside: Floats, code: Codes) -> Flags:
    height, full = figure[:, 3] - figure[:, 1], beside[:, 3] - beside[:, 1]
    after = figure[:, 0] - beside[:, 2]
    close = ((after >= -0.2 * full) & (after <= full)) | (np.abs(figure[:, 2] - beside[:, 0]) < 2)
    higher = figure[:, 3] < beside[:, 3] - 0.15 * full
    level = figure[:, 1] < beside[:, 1] + 0.3 * full
    superscript: Flags = close & ~blank(code) & (height <= 0.8 * full) & higher & level
    return superscript


def _starts(written: Ints, codes: Codes, boxes: Floats, characters: Characters) -> Ints:
    """Indexes in ``written`` where a word starts."""
    before, after = written[:-1], written[1:]
    gap = (boxes[after, 0] - boxes[before, 2]) / characters.size[before]
    back = boxes[after, 0] < boxes[before, 0] - 0.1 * characters.size[before]
    label = among(codes[before], LABEL_ENDS) & _letters(codes[after])
    label &= characters.run[before] != characters.run[after]
    apart = (after - before > 1) | (gap > WORD_GAP) | back | ~_level(boxes[before], boxes[after])
    apart |= (characters.spaced[after] & (gap > SPACED_GAP)) | (label & (gap > LABEL_GAP))
    return np.concatenate([[0], np.flatnonzero(apart) + 1])


def _level(before: Floats, after: Floats) -> Flags:
    """Whether characters share a line."""
    overlap = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    lower = np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    level: Flags = overlap >= 0.5 * lower
    return level


def _letters(codes: Codes) -> Flags:
    small, large = (codes >= 0x61) & (codes <= 0x7A), (codes >= 0x41) & (codes <= 0x5A)
    letters: Flags = small | large
    return letters


def _cut(
    characters: Characters,
    codes: Codes,
    boxes: Floats,
    written: Ints,
    starts: Ints,
) -> list[Word]:
    """The characters of ``written`` cut into words at ``starts``, each word once.

    Some producers print bold by printing twice.
    """
    text = "".join(map(chr, codes[written].tolist()))
    kept = boxes[written]
    corners = np.column_stack(
        [
            np.minimum.reduceat(kept[:, :2], starts),
            np.maximum.reduceat(kept[:, 2:], starts),
        ]
    )
    steps = np.rint(corners[:, :2] * STEPS_A_POINT).tolist()
    boxes = corners.tolist()
    sizes = np.maximum.reduceat(characters.size[written], starts).tolist()
    heavy = np.add.reduceat(characters.bold[written].astype(np.int64), starts).tolist()
    colours = _colours(characters.colour[written[starts]])
    edges = kept[:, 0].tolist()
    bounds = [*starts.tolist(), len(text)]
    words: dict[tuple[str, float, float], Word] = {}
    for i, start in enumerate(bounds[:-1]):
        end = bounds[i + 1]
        drawn = text[start:end]
        plain = drawn if drawn.isascii() else drawn.translate(LETTERS)
        key = (plain, *steps[i])
        if key not in words:
            words[key] = Word(
                text=plain,
                box=Box._make(boxes[i]),
                size=sizes[i] if SMALLEST <= sizes[i] <= LARGEST else boxes[i][3] - boxes[i][1],
                bold=heavy[i] * 2 > end - start,
                edges=tuple(edges[start:end]) if len(plain) == len(drawn) else (),
                colour=colours[i],
                number=len(words),
            )
    return list(words.values())


def _colours(colours: Codes) -> list[str]:
    """Rows of red, green, blue, alpha as ``#rrggbb``."""
    packed = (colours[:, 0] << 16) | (colours[:, 1] << 8) | colours[:, 2]
    different, which = np.unique(packed, return_inverse=True)
    names = [f"#{c:06x}" for c in different.tolist()]
    return [names[i] for i in which.tolist()]
