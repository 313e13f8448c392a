"""Stamps in colour over the text of a scan."""

import cv2
import numpy as np
import pytest

from extract.scans.image.stamps import without_stamps

SCALE = 200 / 72
RED = (200, 40, 60)


def page():
    """White paper with black lines of text in it."""
    pixels = np.full((900, 1200, 3), 245, np.uint8)
    for y in range(100, 800, 40):
        cv2.putText(pixels, "Review the policy and train all staff", (60, y),
                    cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)  # fmt: skip
    return pixels


def stamped(pixels, turn=8, colour=RED):
    stamp = np.full((900, 1200, 3), 255, np.uint8)
    cv2.rectangle(stamp, (300, 300), (760, 440), colour, 6)
    cv2.putText(stamp, "RECEIVED", (330, 390), cv2.FONT_HERSHEY_SIMPLEX, 2, colour, 5)
    matrix = cv2.getRotationMatrix2D((530, 370), turn, 1)
    stamp = cv2.warpAffine(stamp, matrix, (1200, 900), borderValue=(255, 255, 255))
    return (pixels.astype(np.uint16) * stamp // 255).astype(np.uint8)


def dark(pixels):
    return pixels.max(axis=2) < 110


@pytest.mark.parametrize("turn", [0, 8, -20])
@pytest.mark.parametrize("colour", [RED, (50, 60, 180)])
def test_a_stamp_is_taken_off_and_the_text_stays(turn, colour):
    cleared = without_stamps(stamped(page(), turn, colour), SCALE)
    assert (dark(cleared) != dark(page())).mean() < 0.001
    assert ((cleared.max(axis=2) - cleared.min(axis=2)) > 60).mean() < 0.0005


def test_text_in_colour_stays():
    pixels = page()
    cv2.putText(pixels, "Overdue: see the update", (60, 860), cv2.FONT_HERSHEY_SIMPLEX, 1, RED, 2)
    assert without_stamps(pixels, SCALE) is pixels


def test_a_coloured_cell_stays():
    pixels = page()
    cv2.rectangle(pixels, (800, 300), (1000, 400), RED, -1)
    assert without_stamps(pixels, SCALE) is pixels


def test_a_table_drawn_in_colour_stays():
    pixels = page()
    for y in range(100, 800, 100):
        cv2.rectangle(pixels, (50, y), (550, y + 90), RED, 3)
    assert without_stamps(pixels, SCALE) is pixels
