"""Connected pieces of ink: letters, dots, rules, specks."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces of a mask; the arrays have a row for each."""

    boxes: NDArray[np.int32]
    """Left, top, width, height and number of pixels."""
    centres: NDArray[np.float64]
    """x and y."""

    @property
    def largest_side(self) -> NDArray[np.int32]:
        """Width or height, whichever is more, in pixels."""
        return np.asarray(self.boxes[:, 2:4].max(axis=1, initial=0), dtype=np.int32)

    def only(self, chosen: NDArray[np.bool_]) -> "Pieces":
        """The ``chosen`` ones."""
        return Pieces(self.boxes[chosen], self.centres[chosen])

    def turned_about(self, shape: tuple[int, ...]) -> "Pieces":
        """The pieces of the mask, of ``shape``, turned upside down."""
        height, width = shape[:2]
        boxes = self.boxes.copy()
        boxes[:, 0] = width - self.boxes[:, 0] - self.boxes[:, 2]
        boxes[:, 1] = height - self.boxes[:, 1] - self.boxes[:, 3]
        return Pieces(boxes, (width - 1, height - 1) - self.centres)


def numbered_pieces(mask: MatLike) -> tuple[Pieces, NDArray[np.int32]]:
    """The pieces of ``mask``, corners touching, and the number of each, from 1, at its pixels."""
    _, numbers, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = Pieces(np.asarray(stats[1:], np.int32), np.asarray(centres[1:], np.float64))
    return pieces, np.asarray(numbers, np.int32)


def drawn(numbers: NDArray[np.int32], chosen: NDArray[np.bool_]) -> MatLike:
    """255 where one of the ``chosen`` pieces is, else 0."""
    table = np.concatenate([[False], chosen]).astype(np.uint8) * np.uint8(255)
    return np.take(table, numbers, mode="clip")
