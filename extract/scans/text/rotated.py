"""Words that stand at a right angle to their page, such as the headings of narrow columns."""

from collections.abc import Sequence

from extract.model import Word
from extract.scans.engines.engine import Engine, Token
from extract.scans.layout.regions import Area
from extract.scans.layout.sheet import Sheet
from extract.scans.text.areas import Read, read_patches, sure
from extract.scans.text.words import area_words
from schemas.fragment import Box

TALLER = 1.3
"""An area of rotated words is higher than wide by this."""
LEAST = 20.0
"""And no lower than this, in points."""
UNSURE, BELIEVED = 0.7, 0.6
"""What is read level with less confidence, 0 to 1, is doubted; what is read rotated with more is
believed, if it is surer than that."""
LETTERS = 3
"""What reads as fewer letters may be anything that is turned."""
UPWARDS, DOWNWARDS = 3, 1
"""Quarter turns against the clock that bring words level which are read upwards, or downwards."""


def rotated_words(sheet: Sheet, read: Read, engine: Engine, pad: int) -> dict[Area, list[Word]]:
    """The words, in points, of each area that makes sense only when it is turned."""
    found: dict[Area, list[Word]] = {}
    for turns in (UPWARDS, DOWNWARDS):
        rest = [a for a, tokens in read.items() if a not in found and _may_be(a, tokens, sheet)]
        again = read_patches(sheet, rest, engine, turns)
        for area, tokens in zip(rest, again, strict=True):
            surer = sure(tokens) >= max(BELIEVED, sure(read[area]))
            if surer and sum(len(t.text) for t in tokens) >= LETTERS:
                level = area_words(tokens, sheet.scale)
                found[area] = [_stood_up(w, area, turns, sheet.scale, pad) for w in level]
    return found


def _may_be(area: Area, tokens: Sequence[Token], sheet: Sheet) -> bool:
    wide, high = area.x1 - area.x0, area.bottom - area.top
    tall = high >= max(TALLER * wide, LEAST * sheet.scale)
    return tall and (sure(tokens) < UNSURE or any(map(_is_rotated, tokens)))


def _is_rotated(token: Token) -> bool:
    """Whether an engine that turns words itself has read a rotated one, which it does less well."""
    high, wide = token.bottom - token.top, token.x1 - token.x0
    return len(token.text) >= LETTERS and high > TALLER * wide


def _stood_up(word: Word, area: Area, turns: int, scale: float, pad: int) -> Word:
    """``word``, read in an area that was turned, where it stands on the page."""
    wide, high = (area.x1 - area.x0) / scale, (area.bottom - area.top) / scale
    x0, top, x1, bottom = word.box
    box = Box(top, high - x1, bottom, high - x0)
    if turns == DOWNWARDS:
        box = Box(wide - bottom, x0, wide - top, x1)
    across, down = (area.x0 - pad) / scale, (area.top - pad) / scale
    placed = Box(box.x0 + across, box.top + down, box.x1 + across, box.bottom + down)
    return word._replace(box=placed, edges=())
