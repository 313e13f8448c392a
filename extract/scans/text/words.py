"""Words in points from what an engine read, without the residue of rules and specks."""

import itertools
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Word, bounds
from extract.scans.engines.engine import Token
from extract.scans.layout.bullets import BULLET
from schemas.fragment import Box

RESIDUE = "|¦_~\\[]{}"
"""What engines make of the remains of rules; they stand in no plan's words."""
LONE_RESIDUE = set("|¦_~\\[]{}()`´'‘’\"“”.,:;°^<>«»=—")
"""A word of these alone, not sure of, is a speck or the remains of a rule."""
SIGNS, STARS = frozenset("©®»«°¢¤§•"), frozenset("*")
"""A line of a plan starts with none of these; a star may lead a note, or be a bullet as well."""
UNSURE = 0.5
"""A word is taken for what it reads as from this confidence on, 0 to 1."""
LEAST_SURE = 0.12
FEWEST_LETTERS = 3
"""A word less sure than this and with fewer letters is a speck."""
ASCENDERS = frozenset("bdfhklt0123456789&()[]/!?'\"£$%@ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DESCENDERS = frozenset("gjpqy()[]/@,;")
HEIGHTS = {(True, True): 0.93, (True, False): 0.72, (False, True): 0.74, (False, False): 0.53}
"""Height of a word's ink in ems: by whether letters reach up, and down (Liberation, Carlito)."""
FLAT = frozenset("-–—.,:;_'\"`’‘“”*•·~=+|")
TAIL = 0.21
"""Length of a letter's tail under the line, in ems."""
LINE_ABOVE, LINE_BELOW = 0.76, 0.22
"""A line's box reaches so far above and below the baseline, in ems."""


def area_words(tokens: Sequence[Token], scale: float, pad: int = 0) -> list[Word]:
    """Words of one area, in points, from tokens in pixels; ``scale``: pixels a point.

    ``pad`` pixels at the left and the top are no part of the page.
    """
    kept = [t for t in map(_stripped, tokens) if t is not None and not _is_speck(t)]
    usual = _size(kept) / scale
    lines = [list(line) for _, line in itertools.groupby(kept, key=lambda t: t.line)]
    return [w for line in _signs_read(lines) for w in _line_words(line, scale, usual, pad)]


def _signs_read(lines: Sequence[list[Token]]) -> list[list[Token]]:
    """``lines`` with the signs for which engines take small rings at their starts made bullets."""
    signs = SIGNS | STARS if any(line[0].text in SIGNS for line in lines) else SIGNS
    return [
        [replace(line[0], text=BULLET), *line[1:]]
        if line[0].text in signs and len(line) > 1
        else line
        for line in lines
    ]


def _stripped(token: Token) -> Token | None:
    """``token`` without residue at its ends, ``None`` if nothing else is in it."""
    text = token.text.strip(RESIDUE + " ")
    if not text:
        return None
    if len(text) == len(token.text):
        return token
    start = token.text.index(text)
    edges = token.edges[start : start + len(text)]
    x0 = edges[0] if edges else token.x0
    return Token(text, x0, token.top, token.x1, token.bottom, token.confidence, token.line, edges)


def _is_speck(token: Token) -> bool:
    if token.confidence < LEAST_SURE and sum(map(str.isalnum, token.text)) < FEWEST_LETTERS:
        return True
    return token.confidence < UNSURE and set(token.text) <= LONE_RESIDUE


def _size(tokens: Iterable[Token]) -> float:
    """Type size in pixels: the middle one of what the words' heights say; 0 for none."""
    sizes = [
        (t.bottom - t.top) / HEIGHTS[_reach(t.text)] for t in tokens if not set(t.text) <= FLAT
    ]
    return statistics.median(sizes) if sizes else 0.0


def _reach(text: str) -> tuple[bool, bool]:
    letters = set(text)
    return bool(letters & ASCENDERS), bool(letters & DESCENDERS)


def _line_words(tokens: Sequence[Token], scale: float, usual: float, pad: int) -> list[Word]:
    """Words of one printed line: one size and, as in digital text, one height."""
    size = _size(tokens) / scale or usual
    if abs(size - usual) <= 0.2 * usual:
        size = usual
    size = round(size * 2) / 2 or 1.0
    base = (_baseline(tokens, size * scale) - pad) / scale
    above, below = base - LINE_ABOVE * size, base + LINE_BELOW * size
    return [_word(t, scale, pad, above, below, size) for t in tokens]


def _baseline(tokens: Sequence[Token], size: float) -> float:
    """Middle one of the words' feet, in pixels, letters' tails left out; ``size`` likewise."""
    standing = [t for t in tokens if not set(t.text) <= FLAT] or tokens
    return statistics.median(
        t.bottom - TAIL * size * bool(set(t.text) & DESCENDERS) for t in standing
    )


def _word(token: Token, scale: float, pad: int, top: float, bottom: float, size: float) -> Word:
    box = Box((token.x0 - pad) / scale, top, (token.x1 - pad) / scale, bottom)
    edges = tuple((e - pad) / scale for e in token.edges) or _even(box, len(token.text))
    return Word(token.text, box, size, edges=edges, confidence=round(token.confidence, 3))


def _even(box: Box, count: int) -> tuple[float, ...]:
    return tuple(box.x0 + i * box.width / count for i in range(count))


def with_bullets(words: Sequence[Word], marks: Sequence[Box], bullet: str) -> list[Word]:
    """``words`` and, for each mark, a bullet as high as the line it leads."""
    return [*words, *(_bullet(m, words, bullet) for m in marks)]


def _bullet(mark: Box, words: Sequence[Word], bullet: str) -> Word:
    middle = (mark.top + mark.bottom) / 2
    right = [w for w in words if w.box.top <= middle <= w.box.bottom and w.box.x0 >= mark.x1 - 1]
    if not right:
        return Word(bullet, mark, 10.0, edges=(mark.x0,), confidence=0.9)
    first = min(right, key=lambda w: w.box.x0)
    box = bounds([mark, mark._replace(top=first.box.top, bottom=first.box.bottom)])
    return Word(bullet, box, first.size, edges=(mark.x0,), confidence=0.9)
