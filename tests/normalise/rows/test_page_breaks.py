"""Page breaks: rows cut in two, and rows that only look it."""

import pytest

from normalise.rows.headings import Assigned
from normalise.rows.page_breaks import Break, judge
from normalise.rows.printed_row import Column, Part, Row
from schemas.fragment import Line
from schemas.plan import Provenance

COLUMNS = [
    Column(Assigned("number", "No.")),
    Column(Assigned("recommendation", "Recommendation")),
    Column(Assigned("action", "Action")),
    Column(Assigned("lead", "Lead agency")),
    Column(Assigned("target_date", "Target date")),
    Column(Assigned("outcome", "Outcome")),
]
USUAL = {0: 1.0, 1: 1.0, 2: 1.0, 3: 0.9, 4: 0.9, 5: 0.8}
WHOLE = ("4", "Staff should ask.", "Train staff.", "Kent Police", "May 2021", "Completed May 2021")


def row(texts, page):
    cells = {i: [Part((Line(t),), None, None)] for i, t in enumerate(texts) if t}
    return Row(cells, [Provenance(page=page, bbox=None, row=0)], COLUMNS)


def judgement(above, below, *, open_edge=False, pages=(1, 2), usual=USUAL):
    return judge(Break(row(above, pages[0]), row(below, pages[1]), COLUMNS, usual, open_edge))


CUT = ("4", "Staff should ask every patient who", "Train staff and", "Kent Police", "May 2021", "")


@pytest.mark.parametrize(
    "below",
    [
        ("", "is seen for a head injury.", "volunteers.", "", "", ""),
        ("", "", "volunteers.", "", "", ""),
        ("", "is seen.", "", "", "", "Completed May 2021"),
    ],
)
def test_cut_rows_are_joined(below):
    found = judgement(CUT, below)
    assert found.joins
    assert found.confidence > 0.9


@pytest.mark.parametrize(
    "below",
    [
        ("5", "Officers should write.", "Change the form.", "Kent Police", "June 2021", "Complete"),
        ("5", "Officers should write.", "", "", "", ""),  # a new row that is mostly blank
    ],
)
def test_new_rows_are_left_apart(below):
    assert not judgement(WHOLE, below).joins


def test_an_open_edge_alone_joins_nothing():
    below = (
        "",
        "Officers should write.",
        "Change the form.",
        "DS Colm Vickery",
        "June 2021",
        "Complete",
    )
    assert not judgement(("", *WHOLE[1:]), below, open_edge=True, usual=USUAL | {0: 0.0}).joins


def test_blank_key_cells_alone_are_enough_only_with_a_break():
    below = ("", "", "", "", "", "Completed May 2021")
    assert judgement(CUT, below).weight > judgement(CUT, below, pages=(1, 1)).weight


def test_every_judgement_names_its_clues():
    assert "new number" in judgement(WHOLE, ("5", "x", "y", "z", "", "")).clues


def test_weak_evidence_is_a_doubt():
    weak = judgement(("", "Staff should ask", "Train staff.", "Kent Police", "", ""),
                ("", "Every patient.", "Volunteers too.", "Kent Police", "", ""), usual={})  # fmt: skip
    assert weak.doubtful
    assert 0.5 <= weak.confidence < 0.6
    sure = judgement(
        WHOLE, ("5", "Officers should write.", "Change the form.", "Kent Police", "", "")
    )
    assert not sure.doubtful
    assert sure.confidence > 0.9
