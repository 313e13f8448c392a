"""Words to printed lines, and lines to paragraphs."""

from collections.abc import Iterable, Sequence

from extract.printed import Word, bounds
from schemas.fragment import Line

SAME_LINE = 0.5
"""Words share a line when they overlap by at least this share of the lower one's height."""
PARAGRAPH_GAP = 0.6
"""A gap wider than this share of the line's height starts a paragraph."""


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped into lines from top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    head = foot = 0.0
    for word in sorted(words, key=_down_then_across):
        _, top, _, bottom = word.box
        height, tallest = bottom - top, foot - head
        overlap = min(bottom, foot) - max(top, head)
        if lines and overlap >= SAME_LINE * min(height, tallest):
            lines[-1].append(word)
            if height <= tallest:
                continue
        else:
            lines.append([word])
        head, foot = top, bottom
    return [sorted(line, key=_left) if len(line) > 1 else line for line in lines]


def _down_then_across(word: Word) -> tuple[float, float]:
    x0, top, _, bottom = word.box
    return top + bottom, x0


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
    )


def _spaced(words: Sequence[Word]) -> str:
    return " ".join([w.text for w in words])


def printed_lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """Lines of a cell or a column of text."""
    return tuple(line_of(row) for row in rows_of_words(words))


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
