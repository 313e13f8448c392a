"""Layouts that are no plain table: records, labelled blocks, spreadsheets over pages, columns that vanish."""

import itertools
from dataclasses import replace

import pytest

from normalise.rows.printed_plan import interpreted_tables, joined_rows
from normalise.rows.records.label_value import labelled_blocks, split_records
from normalise.rows.spreadsheets import put_beside
from schemas.codes import Flag, ProblemCode, Repair
from schemas.fragment import (
    Box,
    Cell,
    DocumentContent,
    Line,
    PageContent,
    Paragraph,
    TableFragment,
)

HEADINGS = ("No.", "Recommendation", "Action", "Lead agency", "Target date", "Outcome")


def table(page, texts, edges, top=100, heights=None):
    """A ruled fragment of one line a cell."""
    heights = heights or [20] * len(texts)
    ys = list(itertools.accumulate(heights, initial=top))
    cells = tuple(
        Cell(r, c, (Line(t, Box(edges[c] + 2, ys[r] + 2, edges[c + 1] - 2, ys[r] + 12), 10),) if t else (),
             Box(edges[c], ys[r], edges[c + 1], ys[r + 1]))
        for r, row in enumerate(texts) for c, t in enumerate(row)
    )  # fmt: skip
    box = Box(edges[0], ys[0], edges[-1], ys[-1])
    return TableFragment(page, len(texts), len(texts[0]), cells, box, tuple(edges))


def paragraph(page, text, *, bold=False, size=10, top=50):
    line = Line(text, Box(40, top, 400, top + size), size, bold)
    return Paragraph(page, (line,), line.box)


def document(*pages):
    contents = tuple(PageContent(n, 842, 595, tuple(b)) for n, b in enumerate(pages, start=1))
    return DocumentContent("plan.pdf", "0" * 64, contents)


def printed_rows(content):
    return joined_rows(interpreted_tables(content))


RECORD = [("Recommendation 1:", "Ask about carers."), ("Action:", "Add a prompt."),
        ("Lead:", "Leeds City Council"), ("Target date:", "March 2024")]  # fmt: skip
SECOND = [("Recommendation 2:", "Share the plan."), ("Action:", "Write a protocol."),
          ("Lead:", "West Yorkshire Police"), ("Target date:", "")]  # fmt: skip


def test_a_record_is_a_row():
    plan = printed_rows(
        document([table(1, RECORD, [40, 140, 400]), table(1, SECOND, [40, 140, 400], 300)])
    )
    assert [t.number for t in plan.texts] == ["1", "2"]
    assert plan.texts[0].recommendation == "Ask about carers."
    assert plan.texts[1].lead == "West Yorkshire Police"
    assert plan.texts[1].target_date == ""


def test_a_record_goes_on_overleaf():
    parts = [table(1, RECORD, [40, 140, 400]), table(1, SECOND[:2], [40, 140, 400], 300)]
    plan = printed_rows(document(parts, [table(2, SECOND[2:], [40, 140, 400])]))
    assert len(plan.rows) == 2
    assert [p.page for p in plan.rows[1].provenance] == [1, 2]
    assert Repair.JOINED_ACROSS_PAGES in plan.rows[1].repairs


def test_the_last_line_of_a_record_goes_on_overleaf():
    edges = [40, 140, 400]
    rest = table(2, [("Progress:", "Completed May 2024")], edges)
    first = [table(1, [*record, ("Progress:", "")][:n], edges, top)
             for record, n, top in ((RECORD, 5, 100), (SECOND, 4, 300))]  # fmt: skip
    plan = printed_rows(document(first, [rest]))
    assert [t.outcome for t in plan.texts] == ["", "Completed May 2024"]
    assert [p.page for p in plan.rows[1].provenance] == [1, 2]


def test_half_of_the_labels_of_a_record_may_be_read_by_their_words():
    rows = [("Recommendation", "Ask about carers."), ("What we have agreed on", "Add a prompt."),
            ("Lead", "Leeds City Council"), ("Position in the spring", "Complete")]  # fmt: skip
    tables = [table(1, rows, [40, 140, 400], top) for top in (100, 300)]
    plan = printed_rows(document(tables))
    assert [t.outcome or t.rag for t in plan.texts] == ["Complete"] * 2  # a state in words


def test_a_record_is_numbered_by_its_title():
    def titled(number, rows, top):
        fragment = table(1, [(f"Action {number}", ""), *rows], [40, 140, 400], top)
        wide = replace(fragment.cells[0], col_span=2, box=Box(40, top, 400, top + 20))
        return replace(fragment, cells=(wide, *fragment.cells[2:]))

    plain = [[("Recommendation", record[0][1]), *record[1:]] for record in (RECORD, SECOND)]
    plan = printed_rows(document([titled("1", plain[0], 100), titled("2b", plain[1], 300)]))
    assert [t.number for t in plan.texts] == ["1", "2b"]
    assert [t.recommendation for t in plan.texts] == ["Ask about carers.", "Share the plan."]


def test_several_actions_of_a_record_share_its_recommendation():
    more = [
        *RECORD,
        ("Action:", "Audit it."),
        ("Lead:", "Leeds City Council"),
        ("Target date:", "May 2024"),
    ]
    plan = printed_rows(
        document([table(1, more, [40, 140, 400]), table(1, SECOND, [40, 140, 400], 300)])
    )
    assert [t.action for t in plan.texts] == ["Add a prompt.", "Audit it.", "Write a protocol."]
    assert [t.recommendation for t in plan.texts[:2]] == ["Ask about carers."] * 2


def test_a_table_of_two_columns_is_no_record():
    contacts = [("Name", "Agency"), ("Chair", "Leeds City Council"), ("Member", "Police")]
    content = document([table(1, contacts, [40, 140, 400])])
    assert split_records(content) == (content, [])


def test_labelled_blocks():
    lines = []
    for number in (1, 2):
        lines += [paragraph(1, f"Recommendation {number}", bold=True, size=12),
                  paragraph(1, "Staff should ask about carers."), paragraph(1, "Actions to be taken", bold=True),
                  paragraph(1, "Add a prompt."), paragraph(1, "Person responsible", bold=True),
                  paragraph(1, "TBC"), paragraph(1, "Target date: March 2024")]  # fmt: skip
    [found] = labelled_blocks(document(lines))
    assert len(found.entries) == 2
    plan = printed_rows(document(lines))
    assert [t.lead for t in plan.texts] == ["TBC", "TBC"]
    assert plan.texts[1].target_date == "March 2024"


def test_recommendations_in_prose_are_no_plan():
    lines = [paragraph(1, f"Recommendation {n}: staff should ask about carers.") for n in (1, 2, 3)]
    assert labelled_blocks(document(lines)) == []


LEFT = [["No.", "Recommendation", "Action"], ["1", "Ask about carers.", "Add a prompt."],
        ["2", "Share the plan.", "Write a protocol."]]  # fmt: skip
RIGHT = [["Lead agency", "Target date", "Outcome"], ["Leeds City Council", "March 2024", "Complete"],
         ["West Yorkshire Police", "May 2024", ""]]  # fmt: skip
HEIGHTS = [14, 30, 22]


@pytest.mark.parametrize("over_first", [False, True])
def test_a_sheet_over_pages_across_is_put_together(over_first):
    left, right = [40, 80, 300, 500], [40, 200, 300, 500]
    more_left, more_right = (
        ([[r[0] and "3", *r[1:]] for r in LEFT[1:]] + [LEFT[2]]),
        [*RIGHT[1:], RIGHT[2]],
    )
    first, second = (
        table(1, LEFT, left, heights=HEIGHTS),
        table(2, more_left, left, heights=[33, 27, 19]),
    )
    order = [first, table(3, RIGHT, right, heights=HEIGHTS), second,
             table(4, more_right, right, heights=[33, 27, 19])]  # fmt: skip
    if over_first:
        order = [first, second, order[1], order[3]]
    pages = []
    for number, fragment in enumerate(order, start=1):
        pages.append([TableFragment(number, *[getattr(fragment, n) for n in
                                              ("rows", "cols", "cells", "box", "column_edges")])])  # fmt: skip
    whole = put_beside(document(*pages))
    tables = [b for p in whole.pages for b in p.blocks]
    assert [t.cols for t in tables] == [6, 6]
    plan = printed_rows(document(*pages))
    assert [t.lead for t in plan.texts[:2]] == ["Leeds City Council", "West Yorkshire Police"]
    assert all(Repair.COLUMNS_PUT_BESIDE in r.repairs for r in plan.rows)
    assert len({p.page for p in plan.rows[0].provenance}) == 2


def test_tables_of_other_rows_are_not_put_beside():
    other = table(2, RIGHT, [40, 200, 300, 500], heights=[14, 44, 22])
    content = document([table(1, LEFT, [40, 80, 300, 500], heights=HEIGHTS)], [other])
    assert put_beside(content) is content


EDGES = [40, 80, 240, 400, 520, 600, 800]
FIRST = [
    HEADINGS,
    ("1", "Ask about carers.", "Add a prompt.", "Leeds City Council", "March 2024", "Complete"),
]


def test_columns_that_vanish_are_found_by_what_cells_hold():
    overleaf = [("2", "Share the plan.", "Write a protocol.", "West Yorkshire Police", "May 2024"),
                ("3", "Agree a form.", "Draft the form.", "Leeds City Council", "June 2024")]  # fmt: skip
    plan = printed_rows(document([table(1, FIRST, EDGES)],
                                 [table(2, overleaf, [40, 90, 300, 500, 650, 800])]))  # fmt: skip
    assert [t.number for t in plan.texts] == ["1", "2", "3"]
    assert plan.texts[2].lead == "Leeds City Council"
    assert plan.texts[2].target_date == "June 2024"
    assert plan.texts[2].outcome is None
    assert Flag.COLUMNS_GUESSED in plan.rows[2].flags


def test_a_table_overleaf_that_fits_nothing_is_reported():
    strange = [("a", "b", "c"), ("d", "e", "f")]
    plan = printed_rows(
        document([table(1, FIRST, EDGES)], [table(2, strange, [300, 350, 400, 450])])
    )
    assert [p.code for p in plan.problems] == [ProblemCode.TABLE_PASSED_OVER]


def test_a_merged_recommendation_cut_by_a_page_break_is_whole_on_every_row():
    edges = [40, 80, 240, 400, 520, 600, 800]
    first = [
        *FIRST,
        ("2", "Share the plan with the", "Write a protocol.", "Leeds City Council", "May 2024", ""),
    ]
    overleaf = table(2, [("", "people named in it.", "", "Housing", "", ""),
                         ("", "", "Audit it.", "Police", "June 2024", "Ongoing")], edges)  # fmt: skip
    merged = tuple(
        replace(c, row_span=2) if (c.row, c.col) in ((0, 0), (0, 1)) else c
        for c in overleaf.cells if (c.row, c.col) not in ((1, 0), (1, 1))
    )  # fmt: skip
    plan = printed_rows(document([table(1, first, edges)], [replace(overleaf, cells=merged)]))
    assert [t.action for t in plan.texts] == ["Add a prompt.", "Write a protocol.", "Audit it."]
    assert [t.recommendation for t in plan.texts[1:]] == [
        "Share the plan with the people named in it."
    ] * 2
    assert [t.number for t in plan.texts] == ["1", "2", "2"]


FULL = ("1", "Staff should ask every patient about carers.", "Add a prompt to the record system.",
            "Leeds City Council", "March 2024", "Completed in March 2024 by all of the teams")  # fmt: skip


def test_columns_under_unknown_headings_are_known_by_what_they_hold():
    heads = ("No.", "Recommendation", "Doings", "Folk", "Moment", "Progress")
    rows = [heads, *(FULL,) * 4]
    plan = printed_rows(document([table(1, rows, EDGES)]))
    assert plan.texts[0].lead == "Leeds City Council"
    assert plan.texts[0].target_date == "March 2024"
    assert plan.texts[0].action == "Add a prompt to the record system."


def test_a_chronology_is_no_plan():
    heads = ("Date", "Source", "What happened", "Response")
    rows = [heads, *[("2 May 2020", "Police", "A call was made.", "Visit arranged")] * 4]
    assert not printed_rows(document([table(1, rows, [40, 140, 240, 500, 700])])).rows


def test_numbered_bands_are_recommendations():
    heads = ("No", "Recommendation and actions", "Lead", "Target date")
    edges = [40, 80, 400, 600, 800]
    rows = [heads, ("1", "Ask about carers.", "", ""), ("1a", "Add a prompt.", "Police", "May 2024"),
            ("1b", "Audit it.", "Police", "June 2024")]  # fmt: skip
    fragment = table(1, rows, edges)
    cells = tuple(
        replace(c, col_span=3) if (c.row, c.col) == (1, 1) else c
        for c in fragment.cells if (c.row, c.col) not in ((1, 2), (1, 3))
    )  # fmt: skip
    plan = printed_rows(document([replace(fragment, cells=cells)]))
    assert [(t.number, t.recommendation, t.action) for t in plan.texts] == [
        ("1a", "Ask about carers.", "Add a prompt."), ("1b", "Ask about carers.", "Audit it."),
    ]  # fmt: skip


def test_records_of_two_pairs_of_columns():
    def record(number, top):
        rows = [("Ref", number, "Lead agency", "Police"),
                ("Recommendation", "Ask about carers.", "Action", "Add a prompt."),
                ("Target date", "May 2024", "Progress", "Complete")]  # fmt: skip
        return table(1, rows, [40, 140, 300, 400, 700], top)

    plan = printed_rows(document([record("1", 100), record("2", 300)]))
    assert [(t.number, t.lead, t.action, t.outcome) for t in plan.texts] == [
        ("1", "Police", "Add a prompt.", "Complete"), ("2", "Police", "Add a prompt.", "Complete"),
    ]  # fmt: skip


ENGLISH = ("1", "Agencies should share learning about risk.", "Write a guide.", "Police", "May", "")
WELSH = ("1", "Dylai asiantaethau rannu gwybodaeth am risg yn y maes.",
         "Ysgrifennu canllaw ar gyfer pob tîm.", "Heddlu", "Mai", "")  # fmt: skip
SIX = [40, 70, 200, 300, 380, 460, 560]


def test_a_plan_in_two_languages_counts_once():
    plan = printed_rows(
        document([table(1, [HEADINGS, ENGLISH], SIX), table(1, [HEADINGS, WELSH], SIX, 300)])
    )
    assert [t.recommendation for t in plan.texts] == [ENGLISH[1]]
    assert [p.code for p in plan.problems] == [ProblemCode.TRANSLATION_LEFT_OUT]


def test_a_plan_in_welsh_alone_is_read():
    plan = printed_rows(document([table(1, [HEADINGS, WELSH], SIX)]))
    assert [t.recommendation for t in plan.texts] == [WELSH[1]]


def test_a_table_of_the_plans_columns_before_its_headings_is_reported():
    row = ("Ref 1", "Share learning.", "Write a guide.", "Police", "May", "Done")
    plan = printed_rows(document([table(1, [row, row], SIX)], [table(2, [HEADINGS, ENGLISH], SIX)]))
    assert [(p.code, p.page) for p in plan.problems] == [(ProblemCode.TABLE_PASSED_OVER, 1)]
    other = table(1, [row[:3], row[:3]], [40, 130, 333, 560])
    plan = printed_rows(document([other], [table(2, [HEADINGS, ENGLISH], SIX)]))
    assert plan.problems == []
