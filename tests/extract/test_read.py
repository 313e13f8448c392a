"""Pages drawn for the test, read back: rules, spans, open edges, shading, turned pages, errors."""

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extract import ReadOptions, read
from extract.errors import DamagedPdf, EmptyFile, EncryptedPdf, NotAPdf, UnreadableDocument
from schemas.fragment import Paragraph, TableFragment

WIDTH, HEIGHT = landscape(A4)
XS = (40, 240, 440, 640, 800)
HEADINGS = ("Recommendation", "Action", "Lead", "Target date")


class Page:
    """A page to draw tables on; y counts from the top."""

    def __init__(self, path, **options):
        self.path = path
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, **options)

    def level(self, y, x0=XS[0], x1=XS[-1]):
        self.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)

    def upright(self, x, top, bottom):
        self.canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)

    def write(self, x, y, text, size=10, font="Helvetica"):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def row(self, y, *texts):
        for x, text in zip(XS, texts, strict=False):
            self.write(x + 4, y, text)

    def grid(self, *ys):
        for y in ys:
            self.level(y)
        for x in XS:
            self.upright(x, ys[0], ys[-1])

    def turned(self, degrees):
        """Turn what is drawn from here on, against the clock."""
        corner = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[degrees]
        self.canvas.translate(*corner)
        self.canvas.rotate(degrees)

    def saved(self, options=None):
        if not self.path.exists():
            self.canvas.save()
        return read(self.path, options or ReadOptions())


@pytest.fixture
def page(tmp_path):
    return Page(tmp_path / "drawn.pdf")


def tables(content):
    return [b for p in content.pages for b in p.blocks if isinstance(b, TableFragment)]


def texts(fragment):
    return [[c.text for c in fragment.cells if c.row == r] for r in range(fragment.rows)]


def test_ruled_table(page):
    page.grid(100, 130, 160)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "Four")
    (table,) = tables(page.saved())
    assert texts(table) == [list(HEADINGS), ["One", "Two", "Three", "Four"]]
    assert (table.method, table.rows, table.cols) == ("ruled", 2, 4)
    assert not table.open_top
    assert not table.open_bottom
    assert table.cells[0].box.x0 == pytest.approx(XS[0], abs=1)


def test_a_row_without_a_rule_at_its_foot_is_kept(page):
    page.grid(100, 130, 160)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "Four")
    for x in XS:
        page.upright(x, 160, 200)
    page.row(180, "Five", "Six", "Seven", "Eight")
    (table,) = tables(page.saved())
    assert texts(table)[2] == ["Five", "Six", "Seven", "Eight"]
    assert table.open_bottom


def test_double_rules_are_one(page):
    for offset in (0, 3):
        page.grid(*(y + offset for y in (100, 130, 160)))
        for x in XS:
            page.upright(x + offset, 100, 160)
    page.row(122, *HEADINGS)
    page.row(152, "One", "Two", "Three", "Four")
    (table,) = tables(page.saved())
    assert (table.rows, table.cols) == (2, 4)


def test_shading_adds_no_columns(page):
    for x0, x1 in zip(XS, XS[1:], strict=False):
        page.canvas.setFillColorRGB(0.85, 0.88, 0.92)
        page.canvas.rect(x0 + 5, HEIGHT - 128, x1 - x0 - 10, 26, stroke=0, fill=1)
    page.canvas.setFillColorRGB(0, 0, 0)
    page.grid(100, 130, 160)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "Four")
    (table,) = tables(page.saved())
    assert (table.rows, table.cols) == (2, 4)


def test_fill_of_a_cell(page):
    page.canvas.setFillColorRGB(1, 0, 0)
    page.canvas.rect(XS[3], HEIGHT - 160, XS[4] - XS[3], 30, stroke=0, fill=1)
    page.canvas.setFillColorRGB(0, 0, 0)
    page.grid(100, 130, 160)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "")
    (table,) = tables(page.saved())
    fills = {c.col: c.fill for c in table.cells if c.row == 1}
    assert fills == {0: None, 1: None, 2: None, 3: "#ff0000"}


def test_merged_cell(page):
    for y in (100, 130, 220):
        page.level(y)
    page.level(175, XS[1])
    for x in XS:
        page.upright(x, 100, 220)
    page.row(120, *HEADINGS)
    page.row(150, "Shared", "First", "A", "B")
    page.row(200, "", "Second", "C", "D")
    (table,) = tables(page.saved())
    shared = next(c for c in table.cells if c.text == "Shared")
    assert (shared.row_span, shared.col_span) == (2, 1)


def test_horizontal_rules_only(page):
    for y in (100, 130, 170, 210):
        page.level(y)
    page.row(120, *HEADINGS)
    page.row(150, "One thing to do", "Do it at once", "Police", "May 2021")
    page.row(190, "Another to do", "Do it later", "Council", "June 2021")
    (table,) = tables(page.saved())
    assert table.method == "banded"
    assert texts(table)[1] == ["One thing to do", "Do it at once", "Police", "May 2021"]


def test_nothing_drawn_at_all(page):
    page.row(120, *HEADINGS)
    for n in range(8):
        page.row(150 + 30 * n, f"Thing number {n}", "Do it at once", "Police", "May 2021")
    rows = [r for t in tables(page.saved()) for r in texts(t)]
    assert ["Thing number 3", "Do it at once", "Police", "May 2021"] in rows


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_pages(page, turn):
    """Turned in the file and turned back by /Rotate."""
    page.canvas.setPageRotation(turn)
    page.turned(turn)
    page.grid(100, 130, 160)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "Four")
    content = page.saved()
    (table,) = tables(content)
    assert texts(table)[1] == ["One", "Two", "Three", "Four"]
    assert content.pages[0].width > content.pages[0].height
    assert table.box == pytest.approx((XS[0], 100, XS[-1], 160), abs=1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_tables_that_lie_on_their_side(tmp_path, turn):
    """Drawn turned, without /Rotate: read upright, with boxes of the page as displayed."""
    size = (WIDTH, HEIGHT) if turn == 180 else (HEIGHT, WIDTH)
    page = Page(tmp_path / "side.pdf")
    page.canvas.setPageSize(size)
    page.turned(turn)
    page.grid(100, 130, 160)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "Four")
    content = page.saved()
    (table,) = tables(content)
    assert texts(table)[1] == ["One", "Two", "Three", "Four"]
    shown = content.pages[0]
    assert (shown.width, shown.height) == pytest.approx(size, abs=1)
    assert (table.box.width > table.box.height) == (turn == 180)
    assert 0 <= table.box.x0 < table.box.x1 <= size[0]
    assert 0 <= table.box.top < table.box.bottom <= size[1]


def test_titles_and_furniture(tmp_path):
    page = Page(tmp_path / "furniture.pdf")
    for number in (1, 2, 3):
        page.write(40, 20, "OFFICIAL - SENSITIVE", 7)
        page.write(760, 580, f"Page {number} of 3", 7)
        page.write(40, 80, f"Section {'ABC'[number - 1]}", 14, "Helvetica-Bold")
        page.grid(100, 130, 160)
        page.row(120, *HEADINGS)
        page.row(150, f"Row {number}", "Two", "Three", "Four")
        page.canvas.showPage()
    content = page.saved()
    assert all(len(p.furniture) == 2 for p in content.pages)
    titles = [b.text for p in content.pages for b in p.blocks if isinstance(b, Paragraph)]
    assert titles == ["Section A", "Section B", "Section C"]


def test_watermark_is_no_cell_text(page):
    page.grid(100, 130, 260)
    page.row(120, *HEADINGS)
    page.row(150, "One", "Two", "Three", "Four")
    page.canvas.saveState()
    page.canvas.translate(300, 300)
    page.canvas.rotate(45)
    page.canvas.setFont("Helvetica-Bold", 90)
    page.canvas.setFillGray(0.9)
    page.canvas.drawString(0, 0, "DRAFT")
    page.canvas.restoreState()
    (table,) = tables(page.saved())
    assert texts(table)[1] == ["One", "Two", "Three", "Four"]


def test_picture_without_text_is_told(page):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = BytesIO()
    Image.new("L", (60, 60), 128).save(picture, "PNG")
    page.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    content = page.saved(ReadOptions(ocr="off"))
    assert [p.code for p in content.problems] == ["page_without_text"]
    content = page.saved(ReadOptions(ocr="tesserocr"))
    assert [p.code for p in content.problems] == ["text_recognised"]
    assert content.text_origin == "ocr"


def test_locked(tmp_path):
    page = Page(tmp_path / "locked.pdf", encrypt="secret")
    page.write(100, 100, "Hidden")
    with pytest.raises(EncryptedPdf, match="password"):
        page.saved()


def test_owner_password_is_no_obstacle(tmp_path):
    from reportlab.lib.pdfencrypt import StandardEncryption

    page = Page(
        tmp_path / "owner.pdf", encrypt=StandardEncryption("", ownerPassword="x", canPrint=0)
    )
    page.write(100, 100, "Open to all")
    blocks = page.saved().pages[0].blocks
    assert [b.text for b in blocks] == ["Open to all"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"PK\x03\x04 a zipped document", NotAPdf),
        (b"<html>not found</html>", NotAPdf),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", DamagedPdf),
    ],
)
def test_bad_files(data, error, tmp_path):
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read(path)
    assert str(caught.value).endswith((".", ")"))


def test_missing_file(tmp_path):
    with pytest.raises(UnreadableDocument, match="could not be opened"):
        read(tmp_path / "nowhere.pdf")


def test_cut_short(samples, tmp_path):
    path = tmp_path / "cut.pdf"
    path.write_bytes((samples / "dhr-stour-long-rows.pdf").read_bytes()[:1500])
    with pytest.raises(DamagedPdf):
        read(path)


@pytest.mark.parametrize(
    "name", ["dhr-stour-long-rows", "dhr-aire-zebra-rotated", "dhr-exe-overview-report"]
)
def test_every_word_is_somewhere_once(name, samples):
    """Words of the page are those of its blocks and furniture, as many times."""
    from collections import Counter

    import pdfplumber

    path = samples / f"{name}.pdf"
    with pdfplumber.open(path) as pdf:
        printed = Counter("".join(c["text"] for p in pdf.pages for c in p.chars).replace(" ", ""))
    content = read(path)
    read_back: Counter[str] = Counter()
    for p in content.pages:
        for block in p.blocks:
            parts = block.cells if isinstance(block, TableFragment) else [block]
            read_back.update("".join(x.text for part in parts for x in part.lines).replace(" ", ""))
        read_back.update("".join(x.text for x in p.furniture).replace(" ", ""))
    assert read_back == printed
