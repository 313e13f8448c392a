import pytest

from normalise.values.date_typos import mended


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Juiy 2O23", "jul  2023"),
        ("lst April 2022", "1st april 2022"),
        ("Decernber 2021", "dec       2021"),
        ("Augu 2018", "aug  2018"),
        ("O1/O4/2022", "01/04/2022"),
        ("Novembe r 2024", "november  2024"),
        ("November 202 4", "november 2024 "),
        ("May\u20102011", "May-2011"),
    ],
)
def test_typos_are_mended_in_as_many_characters(printed, plain):
    assert mended(printed) == plain
    assert len(plain) == len(printed)


@pytest.mark.parametrize(
    "text",
    [
        "DI Marsh 2021",  # a name
        "Jane 2021",
        "remember 12 cases",
        "Officers 20 of 25",
        "IT 2022",
        "Solo 3/4",
        "Each 12 weeks",
    ],
)
def test_other_words_are_left(text):
    assert mended(text) == text
