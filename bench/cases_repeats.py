"""Whether two texts are one recommendation: ``tests/cases/repeats.csv``.

Methods: ours, and the floor, a plain rapidfuzz ratio above a line.
"""

from rapidfuzz import fuzz

from bench.cases import Answers, read_cases
from normalise.links.same_recommendation import link
from normalise.links.wording import wording
from normalise.register.area import Area, find_area

LINE = 90.0
"""The naive method calls two texts the same from this ratio, of 100, on."""


def answers() -> Answers:
    """Expected and given label of each case, by method."""
    found: dict[str, list[tuple[str, str]]] = {"actionplans": [], "naive": []}
    for case in read_cases("repeats"):
        a, b, expected = case["a"], case["b"], case["expected"]
        found["actionplans"].append((expected, _label(same_recommendation(a, b, case["area"]))))
        found["naive"].append((expected, _label(fuzz.ratio(a, b) >= LINE)))
    return found


def same_recommendation(a: str, b: str, council: str) -> bool:
    """Whether two texts of plans of one council's area get one id."""
    area = find_area([(council, 1)]) if council else Area()
    ids = link([("a", wording(a, area)), ("b", wording(b, area))])
    return ids["a"] == ids["b"]


def _label(same: bool) -> str:
    return "same" if same else "different"
