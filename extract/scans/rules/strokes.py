"""Long level strokes in a page's ink: solid, dashed, dotted, broken, thick and faint.

A stroke is a long run of ink (a morphological opening by a line finds it) or a row of thin
connected components that stand alone. Upright strokes are level on the picture with its axes
swapped.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extract.scans.image.runs import level_runs, upright_runs

RUN = 16.0
"""Shortest solid run of a rule, in points; no stroke of a letter is as long."""
FAINT_RUN = 45.0
"""The same where fainter ink counts, in which the letters of a word may touch."""
THICKEST = 5.0
"""A rule is no thicker than this, in points; a bar or a shade is."""
THIN = 2.2
"""Dashes, dots and fragments of rules are no thicker than this, in points."""
COMPONENT_GAP = 6.0
"""Dashes and dots of one row stand no further apart than this, in points."""
ROW_OF_COMPONENTS = 36.0
"""Shortest row of dashes or dots, in points: a leader of three dots is shorter."""
FEWEST_BESIDE = 2
"""Components of a shorter row that counts where a longer one goes on behind a crossing rule."""
CLEARANCE = 1.0
CLEAR_SHARE = 0.2
"""Of the row that runs this far, in points, from a rule, less than this share is ink."""
LONGEST_WORD = 150.0
"""A longer rule, in points, underlines no word and is no row of heavy letters that touch."""
BESIDE = 1.6
"""Rules no further apart than this, in points, are one."""
GAP = 8.0
"""A rule may be broken for this long, in points."""
CORNER = 16.0
"""Or for this long if there is ink in between: where dashes cross they make larger components."""

Segment = tuple[float, float, float]
"""Position, start and end, in points."""


def level_strokes(
    faint: MatLike, mask: MatLike, boxes: NDArray[np.int32], scale: float
) -> tuple[MatLike, list[Segment]]:
    """Level strokes of ``mask`` and of the ``faint`` ink: their picture, and where they are.

    ``boxes`` has a row for each component of ink: left, top, width, height, pixels; ``scale`` is in
    pixels a point.
    """
    runs = cv2.bitwise_or(
        _opened(mask, RUN * scale), _opened(_thin(faint, scale), FAINT_RUN * scale)
    )
    drawn, solid = _segments(runs, mask, scale)
    components = [box for row in _rows_of_components(boxes, scale) for box in row]
    for x, y, wide, high, _ in components:
        drawn[y : y + high, x : x + wide] = 255
    broken = [((y + high / 2) / scale, x / scale, (x + wide) / scale)
              for x, y, wide, high, _ in components]  # fmt: skip
    return drawn, _merged([*solid, *broken], mask, scale)


def _thin(mask: MatLike, scale: float) -> MatLike:
    """``mask`` where it is no higher than a rule: without shading and upright strokes."""
    return cv2.subtract(mask, upright_runs(mask, int(THICKEST * scale) + 1))


def _opened(mask: MatLike, run: float) -> MatLike:
    """Level runs of at least ``run`` pixels; a run may step by a pixel, as skew makes it."""
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    return cv2.bitwise_and(level_runs(thick, max(int(run), 3)), mask)


def _rows_of_components(boxes: NDArray[np.int32], scale: float) -> Iterator[list[list[int]]]:
    """Thin components that stand alone in a row: dashes, dots, what is left of a broken rule."""
    wide, high = boxes[:, 2], boxes[:, 3]
    thin = boxes[(high <= THIN * scale) & (wide >= 0.7 * high) & (high >= 0.3 * scale)]
    middles = (thin[:, 1] + thin[:, 3] / 2) / scale
    for shift in (0.0, 0.5):
        lines = np.floor(middles / BESIDE + shift)
        for line in np.unique(lines):
            in_line = thin[lines == line]
            yield from _close_by(in_line[in_line[:, 0].argsort()].tolist(), scale)


def _close_by(components: Sequence[list[int]], scale: float) -> Iterator[list[list[int]]]:
    """Runs of a line's components that are long enough for a rule, and shorter ones beside them.

    A crossing rule parts the dashes in the narrow column of a table from the others.
    """
    runs = _runs_of(components, scale)
    long = [r for r in runs if _end(r) - r[0][0] >= ROW_OF_COMPONENTS * scale]
    for run in runs:
        gaps = (max(run[0][0] - _end(r), r[0][0] - _end(run)) for r in long)
        beside = len(run) >= FEWEST_BESIDE and min(gaps, default=inf) <= CORNER * scale
        if run in long or beside:
            yield run


def _runs_of(components: Sequence[list[int]], scale: float) -> list[list[list[int]]]:
    """Components of a line with no wide gap between them."""
    runs: list[list[list[int]]] = []
    for component in components:
        if runs and component[0] - _end(runs[-1]) <= COMPONENT_GAP * scale:
            runs[-1].append(component)
        else:
            runs.append([component])
    return runs


def _end(run: Sequence[list[int]]) -> int:
    return run[-1][0] + run[-1][2]


def _segments(drawn: MatLike, mask: MatLike, scale: float) -> tuple[MatLike, list[Segment]]:
    """The thin ones of the runs drawn that are no row of letters, and where they are."""
    closed = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((3, int(1.5 * scale)), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    kept = np.zeros_like(closed)
    segments: list[Segment] = []
    for x, y, wide, high in map(cv2.boundingRect, outlines):
        run = closed[y : y + high, x : x + wide]
        heavy = cv2.reduce(run, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel() / 255
        thickness = heavy.sum() / wide
        middle = y + float((heavy * np.arange(high)).sum() / heavy.sum())
        thin = thickness <= THICKEST * scale and wide >= 4 * thickness
        if thin and _clear(mask[:, x : x + wide], middle, thickness / 2, scale):
            place = kept[y : y + high, x : x + wide]
            cv2.bitwise_or(place, run, place)
            segments.append(((middle + 0.5) / scale, x / scale, (x + wide) / scale))
    return kept, segments


def _clear(strip: MatLike, y: float, half: float, scale: float) -> bool:
    """Whether there is little ink right above and right below; long rules: on one side.

    Heavy letters may touch for a word's length, the tops of them white on one side.
    """
    away = half + CLEARANCE * scale
    rows = [int(y - away), round(y + away)]
    clear = [not 0 <= r < len(strip) or (strip[r] > 0).mean() < CLEAR_SHARE for r in rows]
    return any(clear) if strip.shape[1] > LONGEST_WORD * scale else all(clear)


def _merged(segments: Iterable[Segment], mask: MatLike, scale: float) -> list[Segment]:
    """Segments of one line put together, from left to right; ends may overlap."""
    merged: list[Segment] = []
    for segment in sorted(segments, key=lambda s: s[1]):
        home = next((i for i, j in enumerate(merged) if _goes_on(j, segment, mask, scale)), None)
        if home is None:
            merged.append(segment)
        else:
            merged[home] = _together(merged[home], segment)
    return merged


def _goes_on(line: Segment, segment: Segment, mask: MatLike, scale: float) -> bool:
    if abs(line[0] - segment[0]) > BESIDE or segment[1] - line[2] > CORNER:
        return False
    return segment[1] - line[2] <= GAP or ink_between(mask, line[0], line[2], segment[1], scale)


def ink_between(mask: MatLike, position: float, start: float, end: float, scale: float) -> bool:
    """Whether ink goes on along a line from ``start`` to ``end`` with gaps as between dashes."""
    inked = np.flatnonzero(_along(mask, position, start, end, scale)) / scale
    stops = np.concatenate([[0.0], inked, [end - start]])
    return bool(np.diff(stops).max() <= COMPONENT_GAP)


def _along(mask: MatLike, position: float, start: float, end: float, scale: float) -> MatLike:
    """Whether there is ink on a line, or a pixel beside it, by pixel."""
    y, first, last = (max(round(v * scale), 0) for v in (position, start, end))
    part = mask[max(y - 1, 0) : y + 2, first:last]
    return part.max(axis=0) if part.size else np.zeros(0, np.uint8)


def _together(a: Segment, b: Segment) -> Segment:
    """Both as one; the position is that of the longer stretch, weighted."""
    long_a, long_b = a[2] - a[1], b[2] - b[1]
    position = (a[0] * long_a + b[0] * long_b) / (long_a + long_b)
    return position, min(a[1], b[1]), max(a[2], b[2])
