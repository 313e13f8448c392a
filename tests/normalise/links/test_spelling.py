import pytest

from normalise.links.spelling import is_known, mended, reading


@pytest.mark.parametrize(
    ("typo", "word"),
    [
        ("assesment", "assessment"),
        ("pateint", "patient"),
        ("practioners", "practitioners"),
        ("arears", "arrears"),  # not areas: a letter doubled or not is the likeliest typo
        ("desicions", "decisions"),
        ("dornestic", "domestic"),
        ("a1cohol", "alcohol"),
        ("taht", "that"),
        ("staf", "staff"),
        ("shareinformation", "share information"),
        ("Worcestershrie".casefold(), "worcestershire"),
    ],
)
def test_a_typo_has_one_reading(typo, word):
    assert reading(typo) == word


@pytest.mark.parametrize("word", ["xyzzyq", "serios"])  # serious or series
def test_no_reading_is_better_than_a_guess(word):
    assert reading(word) is None


@pytest.mark.parametrize(
    "word", ["medication", "mediation", "idvas", "organize", "salford", "2023"]
)
def test_words_names_and_abbreviations_are_known(word):
    assert is_known(word)


def test_what_was_printed_is_reported():
    assert mended("Each assesment by the DARAQ lead") == (
        "Each assessment by the DARAQ lead",
        {"assessment": "assesment"},
    )


def test_a_cut_word_is_joined():
    assert mended("rent owed by tenan ts re-sponds")[0] == "rent owed by tenants responds"
