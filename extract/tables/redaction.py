"""Black boxes over words: what is beneath them is not read, and the cell says so.

A dark fill is a heading's background where the words on it are light, or where it fills most
cells of its row or one of the first row and the words' colour is not known. Any other dark box
in a cell hides what it covers.
"""

from collections import Counter
from collections.abc import Sequence

from extract.model import Fill, Word
from extract.tables.grid import Grid
from schemas.fragment import Box

DARK = 0.25
LIGHT = 0.5
"""Luminance, 0 to 1, below which a fill is dark and above which a word is light."""
NEUTRAL = 0.15
"""Black and grey have channels no further apart than this; a red or green cell is a rating."""
WHOLE = 0.9
"""A fill over this share of a cell is the cell's background."""
NARROWEST = 8.0
"""Width of a box that hides a word, in points, at least."""
LOWEST, TALLEST = 5.0, 300.0
"""Smaller dark marks, in points, are bullets and ticks; taller ones a page's background."""


def black_boxes(
    grid: Grid, fills: Sequence[Fill], words: Sequence[Sequence[Word]]
) -> list[list[Box]]:
    """For each region of ``grid``, which hold ``words``, the boxes that hide something in it."""
    dark = [f.box for f in fills if is_black(f.colour) and _common(f.box, grid.box)]
    if not dark:
        return [[] for _ in grid.regions]
    bars = _bar_rows(grid, dark)
    pairs = zip(grid.regions, words, strict=True)
    return [
        [d for d in dark if _hides(d, grid.region_box(region), region.row, here, bars)]
        for region, here in pairs
    ]


def _hides(dark: Box, box: Box, row: int, words: Sequence[Word], bars: set[int]) -> bool:
    part = _common(dark, box)
    if part is None or part.width < NARROWEST or part.height < LOWEST:
        return False
    on_it = under(words, [dark])
    if any(_is_light(w.colour) for w in on_it) or (row in bars and _is_whole(dark, box)):
        return False
    return row > 0 or all(w.colour is not None for w in on_it)


def seen(words: Sequence[Word], boxes: Sequence[Box]) -> Sequence[Word]:
    """The words that none of ``boxes`` covers."""
    return [w for w in words if not any(_covers(b, w) for b in boxes)] if boxes else words


def under(words: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words that one of ``boxes`` covers."""
    return [w for w in words if any(_covers(b, w) for b in boxes)]


def in_sight(words: Sequence[Word], fills: Sequence[Fill]) -> Sequence[Word]:
    """The words, outside tables, that no black box hides: on a dark bar they are light."""
    dark = [f.box for f in fills if is_black(f.colour) and _is_bar(f.box)]
    if not dark:
        return words
    return [w for w in words if w.colour is None or _is_light(w.colour) or seen([w], dark)]


def _is_bar(box: Box) -> bool:
    return box.width >= NARROWEST and LOWEST <= box.height <= TALLEST


def _covers(box: Box, word: Word) -> bool:
    """Whether the middle of ``word`` is in ``box``."""
    x, y = word.middle
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _bar_rows(grid: Grid, dark: Sequence[Box]) -> set[int]:
    """Rows whose cells are mostly filled whole: heading bars."""
    boxes = [(r.row, grid.region_box(r)) for r in grid.regions]
    filled = Counter(row for row, box in boxes if any(_is_whole(d, box) for d in dark))
    cells = Counter(row for row, _ in boxes)
    return {row for row, count in filled.items() if count * 2 > cells[row]}


def _is_whole(dark: Box, box: Box) -> bool:
    part = _common(dark, box)
    return part is not None and part.width * part.height >= WHOLE * box.width * box.height


def _common(a: Box, b: Box) -> Box | None:
    x0, top = max(a.x0, b.x0), max(a.top, b.top)
    x1, bottom = min(a.x1, b.x1), min(a.bottom, b.bottom)
    return Box(x0, top, x1, bottom) if x0 < x1 and top < bottom else None


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """How light ``#rrggbb`` is, 0 (black) to 1 (white), by the weights of Rec. 601."""
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def is_black(colour: str) -> bool:
    """Whether ``#rrggbb`` is black or a dark grey, and no dark red or green."""
    channels = _channels(colour)
    return max(channels) - min(channels) <= NEUTRAL and luminance(colour) < DARK


def _is_light(colour: str | None) -> bool:
    return colour is not None and luminance(colour) > LIGHT
