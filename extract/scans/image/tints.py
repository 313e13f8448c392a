"""Coloured cells up to their corners: a median ground is round where a colour has a corner."""

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.colour_channels import spread

COLOURFUL = 48
"""Difference of a coloured cell's channels, of 255; paper and the greys of letters have less."""
REACH = 12.0
"""The ground is that of a colour this far from where it is sure, in points."""


def with_tints(ground: MatLike, level: MatLike, scale: float) -> MatLike:
    """``ground`` with the colours of ``level``, a picture of the same size, close to its own.

    Without them the corners of a coloured cell look like ink as thick as letters, and hide the
    rules beside them. ``scale`` is in pixels a point.
    """
    if ground.ndim != 3:
        return ground
    tinted = _colourful(level)
    sure = cv2.bitwise_and(tinted, _colourful(ground))
    side = 2 * max(round(REACH * scale), 1) + 1
    near = cv2.dilate(sure, np.ones((side, side), np.uint8))
    corners = cv2.bitwise_and(tinted, near) > 0
    ground[corners] = level[corners]
    return ground


def _colourful(pixels: MatLike) -> MatLike:
    return cv2.threshold(spread(pixels), COLOURFUL, 255, cv2.THRESH_BINARY)[1]
