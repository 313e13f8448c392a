"""Tables of actions, and tables of reports that are none."""

import pytest

from normalise.fields.column_odds import column_odds
from normalise.fields.plan_odds import plan_odds
from tests.support.plan_columns import (
    ACTIONS,
    DATES,
    LEADS,
    NO_PLANS,
    OUTCOMES,
    PLAN,
    PLAN_HEADINGS,
    RECOMMENDATIONS,
)

PLANS = [
    (PLAN_HEADINGS, PLAN),
    (PLAN_HEADINGS, [c[:1] for c in PLAN]),
    (["Recommendation", "Lead", "By when"], [RECOMMENDATIONS, LEADS, DATES]),
    (["What must change?", "Who?", "When?"], [RECOMMENDATIONS, LEADS, DATES]),
    (["Action", "Lead", "Target date", "Outcome"], [ACTIONS, LEADS, DATES, OUTCOMES]),
    (["", "", "", ""], [RECOMMENDATIONS, ACTIONS, LEADS, DATES]),
]


def odds(headings, cells):
    return plan_odds(headings, cells, column_odds(headings, cells))


@pytest.mark.parametrize("name", NO_PLANS)
def test_tables_that_are_none(name):
    assert odds(*NO_PLANS[name]) < 0 < odds(PLAN_HEADINGS, PLAN) - 1


@pytest.mark.parametrize(("headings", "cells"), PLANS)
def test_plans(headings, cells):
    assert odds(headings, cells) > 1


def test_what_rows_hold_is_weighed():
    """The same headings over cells that ask for nothing are less of a plan."""
    _, cells = NO_PLANS["panel"]
    headings = ["Action", "Lead", "Update"]
    assert odds(headings, [ACTIONS, LEADS, OUTCOMES]) > odds(headings, cells) + 1
