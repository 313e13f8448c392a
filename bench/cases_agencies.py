"""Labelled mentions of agencies: ours against the best likeness over names and aliases."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from bench.cases import read_cases
from normalise.agencies.leads import LeadReading, read_lead
from normalise.agencies.section_agency import is_publisher
from normalise.register.area import Area, find_area
from normalise.register.register import bodies, current, key, names

PUBLISHER_WEIGHT, OTHER_WEIGHT = 5.0, 2.0


def answers() -> dict[str, list[tuple[str, str]]]:
    """For each method, what is expected and what it answers, names joined with ``|``."""
    cases = read_cases("agencies")
    return {
        "actionplans": [(c["expected"], answer(c)) for c in cases],
        "naive": [(c["expected"], _naive(c["text"])) for c in cases],
    }


def answer(case: dict[str, str]) -> str:
    """The agencies that a case's text is read as; what is in doubt counts as none."""
    return "|".join(_settled(read_lead(case["text"], area_of(case["area"]), None)))


def _settled(reading: LeadReading) -> list[str]:
    in_doubt = {words for words, _ in reading.ambiguous}
    return [a.name for a in reading.agencies if a.matched_text not in in_doubt]


@lru_cache(100)
def area_of(printed: str) -> Area:
    """The area of a review that names bodies, its publisher first, joined with ``|``."""
    named = printed.split("|")
    weights = (PUBLISHER_WEIGHT, *[OTHER_WEIGHT] * (len(named) - 1))
    publishers = [bodies()[i] for i in names().get(key(named[0]), ()) if is_publisher(bodies()[i])]
    publisher = publishers[0] if publishers else None
    return find_area(zip(named, weights, strict=True), publisher)


def _naive(text: str) -> str:
    """The body whose name or alias is most like the whole cell."""
    found = process.extractOne(key(text), names().keys(), scorer=fuzz.ratio)
    if not found:
        return ""
    ids: Sequence[str] = names()[found[0]]
    return current(bodies()[ids[0]]).name
