"""The page reader: PDFium held against pdfplumber, triage, hidden and turned text, fallback."""

import contextlib
import re
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
import pypdfium2.raw as raw
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract import ReadOptions, read
from extract.errors import UnreadableDocument
from extract.pdf.document import open_page
from extract.pdf.pdfium import calls as pdfium
from extract.pdf.pdfium.characters import drawing_objects
from extract.pdf.pdfplumber_page import plumber_page
from extract.read import StudiedPage, study_pdf
from schemas.fragment import TableFragment

WIDTH, HEIGHT = A4


def words(page):
    return sorted((w.text, round(w.box.x0), round(w.box.bottom / 4)) for w in page.words)


def numbered_apart(page):
    """No two words of the page have one number, by which tables know which words they took."""
    return len({w.number for w in page.words}) == len(page.words)


def near(a, b):
    return len(a) == len(b) and all(
        x[0] == y[0] and abs(x[1] - y[1]) <= 1 for x, y in zip(a, b, strict=True)
    )


def test_pages_read_as_pdfplumber_reads_them(samples):
    for path in sorted(samples.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document, pdfplumber.open(path) as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                ours, theirs = open_page(document, number).read(), plumber_page(page)
                assert numbered_apart(ours), (path.name, number)
                assert numbered_apart(theirs), (path.name, number)
                if not ours.pictures:
                    assert near(words(ours), words(theirs)), (path.name, number)
                    assert len(ours.rules) == len(theirs.rules), (path.name, number)
                    assert ours.turn == theirs.turn


def test_what_pdfium_is_not_asked_is_what_it_would_say(samples):
    for path in sorted(samples.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            for number in range(1, len(document) + 1):
                check_characters(open_page(document, number))


def test_what_pdfium_would_say_of_letters_beyond_the_basic_plane(tmp_path):
    path = tmp_path / "beyond.pdf"
    path.write_bytes(pdf_of_odd_letters())
    with pypdfium2.PdfDocument(path) as document:
        page = open_page(document, 1)
        assert page.characters == 8
        check_characters(page)
        assert [w.text for w in page.read().words] == ["x\ufffd\ufffdyB\ufffd", "B"]


def check_characters(page):
    """Every character asked one by one gives what the page gives as a whole."""
    text, count = pdfium.handle(page.text.raw), page.characters
    one_by_one = [raw.FPDFText_GetUnicode(page.text.raw, i) for i in range(count)]
    hyphens = {0x02: 0x2D, 0xFFFE: 0x2D}
    codes = pdfium.char_codes(text, count)
    assert [hyphens.get(c, c) for c in codes.tolist()] == [hyphens.get(c, c) for c in one_by_one]
    objects = pdfium.char_objects(text, np.arange(count))
    assert drawing_objects(text, codes).tolist() == objects.tolist()


def pdf_of_odd_letters():
    """A page whose font says that its A is a letter beyond the basic plane, and its C none."""
    letters = b"""/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange
        3 beginbfchar <41> <D83DDE00> <42> <0042> <43> <0000> endbfchar"""
    drawn = b"BT /F1 20 Tf 50 700 Td (xAyBC B) Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 800]/Contents 5 0 R"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page + b"/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        *(b"<</Length %d>>stream\n%s\nendstream" % (len(s), s) for s in (drawn, letters)),
    ]
    numbered = enumerate(objects, start=1)
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % x for x in numbered)
        + (b"trailer<</Root 1 0 R>>\n%%EOF")
    )


@pytest.fixture
def canvas(tmp_path):
    return Canvas(str(tmp_path / "drawn.pdf"), pagesize=A4, invariant=1)


def printed(canvas, number=1):
    canvas.save()
    with pypdfium2.PdfDocument(canvas._filename) as document:
        return open_page(document, number).read()


def test_text_off_the_page_is_not_read(canvas):
    canvas.drawString(100, 700, "here")
    canvas.drawString(-300, 700, "left")
    canvas.drawString(100, HEIGHT + 50, "above")
    assert [w.text for w in printed(canvas).words] == ["here"]


def test_text_outside_the_crop_box_is_not_read(canvas):
    canvas.setCropBox((50, 50, 300, 600))
    canvas.drawString(100, 500, "inside")
    canvas.drawString(400, 500, "outside")
    page = printed(canvas)
    assert [w.text for w in page.words] == ["inside"]
    assert page.words[0].box.x0 == pytest.approx(50, abs=1)


def test_invisible_text_beside_visible_is_dropped(canvas):
    canvas.drawString(100, 700, "seen")
    text = canvas.beginText(100, 600)
    text.setTextRenderMode(3)
    text.textOut("unseen")
    canvas.drawText(text)
    page = printed(canvas)
    assert [w.text for w in page.words] == ["seen"]
    assert page.hidden == 6


def test_a_label_and_its_text_are_two_words(canvas):
    canvas.drawString(100, 700, "10.")
    canvas.drawString(100 + canvas.stringWidth("10.") + 1.0, 700, "Initial")
    assert [w.text for w in printed(canvas).words] == ["10.", "Initial"]


def test_raised_figures_are_marks(canvas):
    canvas.setFont("Helvetica", 10)
    canvas.drawString(100, 700, "Policy")
    canvas.setFont("Helvetica", 6)
    canvas.drawString(100 + canvas.stringWidth("Policy", "Helvetica", 10), 704, "1")
    assert [w.text for w in printed(canvas).words] == ["Policy¹"]


def report(path, pages, table_on):
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number in range(1, pages + 1):
        for line in range(30):
            canvas.drawString(
                60,
                760 - 14 * line,
                "The panel considered what was known at the time of the review.",
            )
        if number == table_on:
            for y in (300, 270, 240):
                canvas.line(60, y, 540, y)
            for x in (60, 200, 340, 460, 540):
                canvas.line(x, 240, x, 300)
            for x, heading, text in zip((64, 204, 344, 464), ("Recommendation", "Action", "Lead", "Target date"),
                                        ("Ask about carers", "Add a prompt", "Police", "May 2024"), strict=True):  # fmt: skip
                canvas.drawString(x, 280, heading)
                canvas.drawString(x, 250, text)
        canvas.showPage()
    canvas.save()
    return path


def test_pages_without_a_table_are_skimmed(tmp_path):
    path = report(tmp_path / "report.pdf", 10, 7)
    content = read(path)
    assert [p.number for p in content.pages if p.skimmed] == [3, 4, 5, 9, 10]
    assert all("The panel considered" in p.blocks[0].text for p in content.pages if p.skimmed)


def test_a_long_scan_is_read_where_it_shows_rules(samples, tmp_path):
    prose = report(tmp_path / "prose.pdf", 12, 0)
    with (
        pypdfium2.PdfDocument.new() as whole,
        pypdfium2.PdfDocument(prose) as document,
        pypdfium2.PdfDocument(samples / "sar-otter-scan.pdf") as scan,
    ):
        pictures = [page.render(scale=1.4, grayscale=True).to_pil() for page in document]
        pictures[0].save(
            tmp_path / "scan.pdf", save_all=True, append_images=pictures[1:], resolution=100
        )
        with pypdfium2.PdfDocument(tmp_path / "scan.pdf") as pages:
            whole.import_pages(pages)
        whole.import_pages(scan)
        whole.save(tmp_path / "long.pdf")
    content = read(tmp_path / "long.pdf", ReadOptions(ocr="tesserocr"))
    assert [p.number for p in content.pages if p.skimmed] == list(range(3, 12))
    assert sorted(p.code for p in content.problems) == ["pictures_passed_over", "text_recognised"]
    assert any(isinstance(b, TableFragment) for b in content.pages[12].blocks)


def test_a_thorough_reading_skims_nothing(tmp_path):
    content = read(report(tmp_path / "report.pdf", 6, 0), ReadOptions(thorough=True))
    assert not any(p.skimmed for p in content.pages)


def test_a_picture_of_a_table_on_a_digital_page_is_read(samples, tmp_path):
    with pypdfium2.PdfDocument(samples / "sar-nidd-portrait-short.pdf") as document:
        picture = document[0].render(scale=3).to_pil()
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(tmp_path / "partly.pdf"), pagesize=A4, invariant=1)
    canvas.drawString(60, 800, "Agreed by the Partnership in May and set out below.")
    half = picture.crop((0, 0, picture.width, picture.height // 2))
    canvas.drawImage(ImageReader(half), 0, 300, WIDTH, HEIGHT / 2)
    canvas.save()
    study = study_pdf(tmp_path / "partly.pdf")
    [page] = [p for p in study.pages if isinstance(p, StudiedPage)]
    assert study.recognised == {1}
    assert any(w.confidence is None for w in page.page.words)
    assert any(w.confidence is not None for w in page.page.words)
    assert numbered_apart(page.page)
    assert page.tables


def test_damaged_pages_do_not_talk_of_what_they_hold(samples, tmp_path, caplog):
    whole = (samples / "dhr-trent-bands.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) * 2 // 3])
    with contextlib.suppress(UnreadableDocument):
        read(tmp_path / "cut.pdf")
    assert not caplog.records


def test_a_page_that_cannot_be_loaded_is_told_and_counted(canvas):
    canvas.drawString(100, 700, "one")
    canvas.showPage()
    canvas.drawString(100, 700, "two")
    canvas.save()
    whole = Path(canvas._filename).read_bytes()
    [second] = re.findall(rb"/Kids \[ \d+ 0 R (\d+ 0) R \]", whole)
    damaged = whole.replace(second + b" obj\n<<", second + b" obj\n[<", 1)
    Path(canvas._filename).write_bytes(damaged)
    content = read(Path(canvas._filename))
    assert [p.number for p in content.pages] == [1, 2]
    assert [(p.code, p.page) for p in content.problems] == [("page_unreadable", 2)]
