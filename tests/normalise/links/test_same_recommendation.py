"""One id for one recommendation: what is joined, and what a later row may change."""

import csv
import itertools
from pathlib import Path

import pytest

from normalise.links.same_recommendation import link
from normalise.links.wording import wording
from normalise.register.area import Area, find_area

CASES = Path(__file__).parents[2] / "cases" / "repeats.csv"
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
def test_but_that_of_a_row_with_a_typo_that_could_be_several_words(first):
    assert ids_of([first])[first] != ids_of(TEXTS)[first]


def test_a_typo_that_fits_two_rows_joins_neither():
    texts = ["Offer a serios review.", "Offer a serious review.", "Offer a series review."]
    ids = link((t, wording(t, Area())) for t in texts)
    assert len(set(ids.values())) == 3


def test_typos_in_two_places_of_two_rows_are_one():
    texts = ["Offer a serios review to carers.", "Offer a serious reveiw to carers."]
    ids = link((t, wording(t, Area())) for t in texts)
    assert len(set(ids.values())) == 1


KINDS = [
    ("Police", "Kent Police", "Kent", "Norfolk"),
    ("The Force", "Kent Police", "Kent", "Norfolk"),
    ("Adult Social Care", "KCC Adult Social Care", "Kent", "Norfolk"),
    ("Children's Social Care", "Leeds City Council Children's Social Care", "Leeds", "Norfolk"),
    ("Education", "Kent County Council Education Service", "Kent", "Norfolk"),
    ("Public Health", "Norfolk County Council Public Health", "Norfolk", "Kent"),
    ("Housing", "Leeds City Council Housing", "Leeds", "Salford"),
    ("The Council", "Leeds City Council", "Leeds", "Salford"),
    ("The SAB", "The Salford Safeguarding Adults Board", "Salford", "Kent"),
    ("The Board", "Salford Safeguarding Adults Board", "Salford", "Kent"),
    ("The CSP", "Safer Leeds", "Leeds", "Salford"),
    ("The Partnership", "Safer Leeds", "Leeds", "Salford"),
    ("Fire and Rescue Service", "Kent Fire and Rescue Service", "Kent", "Norfolk"),
    ("The PCC", "Kent Police and Crime Commissioner", "Kent", "Norfolk"),
    ("The Trust", "Leeds Teaching Hospitals NHS Trust", "Leeds", "Salford"),
]
COUNCILS = {
    "Kent": "Kent County Council", "Norfolk": "Norfolk County Council",
    "Leeds": "Leeds City Council", "Salford": "Salford City Council",
}  # fmt: skip
TRUSTS = {"Leeds": "Leeds Teaching Hospitals NHS Trust", "Salford": "Northern Care Alliance NHS "
          "Foundation Trust"}  # fmt: skip
FRAMES = [
    "{} should check that staff who are new to the work know of the guidance on hoarding.",
    "It is recommended that {} check that new staff know of the guidance on hoarding.",
    "Managers in {} are to check that new staff know of the guidance on hoarding.",
]


def in_area(text, place):
    return wording(text, find_area([(f"{COUNCILS[place]}; {TRUSTS.get(place, '')}", 1)]))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("kind", "body", "place", "elsewhere"), KINDS)
def test_a_kind_of_body_is_its_areas_where_the_same_words_name_one(
    kind, body, place, elsewhere, frame
):
    rows = {
        "here": in_area(frame.format(kind), place),
        "there": in_area(frame.format(kind), elsewhere),
        "nowhere": wording(frame.format(kind), Area()),
    }
    by_itself = link(rows.items())
    assert len(set(by_itself.values())) == 1
    rows["named"] = in_area(frame.format(body), place)
    for order in itertools.permutations(rows):
        ids = link((name, rows[name]) for name in order)
        assert ids["here"] == ids["named"]
        assert ids["nowhere"] == by_itself["nowhere"]
        assert len({ids["here"], ids["there"], ids["nowhere"]}) == 3


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("Police", "Kent County Council Adult Social Care"),
        ("The Trust", "Kent Police"),
        ("Adult Social Care", "Kent County Council"),
        ("The Board", "Kent Community Safety Partnership"),
    ],
)
def test_a_body_of_another_kind_says_nothing_of_it(kind, other):
    rows = {p: in_area(FRAMES[0].format(kind), p) for p in ("Kent", "Norfolk")}
    ids = link([*rows.items(), ("other", in_area(FRAMES[0].format(other), "Kent"))])
    assert ids["Kent"] == ids["Norfolk"] != ids["other"]


def test_a_kind_beside_another_is_read_by_itself():
    text = "{} and {} should agree who leads where a person refuses help."
    rows = {
        "named": in_area(text.format("Kent Police", "Adult Social Care"), "Kent"),
        "Kent": in_area(text.format("Police", "Adult Social Care"), "Kent"),
        "Norfolk": in_area(text.format("Police", "Adult Social Care"), "Norfolk"),
        "Force": in_area(text.format("Norfolk Constabulary", "Adult Social Care"), "Norfolk"),
    }
    ids = link(rows.items())
    assert ids["named"] == ids["Kent"] != ids["Norfolk"] == ids["Force"]


def test_typos_and_kinds():
    text = "Police should make a serios review of each call."
    right = text.replace("serios", "serious")
    rows = {
        "typo": in_area(text, "Kent"),
        "right": in_area(right, "Norfolk"),
        "named": in_area(f"Kent {right}", "Kent"),
    }
    ids = link(rows.items())
    assert ids["typo"] == ids["named"] != ids["right"]
    del rows["named"]
    ids = link(rows.items())
    assert ids["typo"] == ids["right"]


def test_ordinary_words_are_no_kinds():
    for text in ("Help staff to build trust.", "Agree the partnership of carers and staff."):
        assert "?" not in wording(text, Area()).letters


def test_of_two_trusts_nobody_knows_which_is_meant():
    both = find_area([("; ".join(["Leeds City Council", *TRUSTS.values()]), 1)])
    text = FRAMES[0].format("The Trust")
    alone = link([("a", wording(text, both))])
    ids = link(
        [("a", wording(text, both)), ("b", wording(FRAMES[0].format(TRUSTS["Leeds"]), both))]
    )
    assert ids["a"] == alone["a"] != ids["b"]
