import pytest

from normalise.links.repeats import Statement, find_repeats
from normalise.register.area import find_area

AREA = find_area([("Kent County Council", 1)])
LONG = "Practices should ask every patient who is seen for a head injury, alone, how it came about."


def rows(*texts, **more):
    return [Statement(t, more.get("number"), "A", None, ()) for t in texts]


def target(statements):
    found = find_repeats(statements, AREA)[-1]
    return found.target if found else None


@pytest.mark.parametrize(
    "again",
    [
        LONG,
        LONG.replace("patient", "pateint"),  # typo
        LONG.replace("head injury, alone,", "head injury alone"),
        LONG.replace("should", "must"),
        LONG.upper(),
    ],
)
def test_repeats(again):
    assert target(rows(LONG, again)) == 0


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("patient", "child"),
        LONG.replace("every", "no"),
        LONG.replace("head", "hand"),
        LONG.replace("Practices", "Hospitals"),
        LONG + " Twice.",
        LONG.replace("should ask", "should not ask"),
    ],
)
def test_a_word_that_matters_makes_another(other):
    assert target(rows(LONG, other)) is None


def test_same_agency_in_two_spellings():
    assert target(rows("Kent Police should review its policy on repeat callers to the force.",
                       "Kent Constabulary should review its policy on repeat callers to the force."
                       )) == 0  # fmt: skip


def test_another_agency_is_another_recommendation():
    assert target(rows("Kent Police should review its policy on repeat callers.",
                       "Surrey Police should review its policy on repeat callers.")) is None  # fmt: skip


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("Repeat of the second action", 1),
        ("Repeat of first recommendation above.", 0),
        ("As above", 2),
        ("See above", 2),
        ("See recommendation 3", 2),
        ("Duplicate of the 2nd action", 1),
    ],
)
def test_references(words, index):
    statements = [Statement(t, str(i), "A", None, ())
                  for i, t in enumerate(["One thing.", "Another thing.", "A third."], start=1)]  # fmt: skip
    statements.append(Statement(words, None, "A", None, ()))
    assert target(statements) == index


def test_reference_counts_within_its_section():
    statements = [Statement("One.", None, "A", None, ()), Statement("Two.", None, "B", None, ()),
                  Statement("", None, "B", None, ("Repeat of the first action",))]  # fmt: skip
    assert target(statements) == 1


def test_reference_that_leads_nowhere_is_reported():
    found = find_repeats(rows("One.", "See recommendation 9"), AREA)[1]
    assert found.target is None
    assert found.refers


def test_rows_of_one_merged_recommendation_are_no_repeats():
    statements = [Statement(LONG, "1", "A", 7, ()), Statement(LONG, "1", "A", 7, ())]
    assert target(statements) is None


def test_numbered_actions_of_one_recommendation_are_no_repeats():
    statements = [Statement(LONG, "4.1", "A", None, ()), Statement(LONG, "4.2", "A", None, ())]
    assert target(statements) is None


def test_a_repeat_points_to_the_first():
    assert target(rows(LONG, LONG, LONG)) == 0


@pytest.mark.parametrize(
    ("cell", "row"), [("Repeat of the first action", 0), ("See action 1", None), ("As above", None)]
)
def test_a_cell_beside_other_words_must_say_that_they_are_said_again(cell, row):
    statements = [
        Statement("One.", "1", "A", None, ()),
        Statement("Another.", "2", "A", None, (cell,)),
    ]
    assert target(statements) == row


def test_a_reference_to_several_is_reported():
    found = find_repeats([*rows("One.", "Two."), *rows("See recommendations 1 and 2")], AREA)[2]
    assert (found.target, found.several) == (0, True)
