"""Boxes of a turned page back in the coordinates of the page as displayed."""

from dataclasses import replace

from extract.model import Page
from schemas.fragment import Block, Box, Cell, Line, Paragraph


def as_displayed(block: Block, page: Page) -> Block:
    """``block`` with the boxes that a reader sees on the page."""
    if not page.turn:
        return block
    box = _displayed(block.box, page)
    if isinstance(block, Paragraph):
        return replace(block, box=box, lines=_lines(block.lines, page))
    return replace(block, box=box, cells=tuple(_cell(c, page) for c in block.cells))


def _displayed(box: Box | None, page: Page) -> Box | None:
    return page.displayed(box) if box else None


def _lines(lines: tuple[Line, ...], page: Page) -> tuple[Line, ...]:
    return tuple(replace(line, box=_displayed(line.box, page)) for line in lines)


def _cell(cell: Cell, page: Page) -> Cell:
    return replace(cell, box=_displayed(cell.box, page), lines=_lines(cell.lines, page))
