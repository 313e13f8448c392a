"""Stamps in a colour, taken off the text that they were put on: what is black under them stays."""

from collections.abc import Iterator

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.colour_channels import spread

TIMES = 3
"""Stamps are looked for on a picture this many times smaller."""
COLOURFUL = 60
"""Least difference of a stamp's channels, of 255."""
FEWEST = 0.0003
"""With less than this share of its pixels coloured a page has no stamp."""
SHORT, LONG = (22.0, 120.0), (50.0, 300.0)
"""Least and most shorter side of a stamp, and longer side, in points."""
GAP = 3.0
"""Black text interrupts a stamp's frame, in points."""
DRAWN = 0.6
"""Share of each side of a frame that is drawn."""
EDGE = 4.0
"""Width of the strip around a frame that its strokes may reach into, in points."""
FULL = 0.5
"""Of a frame less than this share is coloured; a coloured cell is filled."""
MOST = 4
"""More frames than this on a page are the cells of a table drawn in colour."""
BRIGHT = 110
"""The brightest channel of a stamp's ink is more than this, of 255; of black ink it is less."""
PALE = 30
"""The soft edge of a stamp's ink has channels so far apart."""


def without_stamps(pixels: MatLike, scale: float) -> MatLike:
    """``pixels`` (height x width x 3, ``scale`` a point) with coloured stamps made white."""
    small = cv2.resize(pixels, None, fx=1 / TIMES, fy=1 / TIMES, interpolation=cv2.INTER_NEAREST)
    coloured = cv2.threshold(spread(small), COLOURFUL, 1, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(coloured) < FEWEST * coloured.size:
        return pixels
    zones = list(_zones(coloured, scale / TIMES))
    if not 0 < len(zones) <= MOST:
        return pixels
    cleared = pixels.copy()
    for zone in zones:
        inside = np.zeros(pixels.shape[:2], np.uint8)
        cv2.drawContours(inside, [zone * TIMES], -1, (255,), cv2.FILLED)
        cv2.drawContours(inside, [zone * TIMES], -1, (255,), round(EDGE * scale))
        x, y, wide, high = cv2.boundingRect(inside)
        part, within = cleared[y : y + high, x : x + wide], inside[y : y + high, x : x + wide]
        ink = (within > 0) & (part.max(axis=2) > BRIGHT) & (spread(part) > PALE)
        part[ink] = np.percentile(part.reshape(-1, 3), 90, axis=0).astype(np.uint8)
    return cleared


def _zones(coloured: MatLike, scale: float) -> Iterator[MatLike]:
    """Corners of the frames of stamps, which may be turned."""
    reach = round(GAP * scale) | 1
    closed = cv2.dilate(coloured, np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        middle, sides, degrees = cv2.minAreaRect(outline)
        wide, high = (side - reach + 1 for side in sides)
        short, long = sorted((wide / scale, high / scale))
        if SHORT[0] <= short <= SHORT[1] and LONG[0] <= long <= LONG[1]:
            corners = cv2.boxPoints((middle, (wide, high), degrees))
            if _is_framed(coloured, corners) and not _is_filled(coloured, corners):
                yield corners.astype(np.int32)


def _is_framed(coloured: MatLike, corners: MatLike) -> bool:
    """Whether all four sides are drawn: those of lines of text are not."""
    thick = cv2.dilate(coloured, np.ones((3, 3), np.uint8))
    shares = [_drawn(thick, a, b) for a, b in zip(corners, np.roll(corners, 1, 0), strict=True)]
    return min(shares) >= DRAWN


def _is_filled(coloured: MatLike, corners: MatLike) -> bool:
    inside = np.zeros_like(coloured)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), (1,))
    shared = cv2.countNonZero(cv2.bitwise_and(inside, coloured))
    return shared >= FULL * cv2.countNonZero(inside)


def _drawn(coloured: MatLike, start: MatLike, end: MatLike) -> float:
    count = max(int(np.abs(end - start).max()), 1)
    points = np.linspace(start, end, count).round().astype(np.int64)
    x, y = points.T
    height, width = coloured.shape[:2]
    return float((coloured[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)] > 0).mean())
