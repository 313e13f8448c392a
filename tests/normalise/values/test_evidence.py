from typing import get_args

import pytest

from normalise.values.evidence import METHODS, OTHER_VERSION, evidence
from schemas.codes import Flag
from schemas.plan import MatchMethod


@pytest.fixture(scope="module")
def actions(sample_plan):
    return {
        a.action_id: a
        for name in ("dhr-sar-holt-single-agency.pdf", "sar-nidd-portrait-short.pdf")
        for a in sample_plan(name).actions
    }


def of(action, field):
    return next(e for e in evidence(action) if e.field == field)


def changed(action, **values):
    return action.model_copy(update=values)


@pytest.fixture
def first(actions):
    return actions["dhr-sar-holt-single-agency-a001"]


def test_the_rule_of_a_date(first):
    found = of(first, "target_date")
    assert (found.value, found.words) == ("2023-03-31 (day)", "31st March 2023")
    assert found.rule == "'31st March 2023': day and month"


def test_dates_that_were_not_taken(first):
    text = "June 2023 (was December 2023)"
    found = of(
        changed(first, target_date_text=text, target_date="2023-06", target_date_precision="month"),
        "target_date",
    )
    assert found.rejected == (
        "'December 2023' 2023-12: the words before it say that it is replaced",
    )


def test_words_that_give_no_date(actions):
    assert "not known" in of(actions["dhr-sar-holt-single-agency-a003"], "target_date").rule
    assert "counted from" in of(actions["sar-nidd-portrait-short-a002"], "target_date").rule


def test_a_year_from_the_rows_beside_is_reported(first):
    row = changed(first, target_date_text="31 March", flags=[Flag.YEAR_FROM_ROWS])
    assert "rows beside it" in of(row, "target_date").rule


def test_a_value_that_the_words_do_not_give_is_reported(first):
    assert of(changed(first, target_date="2019-01"), "target_date").rule == OTHER_VERSION
    assert of(changed(first, scope="local"), "scope").rule == OTHER_VERSION


def test_status_and_what_it_outweighs(first):
    text = "Jan 2021: not started. June 2023 - complete"
    row = changed(
        first,
        outcome=text,
        status="completed",
        status_basis="June 2023 - complete",
        completed_date="2023-06",
        completed_date_precision="month",
    )
    status = of(row, "status")
    assert status.rule == "stated in the outcome"
    assert len(status.rejected) == 1
    assert status.rejected[0].startswith("'Jan 2021: not started.' not_started")
    assert of(row, "completed_date").rule == "'June 2023': month"


def test_a_rating_by_colour_is_reported(first):
    assert "colour" in of(changed(first, rag="red", rag_text=""), "rag").rule
    assert of(changed(first, rag="red", rag_text="R"), "rag").rule == "by its words"


def test_every_way_of_matching_is_explained():
    assert set(METHODS) == set(get_args(MatchMethod))
