"""Which way up a scan lies, and how far it is askew."""

from dataclasses import replace

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.scans.ink import GROUND, Inked

MOST_SKEW = 3.6
"""Degrees either way that are searched."""
LEAST_SKEW = 0.03
"""A smaller angle is left: turning a picture blurs it."""
COARSE, FINE = 0.2, 0.02
SAMPLED_PIXELS = 60_000
LETTER_POINTS = (2.0, 20.0)
SAMPLED_LETTERS = 500
SIDEWAYS_SHARE = 0.6
"""Letters stand beside their nearest neighbour; the share of them above it that tells a turn."""
FEWEST_LETTERS = 40


def skew(mask: MatLike) -> float:
    """Degrees that the page's level lines fall to the right, by its sharpest profile.

    The rows that ink falls into are counted for each angle; lines of text and rules make
    the counts uneven, the most where the angle is right (Postl 1986).
    """
    ys, xs = _sample(mask)
    if ys.size < 200:
        return 0.0
    first = np.arange(-MOST_SKEW, MOST_SKEW + COARSE / 2, COARSE)
    near = _sharpest(ys, xs, first, cell=3.0)
    return _sharpest(ys, xs, near + np.arange(-COARSE, COARSE + FINE / 2, FINE), cell=1.5)


def _sample(mask: MatLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ys, xs = np.nonzero(mask)
    step = max(1, ys.size // SAMPLED_PIXELS)
    return ys[::step].astype(np.float64), xs[::step].astype(np.float64)


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


def sideways(mask: MatLike, scale: float) -> bool:
    """Whether lines of text run up or down the page: letters' nearest neighbours tell."""
    centres = _letters(mask, scale)
    if len(centres) < FEWEST_LETTERS:
        return False
    step = max(1, len(centres) // SAMPLED_LETTERS)
    apart = np.abs(centres[::step, None, :] - centres[None, :, :])
    far = np.square(apart).sum(axis=2)
    far[far == 0] = np.inf
    nearest = apart[np.arange(len(far)), far.argmin(axis=1)]
    return bool((nearest[:, 1] > nearest[:, 0]).mean() > SIDEWAYS_SHARE)


def _letters(mask: MatLike, scale: float) -> NDArray[np.float64]:
    """Centres, x and y, of the pieces of ink that are as large as letters."""
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) / scale
    fits = (size > LETTER_POINTS[0]) & (size < LETTER_POINTS[1])
    return np.asarray(centres[fits], dtype=np.float64)


def turned(page: Inked, quarters: int) -> Inked:
    """``page`` after quarter turns clockwise."""
    if not quarters % 4:
        return page
    grey, level, ground = (
        np.ascontiguousarray(np.rot90(a, -quarters)) for a in (page.grey, page.level, page.ground)
    )
    return replace(page, grey=grey, level=level, ground=ground)


def levelled(page: Inked, degrees: float) -> Inked:
    """``page`` turned about its middle so that lines which fall by ``degrees`` are level."""
    if abs(degrees) < LEAST_SKEW:
        return page
    return replace(
        page,
        grey=_rotated(page.grey, degrees, cv2.INTER_CUBIC, cv2.BORDER_CONSTANT),
        level=_rotated(page.level, degrees, cv2.INTER_LINEAR, cv2.BORDER_REPLICATE),
        ground=_rotated(page.ground, degrees, cv2.INTER_NEAREST, cv2.BORDER_REPLICATE),
    )


def _rotated(pixels: MatLike, degrees: float, how: int, border: int) -> MatLike:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return cv2.warpAffine(
        pixels, matrix, (width, height), flags=how, borderMode=border, borderValue=(255, 255, 255)
    )


def padded(page: Inked, pixels: int) -> Inked:
    """``page`` with white around it, so that turning cuts nothing off; in whole ground cells."""
    grey = cv2.copyMakeBorder(page.grey, *(pixels,) * 4, cv2.BORDER_CONSTANT, value=255)
    level = cv2.copyMakeBorder(page.level, *(pixels,) * 4, cv2.BORDER_REPLICATE)
    small = pixels // GROUND
    ground = cv2.copyMakeBorder(page.ground, *(small,) * 4, cv2.BORDER_REPLICATE)
    return replace(page, grey=grey, level=level, ground=ground)
