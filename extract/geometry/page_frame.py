"""From a PDF's page space (y upwards) to the page as displayed (y downwards from the top)."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible box of a page in page space, and its /Rotate in quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Width as displayed, in points."""
        across, up = self.right - self.left, self.top - self.bottom
        return up if self.rotation % 2 else across

    @property
    def height(self) -> float:
        """Height as displayed, in points."""
        across, up = self.right - self.left, self.top - self.bottom
        return across if self.rotation % 2 else up

    def points(self, x: Number, y: Number) -> tuple[Number, Number]:
        """A point of page space, or arrays of them, on the page as displayed."""
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        if self.rotation == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def directions(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Directions of page space on the page as displayed, y counted downwards."""
        if self.rotation == 1:
            return y, x
        if self.rotation == 2:
            return -x, y
        if self.rotation == 3:
            return -y, -x
        return x, -y

    def boxes(self, boxes: Floats) -> Floats:
        """Rows of any two opposite corners as rows of left, top, right, bottom."""
        xa, ya = self.points(boxes[:, 0], boxes[:, 1])
        xb, yb = self.points(boxes[:, 2], boxes[:, 3])
        return np.column_stack(
            [np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)]
        )


def turned(boxes: Floats, turns: int, width: float, height: float) -> Floats:
    """Boxes of a page of ``width`` by ``height`` after quarter turns clockwise."""
    x0, top, x1, bottom = boxes.T
    if turns == 1:
        return np.column_stack([height - bottom, x0, height - top, x1])
    if turns == 2:
        return np.column_stack([width - x1, height - bottom, width - x0, height - top])
    if turns == 3:
        return np.column_stack([top, width - x1, bottom, width - x0])
    return boxes
