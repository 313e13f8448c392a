"""How much rows look like headings."""

import pytest

from normalise.fields.heading_look import heading_odds, probability, usual
from normalise.rows.printed_row import cells_by_row
from schemas.fragment import Box, Cell, Line, TableFragment
from tests.support.plan_columns import PLAN, PLAN_HEADINGS

BODY = [list(row) for row in zip(*PLAN, strict=True)]
VAGUE = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
"""Words that are no usual headings: only their look can tell."""


def fragment(rows, like_headings=None):
    """A ruled table; the row at ``like_headings`` is bold and filled."""
    cells = []
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            line = Line(text, Box(c * 50, r * 20, c * 50 + 40, r * 20 + 10), 10, r == like_headings)
            box = Box(c * 50, r * 20, c * 50 + 50, r * 20 + 20)
            fill = "#dddddd" if r == like_headings else None
            cells.append(Cell(r, c, (line,) if text else (), box, fill=fill))
    edges = tuple(float(i * 50) for i in range(len(rows[0]) + 1))
    return TableFragment(1, len(rows), len(rows[0]), tuple(cells), None, edges)


def odds(table):
    """The log odds of each row."""
    rows, like = cells_by_row(table), usual(table)
    return [
        heading_odds([c for c in own if c.lines], rows[i + 1] if i + 1 < len(rows) else [], i, like)
        for i, own in enumerate(rows)
    ]


@pytest.mark.parametrize("printed_as_such", [0, None])
def test_headings_stand_out_from_the_rows_below(printed_as_such):
    first, *others = odds(fragment([PLAN_HEADINGS, *BODY], printed_as_such))
    assert first > 0
    assert max(others) < -3


def test_a_row_of_a_plan_is_none_even_at_the_top():
    assert max(odds(fragment(BODY))) < 0


@pytest.mark.parametrize("headings", [PLAN_HEADINGS, VAGUE])
def test_bold_and_fill_speak_for_headings(headings):
    rows = [headings, *BODY]
    assert odds(fragment(rows, 0))[0] > odds(fragment(rows))[0] + 0.5


@pytest.mark.parametrize("headings", [PLAN_HEADINGS, VAGUE])
def test_a_row_above_long_ones_is_likelier_than_the_same_row_amid_them(headings):
    above = odds(fragment([headings, *BODY], 0))[0]
    amid = odds(fragment([*BODY[:3], headings, *BODY[3:]], 3))[3]
    assert above > amid + 0.5


def test_words_speak_for_headings():
    named = odds(fragment([PLAN_HEADINGS, *BODY], 0))[0]
    assert named > odds(fragment([VAGUE, *BODY], 0))[0] + 1


def test_a_row_without_words_is_none():
    like = usual(fragment(BODY))
    assert probability(heading_odds([], [], 0, like)) < 0.01


def test_what_is_usual():
    found = usual(fragment([PLAN_HEADINGS, *BODY[:1], ["", "", "", "", ""]], 0))
    assert found.bold == 0.5
    assert found.size == 10
    assert (found.cols, found.method) == (5, "ruled")
    assert usual(TableFragment(1, 0, 0, ())).fill is None


def test_probabilities_rise_with_odds():
    found = [probability(x) for x in (-1e6, -2.0, 0.0, 2.0, 1e6)]
    assert found == sorted(found)
    assert found[2] == 0.5
    assert found[0] == pytest.approx(0, abs=1e-9)
    assert found[-1] == pytest.approx(1)
