"""The typed boundary between extracting and normalising: what is printed on each page.

Coordinates are points from the top left corner of the page as displayed (after /Rotate,
within the crop box). A text dump has no coordinates: its boxes are ``None``.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from schemas.plan import Problem, TextOrigin

ExtractionMethod = Literal["ruled", "banded", "stream", "dump"]


class Box(NamedTuple):
    """A rectangle in points: left, top, right, bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of text within a cell or a paragraph."""

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    confidence: float | None = None
    """How sure text recognition is of the line, 0 to 1; ``None`` for digital text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, with the rows and columns it spans."""

    row: int
    col: int
    lines: tuple[Line, ...] = ()
    box: Box | None = None
    row_span: int = 1
    col_span: int = 1
    fill: str | None = None
    """Background colour as ``#rrggbb``; ``None`` for white or no fill."""
    page: int = 0
    """The page it stands on, from 1; 0 for its fragment's."""
    redacted: bool = False
    """A black box hides words of the cell; they are not among its lines."""

    @property
    def text(self) -> str:
        """The printed lines, one to a line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether every printed line is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class TableFragment:
    """The part of a table that stands on one page."""

    page: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    box: Box | None = None
    column_edges: tuple[float, ...] = ()
    """``cols + 1`` x positions, left to right; empty for a text dump."""
    open_top: bool = False
    """No rule closes the first row at its top: it may go on from the page before."""
    open_bottom: bool = False
    """No rule closes the last row at its foot: it may go on overleaf."""
    method: ExtractionMethod = "ruled"
    score: float = 1.0
    """How well the grid explains the page's words, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A title, band or paragraph that stands outside tables."""

    page: int
    lines: tuple[Line, ...]
    box: Box | None = None

    @property
    def text(self) -> str:
        """The printed lines joined by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Largest type size, in points."""
        return max((line.size for line in self.lines), default=0.0)

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)


Block = Paragraph | TableFragment


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: its tables and text in reading order, furniture set apart."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...] = ()
    furniture: tuple[Line, ...] = ()
    """Headers, footers, page numbers, markings, footnotes; stamps and dirt on scans."""
    skimmed: bool = False
    """Only the words were read, one paragraph a line, in the order in which they are drawn:
    the page shows no sign of a table."""


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """Everything printed in one document."""

    file: str
    sha256: str
    pages: tuple[PageContent, ...]
    text_origin: TextOrigin = "digital"
    metadata_title: str | None = None
    problems: tuple[Problem, ...] = ()
