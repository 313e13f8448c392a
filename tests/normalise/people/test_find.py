import csv
from pathlib import Path

import pytest

from bench.cases_people import people_in
from normalise.agencies.leads import read_lead
from normalise.people.find import find_people, persons_in
from normalise.people.masking import known_names, masked
from normalise.register.area import find_area
from tests.support.effort import effort

CASES = Path(__file__).parents[2] / "cases" / "people.csv"
NOBODY = known_names([], frozenset())
MISSED = {
    "Learning from Alison's story",  # a forename alone in prose, mostly a pseudonym
    "A. N. Other",  # an English word as a surname
    "dhr-jane-doe-action-plan",  # the same, in small letters
}

KEPT = [
    "Sue Lambert Trust",
    "The Lucy Faithfull Foundation will lead",
    "St Mary's Sexual Assault Referral Centre",
    "Victoria Hospital",
    "Operations Managers",
    "Clare's Law applications",
    "Domestic Abuse Lead, West Mercia Police",
    "Head of Safeguarding",
    "Chief Constable Kent",
    "Devon DCC Tavistock",
    "The Care Act 2014 and the Mental Capacity Act",
]


@pytest.mark.parametrize("text", KEPT)
def test_bodies_and_titles_are_no_people(text):
    assert masked(text, NOBODY, lead=True) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("DCI Rhona Tarrant", "DCI [name]"),
        ("T/DCI Imran Fairweather-Lunn", "T/DCI [name]"),
        ("Ms Richardson said", "Ms [name] said"),
        ("ask Sarah Jones about it", "ask [name] about it"),
        ("Ring 01905 123456 or 07700 900123.", "Ring [phone] or [phone]."),
        ("Write to rhona.tarrant@kent.example.uk", "Write to [email]"),
    ],
)
def test_masked(text, hidden):
    assert masked(text, NOBODY) == hidden


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("SC leads", ["SC"]),
        ("PK to write to BB (for the subgroup)", ["PK", "BB"]),
        ("Adult Social Care\nOlu Penhaligon", ["Olu Penhaligon"]),  # by its place alone
        ("Kent Police - Supt Colm Vickery", ["Supt Colm Vickery"]),
        ("CSP (Keir Abney)", ["Keir Abney"]),
        ("Housing\nImran Tolliver\nTenancy Services Manager", ["Imran Tolliver"]),
        ("ASC leads", []),  # three letters of a body
        ("KMPT - Dr. A Kaur (Named GP)", ["Dr. A Kaur"]),
        ("Kent County Council", []),
    ],
)
def test_lead_cells(text, people):
    assert persons_in(find_people(text, lead=True)) == people


def known(*leads):
    found = (p for lead in leads for p in find_people(lead, lead=True))
    return known_names(found, frozenset())


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Tarrant to report back to Kent Police.", "[name] to report back to Kent Police."),
        ("TARRANT confirmed; tarrant's team met", "[name] confirmed; [name]'s team met"),
        ("MsTarrant and RhonaTarrant wrote", "Ms[name] and [name] wrote"),  # glued
        ("Tar rant, Tar-\nrant", "[name], [name]"),  # cut by the column
        ("see 'DCI Rhona Tarr…'", "see 'DCI [name]…'"),  # cut in a message
        ("the Rhona House refuge and Tarrant Road", "the Rhona House refuge and Tarrant Road"),
        ("warrants and currants", "warrants and currants"),
    ],
)
def test_parts_of_a_name_are_taken_out_elsewhere(text, hidden):
    assert masked(text, known("DCI Rhona Tarrant")) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Brown to update; young people", "[name] to update; young people"),
        ("Brown envelopes, Young People's team", "Brown envelopes, Young People's team"),
        ("RAG is Brown", "RAG is Brown"),
    ],
)
def test_words_that_are_names_too_stay_unless_a_person_stands_there(text, hidden):
    assert masked(text, known("Sarah Brown", "Mark Young")) == hidden


def test_a_body_that_shares_a_name_stays():
    assert masked("Kent Police", known("Clark Kent")) == "Kent Police"


@pytest.mark.parametrize(
    "lead", ["Dr Amina Al-Rashid", "Mr & Mrs Penfold", "Cllr Jo Roe", "JS/KT", "Roe, Jane"]
)
def test_a_person_is_no_agency(lead):
    reading = read_lead(lead, find_area([]), None)
    assert (reading.agencies, reading.unresolved) == ((), ())


def test_labelled_cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    texts = [c["text"].replace(r"\n", "\n") for c in cases]
    wrong = {
        c["text"]
        for c, text in zip(cases, texts, strict=True)
        if people_in(c["kind"], text) != c["expected"]
    }
    assert wrong == MISSED


@pytest.mark.parametrize("piece", ["A.", "A ", "Van ", "(at", "Ann Roe "])
def test_a_hostile_cell_takes_no_time(piece):
    find_people("Ann Roe")  # the words are loaded
    assert effort(find_people, piece * 4_000) < 100
