"""What a heading means: shares of fields, the same for a slip of the pen as for the right word."""

import numpy as np
import pytest

from normalise.fields.heading_meaning import NO_HEADING, classes, mean_vector, meaning

CLEAR = {
    "Recommendation": "recommendation",
    "Action to take": "action",
    "Lead Agency": "lead",
    "By whom": "lead",
    "Key milestones": "milestones",
    "Target date": "target_date",
    "By when": "target_date",
    "Progress update": "outcome",
    "BRAG": "rag",
    "Scope of recommendation": "scope",
    "Finding": "finding",
    "Revised target date": "revised_date",
    "Priority": "priority",
    "Resources": "resources",
}


def likeliest(heading):
    return classes()[int(np.argmax(meaning(heading)))]


def none(text):
    return float(meaning(text)[classes().index(NO_HEADING)])


@pytest.mark.parametrize(("heading", "field"), CLEAR.items())
def test_a_clear_heading(heading, field):
    assert likeliest(heading) == field


@pytest.mark.parametrize("text", [*CLEAR, "", "—", "Zxqv", "Staff should ask. " * 30])
def test_shares_add_up_to_1(text):
    shares = meaning(text)
    assert shares.shape == (len(classes()),)
    assert (shares >= 0).all()
    assert float(shares.sum()) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_blank_heading_may_mean_anything(blank):
    assert meaning(blank) == pytest.approx(np.full(len(classes()), 1 / len(classes())))


@pytest.mark.parametrize("sign", ["#", "%"])
def test_a_sign_that_is_a_heading_says_something(sign):
    assert (meaning(sign) != meaning("")).any()


@pytest.mark.parametrize("mark", ["—", "|"])
def test_marks_without_meaning_are_blank(mark):
    assert (meaning(mark) == meaning("")).all()


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("Recom-\nmendation", "Recommendation"),
        ("LEAD\nAGENCY", "Lead agency"),
        ("By  when", "By when"),
        ("Agency’s update", "Agency's update"),
    ],
)
def test_a_break_or_a_capital_changes_nothing(printed, right):
    assert (meaning(printed) == meaning(right)).all()


@pytest.mark.parametrize(
    ("slip", "field"),
    [
        ("Reccomendation", "recommendation"),
        ("Reccommendaton", "recommendation"),
        ("Recommen dation", "recommendation"),
        ("Milstones", "milestones"),
        ("Targt date", "target_date"),
        ("By who m", "lead"),
        ("Responsble officer", "lead"),
    ],
)
def test_a_slip_means_what_the_right_word_means(slip, field):
    assert likeliest(slip) == field


@pytest.mark.parametrize(
    "cell", ["The partnership should agree a single pathway.", "Kent Police", "March 2024", "1.2"]
)
def test_the_words_of_a_cell_are_no_headings(cell):
    assert none(cell) > 0.5 > max(none(h) for h in CLEAR)


def test_the_vector_of_known_words_has_length_1():
    assert float(np.linalg.norm(mean_vector("Target date"))) == pytest.approx(1, abs=1e-5)
    assert not mean_vector("Zxqv 12").any()
    assert not mean_vector("").any()


def test_words_of_one_meaning_have_near_vectors():
    near = float(mean_vector("deadline") @ mean_vector("date"))
    assert near > float(mean_vector("deadline") @ mean_vector("agency")) + 0.1
