"""Headings by their words alone."""

import pytest

from normalise.rows.headings import (
    FIELD_OF,
    LONGEST,
    SURE,
    Assigned,
    is_heading_row,
    is_instruction,
    is_plan,
    match_heading,
)

KNOWN = [
    ("Recommendation", "recommendation"),
    ("Scope of recommendation i.e. local or regional", "scope"),
    ("Action to take", "action"),
    ("Lead Agency", "lead"),
    ("By whom", "lead"),
    ("Key milestones achieved in enacting recommendation", "milestones"),
    ("How will we know?", "milestones"),
    ("Target Date", "target_date"),
    ("By when", "target_date"),
    ("Completion Date and Outcome", "outcome"),
    ("Progress update", "outcome"),
    ("BRAG", "rag"),
    ("No.", "number"),
    ("What the partners must improve", "recommendation"),
    ("Single agency actions", "action"),
    ("Actions taken / to be taken", "action"),
    ("What partners have said and status and comments", "outcome"),
    ("When should it be finished?", "target_date"),
    ("Who looks after it?", "lead"),
    ("What have the partners, and what have we done?", "outcome"),
    ("What did the panel find?", "recommendation"),
    ("What still needs to happen?", "action"),
    ("How would we know?", "milestones"),
    ("Revised target date", "target_date"),
]
SLIPS = [
    ("Recom-\nmendation", "Recommendation"),  # broken by a narrow column
    ("Recommen dation", "Recommendation"),
    ("Reccomendation", "Recommendation"),
    ("Act ion", "Action"),
    ("Milstones", "Milestones"),
    ("Targt date", "Target date"),
    ("Dead-\nline", "Deadline"),
    ("By who m", "By whom"),
    ("Le ad", "Lead"),
    ("LEAD\nAGENCY", "Lead agency"),
]
PLAN_ROWS = [
    ["No.", "Recommendation", "Action", "Lead", "By when"],
    ["Learning points", "Actions by each agency", "Lead professional or agency", "Timeframe",
     "Status of the work"],
    ["What did the panel find?", "What must partners do?", "Who acts?", "When?"],
    ["Finding", "Response of partners", "Steps for us", "Who leads", "By when", "✔ ✘", "◐"],
    ["Recom-\nmendation", "Act ion", "Le ad", "Dead-\nline"],
    ["Recommendation", "", "Action", "Lead", ""],
]  # fmt: skip
OTHER_ROWS = [
    ["Name", "Role", "Organisation"],
    ["Date", "Agency", "Event"],
    ["Term", "Meaning"],
    ["Risk", "Likelihood", "Impact"],
    ["What happened?", "When was it?", "Where?"],
    ["Review the action plan", "Lead officer to report", "May 2021"],
    ["02/03/2011", "Team to share the recommendations with the board", "As soon as possible",
     "Complete"],
    ["Learning to be shared", "Lead officer to report", "Target date", "Status agreed"],
    ["Recommendation"],
    ["Recommendation", "", ""],
    [],
]  # fmt: skip


@pytest.mark.parametrize(("text", "field"), KNOWN)
def test_a_clear_heading(text, field):
    found = match_heading(text)
    assert found.field == field
    assert 0 < found.score <= 1


@pytest.mark.parametrize(("slip", "right"), SLIPS)
def test_a_misspelt_or_broken_heading_means_the_same(slip, right):
    assert match_heading(slip).field == match_heading(right).field != "extra"


@pytest.mark.parametrize("text", ["Date of birth", "Cost code", "Priority", "Resources", "Theme"])
def test_a_heading_of_something_else_names_no_field(text):
    assert match_heading(text).field == "extra"


@pytest.mark.parametrize(
    "text",
    ["", " \n", "The partnership should agree a single pathway. It", "Kent Police", "March 2024",
     "1.2"],
)  # fmt: skip
def test_words_of_a_cell_are_no_heading(text):
    assert match_heading(text) is None


def test_a_heading_is_short():
    heading = "Recommendation"
    assert match_heading(heading.ljust(LONGEST)) is not None
    assert match_heading(heading.ljust(LONGEST + 1)) is None


def test_a_slip_scores_less():
    right, slip = match_heading("Recommendation"), match_heading("Reccomendation")
    assert right.score >= SURE
    assert slip.score < right.score


@pytest.mark.parametrize("texts", PLAN_ROWS)
def test_headings_of_plans(texts):
    assert is_heading_row(texts)


@pytest.mark.parametrize("texts", OTHER_ROWS)
def test_rows_that_are_no_headings_of_plans(texts):
    assert not is_heading_row(texts)


@pytest.mark.parametrize(
    "fields",
    [
        {"recommendation", "action"},
        {"recommendation", "lead"},
        {"action", "target_date"},
        {"number", "action", "outcome", "extra"},
    ],
)
def test_fields_of_a_plan(fields):
    assert is_plan(fields)
    assert is_plan(iter([*fields, "extra"]))


@pytest.mark.parametrize(
    "fields", [(), {"action"}, {"recommendation", "number", "extra"}, {"lead", "target_date"}]
)
def test_fields_of_no_plan(fields):
    assert not is_plan(fields)


@pytest.mark.parametrize("field", [*FIELD_OF.values()])
def test_a_field_is_guessed_or_not_by_how_sure_it_is(field):
    sure, unsure = Assigned(field, "x", SURE), Assigned(field, "x", SURE - 0.01, "outcome")
    assert not sure.guessed
    assert unsure.guessed
    assert sure.known
    assert unsure.known


def test_a_column_that_is_kept_is_known_where_it_surely_belongs_there():
    assert Assigned("extra", "Cost code", SURE).known
    assert not Assigned("extra", "Cost code", SURE - 0.01).known
    assert Assigned("extra", " ", 0.3).known  # there is no heading to tell of
    assert not Assigned("extra", "Cost code", 0.3).guessed


def test_a_column_of_a_known_field_is_sure_if_nothing_is_said():
    column = Assigned("lead", "Lead")
    assert (column.confidence, column.otherwise, column.guessed) == (1.0, "extra", False)


def test_instructions_of_the_template():
    assert is_instruction("What is the over-arching recommendation?")
    assert is_instruction("What is the overarching\nrecommendation?")
    assert not is_instruction("What the Board recommends is that partners meet.")
    assert not is_instruction("Recommendation")
    assert not is_instruction(" ")
