"""Evidence for the fields of columns."""

import numpy as np
import pytest

from normalise.fields.column_odds import FIELDS, column_odds
from tests.support.plan_columns import ACTIONS, DATES, LEADS, NUMBERS, OUTCOMES, PLAN, PLAN_HEADINGS

PLAN_FIELDS = ["number", "recommendation", "action", "lead", "target_date"]


def likeliest(odds):
    return [FIELDS[int(i)] for i in odds.argmax(axis=1)]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (PLAN_HEADINGS, PLAN),
        (PLAN_HEADINGS, [c[:1] for c in PLAN]),
        (PLAN_HEADINGS, [[] for _ in PLAN]),
        (["" for _ in PLAN], PLAN),
        (["Action"], [ACTIONS]),
        ([""], [["", ""]]),
    ],
)
def test_a_row_of_probabilities_for_each_column(headings, cells):
    odds = column_odds(headings, cells)
    assert odds.shape == (len(headings), len(FIELDS))
    # A field's least share is raised a little, so that contents never rule one out.
    assert np.exp(odds).sum(axis=1) == pytest.approx(np.ones(len(headings)), abs=2e-3)
    assert (odds <= 0).all()


@pytest.mark.parametrize("rows", [4, 2, 0])
def test_an_ordinary_plan(rows):
    cells = [c[:rows] for c in PLAN]
    assert likeliest(column_odds(PLAN_HEADINGS, cells)) == PLAN_FIELDS


def test_contents_speak_where_headings_are_blank():
    found = likeliest(column_odds(["" for _ in PLAN], PLAN))
    assert found == PLAN_FIELDS


def test_contents_make_a_field_likelier():
    headings = [*PLAN_HEADINGS, "Notes"]
    place = FIELDS.index("outcome")
    told = column_odds(headings, [*PLAN, OUTCOMES])[-1][place]
    assert told > column_odds(headings, [*PLAN, NUMBERS])[-1][place] + 1
    assert told > column_odds(headings, [*PLAN, ["", "", "", ""]])[-1][place]


def test_columns_on_one_side_may_change_places():
    """A column knows what stands before and behind it, and not in which order."""
    order = [2, 0, 1, 3, 4]
    odds = column_odds(PLAN_HEADINGS, PLAN)
    moved = column_odds([PLAN_HEADINGS[i] for i in order], [PLAN[i] for i in order])
    assert moved[3:] == pytest.approx(odds[3:], abs=1e-4)


def test_a_rival_under_a_clearer_heading_makes_a_field_less_likely():
    place = FIELDS.index("target_date")
    cells = [ACTIONS, LEADS, DATES, DATES]
    alone = column_odds(["Action", "Lead", "Notes", ""], cells)[3][place]
    beside = column_odds(["Action", "Lead", "Target date", ""], cells)[3][place]
    assert beside < alone
