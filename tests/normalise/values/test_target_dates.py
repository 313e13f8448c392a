import pytest

from bench.cases import read_cases
from normalise.values.dates import find_dates
from normalise.values.status import read_status
from normalise.values.target_dates import in_force, read_target, undated

CASES = read_cases("dates")
TARGETS = [c for c in CASES if c["column"] == "target"]


def read(text, column):
    if column == "target":
        return read_target(text).target
    cells = {"outcome": None, "completed_in_target": None, "completed": None} | {column: text}
    return read_status(
        cells["outcome"], None, cells["completed_in_target"], cells["completed"]
    ).completed


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['column']}: {c['text']}")
def test_date(case):
    found = read(case["text"], case["column"])
    expected = (case["expected"], case["precision"])
    assert ((found.iso, found.precision) if found else ("", "")) == expected


@pytest.mark.parametrize("case", TARGETS, ids=lambda c: c["text"])
def test_doubt_is_reported(case):
    reading = read_target(case["text"])
    assert (reading.unread or reading.doubtful) == bool(case["doubt"])


def test_completed_in_the_target_cell_is_no_target():
    reading = read_target("Completed March 2023")
    assert reading.target is None
    assert reading.completed.iso == "2023-03"


def test_target_and_completion_in_one_cell():
    reading = read_target("March 2021. Completed: 4 May 2021")
    assert (reading.target.iso, reading.completed.iso) == ("2021-03", "2021-05-04")


def test_dates_set_aside_are_kept():
    reading = read_target("June 2023 (was December 2023)")
    assert reading.target.iso == "2023-06"
    assert [(d.date.iso, "replaced" in d.why) for d in reading.set_aside] == [("2023-12", True)]


def test_a_date_that_is_alone_is_in_force_whatever_its_label():
    text = "Review date: March 2023"
    assert [d.iso for d in in_force(text, find_dates(text))] == ["2023-03"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ongoing", "open"),
        ("Immediat ely", "open"),  # broken by a narrow cell
        ("Within 6 months of publication", "relative"),
        ("31 August (annually)", "repeating"),
        ("In the fullness of time", None),
    ],
)
def test_how_a_cell_gives_no_date(text, kind):
    assert undated(text) == kind
