from datetime import date

import pytest

from normalise.values.dates import find_dates, is_date_alone
from normalise.values.days import first_day, last_day


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


def test_a_day_that_no_month_has_leaves_the_month_and_a_doubt():
    found = find_dates("31st June 2022")[0]
    assert (found.iso, found.precision, found.doubtful) == ("2022-06", "month", True)


def test_a_date_keeps_its_printed_words_and_place():
    found = find_dates("by 3l/O3/2023 at the latest")[0]
    assert (found.text, found.start, found.iso) == ("3l/O3/2023", 3, "2023-03-31")


def test_a_date_alone():
    assert is_date_alone("31.03.2023")
    assert not is_date_alone("31.03.2023: policy drafted")
