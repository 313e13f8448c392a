"""Ink told from paper: uneven light, shading, speckle, punched holes and borders taken out."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.scans.render import Picture

GROUND = 4
"""The ground under the ink is measured on a picture this many times smaller."""
WINDOW_POINTS = 24.0
"""Side of the window whose median is the ground; letters cover less than half of it."""
FAINTEST = 36
"""Least difference of ink from its ground, of 255."""
INK_SHARE = 0.42
"""Ink is darker than this share of what the page's dark strokes have."""
SPECK_POINTS = 0.55
"""Ink smaller than this both ways is speckle."""
HOLE_POINTS = (9.0, 30.0)
HOLE_FULL = 0.6
"""A punched hole fills this share of its box; letters and logos fill less."""
MARGIN_SHARE = 0.08
"""Punched holes and borders lie within this share of the page's sides."""


@dataclass(frozen=True, slots=True)
class Inked:
    """A page's ink, all arrays of one size but ``ground``."""

    grey: MatLike
    """0 black to 255 white; the ground made white, white letters on dark made dark."""
    level: MatLike
    """The page's own greys, 0 to 255."""
    ground: MatLike
    """Colour under the ink, ``GROUND`` times smaller, red first."""
    scale: float
    """Pixels a point."""
    tinted: bool

    @property
    def mask(self) -> MatLike:
        """255 where there is ink, else 0."""
        return cv2.threshold(self.grey, self.darkest, 255, cv2.THRESH_BINARY_INV)[1]

    @property
    def darkest(self) -> float:
        """Grey of which and of less there is ink."""
        return 255 - _threshold(self.grey)


def inked(picture: Picture) -> Inked:
    """The ink of ``picture``: how far each pixel is from the ground around it."""
    ground = _ground(picture.colour, picture.scale)
    height, width = picture.colour.shape[:2]
    level = cv2.cvtColor(ground, cv2.COLOR_RGB2GRAY)
    under = cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)
    grey = cv2.cvtColor(picture.colour, cv2.COLOR_RGB2GRAY)
    return Inked(_contrast(grey, under), grey, ground, picture.scale, picture.tinted)


def _ground(colour: MatLike, scale: float) -> MatLike:
    """Median of each cell's brightest pixel: between letters there is always some paper."""
    bright = cv2.dilate(colour, np.ones((GROUND, GROUND), np.uint8))
    small = np.ascontiguousarray(bright[GROUND // 2 :: GROUND, GROUND // 2 :: GROUND])
    window = int(WINDOW_POINTS * scale / GROUND) | 1
    return cv2.medianBlur(small, max(window, 3))


def _contrast(grey: MatLike, under: MatLike) -> MatLike:
    """White less the difference from the ground, stretched by how dark ink there can be."""
    apart = cv2.absdiff(grey, under).astype(np.float32)
    room = np.maximum(under, 255 - under).astype(np.float32)
    return (255 - np.minimum(apart * (255 / np.maximum(room, 96)), 255)).astype(np.uint8)


def relit(page: Inked, part: tuple[slice, slice]) -> MatLike:
    """Grey of a cell with one colour under it: the ground is that colour up to its corners."""
    level = page.level[part]
    under = np.full_like(level, round(float(np.median(level))))
    return _contrast(level, under)


def _threshold(grey: MatLike) -> float:
    """Difference from the ground, of 255, from which a pixel is ink."""
    dark = grey[grey < 255 - FAINTEST]
    if not dark.size:
        return FAINTEST
    return max(FAINTEST, INK_SHARE * (255 - float(np.percentile(dark, 15))))


def cleaned(page: Inked) -> tuple[Inked, MatLike]:
    """``page`` without speckle, punched holes and black borders, and the mask of its ink."""
    mask, scale = page.mask, page.scale
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    large = _hole_or_border(stats, mask.shape[:2], scale)
    drop = large | (size < SPECK_POINTS * scale)
    drop[0] = large[0] = False
    kept = np.where(drop[labels], 0, mask).astype(np.uint8)
    gone = np.where(large[labels], 255, 0).astype(np.uint8) if large.any() else None
    return replace(page, grey=_without(page.grey, gone, kept, scale)), kept


def _without(grey: MatLike, gone: MatLike | None, kept: MatLike, scale: float) -> MatLike:
    """``grey`` made white where there is no ink close by, and over what is taken out."""
    around = cv2.dilate(kept, np.ones((5, 5), np.uint8))
    faint = grey > 255 - FAINTEST // 2
    white = np.where((around == 0) & faint, 255, grey).astype(np.uint8)
    if gone is not None:
        reach = int(scale) | 1
        white[cv2.dilate(gone, np.ones((reach, reach), np.uint8)) > 0] = 255
    return white


def _hole_or_border(stats: MatLike, shape: tuple[int, ...], scale: float) -> NDArray[np.bool_]:
    """Which pieces of ink are punched holes or black borders, by their row in ``stats``."""
    left, top = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    full = stats[:, cv2.CC_STAT_AREA] / (wide * high)
    height, width = shape
    x, y = (left + wide / 2) / width, (top + high / 2) / height
    outer = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y)) < MARGIN_SHARE
    least, most = HOLE_POINTS[0] * scale, HOLE_POINTS[1] * scale
    round_ = (np.abs(wide - high) < 0.25 * high) & (wide > least) & (wide < most)
    ring = full > 0.15
    edge = (left <= 1) | (top <= 1) | (left + wide >= width - 1) | (top + high >= height - 1)
    solid = edge & (full > HOLE_FULL) & (np.minimum(wide, high) > 3 * scale)
    return np.asarray((round_ & ring & outer) | (solid & outer), dtype=np.bool_)
