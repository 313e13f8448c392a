"""Areas of a sheet read by an engine, again and closer where little came of it."""

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from extract.printed import Word
from extract.scans.engines import Engine, Mode, Patch, Token
from extract.scans.regions import Area
from extract.scans.render import POINTS_PER_INCH
from extract.scans.sheet import Sheet
from extract.scans.words import area_words

READ_DPI = 225
"""Pictures of fewer dots an inch are enlarged to about this before they are read."""
ENLARGE_BELOW = 180
AGAIN_DPI = 400
"""What nothing was read of is enlarged to this and read again."""
MARGIN = 10
"""White pixels around a patch; engines misread letters at a picture's edge."""
LINE_POINTS = 14.0
"""Ink no higher than this, in points, is one line."""
LETTER_POINTS = 9.0
"""Ink no wider than this, in points, is a letter or a figure or two."""
UNREAD = 0.4
"""Words less sure than this, on the whole, are worth another look if they are few."""
FEW_LETTERS = 4
SAMPLE_WORDS = 40
SURELY_UPRIGHT = 0.75
"""Confidence, 0 to 1, of a sample of words that stand upright."""

Read = Mapping[Area, Sequence[Token]]
"""What was read of each area; tokens in pixels of the sheet."""


def read_areas(sheet: Sheet, areas: Sequence[Area], engine: Engine) -> dict[Area, list[Token]]:
    """The words of ``areas``; short ones that gave nothing sure are read again, larger."""
    factor = enlargement(sheet.scale)
    read = _read(sheet, areas, engine, factor, [_mode(a, sheet.scale) for a in areas])
    poor = [a for a in areas if _poor(a, read[a], sheet.scale)]
    for mode in ("word", "letter"):
        poor = [a for a in poor if _poor(a, read[a], sheet.scale)]
        closer = AGAIN_DPI / (sheet.scale * POINTS_PER_INCH)
        again = _read(sheet, poor, engine, closer, [mode for _ in poor])
        read |= {a: again[a] for a in poor if _sure(again[a]) > _sure(read[a])}
    return read


def enlargement(scale: float) -> float:
    """How much larger than ``scale`` pixels a point a picture is read."""
    dpi = scale * POINTS_PER_INCH
    return READ_DPI / dpi if dpi < ENLARGE_BELOW else 1.0


def _mode(area: Area, scale: float) -> Mode:
    return "line" if area.bottom - area.top <= LINE_POINTS * scale else "block"


def _read(
    sheet: Sheet, areas: Sequence[Area], engine: Engine, factor: float, modes: Sequence[Mode]
) -> dict[Area, list[Token]]:
    patches = [_patch(sheet, a, factor, m) for a, m in zip(areas, modes, strict=True)]
    read = engine.read(patches) if patches else []
    return {
        a: [_placed(t, a, factor) for t in tokens] for a, tokens in zip(areas, read, strict=True)
    }


def _patch(sheet: Sheet, area: Area, factor: float, mode: Mode, flipped: bool = False) -> Patch:
    part = area.of(sheet.letters)
    if flipped:
        part = np.ascontiguousarray(np.rot90(part, 2))
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


def _poor(area: Area, tokens: Sequence[Token], scale: float) -> bool:
    """Whether little ink gave nothing sure: a lone figure, a short word."""
    small = area.bottom - area.top <= LINE_POINTS * scale
    few = sum(len(t.text) for t in tokens) <= FEW_LETTERS
    return small and few and _sure(tokens) < UNREAD


def _sure(tokens: Sequence[Token]) -> float:
    """Mean confidence by letter, 0 for no words."""
    letters = sum(len(t.text) for t in tokens)
    return sum(t.confidence * len(t.text) for t in tokens) / letters if letters else 0.0


def page_words(sheet: Sheet, read: Read) -> list[Word]:
    """Words, in points, of what was read of each area."""
    return [w for area in sheet.areas for w in area_words(read.get(area, ()), sheet.scale)]


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
    upright = _sure([t for tokens in read.values() for t in tokens])
    if upright >= SURELY_UPRIGHT or not read:
        return False
    factor = enlargement(sheet.scale)
    patches = [_patch(sheet, a, factor, _mode(a, sheet.scale), flipped=True) for a in read]
    return _sure([t for tokens in engine.read(patches) for t in tokens]) > upright
