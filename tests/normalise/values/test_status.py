import pytest

from bench.cases import read_cases
from bench.cases_status import given
from normalise.values.status import read_status

CASES = read_cases("status")
UNSETTLED = {"Complete Ongoing"}
"""Two states in one cell: the last is taken, with the flag ``status_conflict``."""

STATED = [
    ("Complete", "completed"),
    ("COMPLETED Oct 22", "completed"),
    ("This action has been completed.", "completed"),
    ("Completed and signed off by the Board", "completed"),
    ("Fully implemented", "completed"),
    ("Update (July 2013) complete", "completed"),
    ("1-3 Complete and in use", "completed"),
    ("Incomplete but ongoing", "in_progress"),  # not "complete"
    ("Not yet complete", "in_progress"),
    ("Partially complete", "in_progress"),
    ("In progress - on track", "in_progress"),
    ("Work has commenced on this.", "in_progress"),
    ("Not started", "not_started"),
    ("No action taken yet", "not_started"),
    ("Overdue - escalated to executive", "overdue"),
    ("Delayed due to the move", "overdue"),
    ("No longer required", "superseded"),
    ("Superseded by national guidance", "superseded"),
]
UNREAD = {"Not progressed as legislation changed", "Actioned by email"}
"""Known to be missed: nothing is claimed."""


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['column']}: {c['text']}")
def test_case(case):
    if case["text"] in UNSETTLED:
        assert read_status(None, case["text"], None).conflict
    else:
        expected = "" if case["text"] in UNREAD else case["expected"]
        assert given(case["text"], case["column"]) == expected


@pytest.mark.parametrize("case", [c for c in CASES if c["completed"]], ids=lambda c: c["text"])
def test_date_of_completion(case):
    cell = {case["column"]: case["text"]}
    cells = (cell.get(c) for c in ("outcome", "status", "target", "completed"))
    assert read_status(*cells).completed.iso == case["completed"]


@pytest.mark.parametrize(("outcome", "status"), STATED)
def test_stated(outcome, status):
    assert read_status(outcome, None, None).status == status


@pytest.mark.parametrize(
    "outcome",
    [
        "",
        None,
        "Audit completed and presented to the executive.",  # a step, not the action
        "Completed by 83% of those eligible",
        "Fast track reviews are completed within 24 hours.",
        "Policy revised.",
        "Ongoing training is provided to all staff",
        "Repeat of the first action",
        "Partly Agreed",  # acceptance is not progress
    ],
)
def test_not_stated(outcome):
    assert read_status(outcome, None, None).status is None


def test_statement_in_a_line_of_its_own_outweighs_one_in_a_sentence():
    reading = read_status(
        "Partially complete\nComplete. The hub reviews all interviews.", None, None
    )
    assert reading.status == "in_progress"
    assert reading.basis == "Partially complete"


def test_the_latest_dated_statement_wins():
    reading = read_status("May 2022: in progress. March 2023: completed", None, None)
    assert (reading.status, reading.completed.iso) == ("completed", "2023-03")


def test_two_statements_are_a_conflict():
    assert read_status("Ongoing\nComplete", None, None).conflict


def test_status_column_speaks_where_the_outcome_does_not():
    assert read_status("Policy revised.", "Not started", None).status == "not_started"
    assert read_status("Complete", "Ongoing", None).status == "completed"


def test_a_colour_is_no_status():
    assert read_status("", "Green", None).status is None


def test_target_cell_states_completion_only():
    assert read_status("", None, "Ongoing").status is None
    reading = read_status("", None, "Completed March 2023")
    assert (reading.status, reading.completed.iso) == ("completed", "2023-03")


def test_a_date_in_the_column_for_it_is_a_completion():
    outcome = "The meeting is held each week.\n09/02/2023"
    reading = read_status(outcome, None, None, "09/02/2023")
    assert (reading.status, reading.completed.iso) == ("completed", "2023-02-09")
    assert reading.basis == "09/02/2023"


def test_a_date_in_another_column_is_not():
    assert read_status("Policy shared.\n09/02/2023", None, None).status is None


def test_a_completion_date_beside_words_that_deny_it_is_a_conflict():
    reading = read_status("Ongoing\n09/02/2023", None, None, "09/02/2023")
    assert (reading.status, reading.conflict) == ("in_progress", True)


@pytest.mark.parametrize("text", ["On hold", "Complete", "✗", "N/A"])
def test_words_of_a_status_column_that_are_known(text):
    assert read_status(None, text, None).known


def test_a_status_column_that_says_something_else_is_a_conflict():
    reading = read_status("Complete", "Ongoing", None)
    assert (reading.status, reading.conflict) == ("completed", True)
    assert not read_status("Complete", "Completed", None).conflict


@pytest.mark.parametrize(
    ("text", "unread"),
    [("Simmering", True), ("Y", False), ("Expected June 2024", False), ("", False)],
)
def test_words_of_a_completion_column_that_are_not_known(text, unread):
    assert read_status(text, None, None, text).completion_unread == unread


def test_words_of_a_status_column_that_are_not_known():
    assert not read_status(None, "Simmering", None).known
