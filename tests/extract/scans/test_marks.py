"""On scans: hollow bullets, headings on end, streaks of dirt, rules that a fax broke up."""

from io import BytesIO

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.model import Rule
from extract.scans.engines.choose import ENGINES, find_engine
from extract.scans.page import scanned_page
from extract.scans.rules.find import without_streaks
from extract.tables.find import page_tables

WIDTH, HEIGHT = A4
XS = (50, 80, 330, 420, 545)
YS = (780, 700, 640, 580)
DPI = 200

pytestmark = pytest.mark.skipif(
    not ENGINES["tesserocr"].installed(), reason="text recognition is not installed"
)


def drawn(line=1.0, bullet=None):
    """A page with a table of two actions, two of its headings on end, as grey pixels."""
    data = BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1)
    canvas.setLineWidth(line)
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(90, 710, "Recommendation")
    canvas.drawString(430, 710, "Lead agency")
    on_end(canvas, 68, "Number")
    on_end(canvas, 366, "Local or")
    on_end(canvas, 380, "regional")
    canvas.setFont("Helvetica", 10)
    for row, y in enumerate((684, 624), start=1):
        canvas.drawString(60, y, str(row))
        canvas.drawString(340, y, "Local")
        canvas.drawString(430, y, "Sussex Police")
        for step, text in enumerate(("Review the policy", "Train all staff"), start=0):
            canvas.drawString(104, y - 16 * step, text)
            if bullet:
                bullet(canvas, 93, y - 16 * step + 3.5)
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        return document[0].render(scale=DPI / 72, grayscale=True).to_numpy().copy().squeeze()


def on_end(canvas, x, text):
    canvas.saveState()
    canvas.translate(x, 704)
    canvas.rotate(90)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def ring(canvas, x, y):
    canvas.circle(x, y, 2.2, fill=0)


def box(canvas, x, y):
    canvas.rect(x - 2.5, y - 2.5, 5, 5, fill=0)


def cells(pixels):
    """Texts of the scanned page's table by row and column."""
    data = BytesIO()
    Image.fromarray(pixels).save(data, "PDF", resolution=DPI)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        page = scanned_page(document[0], 1, find_engine("auto"))
    (table,) = page_tables(page)
    return {(c.row, c.col): c.text for c in table.fragment.cells}


@pytest.mark.parametrize("bullet", [ring, box])
def test_hollow_bullets_are_bullets(bullet):
    read = cells(drawn(bullet=bullet))
    assert read[1, 1] == "• Review the policy\n• Train all staff"


def scanned(pixels):
    data = BytesIO()
    Image.fromarray(pixels).save(data, "PDF", resolution=DPI)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        return scanned_page(document[0], 1, find_engine("auto"))


def fills(pixels):
    (table,) = page_tables(scanned(cv2.GaussianBlur(pixels, (0, 0), 1)))
    return {(c.row, c.col) for c in table.fragment.cells if c.fill}


def test_a_coloured_disc_is_its_cells_colour():
    pixels = cv2.cvtColor(drawn(), cv2.COLOR_GRAY2RGB)
    for y in (515, 665):
        cv2.circle(pixels, (1400, y), 22, (20, 150, 60), -1)
    assert fills(pixels) == set()  # the agency's name beside it says more
    for y in (410, 580):
        cv2.rectangle(pixels, (1175, y), (1500, y + 50), (255, 255, 255), -1)
    assert fills(pixels) == {(1, 3), (2, 3)}


def test_headings_on_end_are_read_upwards():
    read = cells(drawn())
    assert [read[0, c] for c in range(4)] == [
        "Number", "Recommendation", "Local or\nregional", "Lead agency",
    ]  # fmt: skip


def test_a_streak_down_the_page_is_no_column():
    pixels = drawn()
    pixels[:, 700:702] = 0
    read = cells(pixels)
    assert max(col for _, col in read) == 3
    assert read[1, 1].replace(" ", "").startswith("Reviewthepolicy")


def test_the_sides_of_a_frame_are_no_streaks():
    frame = [Rule(True, x, 10, 830) for x in (10, 585)]
    inner = [Rule(True, x, 100, 400) for x in (50, 300, 545)]
    assert without_streaks([*frame, *inner], 842) == [*frame, *inner]
    streak = Rule(True, 200, 0, 842)
    assert without_streaks([streak, *inner], 842) == inner


def test_rules_that_a_fax_broke_into_crumbs():
    random = np.random.default_rng(3)
    pixels = drawn()
    y = round((HEIGHT - YS[2]) / 72 * DPI)
    rule = pixels[y - 3 : y + 4]
    rule[(rule < 200) & (random.random(rule.shape) < 0.6)] = 255
    noisy = cv2.GaussianBlur(pixels, (0, 0), 0.5) + random.normal(0, 20, pixels.shape)
    bitonal = np.where(noisy > 128, 255, 0).astype(np.uint8)
    bitonal[random.random(pixels.shape) < 0.001] = 0
    read = cells(bitonal)
    assert [read[row, 0] for row in (1, 2)] == ["1", "2"]
