"""The areas of a page that are read one by one: closed cells, and blocks of what is left.

Reading cell by cell keeps columns apart and is no slower than reading the page at once, as the
engine has no layout to find.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.model import Rule

CANVAS = 2.0
"""Cells are found on a drawing of the rules with so many pixels a point."""
OVERSHOOT = 4.0
"""Rules are drawn longer by this at both ends, in points, so that corners close."""
FULL = 0.9
"""A closed cell fills this share of the box around it; what is around a table does not."""
LARGEST = 0.5
"""A larger share of the page is not a cell."""
SMALLEST = 5.0
"""A cell's shorter side is at least this, in points: no line of text fits into less."""
GUTTER = 7.5
"""White strips at least so wide, in points, part columns; spaces between words are narrower."""
LEADING = 9.0
"""White strips at least so high, in points, part blocks."""
NARROW = 8.0
"""A column no wider than this, in points, holds bullets or numbers of its neighbour."""
LEAST_INK = 0.5
"""Ink of less than this, in square points, is no letter."""


class Area(NamedTuple):
    """A rectangle in pixels: columns ``x0`` to ``x1`` and rows ``top`` to ``bottom``, ends out."""

    x0: int
    top: int
    x1: int
    bottom: int

    def of(self, pixels: MatLike) -> MatLike:
        """The part of ``pixels`` in this area."""
        return pixels[self.top : self.bottom, self.x0 : self.x1]


def areas(cells: Sequence[Area], rules: Sequence[Rule], ink: MatLike, scale: float) -> list[Area]:
    """Areas of ``ink`` (255 where letters are, rules erased) to read, each tight about its ink."""
    rest = ink.copy()
    found: list[Area] = []
    for cell in cells:
        found += tight(ink, cell, scale)
        cell.of(rest)[:] = 0
    for band in _bands(rules, rest.shape[:2], scale):
        found += _blocks(rest, band, scale)
    return found


def closed_cells(rules: Sequence[Rule], shape: Sequence[int], scale: float) -> list[Area]:
    """Rectangles that rules close off, in pixels of a picture of ``shape``."""
    height, width = (max(1, round(side / scale * CANVAS)) for side in shape[:2])
    canvas = np.full((height, width), 255, np.uint8)
    for rule in rules:
        cv2.line(canvas, *_ends(rule), color=(0,), thickness=1)
    cells: list[Area] = []
    for (x, y, wide, high), area in _patches(canvas):
        closed = area >= FULL * wide * high and area <= LARGEST * height * width
        if closed and min(wide, high) >= SMALLEST * CANVAS:
            cells.append(Area(*(round(v / CANVAS * scale) for v in (x, y, x + wide, y + high))))
    return cells


def _patches(canvas: MatLike) -> Iterator[tuple[Sequence[int], float]]:
    """Left, top, width and height, and pixels, of each white patch; its outline is enough."""
    outlines, tree = cv2.findContours(canvas, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    areas = [cv2.contourArea(o) for o in outlines]
    for i in range(len(outlines)):
        parent = tree[0][i][3]
        if parent >= 0:
            areas[parent] -= areas[i]
    for i, outline in enumerate(outlines):
        if tree[0][i][3] < 0:
            x, y, wide, high = cv2.boundingRect(outline)
            # An outline runs through the middles of the pixels at the edge.
            yield (x, y, wide, high), areas[i] + wide + high - 1


def _ends(rule: Rule) -> tuple[tuple[int, int], tuple[int, int]]:
    at, start, end = (
        round(v * CANVAS) for v in (rule.position, rule.start - OVERSHOOT, rule.end + OVERSHOOT)
    )
    return ((at, start), (at, end)) if rule.vertical else ((start, at), (end, at))


def _bands(rules: Sequence[Rule], shape: Sequence[int], scale: float) -> list[Area]:
    """The page cut at level rules that cross most of it."""
    height, width = shape[0], shape[1]
    wide = [r for r in rules if not r.vertical and r.length * scale >= 0.3 * width]
    cuts = sorted({0, height, *(min(max(round(r.position * scale), 0), height) for r in wide)})
    return [Area(0, a, width, b) for a, b in itertools.pairwise(cuts) if b - a > scale]


def tight(ink: MatLike, area: Area, scale: float) -> list[Area]:
    """``area`` drawn in to its ink; nothing if it has none."""
    part = area.of(ink)
    if cv2.countNonZero(part) < LEAST_INK * scale * scale:
        return []
    x, y, wide, high = cv2.boundingRect(part)
    left, top = area.x0 + x, area.top + y
    return [Area(left, top, left + wide, top + high)]


def _blocks(ink: MatLike, area: Area, scale: float) -> Iterator[Area]:
    """``area`` cut by white strips, upright ones first, until none is left (an XY cut)."""
    for inner in tight(ink, area, scale):
        columns = _columns(inner, ink, scale)
        rows = cut(inner, ink, 1, LEADING * scale) if len(columns) == 1 else []
        parts = columns if len(columns) > 1 else rows
        if len(parts) > 1:
            for part in parts:
                yield from _blocks(ink, part, scale)
        else:
            yield inner


def _columns(area: Area, ink: MatLike, scale: float) -> list[Area]:
    """Columns of ``area``, each narrow one with the one to its right."""
    columns: list[Area] = []
    for part in cut(area, ink, 0, GUTTER * scale):
        narrow = columns and columns[-1].x1 - columns[-1].x0 <= NARROW * scale
        columns.append(part._replace(x0=columns.pop().x0) if narrow else part)
    return columns


def cut(area: Area, ink: MatLike, axis: int, least: float) -> list[Area]:
    """``area`` cut along ``axis`` (0: into columns) where it is white for ``least`` pixels."""
    filled = np.flatnonzero(cv2.reduce(area.of(ink), axis, cv2.REDUCE_MAX))
    if not filled.size:
        return []
    breaks = np.flatnonzero(np.diff(filled) > least)
    starts = [int(filled[0]), *(int(v) for v in filled[breaks + 1])]
    ends = [*(int(v) + 1 for v in filled[breaks]), int(filled[-1]) + 1]
    pairs = zip(starts, ends, strict=True)
    if axis == 0:
        return [area._replace(x0=area.x0 + a, x1=area.x0 + b) for a, b in pairs]
    return [area._replace(top=area.top + a, bottom=area.top + b) for a, b in pairs]
