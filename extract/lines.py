"""Words to printed lines, and lines to paragraphs."""

import itertools
from collections.abc import Iterable, Sequence

from extract.model import Word, bounds
from schemas.fragment import Box, Line

SAME_LINE = 0.5
"""Words share a line when they overlap by at least this share of the lower one's height."""
ROTATED = 1.7
"""A word taller than this times its size is set at a right angle to the page."""
PARAGRAPH_GAP = 0.6
"""A gap wider than this share of the line's height starts a paragraph."""


def rows_of_words(words: Iterable[Word], most: int | None = None) -> list[list[Word]]:
    """Words grouped into lines from top to bottom, each from left to right.

    Only the first ``most`` lines, if that is given.
    """
    lines: list[list[Word]] = []
    head = foot = 0.0
    listed = list(words)
    order = sorted([(w.box[1] + w.box[3], w.box[0], i) for i, w in enumerate(listed)])
    for _, _, i in order:
        word = listed[i]
        _, top, _, bottom = word.box
        height, tallest = bottom - top, foot - head
        overlap = (bottom if bottom < foot else foot) - (top if top > head else head)
        if lines and overlap >= SAME_LINE * (height if height < tallest else tallest):
            lines[-1].append(word)
            if height <= tallest:
                continue
        elif len(lines) == most:
            break
        else:
            lines.append([word])
        head, foot = top, bottom
    return [sorted(line, key=_left) if len(line) > 1 else line for line in lines]


def _left(word: Word) -> float:
    return word.box[0]


def line_of(words: Sequence[Word]) -> Line:
    """One printed line of words that are in reading order."""
    heavy = [len(w.text) for w in words if w.bold]
    return Line(
        text=_spaced(words),
        box=bounds([w.box for w in words]),
        size=max([w.size for w in words]),
        bold=bool(heavy) and sum(heavy) * 2 > sum(len(w.text) for w in words),
        confidence=_confidence(words),
    )


def _confidence(words: Sequence[Word]) -> float | None:
    """That of the least sure recognised word."""
    known = [w.confidence for w in words if w.confidence is not None]
    return min(known) if known else None


def _spaced(words: Sequence[Word]) -> str:
    return " ".join([w.text for w in words])


def printed_lines(words: Sequence[Word]) -> tuple[Line, ...]:
    """Lines of a cell or a column of text; rotated words are read after level ones."""
    tall = [w for w in words if w.box.bottom - w.box.top > ROTATED * w.size]
    if not tall:
        return tuple([line_of(row) for row in rows_of_words(words)])
    level = [] if _mostly(tall, words) else [w for w in words if w not in tall]
    rotated = words if not level else tall
    rows = [*rows_of_words(level), *_rotated_rows(rotated)]
    return tuple([line_of(row) for row in rows])


def _mostly(some: Sequence[Word], words: Sequence[Word]) -> bool:
    return 2 * sum(len(w.text) for w in some) > sum(len(w.text) for w in words)


def _rotated_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Lines of words at a right angle to the page, read upwards unless they come downwards."""
    down = any(_follows(a.box, b.box) for a, b in itertools.pairwise(words))
    laid = [w._replace(box=_laid(w.box, down=down), number=i) for i, w in enumerate(words)]
    return [[words[level.number] for level in row] for row in rows_of_words(laid)]


def _follows(above: Box, below: Box) -> bool:
    """Whether the second box stands under the first, in the same strip."""
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    return shared >= SAME_LINE * min(above.width, below.width) and below.top >= above.bottom


def _laid(box: Box, *, down: bool) -> Box:
    """The box of a rotated word laid level, the way its words are read."""
    if down:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    return Box(-box.bottom, box.x0, -box.top, box.x1)


def runs(line: Sequence[Word], gap: float = 1.2) -> list[list[Word]]:
    """A line cut where words stand further apart than ``gap`` times their size."""
    parts: list[list[Word]] = []
    for word in line:
        if parts and word.box.x0 - parts[-1][-1].box.x1 <= gap * max(word.size, 4.0):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def paragraphs(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines grouped where the gap, the size or the weight of the type does not change."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(g) for g in groups]


def _goes_on(above: Line, below: Line) -> bool:
    if above.box is None or below.box is None:
        return False
    gap = below.box.top - above.box.bottom
    alike = above.bold == below.bold and abs(above.size - below.size) <= 0.6
    return alike and -0.5 * above.box.height <= gap <= PARAGRAPH_GAP * max(above.size, 4.0)
