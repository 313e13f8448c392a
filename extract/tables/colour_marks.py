"""The colour of a mark in a cell without a background: a disc, a small square, a coloured sign."""

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Fill, Page, Word
from schemas.fragment import Box, Cell

LARGEST = 40.0
SMALLEST = 5.0
"""Both sides of a mark, in points."""
COLOURFUL = 64
"""Least difference of a coloured mark's channels, of 255."""


def with_marks(cells: Sequence[Cell], words: Sequence[Sequence[Word]], page: Page) -> list[Cell]:
    """``cells``, which hold ``words``; where only a mark says anything, its colour is the fill."""
    drawn = [f for f in (*page.fills, *page.marks) if _is_mark(f)]
    return [
        _filled(cell, here, drawn) if cell.fill is None else cell
        for cell, here in zip(cells, words, strict=True)
    ]


def _filled(cell: Cell, words: Sequence[Word], drawn: Sequence[Fill]) -> Cell:
    colour = _colour(cell, words, drawn) if drawn or words else None
    return replace(cell, fill=colour) if colour else cell


def _colour(cell: Cell, words: Sequence[Word], drawn: Sequence[Fill]) -> str | None:
    """The one colour of the marks in a cell that has no letter or figure."""
    if (words and any(c.isalnum() for w in words for c in w.text)) or cell.box is None:
        return None
    signs = {w.colour for w in words if w.colour and _is_colourful(w.colour)}
    colours = signs or {f.colour for f in drawn if _is_in(f.box, cell.box)}
    return colours.pop() if len(colours) == 1 else None


def _is_mark(fill: Fill) -> bool:
    left, top, right, bottom = fill.box
    sides = right - left, bottom - top
    return min(sides) >= SMALLEST and max(sides) <= LARGEST and _is_colourful(fill.colour)


def _is_colourful(colour: str) -> bool:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return max(channels) - min(channels) >= COLOURFUL


def _is_in(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom
