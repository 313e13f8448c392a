"""A pdfplumber page as a ``Page``: the reference and the fallback of the PDFium reader."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from pdfplumber.page import Page as PlumberPage

from extract.geometry.quarter_turns import turn_box, turn_rule
from extract.model import Fill, Page, Rule, numbered
from extract.pdf.pdfplumber_words import box_of, page_words, quarter_turns
from extract.tables.rules import axis_rule
from schemas.fragment import Box

THIN = 3.0
"""A rectangle no thicker than this, in points, is a rule."""
STRAIGHT = 1.0
"""A stroke whose ends differ by no more than this, in points, is level or upright."""
NEARLY_WHITE = 0.985
"""Channels, 0 to 1, from which a colour does not show on paper: 251 of 255."""

Shape = dict[str, Any]


def plumber_page(page: PlumberPage) -> Page:
    """Words, rules and fills of ``page``, turned upright by its letters."""
    # Coordinates of a page whose box does not start at 0,0 are brought to its own corner.
    left, top = float(page.bbox[0]), float(page.bbox[1])
    width, height = float(page.width), float(page.height)
    chars = _moved(page.chars, left, top)
    turns = quarter_turns(chars)
    rules, fills = _shapes(page, left, top)
    return Page(
        number=page.page_number,
        width=height if turns % 2 else width,
        height=width if turns % 2 else height,
        words=numbered(page_words(chars, turns, width, height)),
        rules=tuple(turn_rule(r, turns, width, height) for r in rules),
        fills=tuple(Fill(turn_box(f.box, turns, width, height), f.colour) for f in fills),
        pictures=tuple(box_of(i) for i in page.images),
        shapes=len(page.curves),
        turn=turns,
    )


def _moved(objects: Sequence[Shape], left: float, top: float) -> list[Shape]:
    if not left and not top:
        return list(objects)
    return [
        {
            **o,
            "x0": o["x0"] - left,
            "x1": o["x1"] - left,
            "top": o["top"] - top,
            "bottom": o["bottom"] - top,
        }
        for o in objects
    ]


def _shapes(page: PlumberPage, left: float, top: float) -> tuple[list[Rule], list[Fill]]:
    rules: list[Rule] = []
    fills: list[Fill] = []
    for shape in _moved([*page.lines, *page.rects, *page.curves], left, top):
        box = box_of(shape)
        if not _on_page(box, float(page.width), float(page.height)):
            continue
        if shape["object_type"] == "line":
            rules += _stroke(shape, box)
        elif min(box.width, box.height) <= THIN:
            rules += _thin(shape, box)
        else:
            rules += _outline(shape, box)
            fills += _fill(shape, box)
    return rules, fills


def _on_page(box: Box, width: float, height: float) -> bool:
    return box.x1 >= -1 and box.x0 <= width + 1 and box.bottom >= -1 and box.top <= height + 1


def _stroke(shape: Shape, box: Box) -> list[Rule]:
    if _white(shape.get("stroking_color")):
        return []
    return axis_rule(box, STRAIGHT)


def _thin(shape: Shape, box: Box) -> list[Rule]:
    colour = shape["non_stroking_color"] if shape.get("fill") else shape["stroking_color"]
    return [] if _white(colour) else axis_rule(box, THIN)


def _outline(shape: Shape, box: Box) -> list[Rule]:
    """Rules of a stroked rectangle or of a path made of level and upright strokes."""
    if not shape.get("stroke") or _white(shape.get("stroking_color")):
        return []
    if shape["object_type"] == "curve":
        return list(_path_rules(shape["pts"]))
    return [
        Rule(False, box.top, box.x0, box.x1),
        Rule(False, box.bottom, box.x0, box.x1),
        Rule(True, box.x0, box.top, box.bottom),
        Rule(True, box.x1, box.top, box.bottom),
    ]


def _path_rules(points: Sequence[tuple[float, float]]) -> Iterable[Rule]:
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        yield from axis_rule(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), STRAIGHT)


def _fill(shape: Shape, box: Box) -> list[Fill]:
    if not shape.get("fill") or shape["object_type"] == "curve":
        return []
    colour = _hex(shape.get("non_stroking_color"))
    return [Fill(box, colour)] if colour else []


def _rgb(colour: object) -> tuple[float, float, float] | None:
    """Red, green and blue from 0 to 1; ``None`` for patterns and unknown spaces."""
    values = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(v, (int, float)) for v in values):
        return None
    numbers = [min(max(float(v), 0.0), 1.0) for v in values]
    if len(numbers) == 1:
        return numbers[0], numbers[0], numbers[0]
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def _white(colour: object) -> bool:
    rgb = _rgb(colour)
    return rgb is not None and min(rgb) >= NEARLY_WHITE


def _hex(colour: object) -> str | None:
    rgb = _rgb(colour)
    if rgb is None or min(rgb) >= NEARLY_WHITE:
        return None
    return "#" + "".join(f"{round(v * 255):02x}" for v in rgb)
