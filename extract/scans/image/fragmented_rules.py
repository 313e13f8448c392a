"""Thin rules that a fax has broken into fragments, drawn through before its speckle is taken out.

The fragments are as small as specks; that they stand close by in a line, with white paper above and
below, tells what they are.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.scans.image.connected_components import Components

THIN = 0.9
"""Fragments of a level rule are no higher than this, in points."""
BAND = 5
"""Rows of pixels in which a rule's fragments stand: it may slope a little."""
CROWDED = 4.0
"""Times the usual number of thin components in a band, from which they may be a rule's."""
FEWEST = 20
"""And at least so many."""
GAP = 16.0
LEAST = 60.0
"""A run of fragments is no shorter than this, and no gap in it wider than ``GAP``, in points."""
BESIDE = 2.0
WHITE = 0.1
"""So far above and below a rule, in points, less than this share is ink."""
DRAWN = 2
"""Pixels: what is thinner, taking speckle out takes as well."""

Boxes = NDArray[np.int32]


def fragmented_rules_drawn(
    grey: MatLike, mask: MatLike, components: Components, scale: float
) -> bool:
    """Draw the fragmented rules of ``grey`` through, in place; whether there were any.

    ``mask`` has its ink, all of it in ``components``, in pixels of ``grey``.
    """
    level = list(_lines(mask, components.boxes, scale))
    upright = list(_lines(mask.T, components.boxes[:, [1, 0, 3, 2, 4]], scale))
    for line in level + [(b, a, d, c) for a, b, c, d in upright]:
        cv2.line(grey, line[:2], line[2:], (0,), DRAWN)
    return bool(level or upright)


def _lines(mask: MatLike, boxes: Boxes, scale: float) -> Iterator[tuple[int, int, int, int]]:
    """Left end and right end, x and y, of each level rule."""
    thin = boxes[boxes[:, 3] <= THIN * scale]
    rows = thin[:, 1] + thin[:, 3] // 2
    for first, last in _crowded(rows, len(mask)):
        band = thin[(rows >= first - 1) & (rows <= last + 1)]
        for run in _runs(band[band[:, 0].argsort()], scale):
            line = _through(run)
            if _is_clear(mask, line, scale):
                yield line


def _crowded(rows: NDArray[np.int32], height: int) -> Iterator[tuple[int, int]]:
    """First and last row of each band with far more thin components than there are elsewhere."""
    counts = np.convolve(np.bincount(rows, minlength=height), np.ones(BAND), "same")
    rows_found = np.flatnonzero(counts >= max(FEWEST, CROWDED * counts.mean()))
    for band in np.split(rows_found, np.flatnonzero(np.diff(rows_found) > 1) + 1):
        if band.size:
            yield int(band[0]), int(band[-1])


def _runs(band: Boxes, scale: float) -> Iterator[Boxes]:
    """Stretches of ``band``, sorted from left to right, without a wide gap."""
    ends = np.maximum.accumulate(band[:, 0] + band[:, 2])
    breaks = np.flatnonzero(band[1:, 0] - ends[:-1] > GAP * scale) + 1
    for run in np.split(band, breaks):
        if run.size and run[-1, 0] + run[-1, 2] - run[0, 0] >= LEAST * scale:
            yield run


def _through(run: Boxes) -> tuple[int, int, int, int]:
    """The straight line through the middles of ``run``."""
    x, y = run[:, 0] + run[:, 2] / 2, run[:, 1] + run[:, 3] / 2
    slope, base = np.polyfit(x, y, 1)
    start, end = int(run[0, 0]), int(run[-1, 0] + run[-1, 2])
    return start, round(base + slope * start), end, round(base + slope * end)


def _is_clear(mask: MatLike, line: Sequence[int], scale: float) -> bool:
    """Whether the paper is white right above and right below ``line``."""
    away = round(BESIDE * scale)
    xs = np.arange(line[0], line[2])
    ys = np.linspace(line[1], line[3], len(xs)).round().astype(np.int64)
    beside = [np.clip(ys + step, 0, len(mask) - 1) for step in (-away, away)]
    return all(bool((mask[y, xs] > 0).mean() < WHITE) for y in beside)
