"""Connected components of ink: letters, dots, rules, specks."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]

HALF = 100
"""Two pixels of four with ink, or more, are ink on a picture half as large."""


@dataclass(frozen=True, slots=True)
class Components:
    """Connected components of a mask; the arrays have a row for each."""

    boxes: NDArray[np.int32]
    """Left, top, width, height and number of pixels."""
    centres: NDArray[np.float64]
    """x and y."""

    @property
    def largest_side(self) -> NDArray[np.int32]:
        """Width or height, whichever is more, in pixels."""
        return np.asarray(self.boxes[:, 2:4].max(axis=1, initial=0), dtype=np.int32)

    def only(self, chosen: NDArray[np.bool_]) -> "Components":
        """The ``chosen`` ones."""
        return Components(self.boxes[chosen], self.centres[chosen])

    def turned_about(self, shape: tuple[int, ...]) -> "Components":
        """The components of the mask, of ``shape``, turned upside down."""
        height, width = shape[:2]
        boxes = self.boxes.copy()
        boxes[:, 0] = width - self.boxes[:, 0] - self.boxes[:, 2]
        boxes[:, 1] = height - self.boxes[:, 1] - self.boxes[:, 3]
        return Components(boxes, (width - 1, height - 1) - self.centres)


def numbered_components(mask: MatLike) -> tuple[Components, Numbers]:
    """Components of ``mask``, corners touching, and the number of each, from 1, at its pixels."""
    try:  # Short numbers take less than half the time, and are enough for most pages.
        _, numbers, stats, centres = cv2.connectedComponentsWithStats(mask, ltype=cv2.CV_16U)
    except cv2.error:
        _, numbers, stats, centres = cv2.connectedComponentsWithStats(mask)
    components = Components(np.asarray(stats[1:], np.int32), np.asarray(centres[1:], np.float64))
    return components, np.asarray(numbers)


def coarse(mask: MatLike, times: int) -> MatLike:
    """``mask`` on a picture ``times`` smaller."""
    if times == 1:
        return mask
    small = cv2.resize(mask, None, fx=1 / times, fy=1 / times, interpolation=cv2.INTER_AREA)
    return cv2.threshold(small, HALF, 255, cv2.THRESH_BINARY)[1]


def coarse_components(ink: MatLike, times: int) -> tuple[Components, Numbers]:
    """The components of ``ink``, ``times`` smaller than its page, in pixels of the page."""
    found, numbers = numbered_components(ink)
    boxes = found.boxes * np.array([times] * 4 + [times * times], np.int32)
    return Components(boxes, found.centres * times), numbers


def drawn(numbers: Numbers, chosen: NDArray[np.bool_], shape: tuple[int, ...]) -> MatLike:
    """255 where one of the ``chosen`` components is, else 0, on a picture of ``shape``."""
    table = np.concatenate([[False], chosen]).astype(np.uint8) * np.uint8(255)
    return _enlarged(np.take(table, numbers, mode="clip"), shape)


def without_specks(ink: MatLike, specks: NDArray[np.int32], shape: tuple[int, ...]) -> MatLike:
    """``ink`` without the components in the boxes ``specks``, on a picture of ``shape``.

    The boxes, of a few pixels each, are in pixels of that picture.
    """
    left = ink.copy()
    x, y, wide, high = specks[:, :4].T // round(shape[0] / len(ink))
    for down, across in np.ndindex(high.max(initial=0), wide.max(initial=0)):
        there = (high > down) & (wide > across)
        left[y[there] + down, x[there] + across] = 0
    return _enlarged(left, shape)


def _enlarged(small: MatLike, shape: tuple[int, ...]) -> MatLike:
    if small.shape == shape[:2]:
        return small
    return cv2.resize(small, shape[1::-1], interpolation=cv2.INTER_NEAREST)
