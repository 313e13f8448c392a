"""Bodies of the register that a lead cell's unsettled words may mean, with scores; never chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalise.register.register import Body, bodies, current, key, names
from schemas.codes import Flag
from schemas.plan import Action

MOST = 6
"""No more candidates than this are shown: as many as are taken in at a glance."""
LEAST = 65.0
"""Least rapidfuzz ``token_sort_ratio``, of 100, for a name to be a candidate: low, because a person
chooses, and a body that is not shown cannot be chosen."""
SHORT = 5
"""Shorter words are like too many acronyms; only those that go by just that are candidates."""
DOUBTS = (Flag.AGENCY_UNRESOLVED, Flag.AGENCY_AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body, how like its name is to the printed words (0 to 1), and which name that is."""

    agency_id: str
    name: str
    type: str
    region: str
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Printed words that name no body for sure; ``agency_id`` stands for them in the row."""

    words: str
    agency_id: str
    candidates: tuple[Candidate, ...]


def agency_doubts(action: Action) -> Iterator[Doubt]:
    """The lead's words that are not settled; the whole cell where no agency stands for them."""
    if not any(f in action.flags for f in DOUBTS):
        return
    unregistered = [a for a in action.lead_agencies if a.method == "printed"]
    for agency in unregistered:
        yield Doubt(agency.matched_text, agency.agency_id, candidates(agency.matched_text))
    if not unregistered and action.lead_agency_text:
        words = " ".join(action.lead_agency_text.split())
        yield Doubt(words, "", candidates(words))


@lru_cache(10_000)
def candidates(words: str) -> tuple[Candidate, ...]:
    """Bodies under the name or alias that is most like ``words``, the likest first."""
    wanted = key(words)
    least = LEAST if len(wanted) >= SHORT else 100.0
    best: dict[str, Candidate] = {}
    found = process.extract(
        wanted, names().keys(), scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=4 * MOST
    )
    for name, score, _ in found:
        for body in (current(bodies()[i]) for i in names()[name]):
            if body.id not in best:
                best[body.id] = _candidate(body, score, name)
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.name)))[:MOST]


def _candidate(body: Body, score: float, name: str) -> Candidate:
    return Candidate(body.id, body.name, body.type, body.region, round(score / 100, 2), name)
