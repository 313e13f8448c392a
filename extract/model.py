"""The page model: words, rules and fills, whatever made the page.

Coordinates are points from the top left of the page as it is read (turned upright);
``Page.turn`` says how to get back to the page as it is displayed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from schemas.fragment import Box


class Word(NamedTuple):
    """A run of characters without a space."""

    text: str
    box: Box
    size: float
    bold: bool = False
    edges: tuple[float, ...] = ()
    """Left edge of each character, for cutting a word at a column's edge."""
    confidence: float | None = None
    """How sure text recognition is of the word, 0 to 1; ``None`` for a digital word."""
    colour: str | None = None
    """Colour of the letters as ``#rrggbb``; ``None`` where it is not known."""
    number: int = 0
    """Which word of its page it is, which two alike in all else do not share; parts of one do."""

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the word: x, y."""
        return (self.box.x0 + self.box.x1) / 2, (self.box.top + self.box.bottom) / 2


def numbered(words: Iterable[Word]) -> tuple[Word, ...]:
    """All the words of a page, each with its number among them."""
    return tuple([word._replace(number=i) for i, word in enumerate(words)])


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line."""

    vertical: bool
    position: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """Length in points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, ``colour`` as ``#rrggbb``."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on a page that tables are made of."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    """No two with one number (``numbered``)."""
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    pictures: tuple[Box, ...] = ()
    """Boxes of images, on the page as it is read."""
    marks: tuple[Fill, ...] = ()
    """Small filled shapes that are no rectangles, such as the disc of a rating."""
    shapes: int = 0
    """How many drawn paths are neither rules nor rectangles: curves, letters drawn as outlines."""
    hidden: int = 0
    """How many characters are written invisibly, as text recognition does over a scan."""
    turn: int = 0
    """Quarter turns clockwise that brought the page's letters upright: 0 to 3."""

    def with_words(self, words: tuple[Word, ...]) -> "Page":
        """The same page with other words, no two with one number."""
        return replace(self, words=words)

    def displayed(self, box: Box) -> Box:
        """A box of this page in the coordinates of the page as displayed."""
        if self.turn == 1:
            return Box(box.top, self.width - box.x1, box.bottom, self.width - box.x0)
        if self.turn == 2:
            return Box(
                self.width - box.x1, self.height - box.bottom,
                self.width - box.x0, self.height - box.top,
            )  # fmt: skip
        if self.turn == 3:
            return Box(self.height - box.bottom, box.x0, self.height - box.top, box.x1)
        return box


def shared_area(a: Box, b: Box) -> float:
    """The area, in square points, that both boxes cover."""
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(width, 0.0) * max(height, 0.0)


def bounds(boxes: list[Box]) -> Box:
    """Smallest box around ``boxes`` (at least one)."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
