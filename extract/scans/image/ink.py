"""Ink told from paper: uneven light, shading, speckle, punched holes and borders taken out."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.pdf.render import Picture
from extract.scans.image.connected_components import (
    Components,
    coarse,
    coarse_components,
    drawn,
    without_specks,
)
from extract.scans.image.fragmented_rules import fragmented_rules_drawn
from extract.scans.image.shaded_bars import with_bars
from extract.scans.image.stamps import without_stamps
from extract.scans.image.tints import with_tints

GROUND = 4
"""The ground under the ink is measured on a picture this many times smaller."""
FINE = 3.4
"""Pixels a point above which components and rules are looked for on a picture half as large."""
WINDOW_POINTS = 24.0
"""Side of the window whose median is the ground; letters cover less than half of it."""
FAINTEST = 36
"""Least difference of ink from its ground, of 255."""
INK_SHARE = 0.42
"""Ink is darker than this share of what the page's dark strokes have."""
DARK_STROKES = 0.15
"""Share of the pixels that are not paper which are darker than the dark strokes."""
SAMPLED_ROWS = 4
"""One row in so many tells how dark the strokes of a page are."""
SPECK_POINTS = 0.55
"""Ink smaller than this both ways is speckle."""
HOLE_POINTS = (9.0, 30.0)
"""Least and most width of a punched hole, in points."""
HOLE_FULL = (0.68, 0.9)
"""Share of its box that a punched hole fills: a disc 0.79; letters fill less."""
SPECKLED = 800
"""So many specks, and more than half as many as there are other components of ink, are speckle."""
NOISY = 2.0
"""With more than this times as many specks as other components, letters are strewn as well."""
SPECKLE_POINTS = 0.8
"""On a page with speckle, specks that touch are taken out as well: full stops are larger."""
BORDER_FULL = 0.6
"""A copy's black border fills at least this share of its box."""
BORDER_POINTS = 2.0
"""And is thicker than this, in points."""
EDGE_POINTS = 1.5
"""A border begins this near to the picture's edge, in points."""
MARGIN_SHARE = 0.08
"""Punched holes and borders lie within this share of the page's sides."""


@dataclass(frozen=True, slots=True)
class Inked:
    """A page's ink, all arrays of one size but ``ground``."""

    grey: MatLike
    """0 black to 255 white; the ground made white, white letters on dark made dark."""
    ground: MatLike
    """Colour under the ink, ``GROUND`` times smaller, red first."""
    scale: float
    """Pixels a point."""
    colour: MatLike | None
    """The page's own colours, red first; ``None`` if it has greys only."""

    @property
    def darkest(self) -> float:
        """Grey at which and below which there is ink."""
        return 255 - _threshold(self.grey)

    @property
    def mask(self) -> MatLike:
        """255 where there is ink, else 0."""
        return mask_of(self.grey, self.darkest)


def inked(picture: Picture) -> Inked:
    """The ink of ``picture``: how far each pixel is from the ground around it."""
    pixels, tinted = picture.pixels, picture.pixels.ndim == 3
    if tinted:
        pixels = without_stamps(pixels, picture.scale)
    ground = _ground(pixels, picture.scale)
    height, width = pixels.shape[:2]
    under = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return Inked(
        grey=_contrast(pixels, under),
        ground=ground if tinted else cv2.cvtColor(ground, cv2.COLOR_GRAY2RGB),
        scale=picture.scale,
        colour=pixels if tinted else None,
    )


def mask_of(grey: MatLike, darkest: float) -> MatLike:
    """255 where ``grey`` is ink, else 0."""
    return cv2.threshold(grey, darkest, 255, cv2.THRESH_BINARY_INV)[1]


def _ground(pixels: MatLike, scale: float) -> MatLike:
    """Median of each cell's brightest pixel: between letters there is always some paper."""
    bright = cv2.dilate(pixels, np.ones((GROUND, GROUND), np.uint8))
    small = np.ascontiguousarray(bright[GROUND // 2 :: GROUND, GROUND // 2 :: GROUND])
    window = int(WINDOW_POINTS * scale / GROUND) | 1
    middle = with_tints(cv2.medianBlur(small, max(window, 3)), small, scale / GROUND)
    return with_bars(middle, small, scale / GROUND)


def _contrast(pixels: MatLike, under: MatLike) -> MatLike:
    """White less the difference from the ground, stretched by how dark ink there can be.

    Of a coloured picture the channel counts in which the difference is the largest: black on
    red shows in the red, white on red in the green.
    """
    # No colour's distance to the further of black and white is less than 128.
    room = cv2.max(under, cv2.bitwise_not(under))
    apart = cv2.divide(cv2.absdiff(pixels, under), room, scale=255)
    if apart.ndim == 3:
        red, green, blue = cv2.split(apart)
        apart = cv2.max(cv2.max(red, green), blue)
    return cv2.bitwise_not(apart)


def relit(colour: MatLike) -> MatLike:
    """Grey of a cell with one colour under it: the ground is that colour up to its corners."""
    middle = np.median(colour.reshape(-1, 3), axis=0).astype(np.uint8)
    return _contrast(colour, np.broadcast_to(middle, colour.shape).copy())


def _threshold(grey: MatLike) -> float:
    """Difference from the ground, of 255, from which a pixel is ink."""
    counts = cv2.calcHist([grey[::SAMPLED_ROWS]], [0], None, [256], [0, 256]).ravel()
    counts = counts[: 255 - FAINTEST]
    total = float(counts.sum())
    if not total:
        return FAINTEST
    strokes = int(np.searchsorted(counts.cumsum(), DARK_STROKES * total))
    return max(FAINTEST, INK_SHARE * (255 - strokes))


def cleaned(page: Inked) -> tuple[Inked, Components]:
    """``page`` without speckle, punched holes and black borders; the components of ink it has."""
    times = 2 if page.scale > FINE else 1
    ink = coarse(page.mask, times)
    found, numbers = coarse_components(ink, times)
    specks = _specks(found, page.scale)
    speckled = specks > SPECKLED and specks > (len(found.boxes) - specks) / 2
    noisy = speckled and specks > NOISY * (len(found.boxes) - specks)
    mended = speckled and fragmented_rules_drawn(page.grey, page.mask, found, page.scale)
    if noisy:
        page = replace(page, grey=cv2.medianBlur(page.grey, 3))
    if noisy or mended:
        ink = coarse(page.mask, times)
        found, numbers = coarse_components(ink, times)
    large = _hole_or_border(found.boxes, page.grey.shape[:2], page.scale)
    least = SPECKLE_POINTS if speckled else SPECK_POINTS
    speck = found.largest_side < least * page.scale
    shape = page.grey.shape
    gone = drawn(numbers, large, shape) if large.any() else None
    kept = without_specks(ink, found.boxes[speck], shape)
    grey = _without(page.grey, gone, kept, page.scale, faint=not speckled)
    return replace(page, grey=grey), found.only(~large & ~speck)


def _specks(ink: Components, scale: float) -> int:
    """How many specks there are: a fax, or a copy of a copy, is strewn with them."""
    return int((ink.largest_side < SPECK_POINTS * scale).sum())


def _without(
    grey: MatLike, gone: MatLike | None, kept: MatLike, scale: float, *, faint: bool
) -> MatLike:
    """``grey`` made white where there is no ink close by, and over what is taken out.

    Where ``faint``, ink that is too faint to be a letter's stays: it may be a rule's.
    """
    letters = kept if gone is None else cv2.subtract(kept, gone)
    stays = cv2.dilate(letters, np.ones((5, 5), np.uint8))
    if faint:
        stays = cv2.bitwise_or(stays, mask_of(grey, 255 - FAINTEST // 2))
    white = cv2.bitwise_or(grey, cv2.bitwise_not(stays))
    if gone is None:
        return white
    reach = int(scale) | 1
    return cv2.bitwise_or(white, cv2.dilate(gone, np.ones((reach, reach), np.uint8)))


def _hole_or_border(
    boxes: NDArray[np.int32], shape: tuple[int, ...], scale: float
) -> NDArray[np.bool_]:
    """Which components of ink are punched holes or black borders."""
    left, top, wide, high, area = boxes.T
    height, width = shape
    x, y = (left + wide / 2) / width, (top + high / 2) / height
    outer = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y)) < MARGIN_SHARE
    full = area / (wide * high)
    square = np.abs(wide - high) < 0.25 * high
    square &= (full > HOLE_FULL[0]) & (full < HOLE_FULL[1])
    hole = square & (wide > HOLE_POINTS[0] * scale) & (wide < HOLE_POINTS[1] * scale)
    near = EDGE_POINTS * scale
    edge = (np.minimum(left, top) <= near) | (
        np.minimum(width - left - wide, height - top - high) <= near
    )
    border = edge & (full > BORDER_FULL) & (np.minimum(wide, high) > BORDER_POINTS * scale)
    return np.asarray((hole | border) & outer, dtype=np.bool_)
