import pytest

from normalise.links.wording import recommendation_id, wording
from normalise.register.area import Area, find_area


def words(text):
    return wording(text, Area()).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommendation 3: Review the policy.", ("review", "policy")),
        ("3.1 Review policies", ("review", "policy")),
        ("24-hour cover is to be provided", ("24", "hour", "cover", "provided")),
        ("Staff must recognize abuse²", ("staff", "recognise", "abuse")),
        ("In-patients are reviewed", ("in", "patient", "reviewed")),
        ("the Multi-Agency Risk Assessment Conference (MARAC)", ("marac",)),
        ("two § years", ("2", "year")),
        ("Mental Capacity Act", ("mca",)),
    ],
)
def test_words_that_count(text, expected):
    assert words(text) == expected


def test_an_agency_is_its_id_and_its_kind_is_words():
    kent = find_area([("Kent County Council", 1)])
    assert wording("Kent Constabulary to act", kent).words == ("§police-kent§", "act")
    kind = "§?police_id?police§"
    here = wording("Police to act", kent)
    assert (here.words, here.meant) == ((kind, "act"), ((kind, "§police-kent§"),))
    nowhere = wording("Police to act", Area())
    assert (nowhere.words, nowhere.meant) == ((kind, "act"), ())


def test_id_is_of_the_words():
    made = recommendation_id(wording("Review the policies.", Area()).letters)
    assert made == recommendation_id("reviewpolicy")
    assert made != recommendation_id("reviewpolice")
    assert made.startswith("rec-")
