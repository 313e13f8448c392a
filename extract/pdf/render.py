"""A page as a picture, at the resolution of its scan."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from pypdfium2 import PdfImage, PdfPage
from pypdfium2 import raw as pdfium

from extract.colour_channels import spread
from extract.pdf.pdfium import calls

DEFAULT_DPI = 240
"""Dots an inch of a page that no one image covers."""
LEAST_DPI, MOST_DPI = 100, 300
"""Dots an inch within which pages are rendered: letters need so many, and more take time."""
COVERS = 0.8
"""An image over this share of the page is its scan."""
HAIR = 0.25
"""Less than a grey picture's pixels by this, so that a page of as many is rendered: one more, and
PDFium would stretch the picture, which blurs it and takes time. Black and white gains by it."""
COLOURED = 48
"""Least difference between a coloured pixel's channels, of 255."""
COLOUR_SHARE = 0.0005
"""A page with less than this share of coloured pixels is taken for grey."""
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, 0 to 255."""

    pixels: MatLike
    """Height x width x 3 (red first); height x width if there are only greys on the page."""
    scale: float
    """Pixels a point."""


def grey_look(page: PdfPage, dpi: int) -> MatLike:
    """The page as displayed, in greys at ``dpi``, height x width: enough to look, not to read."""
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True)
    # The bitmap's memory goes with it.
    grey: MatLike = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    bitmap.close()
    return grey


def rendered(page: PdfPage) -> Picture:
    """The page as displayed, /Rotate done, at its scan's own resolution."""
    images = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    scale = scan_dpi(page, images) / POINTS_PER_INCH
    depths = _depths_of_greys(page, images)
    # PDFium draws black and white fastest in greys, and shades of grey in colours.
    bitmap = page.render(scale=scale, rev_byteorder=not depths, grayscale=depths == {1},
                         prefer_bgrx=False)  # fmt: skip
    pixels = bitmap.to_numpy()
    if depths:
        pixels = cv2.extractChannel(pixels, 0)
    else:
        pixels = pixels.copy() if _tinted(pixels) else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    bitmap.close()
    return Picture(pixels, scale)


def _depths_of_greys(page: PdfPage, images: Sequence[PdfImage]) -> set[int]:
    """Bits a pixel of the ``images`` of ``page``; empty if the page may hold colours."""
    if pdfium.FPDFPage_GetAnnotCount(page) or not _only_images_seen(page):
        return set()
    kinds = [i.get_metadata() for i in images]
    grey = all(k.colorspace == pdfium.FPDF_COLORSPACE_DEVICEGRAY for k in kinds)
    return {k.bits_per_pixel for k in kinds} if grey else set()


def _only_images_seen(page: PdfPage) -> bool:
    """Whether nothing is drawn but images; recognition lays text over them that is not drawn."""
    objects = calls.page_objects(calls.handle(page.raw))
    kinds = np.array(calls.object_types(objects), np.int64)
    others = np.array(objects, np.int64)[kinds != pdfium.FPDF_PAGEOBJ_IMAGE]
    if np.isin(kinds, (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT)).all():
        return bool((calls.render_modes(others) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE).all())
    return False


def scan_dpi(page: PdfPage, images: Sequence[PdfImage]) -> float:
    """Dots an inch of the image that covers ``page``, within bounds; else a usual value."""
    width, height = page.get_size()
    best = 0.0
    for image in images:
        left, bottom, right, top = image.get_bounds()
        across, up = right - left, top - bottom
        if across * up >= COVERS * width * height:
            best = max(best, _side(image) / max(across, up))
    if not best:
        return DEFAULT_DPI
    return min(max(best * POINTS_PER_INCH, LEAST_DPI), MOST_DPI)


def _side(image: PdfImage) -> float:
    """Pixels along the longer side of ``image``."""
    pixels = float(max(image.get_px_size()))
    black_and_white = image.get_metadata().bits_per_pixel == 1
    return pixels if black_and_white else pixels - HAIR


def _tinted(pixels: MatLike) -> bool:
    small = cv2.resize(pixels[::2], None, fx=0.25, fy=0.5, interpolation=cv2.INTER_AREA)
    return bool((spread(small) > COLOURED).mean() > COLOUR_SHARE)
