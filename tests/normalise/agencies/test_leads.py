import pytest

from normalise.agencies.leads import is_ditto, read_lead
from normalise.register.area import find_area
from schemas.plan import Agency

KENT = find_area([("Kent Community Safety Partnership", 5), ("Kent County Council", 3),
                  ("Swale Borough Council", 1)])  # fmt: skip
WORCS = find_area([("Worcestershire Safeguarding Adults Board", 5),
                   ("Herefordshire and Worcestershire Health and Care NHS Trust", 2),
                   ("West Mercia Police", 2)])  # fmt: skip
NOWHERE = find_area([])


def names(text, area, section=None):
    return [a.name for a in read_lead(text, area, section).agencies]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Kent Police", ["Kent Police"]),
        ("KP", ["Kent Police"]),
        ("Kent Constabulary", ["Kent Police"]),
        ("ASC", ["Kent County Council Adult Social Care"]),
        ("KCC Education", ["Kent County Council Education Service"]),
        ("Housing", ["Swale Borough Council Housing Services"]),  # a district's service
        ("CSP", ["Kent Community Safety Partnership"]),
        ("K&M CCG", ["NHS Kent and Medway Integrated Care Board"]),  # former body
        ("NPS", ["Probation Service"]),
        ("Probabtion Service", ["Probation Service"]),  # typo
        ("All", ["All agencies"]),
        ("CSC / ASC", ["Kent County Council Children's Social Care",
                       "Kent County Council Adult Social Care"]),
        ("KMPT with KP", ["Kent and Medway Mental Health NHS Trust", "Kent Police"]),
        ("Police\nDetective Superintendent, Public Protection", ["Kent Police"]),
        ("Head of Safeguarding, KMPT", ["Kent and Medway Mental Health NHS Trust"]),
        ("• NPS\n• Kent Police", ["Probation Service", "Kent Police"]),
        ("Tarrow Housing", ["Tarrow Housing"]),  # not the council's housing
        ("Citizens Together Swale", ["Citizens Together Swale"]),
        ("", []),
        ("Police Detective Superintendent, Public Protection", ["Kent Police"]),
        ("Adult Socail Care Head of Service", ["Kent County Council Adult Social Care"]),
        ("KMPT\nPH leads", ["Kent and Medway Mental Health NHS Trust"]),  # a person's initials
        ("Nottinghamshir\nKent Police", ["Kent Police"]),  # a place cut off
        ("Police / Tarrow Carers Project (TCP)", ["Kent Police", "Tarrow Carers Project"]),
        ("TBC", []),
        ("N/A", []),
    ],
)  # fmt: skip
def test_kent(text, agencies):
    assert names(text, KENT) == agencies


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("WCC ASC", "Worcestershire County Council Adult Social Care"),
        ("H&WNHSH&CT", "Herefordshire and Worcestershire Health and Care NHS Trust"),
        ("The Trust", "Herefordshire and Worcestershire Health and Care NHS Trust"),
        ("Health and Care Trust", "Herefordshire and Worcestershire Health and Care NHS Trust"),
        ("WMAS", "West Midlands Ambulance Service University NHS Foundation Trust"),
        ("WMP", "West Mercia Police"),  # or West Midlands Police
        ("SAB", "Worcestershire Safeguarding Adults Board"),
        ("Adult Socail Care", "Worcestershire County Council Adult Social Care"),
    ],
)
def test_worcestershire(text, agency):
    assert names(text, WORCS) == [agency]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Adult Social Care", "Adult Social Care"),  # generic where nothing tells the area
        ("South Ayrshire Council", "South Ayrshire Council"),
        ("Leeds CCG", "NHS West Yorkshire Integrated Care Board"),
    ],
)
def test_without_an_area(text, agency):
    assert names(text, NOWHERE) == [agency]


def test_several_candidates_are_no_answer():
    reading = read_lead("WCC", NOWHERE, None)
    assert not reading.agencies
    assert len(reading.ambiguous[0][1]) > 2


def test_every_match_says_how():
    (lead,) = read_lead("Adult Socail Care", WORCS, None).agencies
    assert lead.method == "fuzzy"
    assert 0.8 < lead.score < 1
    assert lead.matched_text == "Adult Socail Care"


def test_unknown_body_keeps_its_printed_name_and_is_reported():
    reading = read_lead("Citizens Together Swale", KENT, None)
    assert reading.agencies[0].agency_id == "local-citizens-together-swale"
    assert reading.unresolved == ("Citizens Together Swale",)


SECTION = Agency(agency_id="police-kent", name="Kent Police")


@pytest.mark.parametrize("text", ["", "DCI Rhona Tarrant", "Lou Abney", None])
def test_blank_or_person_stands_for_the_section(text):
    reading = read_lead(text, KENT, SECTION)
    assert [a.name for a in reading.agencies] == ["Kent Police"]
    assert reading.from_section


def test_people_beside_the_agency():
    text = "Kent Police Priti Underhall in Kent Police is updating this priti.underhall@kent.example.uk"
    reading = read_lead(text, KENT, None)
    assert [a.name for a in reading.agencies] == ["Kent Police"]
    assert [p.text for p in reading.people] == [
        "Priti Underhall",
        "priti.underhall@kent.example.uk",
    ]


def test_a_job_title_in_an_agencys_section_is_the_sections():
    reading = read_lead("Service Manager, Front Door", KENT, SECTION)
    assert [a.name for a in reading.agencies] == ["Kent Police"]


@pytest.mark.parametrize("text", ["The Trust", "WCC", "MFT"])
def test_what_is_in_doubt_is_reported_and_not_answered(text):
    reading = read_lead(text, NOWHERE, None)
    assert not reading.agencies
    assert [words for words, _ in reading.ambiguous] == [text]


@pytest.mark.parametrize("text", ["As above", "ditto", '"', "Same as above"])
def test_ditto(text):
    assert is_ditto(text)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Kent County Council (Adult Social Care)", ["Kent County Council Adult Social Care"]),
        ("Kent Police (Public Protection Unit)", ["Kent Police"]),
        ("Kent County Council (supported by Kent Police)", ["Kent County Council", "Kent Police"]),
        ("Kent County Council ASCH", ["Kent County Council Adult Social Care"]),
    ],
)
def test_a_department_in_brackets_is_part_of_its_body(text, agencies):
    assert names(text, KENT) == agencies


@pytest.mark.parametrize("role", ["Manager", "Business Manager", "Co-ordinator"])
def test_a_board_is_known_by_its_letters_before_a_job_title(role):
    assert names(f"WSAB {role}", WORCS) == ["Worcestershire Safeguarding Adults Board"]
    assert names(f"QZJ {role}", WORCS) == []


@pytest.mark.parametrize("others", ["all partners", "All partner agencies"])
def test_all_partners_lead_beside_a_body(others):
    assert names(f"Kent Police and {others}", KENT) == ["Kent Police", "All agencies"]
