"""Plans printed without rules, or with level ones only: whole rows, over pages too."""

from dataclasses import replace

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from actionplans import convert
from extract import read
from extract.model import Page, Word, numbered
from extract.tables.borderless.page_ends import OpenTable
from extract.tables.cells import PlacedTable
from extract.tables.checks.left_out import text_left_out
from extract.tables.find import page_tables
from schemas.codes import ProblemCode
from schemas.fragment import Box, TableFragment

XS = (40, 250, 430, 560, 660, 800)
HEADINGS = ("Recommendation", "Action", "Lead agency", "Target date", "Progress")
SIZE = 9
LEADING = 11
PADDING = 6
LONG = (
    "Practitioners should see an adult alone at least once in the course of every assessment and "
    "record the reason where that was not possible. The arrangements should cover people who move "
    "into the area from elsewhere. Progress should be reported to the executive once a year."
)
ROWS = (
    (LONG, "Add a field to the form.", "Adult Social Care", "March 2024", "Complete"),
    ("A guide should be written for all teams in the area.", "Write the guide and send it to each "
     "of the teams that work in the area.", "Police", "May 2024", ""),
    ("Learning should be shared with partners.", "Two sessions.", "Health", "", "In progress"),
    (LONG.replace("Practitioners", "Officers"), "Film.", "Police", "TBC", "Delayed"),
)  # fmt: skip


class Sheet:
    """A page on which rows are set one below the other, nothing drawn around them."""

    def __init__(self, canvas, y=560, gap=3.0, lowered=0.0):
        self.canvas, self.y, self.gap, self.lowered = canvas, y, gap, lowered

    def row(self, texts, *, bold=False, lines=None, skip=0):
        font = "Helvetica-Bold" if bold else "Helvetica"
        widths = [b - a - PADDING for a, b in zip(XS, XS[1:], strict=False)]
        cells = [simpleSplit(t, font, SIZE, w) for t, w in zip(texts, widths, strict=True)]
        cells = [cell[skip:][:lines] for cell in cells]
        height = max(map(len, cells))
        self.canvas.setFont(font, SIZE)
        for x, cell in zip(XS, cells, strict=False):
            lead = (height - len(cell)) * self.lowered
            for n, text in enumerate(cell):
                self.canvas.drawString(x, self.y - (n + lead) * LEADING, text)
        self.y -= height * LEADING + self.gap

    def rows(self, rows):
        for texts in rows:
            self.row(texts)

    def title(self, text, size=SIZE):
        self.canvas.setFont("Helvetica-Bold", size)
        self.canvas.drawString(XS[0], self.y, text)
        self.y -= LEADING + self.gap

    def rule(self):
        y = self.y + LEADING - 1
        self.canvas.line(XS[0], y, XS[-1], y)


@pytest.fixture
def drawn(tmp_path):
    """A function: the file with a page for each of the functions that it is given."""

    def draw(*pages, **sheet):
        path = tmp_path / "plan.pdf"
        canvas = Canvas(str(path), pagesize=(842, 595))
        for page in pages:
            page(Sheet(canvas, **sheet))
            canvas.showPage()
        canvas.save()
        return path

    return draw


def tables(path):
    pages = read(path).pages
    return [[b for b in p.blocks if isinstance(b, TableFragment)] for p in pages]


def firsts(fragment):
    """The first words of each row's first cell."""
    cells = [c for c in fragment.cells if c.col == 0]
    return [" ".join(c.text.split()[:2]) for c in cells]


OPENINGS = ["Recommendation", "Practitioners should", "A guide", "Learning should",
            "Officers should"]  # fmt: skip


def whole(sheet):
    sheet.row(HEADINGS, bold=True)
    sheet.rows(ROWS)


@pytest.mark.parametrize("gap", [2.0, 6.0, 14.0])
def test_long_cells_are_no_prose_and_white_parts_the_rows(drawn, gap):
    """A first column that goes on alone for many lines does not end the table."""
    (((table,),)) = tables(drawn(whole, gap=gap))
    assert firsts(table) == OPENINGS
    assert table.cells[5].text.replace("\n", " ") == LONG


def test_cells_centred_upon_each_other(drawn):
    """The lines of such a row do not stand level, and any column may begin it."""
    (((table,),)) = tables(drawn(whole, gap=8.0, lowered=0.5))
    assert firsts(table) == OPENINGS


def test_rows_without_white_between_them(drawn):
    """Columns that had ended are written again where a row starts."""
    (((table,),)) = tables(drawn(whole, gap=0.0))
    assert firsts(table) == OPENINGS


@pytest.mark.parametrize(("gap", "lowered"), [(0.0, 0.0), (8.0, 1.0)])
def test_rows_by_their_numbers(drawn, gap, lowered):
    """Numbers stand on their rows' first lines, or white shows that they do not."""

    def numbered(sheet):
        sheet.row(("No.", *HEADINGS[:4]), bold=True)
        for n, texts in enumerate(ROWS, start=1):
            sheet.row((f"{n}.", *texts[:4]))

    (((table,),)) = tables(drawn(numbered, gap=gap, lowered=lowered))
    assert firsts(table) == ["No.", "1.", "2.", "3.", "4."]
    assert table.cells[6].text.replace("\n", " ") == LONG


def cut(*, again):
    """Two pages: the last row of the first goes on overleaf, under its heading ``again`` or not."""

    def first(sheet):
        sheet.row(HEADINGS, bold=True)
        sheet.rows(ROWS[1:])
        sheet.row(ROWS[0], lines=4)

    def second(sheet):
        if again:
            sheet.row(HEADINGS, bold=True)
        sheet.row(ROWS[0], skip=4)
        sheet.row(ROWS[1])

    return first, second


@pytest.mark.parametrize("again", [True, False])
def test_a_row_goes_on_overleaf(drawn, again):
    """The page after stands under the columns of the page before; its first lines are a row's."""
    path = drawn(*cut(again=again))
    (first,), (second,) = tables(path)
    assert second.open_top
    assert second.column_edges[1:-1] == first.column_edges[1:-1]
    plan = convert(path, keep_people=True)
    assert [a.recommendation for a in plan.actions] == [
        *(r[0] for r in ROWS[1:]),
        LONG,
        ROWS[1][0],
    ]
    assert [p.page for p in plan.actions[3].provenance] == [1, 2]


def test_a_heading_row_is_no_furniture_and_a_running_header_is(drawn):
    """Both stand at the same place of each page; only one of them heads the columns below."""

    def page(rows):
        def draw(sheet):
            sheet.canvas.setFont("Helvetica", SIZE)
            for x, text in zip(
                (40, 380, 760), ("OFFICE COPY", "Case 14", "Version 2"), strict=True
            ):
                sheet.canvas.drawString(x, 578, text)
            sheet.y = 540
            sheet.row(HEADINGS, bold=True)
            sheet.rows(rows)

        return draw

    path = drawn(page(ROWS[:2]), page(ROWS[2:]))
    assert [firsts(t)[0] for (t,) in tables(path)] == ["Recommendation", "Recommendation"]
    assert all("OFFICE" in p.furniture[0].text for p in read(path).pages)


def test_a_heading_of_several_lines_between_level_rules_is_no_furniture(drawn):
    headings = ("Recommendation", "Action to be taken by the agencies that are named beside it",
                *HEADINGS[2:])  # fmt: skip

    def page(rows):
        def draw(sheet):
            sheet.rule()
            sheet.row(headings, bold=True)
            sheet.rule()
            for texts in rows:
                sheet.row(texts)
                sheet.rule()

        return draw

    for (table,) in tables(drawn(page(ROWS[:2]), page(ROWS[2:]), gap=8.0)):
        assert [c.text.replace("\n", " ") for c in table.cells[:5]] == list(headings)


def test_rules_under_the_heading_alone(drawn):
    """The drawn heading is a part of the borderless table, not a table of its own."""

    def ruled(sheet):
        sheet.rule()
        sheet.row(HEADINGS, bold=True)
        sheet.rule()
        sheet.rows(ROWS)

    (((table,),)) = tables(drawn(ruled))
    assert firsts(table) == OPENINGS


@pytest.mark.parametrize("size", [SIZE, SIZE + 4])
def test_a_title_between_rows_is_a_band(drawn, size):
    def titled(sheet):
        sheet.row(HEADINGS, bold=True)
        sheet.rows(ROWS[:2])
        sheet.title("Part two: working together", size)
        sheet.rows(ROWS[2:])

    (((table,),)) = tables(drawn(titled, gap=8.0))
    bands = [c.text for c in table.cells if c.col_span == 5]
    assert bands == ["Part two: working together"]


def words(y, *texts):
    made = []
    for start, text in zip(XS, texts, strict=False):
        left = start
        for part in text.split():
            right = left + 5.0 * len(part)
            made.append(Word(part, Box(left, y - 8, right, y + 2), 10.0))
            left = right + 3
    return made


LINES = [("One thing to be done here and", "Do it and then", "Police", "May", "Done"),
         ("more", "tell us about it all", "Force", "2024", "twice")]  # fmt: skip


def test_text_in_a_table_s_columns_and_in_no_row_is_told():
    """A row that is lost right below its table, or on the page after it, never goes unseen."""
    printed = [w for n in range(6) for w in words(100 + 14 * n, *LINES[n % 2])]
    page = Page(1, 842, 595, numbered(printed))
    (table,) = page_tables(page)
    assert text_left_out(page, [table]) == []
    more = page.with_words(numbered((*page.words, *words(190, *LINES[0]))))
    (problem,) = text_left_out(more, [table])
    assert problem.code is ProblemCode.TEXT_LEFT_OUT
    xs = table.fragment.column_edges
    assert text_left_out(replace(page, number=2), [], OpenTable(xs))
    prose = tuple(words(100, "Nothing of this is in columns or belongs to the table"))
    assert text_left_out(Page(2, 842, 595, numbered(prose)), [], OpenTable(xs)) == []


def two(y, left, right):
    """Words of one line of a table with columns at 40 and at 300."""
    by = 300 - XS[0]
    beside = [w._replace(box=w.box._replace(x0=w.box.x0 + by, x1=w.box.x1 + by))
              for w in words(y, right)]  # fmt: skip
    return [*words(y, left), *beside]


def test_text_left_out_of_a_table_of_two_columns_is_told():
    pairs = (("Board", "Review the plan"), ("Trust", "Train all staff"))
    printed = [w for n in range(6) for w in two(100 + 14 * n, *pairs[n % 2])]
    page = Page(1, 595, 842, numbered(printed))
    box, xs = Box(40, 92, 560, 174), (40.0, 300.0, 560.0)
    fragment = TableFragment(1, 6, 2, (), box, xs, method="stream")
    table = PlacedTable(fragment, frozenset(w.number for w in page.words), 0)
    assert text_left_out(page, [table]) == []
    more = page.with_words(numbered((*page.words, *two(184, *pairs[0]))))
    assert text_left_out(more, [table])
    prose = words(184, "All of this has been agreed by the partners who will meet again in May")
    assert text_left_out(page.with_words(numbered((*page.words, *prose))), [table]) == []
