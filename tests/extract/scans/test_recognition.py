"""Scans are made from a sample page: rendered, then skewed, turned, made black and white."""

import dataclasses
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extract.errors import EngineMissing
from extract.model import Page, Word
from extract.pdf.text_layer import LayerFacts, Reason, why_scanned
from extract.scans.engines.choose import ENGINES, find_engine
from extract.scans.engines.engine import Token
from extract.scans.engines.rapidocr import in_lines
from extract.scans.engines.tesseract_command import words_of_table
from extract.scans.page import scanned_page
from extract.scans.text.vocabulary import mended
from schemas.fragment import Box

SAMPLE = Path(__file__).parents[3] / "samples" / "sar-nidd-portrait-short.pdf"
DPI = 150

pytestmark = pytest.mark.skipif(
    not ENGINES["tesserocr"].installed(), reason="text recognition is not installed"
)


def picture(dpi=DPI):
    with pypdfium2.PdfDocument(SAMPLE) as document:
        return document[0].render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3].copy()


def skewed(pixels, degrees):
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255, 255, 255))


def punched(pixels):
    height, width = pixels.shape[:2]
    for share in (0.35, 0.65):
        cv2.circle(pixels, (int(width * 0.03), int(height * share)), 16, (40, 40, 40), -1)
    pixels[:, -8:] = 10
    return pixels


def bitonal(pixels):
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    noisy = np.where(np.random.default_rng(7).random(grey.shape) < 0.001, 0, grey)
    return cv2.cvtColor(np.where(noisy > 200, 255, 0).astype(np.uint8), cv2.COLOR_GRAY2RGB)


def shaded_by_light(pixels):
    light = np.linspace(1, 0.6, pixels.shape[1])[None, :, None]
    return (pixels * light).astype(np.uint8)


def scan(pixels, dpi=DPI):
    data = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(data, "PDF", resolution=dpi)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        return scanned_page(document[0], 1, find_engine("auto"))


def text_of(page):
    return {w.text.strip(".,:;") for w in page.words}


@pytest.fixture(scope="module")
def printed():
    """Words of the sample's page, and how many rules it should have either way."""
    with pypdfium2.PdfDocument(SAMPLE) as document:
        text = document[0].get_textpage().get_text_bounded()
    return {w.strip(".,:;") for w in text.split()}


@pytest.fixture(scope="module")
def plain():
    return scan(picture())


def columns(page: Page):
    return sorted({round(r.position / 6) for r in page.rules if r.vertical and r.length > 60})


CASES = {
    "skewed": (lambda p: skewed(p, 2.6), 0),
    "sideways": (lambda p: np.rot90(p, 1), 1),
    "upside down": (lambda p: np.rot90(skewed(p, -0.8), 2), 2),
    "black and white, punched": (lambda p: bitonal(punched(p)), 0),
    "uneven light": (shaded_by_light, 0),
}


def test_plain_scan_reads_as_printed(plain, printed):
    assert len(printed - text_of(plain)) <= 0.04 * len(printed)
    assert plain.turn == 0
    assert len(columns(plain)) >= 3


@pytest.mark.parametrize(("change", "turn"), CASES.values(), ids=CASES.keys())
def test_poor_scan_reads_like_the_plain_one(change, turn, plain, printed):
    page = scan(change(picture()))
    assert page.turn == turn
    assert len(printed - text_of(page)) <= 0.1 * len(printed)
    assert len(columns(page)) == len(columns(plain))


def test_sideways_page_is_displayed_as_it_lies(plain):
    page = scan(np.rot90(picture(), 1))
    assert (page.width, page.height) == pytest.approx((plain.width, plain.height), abs=1)
    title = page.displayed(page.words[0].box)
    assert title.height > title.width


def test_words_have_an_edge_for_each_character(plain):
    assert all(len(w.edges) == len(w.text) for w in plain.words)
    assert all(0 <= w.confidence <= 1 for w in plain.words)


def test_missing_engine_says_how_to_get_it(monkeypatch):
    gone = dataclasses.replace(ENGINES["rapidocr"], installed=lambda: False)
    monkeypatch.setitem(ENGINES, "rapidocr", gone)
    with pytest.raises(EngineMissing, match="pip install rapidocr"):
        find_engine("rapidocr")


def test_words_of_tesseracts_table():
    table = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "4\t2\t1\t1\t1\t0\t10\t10\t90\t20\t-1\t\n"
        '5\t2\t1\t1\t1\t1\t10\t10\t40\t20\t96.5\t"Not\n'
        "5\t2\t1\t1\t1\t2\t60\t10\t40\t20\t91\tstarted\n"
    )
    first, second = words_of_table(table, 2)
    assert first == []
    assert [t.text for t in second] == ['"Not', "started"]
    assert second[0].confidence == pytest.approx(0.965)


def word(text, confidence=0.95, x0=0.0, top=0.0):
    width = 6.0 * len(text)
    edges = tuple(x0 + 6.0 * i for i in range(len(text)))
    return Word(text, Box(x0, top, x0 + width, top + 10), 10.0, edges=edges, confidence=confidence)


EVIDENCE = [
    "language",
    "language",
    "will",
    "will",
    "of",
    "of",
    "the",
    "the",
    "R1",
    "R2",
    "R3",
    "multi-agency",
    "multi-agency",
]
MENDS = [
    (["lanquage,"], ["language,"]),
    (["LANQUAGE"], ["LANGUAGE"]),
    (["wil"], ["wil"]),  # too short to be sure
    (["safequarding"], ["safeguarding"]),  # from the caller's words
    (["ofthe"], ["of", "the"]),
    (["multiagency"], ["multi-agency"]),
    (["RQ"], ["R9"]),
    (["1Q19"], ["1Q19"]),  # numbers are left alone
    (["Szymezak"], ["Szymezak"]),  # nobody vouches for the name
    (["lang", "uage"], ["language"]),
    (["Qi", "2018/19"], ["Q1", "2018/19"]),
    (["Qi", "Gong"], ["Qi", "Gong"]),
    (["Ret"], ["Ref"]),
]


@pytest.mark.parametrize(("read", "meant"), MENDS)
def test_unsure_words_are_mended_by_the_documents_own(read, meant):
    sure = [word(t, x0=100.0 * i, top=100) for i, t in enumerate(EVIDENCE)]
    x, unsure = 0.0, []
    for text in read:
        unsure.append(word(text, 0.4, x0=x))
        x = unsure[-1].box.x1 + 1
    (page,) = mended([Page(1, 595, 842, (*unsure, *sure))], frozenset({"safeguarding"}))
    assert [w.text for w in page.words if w.box.top < 50] == meant
    assert len({w.number for w in page.words}) == len(page.words)


def test_sure_words_are_never_changed():
    words = tuple(
        word(t, 0.95, top=20.0 * i) for i, t in enumerate(["language", "language", "lanquage"])
    )
    (page,) = mended([Page(1, 595, 842, words)], frozenset())
    assert [w.text for w in page.words] == ["language", "language", "lanquage"]


GOOD = tuple(
    word(t) for t in ["The", "review", "should", "be", "completed", "by", "the", "agency"] * 6
)
LAYERS = [
    ((), LayerFacts(image_share=0.99), Reason.NO_WORDS),
    ((), LayerFacts(image_share=0.01), None),
    ((), LayerFacts(shapes=900), Reason.NO_WORDS),
    (GOOD, LayerFacts(image_share=1.0), None),  # a background picture under good text
    (GOOD, LayerFacts(image_share=1.0, hidden=900), Reason.INVISIBLE),
    (GOOD, LayerFacts(image_share=0.9, uncovered=0.8), Reason.UNCOVERED),
    (GOOD, LayerFacts(image_share=0.1, uncovered=0.8), None),
    (tuple(word("\ue012\ue044\ue001") for _ in range(9)), LayerFacts(), Reason.NO_MEANING),
    (tuple(word(["wkh", "uhylhz"][i % 2]) for i in range(60)), LayerFacts(), Reason.NO_MEANING),
]


@pytest.mark.parametrize(("words", "facts", "reason"), LAYERS)
def test_text_layers_that_are_not_to_be_trusted(words, facts, reason):
    assert why_scanned(words, facts) is reason


def test_rules_of_a_plain_scan_are_level_or_upright(plain):
    assert {r.vertical for r in plain.rules} == {True, False}
    assert all(r.end > r.start for r in plain.rules)


def found(text, x0, top):
    """A word with a box as RapidOCR draws it: nearly twice as high as its letters."""
    return Token(text, x0, top, x0 + 40, top + 40, 0.99, 0)


def test_rapidocrs_words_are_put_in_lines():
    scattered = [found("declined", 60, 2), found("service.", 0, 36), found("on", 0, 0),
                 found("case.", 120, 1)]  # fmt: skip
    read = in_lines(scattered)
    assert [(t.text, t.line) for t in read] == [
        ("on", 0), ("declined", 0), ("case.", 0), ("service.", 1),
    ]  # fmt: skip
    assert max(t.bottom for t in read[:3]) < read[3].top
