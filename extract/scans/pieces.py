"""Connected pieces of ink: letters, dots, rules, specks."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pieces:
    """Every connected piece of a mask; the arrays have a row for each, without the paper's."""

    labels: NDArray[np.int32]
    """Number of the piece at each pixel, from 1; 0 is paper."""
    boxes: NDArray[np.int32]
    """Left, top, width, height and number of pixels."""
    centres: NDArray[np.float64]
    """x and y."""

    @property
    def largest_side(self) -> NDArray[np.int32]:
        """Width or height, whichever is more, in pixels."""
        return np.asarray(self.boxes[:, 2:4].max(axis=1, initial=0), dtype=np.int32)

    def drawn(self, chosen: NDArray[np.bool_]) -> MatLike:
        """255 where one of the ``chosen`` pieces is, else 0."""
        table = np.concatenate([[False], chosen]).astype(np.uint8) * np.uint8(255)
        return table[self.labels]


def pieces_of(mask: MatLike) -> Pieces:
    """The pieces of ``mask``, corners touching."""
    _, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return Pieces(
        np.asarray(labels, np.int32),
        np.asarray(stats[1:], np.int32),
        np.asarray(centres[1:], np.float64),
    )
