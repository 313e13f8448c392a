"""Columns of a table read together: headings, cells, place and neighbours."""

import numpy as np
import pytest

from normalise.fields.column_odds import FIELDS
from normalise.rows.columns import assigned
from normalise.rows.columns.assigned import assigned_fields, is_plan_table, settle_columns
from normalise.rows.headings import SURE, Assigned
from normalise.rows.plan_table import Band, Entry, PlanTable
from normalise.rows.printed_row import Column, Part, Row
from schemas.codes import Flag
from schemas.fragment import Line
from schemas.plan import Provenance
from tests.support.plan_columns import (
    ACTIONS,
    DATES,
    FINDINGS,
    LEADS,
    NO_PLANS,
    NUMBERS,
    OUTCOMES,
    PLAN,
    PLAN_HEADINGS,
    RECOMMENDATIONS,
)

PLAN_FIELDS = ["number", "recommendation", "action", "lead", "target_date"]
OFFICERS = ["Head of Adult Services", "Chief Inspector", "Director of Nursing", "Area Manager"]
CODES = ["CC4410", "CC4411", "CC4410", "CC4499"]
BIRTHS = ["1/2/1980", "3/4/1970", "5/6/1966", "7/8/1991"]


def fields(headings, cells=None, **more):
    return [a.field for a in assigned_fields(headings, cells, **more)]


def in_a_plan(heading, cells):
    """How a column is read behind those of an ordinary plan."""
    return assigned_fields([*PLAN_HEADINGS, heading], [*PLAN, cells])[-1]


def test_an_ordinary_plan():
    read = assigned_fields(PLAN_HEADINGS, PLAN)
    assert [a.field for a in read] == PLAN_FIELDS
    assert [a.heading for a in read] == PLAN_HEADINGS
    assert all(a.known and not a.guessed for a in read)


def test_headings_alone():
    assert fields(PLAN_HEADINGS) == PLAN_FIELDS
    assert assigned_fields(PLAN_HEADINGS) == assigned_fields(PLAN_HEADINGS, [[] for _ in PLAN])
    assert assigned_fields([]) == []


@pytest.mark.parametrize(
    "headings",
    [
        ["No", "Recom-\nmendation", "Act ion", "LEAD\nAGENCY", "Targt date"],
        ["Nr.", "Reccomendation", "Actoins", "Le ad", "Dead-\nline"],
    ],
)
def test_misspelt_and_broken_headings(headings):
    assert fields(headings, PLAN) == PLAN_FIELDS


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (0, "Ref"),
        (0, "Point"),
        (0, "#"),
        (1, "Area for development"),
        (1, "Learning point"),
        (2, "Steps"),
        (3, "Action holders"),
        (3, "Who"),
        (4, "Agreed date of completion"),
        (4, "When"),
    ],
)
def test_contents_settle_a_vague_heading(place, heading):
    headings = [*PLAN_HEADINGS]
    headings[place] = heading
    assert fields(headings, PLAN) == PLAN_FIELDS


def test_an_agencys_update_is_what_was_done_and_no_lead():
    assert in_a_plan("Agency update", OUTCOMES).field == "outcome"
    headings = ["Recommendation", "Action", "Agency update"]
    assert fields(headings, [RECOMMENDATIONS, ACTIONS, OUTCOMES])[2] == "outcome"


@pytest.mark.parametrize("place", [3, 4])
def test_a_blank_heading_over_dates_is_the_target_date(place):
    headings, cells = [*PLAN_HEADINGS[:4], "Outcome"], [*PLAN[:4], OUTCOMES]
    headings.insert(place, "")
    cells.insert(place, DATES)
    assert fields(headings, cells)[place] == "target_date"


def test_contents_speak_for_themselves_without_headings():
    assert fields(["" for _ in PLAN], PLAN)[1:] == PLAN_FIELDS[1:]


@pytest.mark.parametrize(("heading", "cells"), [("Cost code", CODES), ("Date of birth", BIRTHS)])
def test_a_column_of_something_else_is_kept_as_it_is(heading, cells):
    assert in_a_plan(heading, cells).field == "extra"
    assert fields([*PLAN_HEADINGS, heading]) == [*PLAN_FIELDS, "extra"]
    assert fields([*PLAN_HEADINGS[:4], heading])[-1] == "extra"


def test_an_unknown_heading_is_kept_and_told():
    column = in_a_plan("Cost code", CODES)
    assert column.heading == "Cost code"
    assert not column.guessed


def test_agency_and_officer_are_both_leads():
    headings = ["Recommendation", "Action", "Lead agency", "Lead officer", "Deadline"]
    cells = [RECOMMENDATIONS, ACTIONS, LEADS, OFFICERS, DATES]
    assert fields(headings, cells)[2:4] == ["lead", "lead"]
    assert fields(headings)[2:4] == ["lead", "lead"]


@pytest.mark.parametrize("cells", [None, [RECOMMENDATIONS, RECOMMENDATIONS, ACTIONS, LEADS, DATES]])
def test_two_recommendation_columns_are_not_both_read_as_such(cells):
    headings = ["Recommendation", "Recommendation", "Action", "Lead", "Deadline"]
    read = assigned_fields(headings, cells)
    assert [a.field for a in read].count("recommendation") == 1
    assert min(a.confidence for a in read[:2]) < SURE


def test_a_finding_is_the_recommendation_only_where_no_column_is():
    headings, cells = ["Finding", "Action", "Lead", "Deadline"], [FINDINGS, ACTIONS, LEADS, DATES]
    assert fields(headings, cells)[0] == "recommendation"
    both = fields(
        ["Finding", "Recommendation", *headings[1:]], [FINDINGS, RECOMMENDATIONS, *cells[1:]]
    )
    assert both[:3] == ["extra", "recommendation", "action"]
    assert fields(headings, cells, in_bands=True)[:2] == ["extra", "action"]


def test_the_number_of_an_action_is_the_number_where_no_other_column_is():
    numbers = ["1.1", "1.2", "2.1", "2.2"]
    headings, cells = ["Action no.", "Action", "Lead", "Deadline"], [numbers, ACTIONS, LEADS, DATES]
    assert fields(headings, cells)[0] == "number"
    both = fields(["No.", "Recommendation", *headings], [NUMBERS, RECOMMENDATIONS, *cells])
    assert both[:4] == ["number", "recommendation", "extra", "action"]


def test_a_revised_date_stands_beside_the_first_one():
    headings = ["Recommendation", "Action", "Lead", "Target date", "Revised target date"]
    cells = [RECOMMENDATIONS, ACTIONS, LEADS, DATES, ["", "May 2024", "", ""]]
    assert fields(headings, cells)[3:] == ["target_date", "target_date"]
    alone = fields(["Recommendation", "Action", "Revised date", "Date of completion"])
    assert alone[2:] == ["target_date", "completed_date"]


@pytest.mark.parametrize("steps", [ACTIONS, RECOMMENDATIONS])
def test_recommendations_in_bands_leave_no_recommendation_column(steps):
    """What asks, below bands that recommend, is the action, however it is worded."""
    headings, cells = ["No.", "Actions", "Lead", "Deadline"], [NUMBERS, steps, LEADS, DATES]
    read = fields(headings, cells, in_bands=True)
    assert read == ["number", "action", "lead", "target_date"]


def test_the_second_best_reading_is_kept(monkeypatch):
    say(monkeypatch, {"outcome": 0.55, "milestones": 0.4}, {"lead": 0.98})
    doubtful, sure = assigned_fields(["Evidence", "Lead"])
    assert (doubtful.field, doubtful.otherwise) == ("outcome", "milestones")
    assert doubtful.guessed
    assert not sure.guessed


@pytest.mark.parametrize("best", ["recommendation", "target_date"])
def test_the_second_best_is_another_field_of_the_row(monkeypatch, best):
    """Two readings that fill the same field are no choice: the next one that would differ is."""
    sister = {"recommendation": "finding", "target_date": "revised_date"}[best]
    say(monkeypatch, {best: 0.6, sister: 0.3, "outcome": 0.05}, {"lead": 0.98})
    column = assigned_fields(["Matter", "Lead"])[0]
    assert (column.field, column.otherwise) == (best, "outcome")


def test_a_second_recommendation_column_is_no_lead():
    headings = ["Recommendation", "Recommendation", "Action", "Lead", "Deadline"]
    cells = [RECOMMENDATIONS, RECOMMENDATIONS, ACTIONS, LEADS, DATES]
    assert fields(headings, cells)[:3].count("lead") == 0


@pytest.mark.parametrize("name", NO_PLANS)
def test_tables_that_are_no_plans(name):
    assert not is_plan_table(*NO_PLANS[name])


def test_tables_of_actions():
    assert is_plan_table(PLAN_HEADINGS, PLAN)
    assert is_plan_table(["Recommendation", "Lead", "By when"], [RECOMMENDATIONS, LEADS, DATES])
    assert not is_plan_table(["Recommendation"], [RECOMMENDATIONS])
    assert not is_plan_table([], [])


def say(monkeypatch, *shares):
    """Let the columns of any table have these shares, so that tests hold for all weights."""
    odds = np.full((len(shares), len(FIELDS)), np.log(1e-3), np.float32)
    for row, own in zip(odds, shares, strict=True):
        for field, share in own.items():
            row[FIELDS.index(field)] = np.log(share)
    monkeypatch.setattr(assigned, "column_odds", lambda *_: odds)


def row(texts):
    cells = {i: [Part((Line(t),), None, None)] for i, t in enumerate(texts) if t}
    return Row(cells, [Provenance(page=1, bbox=None, row=0)], confidence=0.8)


def table(headings, columns, bands=(), **more):
    """A table whose columns have no field yet, its bands above its rows."""
    entries = [Entry(Band(b)) for b in bands]
    entries += [Entry(row(texts)) for texts in zip(*columns, strict=True)]
    return PlanTable([Column(Assigned("extra", h)) for h in headings], entries=entries, **more)


def rows_of(*tables):
    return [e.item for t in tables for e in t.entries if isinstance(e.item, Row)]


def settled_fields(table):
    return [c.assigned.field for c in table.columns]


def test_columns_get_their_fields():
    plan = table(PLAN_HEADINGS, PLAN)
    settle_columns([plan])
    assert settled_fields(plan) == PLAN_FIELDS
    assert [c.assigned.heading for c in plan.columns] == PLAN_HEADINGS
    assert all(r.columns is plan.columns for r in rows_of(plan))


def test_columns_keep_their_place_on_the_page():
    plan = table(PLAN_HEADINGS, PLAN)
    plan.columns = [Column(c.assigned, i * 10.0, i * 10.0 + 10) for i, c in enumerate(plan.columns)]
    settle_columns([plan])
    assert [(c.x0, c.x1) for c in plan.columns] == [(i * 10, i * 10 + 10) for i in range(5)]


def test_tables_under_the_same_headings_are_read_together():
    headings = [*PLAN_HEADINGS[:4], ""]
    bare = [*([c[0]] for c in PLAN[:4]), [""]]
    first, second = table(headings, bare), table(headings, PLAN)
    settle_columns([first, second])
    assert settled_fields(first) == settled_fields(second) == PLAN_FIELDS
    as_one = assigned_fields(headings, [[*a, *b] for a, b in zip(bare, PLAN, strict=True)])
    assert [c.assigned for c in first.columns] == as_one != assigned_fields(headings, bare)


def test_tables_under_other_headings_are_read_apart():
    other = ["Recommendation", "Action", "Lead", "Outcome"]
    cells = [RECOMMENDATIONS, ACTIONS, LEADS, OUTCOMES]
    first, second = table(PLAN_HEADINGS, PLAN), table(other, cells)
    third = table([*PLAN_HEADINGS[:2], "Act-\nion", *PLAN_HEADINGS[3:]], PLAN)
    settle_columns([first, second, third])
    assert settled_fields(first) == settled_fields(third) == PLAN_FIELDS
    assert settled_fields(second) == ["recommendation", "action", "lead", "outcome"]


def test_a_sure_reading_leaves_rows_as_they_are(monkeypatch):
    say(monkeypatch, {"action": 0.999}, {"lead": 0.999})
    plan = table(["Action", "Lead"], [ACTIONS, LEADS])
    settle_columns([plan])
    assert all(r.confidence == pytest.approx(0.8, abs=0.02) for r in rows_of(plan))
    assert all(not r.flags for r in rows_of(plan))


def test_an_unsure_reading_lowers_confidence_and_is_told(monkeypatch):
    say(monkeypatch, {"outcome": 0.55, "milestones": 0.4}, {"lead": 0.98})
    tables = [table(["Evidence", "Lead"], [OUTCOMES, LEADS]) for _ in range(2)]
    settle_columns(tables)
    least = min(c.assigned.confidence for c in tables[0].columns)
    assert least < 0.7
    for plan_row in rows_of(*tables):
        assert plan_row.confidence == pytest.approx(0.8 * least)
        assert plan_row.flags == [Flag.COLUMNS_GUESSED]


def test_a_doubt_that_changes_no_field_is_none(monkeypatch):
    """Two readings of a column that are both kept in ``extra``."""
    say(monkeypatch, {"extra": 0.5, "finding": 0.45}, {"recommendation": 0.99}, {"lead": 0.98})
    plan = table(["Theme", "Recommendation", "Lead"], [FINDINGS, RECOMMENDATIONS, LEADS])
    settle_columns([plan])
    assert settled_fields(plan) == ["extra", "recommendation", "lead"]
    assert all(Flag.COLUMNS_GUESSED not in r.flags for r in rows_of(plan))


@pytest.mark.parametrize(
    "more",
    [
        {"bands": ["Recommendation 1: All agencies should ask about abuse."]},
        {"bands": [RECOMMENDATIONS[0]]},
        {"band": RECOMMENDATIONS[1]},
    ],
)
def test_bands_that_recommend_leave_the_column_to_actions(more):
    headings, cells = (
        ["No.", "Actions", "Lead", "Deadline"],
        [NUMBERS, RECOMMENDATIONS, LEADS, DATES],
    )
    plan = table(headings, cells, **more)
    settle_columns([plan])
    assert [c.assigned for c in plan.columns] == assigned_fields(headings, cells, in_bands=True)


@pytest.mark.parametrize(
    "bands", [[], ["Kent Police"], ["Theme 1", "Training", RECOMMENDATIONS[0]]]
)
def test_bands_that_are_titles_change_nothing(bands):
    headings, cells = ["Recommendation", "Lead", "Deadline"], [RECOMMENDATIONS, LEADS, DATES]
    plan = table(headings, cells, bands)
    settle_columns([plan])
    assert [c.assigned for c in plan.columns] == assigned_fields(headings, cells)


def test_no_tables_and_no_rows():
    settle_columns([])
    empty = table(PLAN_HEADINGS, [[] for _ in PLAN])
    settle_columns([empty])
    assert settled_fields(empty) == PLAN_FIELDS
