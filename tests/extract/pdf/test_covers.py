"""Words under something black, or under a whole scan; ratings that only a mark's colour gives."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract import ReadOptions, read
from extract.pdf.document import open_page
from schemas.fragment import TableFragment

WIDTH, HEIGHT = A4
NAME = (190, 688, 250, 700)
"""Left, bottom, right, top of the hidden words."""


@pytest.fixture
def canvas(tmp_path):
    return Canvas(str(tmp_path / "drawn.pdf"), pagesize=A4, invariant=1)


def table(canvas):
    """Two columns and three rows; ``NAME`` is about a name in the second row."""
    for y in (740, 720, 680, 640):
        canvas.line(50, y, 550, y)
    for x in (50, 300, 550):
        canvas.line(x, 640, x, 740)
    for y, left, right in ((726, "Recommendation", "RAG"), (660, "Share learning.", "Done")):
        canvas.drawString(60, y, left)
        canvas.drawString(310, y, right)
    canvas.drawString(60, 690, "Raised by the family")
    canvas.drawString(192, 690, "Oluwaseun")


def picture(size, colour, alpha=255):
    return ImageReader(Image.new("RGBA", size, (*colour, alpha)))


def by_picture(canvas):
    x, y, right, top = NAME
    canvas.drawImage(picture((8, 4), (0, 0, 0)), x, y, right - x, top - y, mask="auto")


def by_thick_line(canvas):
    x, y, right, top = NAME
    canvas.setLineWidth(top - y)
    canvas.line(x, (y + top) / 2, right, (y + top) / 2)


def by_rounded_box(canvas):
    x, y, right, top = NAME
    canvas.roundRect(x, y, right - x, top - y, 2, stroke=0, fill=1)


def by_annotation(canvas):
    x, y, right, top = NAME
    corners = [x, top, right, top, x, y, right, y]
    canvas.highlightAnnotation("", [x, y, right, top], QuadPoints=corners, Color=[0, 0, 0])


def saved(canvas):
    canvas.save()
    return Path(canvas._filename)


def the_table(path):
    return next(b for b in read(path).pages[0].blocks if isinstance(b, TableFragment))


@pytest.mark.parametrize("hide", [by_picture, by_thick_line, by_rounded_box, by_annotation])
def test_words_under_black_are_not_read(canvas, hide):
    table(canvas)
    hide(canvas)
    cells = {(c.row, c.col): c for c in the_table(saved(canvas)).cells}
    assert cells[1, 0].text == "Raised by the family"
    assert [place for place, cell in cells.items() if cell.redacted] == [(1, 0)]


def test_a_struck_out_word_is_read(canvas):
    table(canvas)
    canvas.setLineWidth(0.8)
    canvas.line(192, 693.5, 246, 693.5)
    cells = {(c.row, c.col): c for c in the_table(saved(canvas)).cells}
    assert cells[1, 0].text == "Raised by the family Oluwaseun"
    assert not any(c.redacted for c in cells.values())


def test_a_name_blacked_out_in_a_title_is_not_read(canvas):
    canvas.drawString(60, 780, "Review of the death of")
    canvas.drawString(192, 780, "Oluwaseun")
    canvas.rect(190, 776, 70, 14, stroke=0, fill=1)
    table(canvas)
    content = read(saved(canvas))
    text = " ".join(line.text for b in content.pages[0].blocks for line in getattr(b, "lines", ()))
    assert text.strip() == "Review of the death of"


@pytest.mark.parametrize(("alpha", "hidden"), [(255, True), (40, False)])
def test_text_under_a_picture_of_the_page_is_not_believed(canvas, alpha, hidden):
    table(canvas)
    canvas.drawImage(picture((60, 85), (250, 250, 250), alpha), 0, 0, WIDTH, HEIGHT, mask="auto")
    path = saved(canvas)
    with pypdfium2.PdfDocument(path) as document:
        page = open_page(document, 1).read()
    assert (page.hidden > 0) is hidden
    unread = [p.code for p in read(path, ReadOptions(ocr="off")).problems]
    assert unread == (["page_without_text"] if hidden else [])


def test_a_background_under_the_text_hides_nothing(canvas):
    canvas.drawImage(picture((60, 85), (240, 245, 250)), 0, 0, WIDTH, HEIGHT, mask="auto")
    table(canvas)
    with pypdfium2.PdfDocument(saved(canvas)) as document:
        assert open_page(document, 1).read().hidden == 0


def disc(canvas):
    canvas.circle(420, 700, 6, stroke=0, fill=1)


def square(canvas):
    canvas.rect(415, 695, 11, 11, stroke=0, fill=1)


def sign(canvas):
    canvas.drawString(415, 695, "*")


@pytest.mark.parametrize("mark", [disc, square, sign])
def test_the_colour_of_a_mark_is_its_cells(canvas, mark):
    table(canvas)
    canvas.setFillColorRGB(0.1, 0.6, 0.2)
    mark(canvas)
    fills = {(c.row, c.col): c.fill for c in the_table(saved(canvas)).cells}
    assert fills[1, 1] == "#1a9933"
    assert np.count_nonzero(list(fills.values())) == 1
