"""Which way up a scan lies, and how far it is askew."""

from dataclasses import replace

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.scans.image.connected_components import Components
from extract.scans.image.ink import FINE as FINE_SCAN
from extract.scans.image.ink import GROUND, Inked

MOST_SKEW = 3.6
"""Degrees either way that are searched."""
LEAST_SKEW = 0.03
"""A smaller angle is left: turning a picture blurs it."""
COARSE, FINE = 0.2, 0.02
"""Steps of the angle, in degrees: first roughly, then closely."""
SAMPLED_COLUMNS = 8
"""One column in so many is looked at."""
SAMPLED_PIXELS = 25_000
"""About so many pixels of ink are taken, from all over the page."""
FEWER = 3
"""One in so many of the sampled pixels is enough to tell the angle roughly."""
LETTER_POINTS = (2.0, 20.0)
"""Least and most side of a letter, in points."""
SAMPLED_LETTERS = 250
"""So many letters are asked for their neighbours, from all over the page."""
SIDEWAYS_SHARE = 0.6
"""Letters stand beside their nearest neighbour; the share of them above it that tells a turn."""
FEWEST_LETTERS = 40
"""Fewer tell nothing."""


def skew(mask: MatLike) -> float:
    """Degrees that the page's level lines fall to the right, by its sharpest profile.

    The rows that ink falls into are counted for each angle; lines of text and rules make
    the counts uneven, the most where the angle is right (Postl 1986).
    """
    ys, xs = _sample(mask)
    if ys.size < 200:
        return 0.0
    first = np.arange(-MOST_SKEW, MOST_SKEW + COARSE / 2, COARSE)
    near = _sharpest(ys[::FEWER], xs[::FEWER], first, cell=3.0)
    return _sharpest(ys, xs, near + np.arange(-COARSE, COARSE + FINE / 2, FINE), cell=1.5)


def _sample(mask: MatLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ys, xs = np.nonzero(mask[:, ::SAMPLED_COLUMNS])
    step = max(1, ys.size // SAMPLED_PIXELS)
    return ys[::step].astype(np.float64), xs[::step].astype(np.float64) * SAMPLED_COLUMNS


def _sharpest(
    ys: NDArray[np.float64], xs: NDArray[np.float64], angles: NDArray[np.float64], cell: float
) -> float:
    scores = [_sharpness(ys, xs, float(a), cell) for a in angles]
    return float(angles[int(np.argmax(scores))])


def _sharpness(
    ys: NDArray[np.float64], xs: NDArray[np.float64], angle: float, cell: float
) -> float:
    rows = (ys - xs * np.tan(np.radians(angle))) / cell
    counts = np.bincount((rows - rows.min()).astype(np.int64))
    return float(np.square(np.diff(counts)).sum())


def sideways(ink: Components, scale: float) -> bool:
    """Whether lines of text run up or down the page: letters' nearest neighbours tell."""
    size = ink.largest_side / scale
    centres = ink.centres[(size > LETTER_POINTS[0]) & (size < LETTER_POINTS[1])]
    if len(centres) < FEWEST_LETTERS:
        return False
    centres = centres.astype(np.float32)
    across, down = (
        np.abs(centres[:: max(1, len(centres) // SAMPLED_LETTERS), None, i] - centres[None, :, i])
        for i in (0, 1)
    )
    far = across + down
    far[far == 0] = np.inf
    nearest = far.argmin(axis=1)[:, None]
    beside, above = (np.take_along_axis(d, nearest, axis=1) for d in (across, down))
    return bool((above > beside).mean() > SIDEWAYS_SHARE)


def turned(page: Inked, quarters: int) -> Inked:
    """``page`` after quarter turns clockwise."""

    def turn(pixels: MatLike) -> MatLike:
        return np.ascontiguousarray(np.rot90(pixels, -quarters))

    colour = None if page.colour is None else turn(page.colour)
    return replace(page, grey=turn(page.grey), ground=turn(page.ground), colour=colour)


def levelled(page: Inked, degrees: float, pad: int) -> Inked:
    """``page`` turned about its middle so that lines which fall by ``degrees`` are level.

    There are ``pad`` pixels more at each side, whole cells of the ground: white, the ground
    carried on.
    """
    sharp = page.scale <= FINE_SCAN  # a fine scan has pixels to spare
    colour = page.colour
    return replace(
        page,
        grey=_rotated(page.grey, degrees, pad, white=True, sharp=sharp),
        ground=_rotated(page.ground, degrees, pad // GROUND),
        colour=None if colour is None else _rotated(colour, degrees, pad),
    )


def _rotated(
    pixels: MatLike, degrees: float, pad: int, *, white: bool = False, sharp: bool = False
) -> MatLike:
    height, width = pixels.shape[:2]
    middle = ((width - 1) / 2, (height - 1) / 2)
    matrix = cv2.getRotationMatrix2D(middle, degrees, 1.0)
    matrix[:, 2] += pad
    return cv2.warpAffine(
        pixels,
        matrix,
        (width + 2 * pad, height + 2 * pad),
        flags=cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT if white else cv2.BORDER_REPLICATE,
        borderValue=(255, 255, 255),
    )
