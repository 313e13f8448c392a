import pytest

from bench.cases import read_cases
from bench.cases_agencies import area_of
from normalise.agencies.section_agency import read_section
from normalise.register.area import find_area
from normalise.register.register import bodies

AREA = find_area([("Worcestershire Safeguarding Adults Board", 5), ("West Mercia Police", 1),
                  ("Herefordshire and Worcestershire Health and Care NHS Trust", 1)],
                 publisher=bodies()["sab-wor"])  # fmt: skip


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("West Mercia Police", "West Mercia Police"),
        ("Single Agency Recommendations West Mercia Police", "West Mercia Police"),
        ("Recommendations for Adult Social Care", "Worcestershire County Council Adult Social Care"),
        ("Recommendations for the Board", "Worcestershire Safeguarding Adults Board"),
        ("Health and Care Trust Action Plan",
         "Herefordshire and Worcestershire Health and Care NHS Trust"),
        ("Overview Report Recommendations", None),
        ("Multi-agency recommendations", None),
        ("Learning theme 2: Working together", None),
        ("Safeguarding Adults Board Action Plan", None),  # the publisher's plan for all
        ("Recommendations for partner agencies", None),
        ("Theme 4 - Training - Cumbria wide", None),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_section(title, agency):
    found = read_section(title, AREA)
    assert (found.name if found else None) == agency


@pytest.mark.parametrize("case", read_cases("agency_titles"), ids=lambda c: c["title"][:40])
def test_labelled_titles(case):
    found = read_section(case["title"], area_of(case["area"]))
    assert (found.name if found else "") == case["expected"]
