"""Coloured and grey backgrounds of cells, from the ground under a page's ink."""

from collections.abc import Sequence

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.colour_channels import extremes
from extract.model import Fill, Rule
from extract.scans.image.ink import GROUND, Inked
from schemas.fragment import Box

LIGHT_REACH = 150.0
"""Shading higher than this, in points, is taken for the light's."""
DARKER = 0.955
"""A grey fill has less than this share of the light that the paper around it has."""
COLOURFUL = 26
"""Difference of a coloured fill's channels, of 255."""
SMALLEST = 5.0
"""A fill's shorter side is at least this, in points."""
FULL = 0.7
"""A fill covers this share of the box around it."""
SNAP = 4.0
"""A side nearer than this to a rule, in points, lies on it."""
PAPER = 0.35
"""Where less than this share of the page is lit like paper, no fill can be told."""


def page_fills(page: Inked, rules: Sequence[Rule]) -> list[Fill]:
    """Filled rectangles of ``page`` in points, cut where rules part them."""
    scale = page.scale / GROUND
    most, least = extremes(page.ground)
    light = _light(most, scale)
    filled = _filled(most, least, light)
    if not filled.any():
        return []
    for rule in rules:
        cv2.line(filled, *_ends(rule, scale), color=(0,), thickness=1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(filled, connectivity=4)
    fills: list[Fill] = []
    for i, (x, y, wide, high, area) in enumerate(stats.tolist()):
        if i and min(wide, high) >= SMALLEST * scale and area >= FULL * wide * high:
            where = labels[y : y + high, x : x + wide] == i
            colour = _colour(page.ground[y : y + high, x : x + wide][where], light[y, x])
            box = Box(x / scale, y / scale, (x + wide) / scale, (y + high) / scale)
            fills.append(Fill(_snapped(box, rules), colour))
    return fills


def _snapped(box: Box, rules: Sequence[Rule]) -> Box:
    """``box`` with its sides on the rules close by."""
    across = (box.top + box.bottom) / 2
    along = (box.x0 + box.x1) / 2
    xs = [r.position for r in rules if r.vertical and r.start <= across <= r.end]
    ys = [r.position for r in rules if not r.vertical and r.start <= along <= r.end]
    return Box(_near(box.x0, xs), _near(box.top, ys), _near(box.x1, xs), _near(box.bottom, ys))


def _near(value: float, positions: Sequence[float]) -> float:
    nearest = min(positions, key=lambda p: abs(p - value), default=value)
    return nearest if abs(nearest - value) <= SNAP else value


def _light(most: MatLike, scale: float) -> MatLike:
    """How bright the paper is, by pixel: an upright closing, which keeps slopes of light."""
    reach = np.ones((max(int(LIGHT_REACH * scale), 3), 1), np.uint8)
    return cv2.morphologyEx(most, cv2.MORPH_CLOSE, reach)


def _filled(most: MatLike, least: MatLike, light: MatLike) -> MatLike:
    """255 where the ground is coloured or darker than the paper around it."""
    dark = most < DARKER * light
    coloured = cv2.subtract(most, least) > COLOURFUL
    pale = ~dark & ~coloured
    if pale.mean() < PAPER:
        return np.zeros_like(most)
    mask = ((dark | coloured) * 255).astype(np.uint8)
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))


def _ends(rule: Rule, scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    at, start, end = (round(v * scale) for v in (rule.position, rule.start, rule.end))
    return ((at, start), (at, end)) if rule.vertical else ((start, at), (end, at))


def _colour(pixels: MatLike, light: int) -> str:
    """The middle colour, as it would be on white paper in full light."""
    middle = np.median(pixels, axis=0) * (255 / max(int(light), 128))
    return "#" + "".join(f"{min(round(float(v)), 255):02x}" for v in middle)
