"""A cheap look at a page that is a picture: whether it shows the rules of a table."""

import cv2
import numpy as np
from cv2.typing import MatLike
from pypdfium2 import PdfPage

from extract.pdf.render import grey_look

DPI = 100
"""Dots an inch: enough to see rules, not to read."""
RUN = 0.3
"""Inches of unbroken ink that no letter has; short enough for a page that lies askew."""
LEVEL, UPRIGHT = 1.0, 0.8
"""Level rules, in widths of the page, and upright ones, in heights, that make a ruled table."""
LEVEL_ALONE = 2.5
"""Level rules, in widths of the page, that make a table without upright ones."""


def shows_rules(page: PdfPage) -> bool:
    """Whether ``page``, upright or on its side, has as many rules as a table."""
    grey = grey_look(page, DPI)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12
    )
    level = _runs(ink, (round(RUN * DPI), 1)) / ink.shape[1]
    upright = _runs(ink, (1, round(RUN * DPI))) / ink.shape[0]
    both = level >= LEVEL and upright >= UPRIGHT
    return bool(both or max(level, upright) >= LEVEL_ALONE)


def _runs(ink: MatLike, size: tuple[int, int]) -> float:
    """Total length, in pixels, of unbroken runs of ink at least as long as ``size``."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    # A rule two dots thick counts once: only dots with none above (or to the left) are counted.
    across = 0 if size[0] > 1 else 1
    before = np.roll(opened, 1, axis=across)
    return float(((opened > 0) & (before == 0)).sum())
