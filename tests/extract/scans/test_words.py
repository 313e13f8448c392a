"""Words of scans: lines passed over, dust, and small raised figures."""

from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.scans.engines.choose import ENGINES, find_engine
from extract.scans.engines.engine import Token
from extract.scans.layout.regions import Area
from extract.scans.layout.sheet import Sheet
from extract.scans.page import scanned_page
from extract.scans.text.areas import page_words
from extract.scans.text.missed_ink import missed_lines

pytestmark = pytest.mark.skipif(
    not ENGINES["tesserocr"].installed(), reason="text recognition is not installed"
)
PAGE = Area(0, 0, 400, 200)
LETTER = 18


def sheet(ink):
    return Sheet(255 - ink, ink, (), (), (PAGE,), (), scale=2.8, letter=LETTER)


def token(text, top, bottom, confidence=0.9):
    return Token(text, 20, top, 380, bottom, confidence, 0)


def lines_of_ink(*tops):
    """Letters 18 pixels high, in lines."""
    ink = np.zeros((PAGE.bottom, PAGE.x1), np.uint8)
    for top in tops:
        for x in range(20, 380, 15):
            ink[top : top + LETTER, x : x + 10] = 255
    return ink


def test_line_under_no_word_is_missed_and_whole():
    tokens = [token("first", 20, 40), token("third", 90, 110)]
    missed = missed_lines(sheet(lines_of_ink(20, 55, 90)), PAGE, tokens)
    assert [(a.top, a.bottom) for a in missed] == [(55, 73)]


@pytest.mark.parametrize("box", [(20, 28), (30, 60)])
def test_line_whose_box_is_too_low_or_displaced_is_not_missed(box):
    assert not missed_lines(sheet(lines_of_ink(20)), PAGE, [token("first", *box)])


def test_dust_read_as_letters_is_no_word():
    ink = lines_of_ink(60)
    read = {PAGE: [token("oo", 20, 24, confidence=0.15), token("Recommendation", 60, 78)]}
    assert [w.text for w in page_words(sheet(ink), read, 0)] == ["Recommendation"]


def test_low_box_of_a_word_read_surely_is_kept():
    read = {PAGE: [token("RAG", 60, 66, confidence=0.96)]}
    assert [w.text for w in page_words(sheet(lines_of_ink(60)), read, 0)] == ["RAG"]


def written(figure):
    """A page of text at 200 dots an inch with a small raised ``figure`` behind a word."""
    page = Image.new("L", (1200, 400), 255)
    draw = ImageDraw.Draw(page)
    usual, small = (ImageFont.load_default(size) for size in (34, 21))
    draw.text((80, 120), "The agreed policy", 0, usual)
    x = 80 + usual.getlength("The agreed policy")
    draw.text((x + 1, 118), figure, 0, small)
    draw.text((x + 24, 120), "should apply to all staff", 0, usual)
    draw.text((80, 180), "and be reviewed every year by the Board.", 0, usual)
    data = BytesIO()
    page.save(data, "PDF", resolution=200)
    return data.getvalue()


@pytest.mark.parametrize(("figure", "mark"), [("2", "²"), ("3", "³"), ("4", "⁴")])
def test_small_raised_figure_is_a_mark(figure, mark):
    with pypdfium2.PdfDocument(written(figure)) as document:
        page = scanned_page(document[0], 1, find_engine("auto"))
    found = next(w for w in page.words if w.text.startswith("policy"))
    assert found.text == f"policy{mark}"


def test_figure_that_is_not_raised_is_no_mark():
    with pypdfium2.PdfDocument(written("")) as document:
        page = scanned_page(document[0], 1, find_engine("auto"))
    assert "policy" in [w.text for w in page.words]
