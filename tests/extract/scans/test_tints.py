"""Coloured cells of scans, up to their corners."""

import numpy as np
import pytest

from extract.pdf.render import Picture
from extract.scans.image.ink import inked

SCALE = 2.8
ORANGE, GREEN = (255, 192, 0), (146, 208, 80)
LETTER = (slice(330, 350), slice(430, 436))


def page():
    """Two rating cells of 170 by 110 pixels, one on the other, ruled in black; a letter in one."""
    pixels = np.full((900, 1200, 3), 250, np.uint8)
    pixels[300:410, 400:570], pixels[410:520, 400:570] = ORANGE, GREEN
    for y in (300, 410, 520):
        pixels[y : y + 2, 200:572] = 0
    for x in (200, 400, 570):
        pixels[300:522, x : x + 2] = 0
    pixels[LETTER] = 0
    return pixels


@pytest.mark.parametrize("corner", [(306, 406), (306, 564), (404, 406), (416, 564), (514, 406)])
def test_the_corners_of_a_coloured_cell_are_no_ink(corner):
    assert not inked(Picture(page(), SCALE)).mask[corner]


def test_letters_and_rules_of_a_coloured_cell_are_ink():
    mask = inked(Picture(page(), SCALE)).mask
    assert mask[LETTER].all()
    assert mask[320:500, 400].all()


def test_letters_in_colour_on_paper_are_ink():
    pixels = np.full((900, 1200, 3), 250, np.uint8)
    pixels[LETTER] = (200, 20, 20)
    assert inked(Picture(pixels, SCALE)).mask[LETTER].all()
