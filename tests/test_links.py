"""One id for one recommendation: what is joined, and what a later row may change."""

import csv
import itertools
from pathlib import Path

import pytest

from normalise.area import Area, find_area
from normalise.links import link
from normalise.wording import wording

CASES = Path(__file__).parent / "cases" / "repeats.csv"
GROUPS = ("older", "oldre", "other", "odler", "oldest", "male")
TEXTS = {
    "whole": "The Trust should review its handling of missed appointments by older patients.",
    "typo": "The Trust should reveiw its handling of missed appoinments by older patients.",
    "capitals": "THE TRUST MUST REVIEW ITS HANDLING OF MISSED APPOINTMENTS BY OLDER PATIENTS",
    "torn": "The Trust should review its hndlng of missed appointments by older patients.",
    "other": "The Trust should review its handling of missed appointments by younger patients.",
    "serial": "Offer a serios review to each carer.",
    "serious": "Offer a serious review to each carer.",
}


def ids_of(names):
    return link((name, wording(TEXTS[name], Area())) for name in names)


def labelled():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", sorted({r["kind"] for r in labelled()}))
def test_labelled_cases(kind):
    wrong = [r["a"] for r in labelled() if r["kind"] == kind and same(r) != r["expected"]]
    assert wrong == []


def same(case):
    area = find_area([(case["area"], 1)]) if case["area"] else Area()
    ids = link((side, wording(case[side], area)) for side in ("a", "b"))
    return "same" if ids["a"] == ids["b"] else "different"


def test_what_is_one_recommendation():
    ids = ids_of(TEXTS)
    assert len({ids[n] for n in ("whole", "typo", "capitals", "torn")}) == 1
    assert ids["other"] != ids["whole"]
    assert ids["serial"] == ids["serious"]


def test_order_does_not_matter():
    every = ids_of(TEXTS)
    for order in itertools.permutations(["torn", "typo", "whole", "serial", "serious"]):
        assert ids_of(order) == {n: every[n] for n in order}


def test_many_rows_in_any_order():
    texts = [t.replace("older", group) for t in TEXTS.values() for group in GROUPS]
    torn = [t[:i] + t[i + 1 :] for t in texts for i in (9, 20, 41, 60)]
    rows = [(f"{i}", wording(t, Area())) for i, t in enumerate(texts + torn)]
    once = link(rows)
    for i in (7, 60, 150):
        assert link(rows[i:] + rows[:i]) == link([*reversed(rows[:i]), *rows[i:]]) == once


@pytest.mark.parametrize("first", ["whole", "typo", "capitals", "other", "serious"])
def test_later_rows_change_no_id(first):
    assert ids_of([first])[first] == ids_of(TEXTS)[first]


@pytest.mark.parametrize("first", ["serial", "torn"])
def test_but_that_of_a_row_with_a_slip_that_could_be_several_words(first):
    assert ids_of([first])[first] != ids_of(TEXTS)[first]


def test_a_slip_that_fits_two_rows_joins_neither():
    texts = ["Offer a serios review.", "Offer a serious review.", "Offer a series review."]
    ids = link((t, wording(t, Area())) for t in texts)
    assert len(set(ids.values())) == 3


def test_slips_in_two_places_of_two_rows_are_one():
    texts = ["Offer a serios review to carers.", "Offer a serious reveiw to carers."]
    ids = link((t, wording(t, Area())) for t in texts)
    assert len(set(ids.values())) == 1
