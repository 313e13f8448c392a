from datetime import date

import pytest

from normalise.dates import find_dates, first_day, last_day, read_target

TARGETS = [
    ("31/03/2023", "2023-03-31", "day"),
    ("01.04.22", "2022-04-01", "day"),
    ("13-Jan-19", "2019-01-13", "day"),
    ("31st March 2021", "2021-03-31", "day"),
    ("2nd of May, 2021", "2021-05-02", "day"),
    ("March 23", "2023-03", "month"),  # a year, not a day
    ("MARCH 2023", "2023-03", "month"),
    ("Sept.22", "2022-09", "month"),
    ("May‐2011", "2011-05", "month"),  # a typographic hyphen
    ("March '25", "2025-03", "month"),
    ("End of Sept 2022", "2022-09", "month"),
    ("By end December 2020", "2020-12", "month"),
    ("03/2024", "2024-03", "month"),
    ("Mawrth 2024", "2024-03", "month"),  # Welsh
    ("by Dec 2023 (extended to March 2024)", "2024-03", "month"),
    ("April 2023 – June 2023", "2023-06", "month"),
    ("30.4.14 (DWP) 30.9.14 (ALBs)", "2014-09-30", "day"),
    ("Q1 2020/21", "2020-04", "quarter"),
    ("Q4 2022/23", "2023-01", "quarter"),  # financial year
    ("Quarter 3 2023-24", "2023-10", "quarter"),
    ("Autumn 2021", "2021-09", "season"),
    ("Winter 2023/24", "2023-12", "season"),
    ("End of 2022/23", "2023-03", "month"),
    ("2027", "2027", "year"),
    ("To be completed by March 2021", "2021-03", "month"),
]


@pytest.mark.parametrize(("text", "iso", "precision"), TARGETS)
def test_target_date(text, iso, precision):
    target = read_target(text).target
    assert (target.iso, target.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "Immediate",
        "Ongoing",
        "TBC",
        "3 months",
        "1-2 years",
        "Within 6 months of publication",
    ],
)
def test_words_that_give_no_date(text):
    reading = read_target(text)
    assert reading.target is None
    assert not reading.unread


@pytest.mark.parametrize("text", ["2023/24", "31 March", "45/13/2021", "31/02/2023"])
def test_figures_that_give_no_date_are_told(text):
    reading = read_target(text)
    assert reading.target is None
    assert reading.unread


def test_completed_in_the_target_cell_is_no_target():
    reading = read_target("Completed March 2023")
    assert reading.target is None
    assert reading.completed.iso == "2023-03"


def test_target_and_completion_in_one_cell():
    reading = read_target("March 2021. Completed: 4 May 2021")
    assert (reading.target.iso, reading.completed.iso) == ("2021-03", "2021-05-04")


def test_dates_are_found_in_printed_order():
    found = find_dates("From 1 May 2020 until June 2021, then 2022.")
    assert [d.iso for d in found] == ["2020-05-01", "2021-06", "2022"]
    assert found[0].text == "1 May 2020"


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last"),
    [
        ("2023", "year", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-01", "quarter", date(2023, 1, 1), date(2023, 3, 31)),
        ("2023-12", "season", date(2023, 12, 1), date(2024, 2, 29)),
        ("2023-05-06", "day", date(2023, 5, 6), date(2023, 5, 6)),
    ],
)
def test_first_and_last_day(iso, precision, first, last):
    assert (first_day(iso), last_day(iso, precision)) == (first, last)
