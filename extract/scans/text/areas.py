"""Areas of a sheet read by an engine, again and closer where little came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np

from extract.model import Word
from extract.pdf.render import POINTS_PER_INCH
from extract.scans.engines.engine import Engine, Mode, Patch, Token
from extract.scans.layout.regions import Area
from extract.scans.layout.sheet import Sheet
from extract.scans.text.missed_ink import missed_lines
from extract.scans.text.superscripts import superscript_at_end, with_superscript
from extract.scans.text.words import area_words

LETTER_PIXELS = 18
"""Height that most letters are enlarged to before they are read, if they are less."""
WORTHWHILE, LARGEST = 1.25, 2.5
"""Times: no sheet is enlarged by less than the first, or by more than the second."""
AGAIN_DPI = 400
"""What nothing was read of is enlarged to this and read again."""
CLOSE_DPI = 300
"""What was passed over is read again at about this."""
LATER = 1000
"""Number of the first line that was read later than its area."""
LONG_LINE = 4.0
"""Ink as wide as so many letters are high, and low, is a line of text for sure."""
SURE = 0.5
"""Confidence, 0 to 1, of a word that is believed by itself."""
SPELT = 2
"""Letters or figures that a word of passed-over ink has: one alone may be dirt."""
LONE_LETTERS = frozenset("aAI")
SURE_LINE = 0.6
"""Of a line as sure as this on the whole every word is believed."""
MARGIN = 10
"""White pixels around a patch; engines misread letters at a picture's edge."""
LINE_LETTERS = 2.4
"""Ink no higher than so many letters is one line: from tail to top a line has 1.8, two have 3."""
UNREAD = 0.4
"""Words less sure than this, on the whole, are worth another look if they are few."""
FEW_LETTERS = 4
"""A lone figure or a short word has no more."""
DUST = 0.5
"""All that stands in a cell is no smaller both ways than so many times the usual letter."""
DUST_READ = 0.45
"""What is lower than so many times the usual letter is dust, though letters be read, unsurely."""
SAMPLE_WORDS = 40
"""About so many words tell which way up a page lies."""
SURELY_UPRIGHT = 0.75
"""Confidence, 0 to 1, of a sample of words that stand upright."""

Read = Mapping[Area, Sequence[Token]]
"""What was read of each area; tokens in pixels of the sheet."""


def read_areas(sheet: Sheet, areas: Sequence[Area], engine: Engine) -> dict[Area, list[Token]]:
    """The words of ``areas``; what was passed over or gave nothing sure is read again, closer."""
    factor = enlargement(sheet)
    read = _read(sheet, areas, engine, factor, [_mode(a, sheet) for a in areas])
    if engine.places_words:
        _read_missed(sheet, read, engine)
    _read_closer(sheet, read, engine)
    if engine.places_words:
        _read_superscripts(sheet, read, engine)
    return read


def _read_missed(sheet: Sheet, read: dict[Area, list[Token]], engine: Engine) -> None:
    """Read the ink that lies under no word of its area: engines pass over whole lines."""
    missed = {a: missed_lines(sheet, a, tokens) for a, tokens in read.items() if tokens}
    again = _read_lines(sheet, [part for found in missed.values() for part in found], engine)
    for area, found in missed.items():
        for number, part in enumerate(found, start=LATER):
            new = [replace(t, line=number) for t in _believed(again[part])]
            new = [t for t in new if not any(_is_in(t, o) for o in read[area])]
            # A part of a word gives way to the whole of it.
            read[area] = [o for o in read[area] if not any(_is_in(o, t) for t in new)] + new


def _read_lines(sheet: Sheet, parts: Sequence[Area], engine: Engine) -> dict[Area, list[Token]]:
    """The words of ``parts``; where an engine sees no line it is told that there is one."""
    factor = CLOSE_DPI / (sheet.scale * POINTS_PER_INCH)
    read = _read(sheet, parts, engine, factor, ["line" for _ in parts])
    silent = [p for p in parts if not read[p] and p.x1 - p.x0 >= LONG_LINE * sheet.letter]
    return read | _read(sheet, silent, engine, factor, ["sure line" for _ in silent])


def _is_in(token: Token, other: Token) -> bool:
    """Whether the middle of ``token`` lies in the box of ``other``."""
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    return other.x0 <= x <= other.x1 and other.top <= y <= other.bottom


def _believed(line: Sequence[Token]) -> list[Token]:
    """The words of what was passed over that are not the remains of a rule or a shade."""
    least = 0.0 if sure(line) >= SURE_LINE else SURE
    words = (t for t in line if _spelt(t) >= SPELT or t.text in LONE_LETTERS)
    return [t for t in words if t.confidence >= least]


def _spelt(token: Token) -> int:
    return sum(1 for c in token.text if c.isalnum())


def _is_sign(token: Token) -> bool:
    return not _spelt(token)


def _read_closer(sheet: Sheet, read: dict[Area, list[Token]], engine: Engine) -> None:
    """Read little ink that gave nothing sure, a lone figure or a short word, enlarged."""
    factor = AGAIN_DPI / (sheet.scale * POINTS_PER_INCH)
    modes: tuple[Mode, ...] = ("word", "letter")
    for mode in modes:
        poor = [a for a, tokens in read.items() if _poor(a, tokens, sheet)]
        again = _read(sheet, poor, engine, factor, [mode for _ in poor])
        read |= {a: again[a] for a in poor if sure(again[a]) > sure(read[a])}


def _read_superscripts(sheet: Sheet, read: dict[Area, list[Token]], engine: Engine) -> None:
    """Read the superscripts behind words for themselves."""
    keys = [(a, i) for a, tokens in read.items() for i in range(len(tokens))]
    found = {(a, i): superscript_at_end(sheet.ink, read[a][i], sheet.letter) for a, i in keys}
    superscripts = {key: area for key, area in found.items() if area}
    factor = AGAIN_DPI / (sheet.scale * POINTS_PER_INCH)
    again = _read(
        sheet, list(superscripts.values()), engine, factor, ["figure" for _ in superscripts]
    )
    for (area, i), superscript in superscripts.items():
        read[area][i] = with_superscript(read[area][i], superscript, again[superscript])


def enlargement(sheet: Sheet) -> float:
    """How much larger than it is a sheet is read, so that its letters are not too small."""
    factor = LETTER_PIXELS / sheet.letter if sheet.letter else 1.0
    return min(factor, LARGEST) if factor >= WORTHWHILE else 1.0


def _mode(area: Area, sheet: Sheet) -> Mode:
    return "line" if _is_line(area, sheet) else "block"


def _is_line(area: Area, sheet: Sheet) -> bool:
    return area.bottom - area.top <= LINE_LETTERS * sheet.letter


def _read(
    sheet: Sheet, areas: Sequence[Area], engine: Engine, factor: float, modes: Sequence[Mode]
) -> dict[Area, list[Token]]:
    patches = [_patch(sheet, a, factor, m) for a, m in zip(areas, modes, strict=True)]
    read = engine.read(patches) if patches else []
    return {
        a: [_placed(t, a, factor) for t in tokens] for a, tokens in zip(areas, read, strict=True)
    }


def read_patches(
    sheet: Sheet, areas: Sequence[Area], engine: Engine, turns: int
) -> list[list[Token]]:
    """The words of each of ``areas``, turned by quarters against the clock before it is read.

    The tokens are in pixels from the turned area's top left.
    """
    factor = enlargement(sheet)
    patches = [_patch(sheet, a, factor, "block", turns) for a in areas]
    read = engine.read(patches) if patches else []
    origin = Area(0, 0, 0, 0)
    return [[_placed(t, origin, factor) for t in tokens] for tokens in read]


def _patch(sheet: Sheet, area: Area, factor: float, mode: Mode, turns: int = 0) -> Patch:
    part = area.of(sheet.letters)
    if turns:
        part = np.ascontiguousarray(np.rot90(part, turns))
    if factor != 1.0:
        part = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    edged = cv2.copyMakeBorder(part, *(MARGIN,) * 4, cv2.BORDER_CONSTANT, value=(255,))
    return Patch(edged, mode, round(sheet.scale * factor * POINTS_PER_INCH))


def _placed(token: Token, area: Area, factor: float) -> Token:
    """``token`` of a patch in pixels of the sheet."""
    return Token(
        text=token.text,
        x0=(token.x0 - MARGIN) / factor + area.x0,
        top=(token.top - MARGIN) / factor + area.top,
        x1=(token.x1 - MARGIN) / factor + area.x0,
        bottom=(token.bottom - MARGIN) / factor + area.top,
        confidence=token.confidence,
        line=token.line,
        edges=tuple((e - MARGIN) / factor + area.x0 for e in token.edges),
    )


def _poor(area: Area, tokens: Sequence[Token], sheet: Sheet) -> bool:
    """Whether little ink gave nothing sure: a lone figure, a short word."""
    few = sum(len(t.text) for t in tokens) <= FEW_LETTERS
    return _is_line(area, sheet) and few and sure(tokens) < UNREAD


def sure(tokens: Sequence[Token]) -> float:
    """Mean confidence by letter, 0 to 1; 0 for no words."""
    letters = sum(len(t.text) for t in tokens)
    return sum(t.confidence * len(t.text) for t in tokens) / letters if letters else 0.0


def page_words(sheet: Sheet, read: Read, pad: int) -> list[Word]:
    """Words, in points, of what was read of each area; ``pad`` pixels were added at each side."""
    return [
        w
        for a in sheet.areas
        if not _is_dust(a, sheet)
        for w in area_words(_without_dust(read.get(a, ()), sheet), sheet.scale, pad)
    ]


def _without_dust(tokens: Sequence[Token], sheet: Sheet) -> list[Token]:
    least = DUST_READ * sheet.letter
    return [t for t in tokens if t.bottom - t.top >= least or t.confidence >= SURE or _is_sign(t)]


def _is_dust(area: Area, sheet: Sheet) -> bool:
    """Whether the ink of ``area`` is so small that it is a speck or the remains of a rule."""
    return max(area.x1 - area.x0, area.bottom - area.top) < DUST * sheet.letter


def sample_areas(sheet: Sheet) -> list[Area]:
    """A few areas of short text, to see whether the page stands upright."""
    sized = sorted(sheet.areas, key=lambda a: _words_in(a, sheet.scale))
    fit = [a for a in sized if _words_in(a, sheet.scale) >= 2] or sized
    sample: list[Area] = []
    for area in fit:
        if sample and sum(_words_in(a, sheet.scale) for a in sample) >= SAMPLE_WORDS:
            break
        sample.append(area)
    return sample


def _words_in(area: Area, scale: float) -> float:
    """About how many words of usual size there is room for."""
    return (area.x1 - area.x0) * (area.bottom - area.top) / (scale * scale) / (30.0 * 12.0)


def upside_down(sheet: Sheet, read: Read, engine: Engine) -> bool:
    """Whether the sample already read makes more sense turned about."""
    upright = sure([t for tokens in read.values() for t in tokens])
    if upright >= SURELY_UPRIGHT or not read:
        return False
    factor = enlargement(sheet)
    patches = [_patch(sheet, a, factor, _mode(a, sheet), turns=2) for a in read]
    return sure([t for tokens in engine.read(patches) for t in tokens]) > upright
