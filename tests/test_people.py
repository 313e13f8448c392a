import pytest

from normalise.people import find_people, masked, parts_of_names, persons_in

KEPT = [
    "Sue Lambert Trust",
    "The Lucy Faithfull Foundation will lead",
    "St Mary's Sexual Assault Referral Centre",
    "Victoria Hospital",
    "Operations Managers",
    "Clare's Law applications",
    "Domestic Abuse Lead, West Mercia Police",
    "Head of Safeguarding",
    "The Care Act 2014 and the Mental Capacity Act",
]


@pytest.mark.parametrize("text", KEPT)
def test_bodies_and_titles_are_no_people(text):
    assert masked(text, frozenset(), lead=True) == text


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
    assert masked(text, frozenset()) == hidden


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
        ("Kent County Council", []),
    ],
)
def test_lead_cells(text, people):
    assert persons_in(find_people(text, lead=True)) == people


def test_parts_of_a_name_are_taken_out_elsewhere():
    parts = parts_of_names(find_people("DCI Rhona Tarrant", lead=True))
    assert (
        masked("Tarrant to report back to Kent Police.", parts)
        == "[name] to report back to Kent Police."
    )


def test_a_body_that_shares_a_name_stays():
    parts = parts_of_names(find_people("Clark Kent", lead=True))
    assert masked("Kent Police", parts) == "Kent Police"
