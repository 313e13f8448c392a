"""Odd geometry: pages made of words, rules and fills, and what tables they give."""

import random

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract import read
from extract.model import Fill, Page, Rule, Word, numbered
from extract.tables.checks.conservation import unplaced_words
from extract.tables.find import page_tables
from schemas.fragment import Box, TableFragment

XS = (40, 240, 440, 640, 800)
HEADINGS = ("Recommendation", "Action", "Lead", "Target")
SIZE = 10.0


def words(x, y, text, size=SIZE, **more):
    """Words of ``text`` from ``x``, standing on the line ``y``."""
    made = []
    for part in text.split():
        width = 0.5 * size * len(part)
        made.append(Word(part, Box(x, y - 0.8 * size, x + width, y + 0.2 * size), size, **more))
        x += width + 0.3 * size
    return made


def row(y, *texts, xs=XS, **more):
    return [w for x, text in zip(xs, texts, strict=False) for w in words(x + 4, y, text, **more)]


def level(y, x0=XS[0], x1=XS[-1]):
    return Rule(False, y, x0, x1)


def upright(x, top, bottom):
    return Rule(True, x, top, bottom)


def grid(*ys, xs=XS):
    return [level(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def found(printed, rules=(), fills=(), size=(842, 595)):
    page = Page(1, *size, numbered(printed), tuple(rules), tuple(fills))
    placed = page_tables(page)
    assert not unplaced_words(page, placed)
    return [p.fragment for p in placed]


def texts(fragment):
    return [[c.text for c in fragment.cells if c.row == r] for r in range(fragment.rows)]


PLAIN = [*row(120, *HEADINGS), *row(150, "One thing", "Do it", "Police", "May 2021")]
PLAIN_ROWS = [list(HEADINGS), ["One thing", "Do it", "Police", "May 2021"]]


def test_no_rules_and_rows_of_wrapped_text():
    """A row starts where most columns start, not at every line."""
    rows = []
    for n in range(4):
        y = 150 + 36 * n
        rows += row(
            y,
            f"{n + 1} Write a policy that says to all",
            "Ask every team to read it and",
            "Police",
            "May 2021",
        )
        rows += row(y + 12, "staff what they are to do", "to sign the list")
    (table,) = found([*row(120, *HEADINGS), *rows])
    assert table.rows == 5
    assert texts(table)[2] == [
        "2 Write a policy that says to all\nstaff what they are to do",
        "Ask every team to read it and\nto sign the list",
        "Police",
        "May 2021",
    ]


def test_no_rules_and_evenly_spaced_wrapped_text():
    rows = []
    for n in range(4):
        y = 140 + 24 * n
        rows += row(
            y,
            f"{n + 1} Write a policy that says to the",
            "Ask every team to read it and all",
            "Police",
            "May 2021",
        )
        rows += row(y + 12, "staff what they are to do", "of them to sign the list")
    (table,) = found([*row(128, *HEADINGS), *rows])
    assert [r[2] for r in texts(table)] == ["Lead", "Police", "Police", "Police", "Police"]


def test_prose_is_no_table():
    prose = [
        w
        for n in range(30)
        for w in words(
            60,
            60 + 14 * n,
            "The review found that the agencies did not share what they knew of him",
        )
    ]
    assert found(prose) == []


def test_words_on_end_read_downwards():
    xs = (40, 240, 440, 480, 800)
    down = [
        Word("Lead", Box(460, 104, 470, 124), SIZE),
        Word("agency", Box(460, 128, 470, 158), SIZE),
        Word("now", Box(447, 104, 457, 119), SIZE),
    ]
    body = row(200, "One thing", "Do it", "MPS", "2021", xs=xs)
    (table,) = found([*words(44, 150, "Recommendation"), *down, *body], grid(100, 180, 220, xs=xs))
    assert next(c.text for c in table.cells if (c.row, c.col) == (0, 2)) == "Lead agency\nnow"


def test_two_columns_of_prose_are_no_table():
    line = "agencies did not share what they knew of him then"
    prose = [w for n in range(30) for x in (60, 440) for w in words(x, 60 + 14 * n, line)]
    assert found(prose) == []


def test_top_middle_and_bottom_rule():
    """Between the heading's rule and the last each line of figures is a row."""
    lines = [
        w
        for n in range(6)
        for w in row(150 + 14 * n, f"Team number {n}", f"{n}5", f"{n}.7%", f"1,{n}00")
    ]
    (table,) = found([*row(120, *HEADINGS), *lines], [level(105), level(130), level(228)])
    assert table.rows == 7
    assert texts(table)[3] == ["Team number 2", "25", "2.7%", "1,200"]


def test_level_rules_around_rows_of_wrapped_text():
    body = []
    for n in range(3):
        y = 150 + 40 * n
        body += row(
            y,
            "Write a policy that says to the",
            "Ask every team to read it and all",
            "Police",
            "May 2021",
        )
        body += row(y + 12, "staff what they are to do", "of them to sign the list")
    rules = [level(y) for y in (105, 130, 172, 212, 252)]
    (table,) = found([*row(120, *HEADINGS), *body], rules)
    assert (table.method, table.rows) == ("banded", 4)
    assert texts(table)[3][3] == "May 2021"


def test_zebra_fills_only():
    rows = [
        w
        for n in range(6)
        for w in row(150 + 30 * n, f"Thing number {n}", "Do it", "Police", "May 2021")
    ]
    fills = [Fill(Box(XS[0], 130 + 60 * n, XS[-1], 160 + 60 * n), "#dddddd") for n in range(3)]
    (table,) = found([*row(120, *HEADINGS), *rows], fills=fills)
    assert ["Thing number 3", "Do it", "Police", "May 2021"] in texts(table)
    assert ["Thing number 4", "Do it", "Police", "May 2021"] in texts(table)


@pytest.mark.parametrize("gap", [1.0, 2.0, 3.0])
def test_rules_drawn_cell_by_cell(gap):
    pieces = []
    for x0, x1 in zip(XS, XS[1:], strict=False):
        pieces += [level(y, x0 + gap / 2, x1 - gap / 2) for y in (100, 130, 160)]
        for top, bottom in ((100, 130), (130, 160)):
            pieces += [upright(x, top + gap / 2, bottom - gap / 2) for x in (x0, x1)]
    (table,) = found(PLAIN, pieces)
    assert texts(table) == PLAIN_ROWS


@pytest.mark.parametrize(("dash", "space"), [(6, 3), (3, 3), (1, 2), (0.5, 1.5)])
def test_dashed_and_dotted_rules(dash, space):
    """Dashes that a producer draws one by one."""
    pieces = []
    for rule in grid(100, 130, 160):
        at = rule.start
        while at < rule.end:
            pieces.append(Rule(rule.vertical, rule.position, at, min(at + dash, rule.end)))
            at += dash + space
    (table,) = found(PLAIN, pieces)
    assert texts(table) == PLAIN_ROWS


@pytest.mark.parametrize("apart", [1.5, 3.0, 4.0])
def test_double_rules(apart):
    second = [Rule(r.vertical, r.position + apart, r.start, r.end) for r in grid(100, 130, 160)]
    (table,) = found(PLAIN, [*grid(100, 130, 160), *second])
    assert texts(table) == PLAIN_ROWS


def test_heading_that_is_only_shaded():
    fills = [Fill(Box(XS[0], 100, XS[-1], 130), "#c0d0e0")]
    rules = [level(160), level(190), *(upright(x, 130, 190) for x in XS)]
    more = row(180, "Another", "Do that", "Council", "June 2021")
    (table,) = found([*PLAIN, *more], rules, fills)
    assert texts(table)[0] == list(HEADINGS)
    assert texts(table)[1:] == [PLAIN_ROWS[1], ["Another", "Do that", "Council", "June 2021"]]


def test_no_borders_at_left_and_right():
    rules = [level(y) for y in (100, 130, 160)] + [upright(x, 100, 160) for x in XS[1:-1]]
    (table,) = found(PLAIN, rules)
    assert texts(table) == PLAIN_ROWS


def turned(x, foot, text, size=SIZE):
    """Words read from the foot upwards; a tall box each."""
    made = []
    for part in text.split():
        length = 0.5 * size * len(part)
        made.append(Word(part, Box(x, foot - length, x + size, foot), size))
        foot -= length + 0.3 * size
    return made


def test_headings_that_stand_on_end():
    xs = (40, 240, 440, 470, 500)
    heads = [*words(44, 150, "Recommendation"), *words(244, 150, "Action")]
    heads += [
        *turned(445, 178, "Lead agency"),
        *turned(475, 178, "Target"),
        *turned(487, 178, "date"),
    ]
    body = row(200, "One thing", "Do it", "MPS", "2021", xs=xs)
    (table,) = found([*heads, *body], grid(100, 180, 220, xs=xs))
    heading = [c.text.replace("\n", " ") for c in table.cells if c.row == 0]
    assert heading == ["Recommendation", "Action", "Lead agency", "Target date"]


def test_paragraph_box_above_its_table():
    """The box shares its sides with the table: its paragraph is one cell over all columns."""
    rules = [level(y) for y in (60, 100, 130, 160)]
    rules += [upright(x, 60, 160) for x in (XS[0], XS[-1])] + [
        upright(x, 100, 160) for x in XS[1:-1]
    ]
    text = words(
        44,
        80,
        "Recommendation 1: the partnership should agree how its members share what they know",
    )
    (table,) = found([*text, *PLAIN], rules)
    first = [c for c in table.cells if c.row == 0]
    assert [(c.col_span, c.text[:16]) for c in first] == [(4, "Recommendation 1")]
    assert texts(table)[1:] == PLAIN_ROWS


def test_table_inside_a_page_frame():
    frame = grid(20, 575, xs=(20, 822))
    (table,) = found([*words(300, 60, "Action plan"), *PLAIN], [*frame, *grid(100, 130, 160)])
    assert texts(table) == PLAIN_ROWS


def test_two_tables_side_by_side():
    left, right = (40, 140, 240, 380), (460, 560, 660, 800)
    printed = []
    for xs in (left, right):
        printed += row(120, "Action", "Lead", "Date", xs=xs) + row(
            150, "Do it", "Police", "May", xs=xs
        )
    tables = found(printed, [*grid(100, 130, 160, xs=left), *grid(100, 130, 160, xs=right)])
    assert [texts(t)[1] for t in tables] == [["Do it", "Police", "May"]] * 2


def test_rows_open_at_head_and_foot():
    rules = [*grid(100, 130), *(upright(x, 60, 180) for x in XS)]
    printed = [*row(80, "end of", "a row"), *PLAIN]
    (table,) = found(printed, rules)
    assert (table.open_top, table.open_bottom) == (True, True)
    assert texts(table)[0][:2] == ["end of", "a row"]
    assert texts(table)[2] == PLAIN_ROWS[1]


def test_merged_cell_that_goes_on_overleaf():
    """No rule closes the merged cell or the last row at the page's foot."""
    rules = [level(100), level(130), level(160, XS[1]), *(upright(x, 100, 200) for x in XS)]
    printed = [*row(120, *HEADINGS), *row(150, "Shared", "First", "Police", "May")]
    (table,) = found([*printed, *row(180, "", "Second", "Council", "June")], rules)
    shared = next(c for c in table.cells if c.text == "Shared")
    assert shared.row_span == 2
    assert table.open_bottom


def test_tables_that_nearly_touch_stay_two():
    """A table of other columns two points below is another table."""
    low = (40, 120, 360, 800)
    printed = [
        *PLAIN,
        *row(180, "No", "Finding", "Answer", xs=low),
        *row(210, "1", "None", "Agreed", xs=low),
    ]
    tables = found(printed, [*grid(100, 130, 160), *grid(162, 192, 222, xs=low)])
    assert [t.cols for t in tables] == [4, 3]
    assert texts(tables[1])[1] == ["1", "None", "Agreed"]


def test_tables_of_the_same_columns_that_nearly_touch():
    printed = [*PLAIN, *row(180, *HEADINGS), *row(210, "Two", "Do", "NHS", "June")]
    tables = found(printed, [*grid(100, 130, 160), *grid(162, 192, 222)])
    assert [r for t in tables for r in texts(t)][-1] == ["Two", "Do", "NHS", "June"]


@pytest.mark.parametrize("colour", [None, "#000000"])
def test_black_box_over_words(colour):
    printed = [
        *row(120, *HEADINGS),
        *row(150, "Told by Jane Roe of", "Do it", "Police", "May", colour=colour),
    ]
    box = Fill(Box(79, 141, 119, 153), "#000000")
    (table,) = found(printed, grid(100, 130, 160), [box])
    cell = next(c for c in table.cells if (c.row, c.col) == (1, 0))
    assert cell.redacted
    assert cell.text == "Told by of"
    assert [c.redacted for c in table.cells].count(True) == 1


def test_dark_heading_bar_is_no_redaction():
    bar = Fill(Box(XS[0], 100, XS[-1], 130), "#1a1a1a")
    printed = [
        *row(120, *HEADINGS, colour="#ffffff"),
        *row(150, "One thing", "Do it", "Police", "May 2021"),
    ]
    (table,) = found(printed, grid(100, 130, 160), [bar])
    assert texts(table) == PLAIN_ROWS
    assert not any(c.redacted for c in table.cells)


def test_dark_rating_is_no_redaction():
    red = Fill(Box(XS[3], 130, XS[4], 160), "#c00000")
    (table,) = found(PLAIN, grid(100, 130, 160), [red])
    assert texts(table) == PLAIN_ROWS
    assert not any(c.redacted for c in table.cells)


def thin_box(canvas, x0, top, x1, bottom):
    canvas.rect(x0, 595 - bottom, x1 - x0, bottom - top, stroke=0, fill=1)


def thin_path(canvas, x0, top, x1, bottom):
    path = canvas.beginPath()
    path.moveTo(x0, 595 - bottom)
    for x, y in ((x1, bottom), (x1, top), (x0, top)):
        path.lineTo(x, 595 - y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def dashed(canvas, x0, top, x1, bottom):
    canvas.setDash(3, 2)
    canvas.line(
        x0, 595 - top, x1 if x1 - x0 > 2 else x0, 595 - (bottom if bottom - top > 2 else top)
    )


@pytest.mark.parametrize("draw", [thin_box, thin_path, dashed])
def test_other_ways_to_draw_a_rule(tmp_path, draw):
    canvas = Canvas(str(tmp_path / "rules.pdf"), pagesize=(842, 595))
    for rule in grid(100, 130, 160):
        at, start, end = rule.position, rule.start, rule.end
        box = (at, start, at + 0.7, end) if rule.vertical else (start, at, end, at + 0.7)
        draw(canvas, *box)
    canvas.setFont("Helvetica", 10)
    for y, cells in ((120, HEADINGS), (150, PLAIN_ROWS[1])):
        for x, text in zip(XS, cells, strict=False):
            canvas.drawString(x + 4, 595 - y, text)
    canvas.save()
    blocks = read(tmp_path / "rules.pdf").pages[0].blocks
    (table,) = [b for b in blocks if isinstance(b, TableFragment)]
    assert texts(table) == PLAIN_ROWS


def test_columns_drawn_in_the_heading_alone():
    """Rows are drawn as one cell, but their words keep clear of the heading's columns."""
    rules = [level(y) for y in (100, 130, 160, 190)] + [upright(x, 100, 130) for x in XS[1:-1]]
    rules += [upright(x, 100, 190) for x in (XS[0], XS[-1])]
    more = row(180, "Another", "Do that", "Council", "June 2021")
    (table,) = found([*PLAIN, *more], rules)
    assert texts(table) == [*PLAIN_ROWS, ["Another", "Do that", "Council", "June 2021"]]


def test_band_of_text_stays_one_cell():
    band = words(
        44,
        180,
        "Section two: what the police, the council and the health trust have to do by the end of the year and after it",
    )
    more = row(210, "Another", "Do that", "Council", "June 2021")
    rules = [*grid(100, 130, 160), level(190), level(220)]
    rules += [upright(x, 160, 190) for x in (XS[0], XS[-1])] + [upright(x, 190, 220) for x in XS]
    (table,) = found([*PLAIN, *band, *more], rules)
    assert [c.col_span for c in table.cells if c.row == 2] == [4]


def test_lines_of_figures_between_upright_rules_are_rows():
    lines = [
        w for n in range(8) for w in row(150 + 14 * n, f"Team {n}", f"{n}5", f"{n}.7%", f"1,{n}00")
    ]
    (table,) = found([*row(120, *HEADINGS), *lines], grid(100, 130, 265))
    assert table.rows == 9
    assert texts(table)[4] == ["Team 3", "35", "3.7%", "1,300"]


def test_lists_in_the_cells_of_a_row_are_one_row():
    """Short lines that break where they like do not cut a drawn row."""
    lists = []
    for n, (lead, date) in enumerate(
        (("Police", "May"), ("NHS trust", "June"), ("Council", "July"))
    ):
        lists += row(
            150 + 14 * n, ("Write a policy", "and train all", "who need it")[n], "Do it", lead, date
        )
    (table,) = found([*row(120, *HEADINGS), *lists], grid(100, 130, 195))
    assert table.rows == 2


def test_figures_in_one_drawn_column():
    """One upright rule after the labels; the columns of figures are white alone."""
    xs = (40, 240, 340, 440, 540)
    lines = [
        w
        for n in range(5)
        for w in row(150 + 30 * n, f"Team {n}", f"{n}5", f"{n}.7", f"1{n}", xs=xs)
    ]
    rules = [level(y, 40, 540) for y in (100, *range(130, 281, 30))] + [upright(240, 100, 280)]
    (table,) = found([*row(120, "Team", "Cases", "Share", "Staff", xs=xs), *lines], rules)
    assert texts(table)[2] == ["Team 1", "15", "1.7", "11"]


def test_parts_of_an_undrawn_table_far_apart_are_one():
    rows = []
    for n in range(3):
        y = 150 + 80 * n
        rows += row(
            y,
            f"{n + 1} Write a policy that says to all",
            "Ask every team to read it and",
            "Police",
            "May 2021",
        )
        rows += row(y + 12, "staff what they are to do", "to sign the list") + row(
            y + 24, "and when"
        )
    (table,) = found([*row(120, *HEADINGS), *rows])
    assert table.rows == 4


def test_shading_behind_words_inside_a_shaded_cell():
    fills = [Fill(Box(x0, 130, x1, 190), "#e0e0e0") for x0, x1 in zip(XS, XS[1:], strict=False)]
    fills += [
        Fill(Box(f.box.x0 + 2, y, f.box.x1 - 2, y + 14), "#e0e0e0")
        for f in list(fills)
        for y in (140, 154)
    ]
    two = [
        *row(150, "One thing", "Do it", "Police", "May 2021"),
        *row(164, "to do", "at once", "force", "or so"),
    ]
    (table,) = found([*row(120, *HEADINGS), *two], grid(100, 130, 190), fills)
    assert texts(table)[1] == [
        "One thing\nto do",
        "Do it\nat once",
        "Police\nforce",
        "May 2021\nor so",
    ]


def test_band_in_an_undrawn_table():
    band = words(
        44,
        230,
        "Recommendation 2: the trust and the council should agree who keeps the list of those at risk",
    )
    first = [
        w
        for n in range(3)
        for w in row(150 + 24 * n, f"Do thing {n}", "At once", "Police", "May 2021")
    ]
    second = [
        w
        for n in range(3)
        for w in row(258 + 24 * n, f"Do other {n}", "Later on", "NHS", "June 2021")
    ]
    (table,) = found([*row(120, *HEADINGS), *first, *band, *second])
    assert [c.text[:16] for c in table.cells if c.col_span == 4] == ["Recommendation 2"]
    assert texts(table)[-1] == ["Do other 2", "Later on", "NHS", "June 2021"]


def test_bullets_are_no_column():
    lines = []
    for n in range(6):
        y = 150 + 28 * n
        lines += [
            *words(44, y, f"Thing {n}"),
            *words(244, y, "\uf0b7"),
            *words(262, y, "do this first"),
        ]
        lines += [
            *words(262, y + 12, "and then that"),
            *words(444, y, "Police"),
            *words(644, y, "May 2021"),
        ]
    (table,) = found([*row(120, *HEADINGS), *lines])
    assert table.cols == 4


@pytest.mark.parametrize("seed", range(12))
def test_disturbed_pages_lose_no_word(seed):
    """Words and rules moved, dropped and added at random: each word is in one cell, cells fill the grid."""
    chance = random.Random(seed)  # the same pages each time

    def moved(rule):
        return Rule(
            rule.vertical,
            rule.position + chance.gauss(0, 1),
            rule.start + chance.gauss(0, 2),
            rule.end + chance.gauss(0, 2),
        )

    printed = [
        w
        for n in range(12)
        for w in row(120 + 30 * n, f"Thing {n}", f"{n}.5", "Police", "May 2021")
    ]
    for _ in range(6):
        x, y = chance.uniform(0, 800), chance.uniform(0, 560)
        printed.append(Word("stray", Box(x, y, x + 9, y + chance.choice([6, 60, 180])), SIZE))
    rules = [moved(r) for r in grid(*range(100, 461, 30)) if chance.random() > 0.4]
    for table in found(printed, rules, [Fill(Box(300, 200, 380, 215), "#000000")]):
        area = sum(c.row_span * c.col_span for c in table.cells)
        assert area == table.rows * table.cols
        assert all(c.box.width > 0 and c.box.height > 0 for c in table.cells)
