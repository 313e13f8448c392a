"""Runs of ink in a mask, level or upright, found on eight rows or columns at a time.

What a morphological opening by a line gives, many times faster: the mask is packed to bits
across the runs, and a run is shortened, then lengthened, by steps that double.
"""

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

BITS = 8
"""Pixels in a byte."""
BYTE = 255
"""Eight pixels of ink, one beside the other, packed."""
Bytes = NDArray[np.uint8]


def level_runs(mask: MatLike, least: int) -> MatLike:
    """255 where ``mask`` (255 or 0) has a level run of at least ``least`` pixels, else 0."""
    rows = _rows_to_search(mask, least)
    found = np.zeros_like(mask)
    if rows.size:
        found[rows] = _level_runs(mask[rows], least)
    return found


def _rows_to_search(mask: MatLike, least: int) -> NDArray[np.intp]:
    """Rows with as many whole bytes of ink side by side as a run has; few rows of text have."""
    full = np.packbits(np.asarray(mask, np.uint8), axis=1) == BYTE
    for step in _steps((least - BITS + 1) // BITS):
        full = full[:, :-step] & full[:, step:]
    return np.flatnonzero(full.any(axis=1) | (least < 2 * BITS - 1))


def _level_runs(mask: MatLike, least: int) -> MatLike:
    rows, width = mask.shape[:2]
    packed = np.zeros((-(-rows // BITS), width), np.uint8)
    for bit in range(BITS):
        part = np.asarray(mask[bit::BITS], np.uint8)
        packed[: len(part)] |= part & np.uint8(1 << bit)
    runs = _transposed(_opened(_transposed(packed), least))
    found = np.empty_like(mask)
    for bit in range(min(BITS, rows)):
        part = runs[: len(mask[bit::BITS])] & np.uint8(1 << bit)
        found[bit::BITS] = cv2.threshold(part, 0, 255, cv2.THRESH_BINARY)[1]
    return found


def upright_runs(mask: MatLike, least: int) -> MatLike:
    """The same of upright runs."""
    runs = _opened(np.packbits(np.asarray(mask, np.uint8), axis=1), least)
    return np.unpackbits(runs, axis=1, count=mask.shape[1]) * np.uint8(255)


def _transposed(pixels: Bytes) -> Bytes:
    return np.asarray(cv2.transpose(pixels), np.uint8)


def _opened(bits: Bytes, least: int) -> Bytes:
    """Runs down the columns of at least ``least``."""
    if least > len(bits):
        return np.zeros_like(bits)
    for step in _steps(least):
        bits = bits[:-step] & bits[step:]
    bits = np.pad(bits, ((least - 1, least - 1), (0, 0)))
    for step in _steps(least):
        bits = bits[:-step] | bits[step:]
    return bits


def _steps(length: int) -> list[int]:
    """Shifts that together reach ``length`` - 1: each no more than what is reached already."""
    steps, reached = list[int](), 1
    while reached < length:
        steps.append(min(reached, length - reached))
        reached += steps[-1]
    return steps
