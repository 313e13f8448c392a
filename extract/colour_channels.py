"""The channels of a coloured picture beside each other."""

import cv2
from cv2.typing import MatLike


def extremes(pixels: MatLike) -> tuple[MatLike, MatLike]:
    """The brightest and the darkest channel of each pixel."""
    red, green, blue = cv2.split(pixels)
    return cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)


def spread(pixels: MatLike) -> MatLike:
    """How far apart each pixel's channels are: 0 for a grey."""
    return cv2.subtract(*extremes(pixels))
