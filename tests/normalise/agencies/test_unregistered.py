import itertools

import pytest

from normalise.agencies.unregistered import local_id, one_spelling
from schemas.plan import Agency


def agencies(*names):
    return [Agency(agency_id=local_id(n), name=n) for n in names]


@pytest.mark.parametrize(
    "name",
    ["Tarrow Women's Aid", "Tarrow Womens Aid", "Tarrow Womens' Aid Ltd", "The Tarrow Women’s Aid",
     "TARROW WOMEN'S AID CIO"],
)  # fmt: skip
def test_marks_case_article_and_legal_form_are_no_part_of_the_id(name):
    assert local_id(name) == "local-tarrow-womens-aid"


def test_ampersand_is_and():
    assert local_id("Tarrow & Elm Project") == local_id("Tarrow and Elm Project")


def test_a_name_that_is_all_legal_form_keeps_an_id():
    assert local_id("Ltd") == "local-ltd"


SPELLINGS = ("Bostrey Haven Project", "Bostrey Haven Project", "Bostery Haven Project",
             "BostreyHaven Project")  # fmt: skip


def test_typos_go_by_the_most_frequent_spelling_in_any_order():
    for order in itertools.permutations(SPELLINGS):
        spelt = one_spelling(agencies(*order))
        assert {a.name for a in spelt.values()} == {"Bostrey Haven Project"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Tarrow Haven", "South Tarrow Haven"),  # two words of the register
        ("Tarrow Project 1", "Tarrow Project 2"),
        ("Elm House", "Elf House"),  # short names
        ("Tarrow Women's Group", "Tarrow Men's Group"),
    ],
)
def test_names_that_differ_in_a_word_that_matters_stay_apart(one, other):
    spelt = one_spelling(agencies(one, other))
    assert len({a.agency_id for a in spelt.values()}) == 2


def test_bodies_of_the_register_are_left_alone():
    assert one_spelling([Agency(agency_id="police-kent", name="Kent Police")]) == {}
