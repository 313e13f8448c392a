"""To what kinds of body a row is addressed: from its lead agencies, its section or its words."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from normalise.labels.themes import asked_for
from normalise.register.names_in_text import Phrase, find_phrases, ordinary_words
from normalise.register.register import bodies, names
from normalise.text.terms import (
    Found,
    Hit,
    Term,
    TermList,
    Word,
    counted,
    in_order,
    printed_words,
    read_term,
    words_of,
)
from normalise.text.word_lists import rows
from schemas.labels import ADDRESSEE_TYPES
from schemas.plan import Agency, LeadAgency

NONE = "-"
BESIDE, NEXT = "beside", "next"
"""Words that may stand around an addressee, and those that follow on one."""


def read_addressees(
    leads: Sequence[LeadAgency], section: Agency | None, recommendation: str
) -> Found:
    """Types of the lead agencies; else of the section's agency; else of whom the words address."""
    printed_leads = [(a.agency_id, a.name, a.matched_text or a.name) for a in leads]
    own = [(section.agency_id, section.name, section.name)] if section else []
    return _types(printed_leads) or _types(own) or _addressed(recommendation)


def _types(agencies: Iterable[tuple[str, str, str]]) -> Found:
    found: Found = {}
    for agency_id, name, words in agencies:
        for label in types_of(agency_id, name, words):
            found.setdefault(label, []).append(words)
    return in_order(found, ADDRESSEE_TYPES)


@lru_cache(20_000)
def types_of(agency_id: str, name: str, words: str) -> tuple[str, ...]:
    """Types of an agency: by its id, its kind in the register, else its printed words or name."""
    body = bodies().get(agency_id)
    known = _listed("body").get(agency_id) or _listed("type").get(body.type if body else "")
    if known:
        return () if known == NONE else (known,)
    return _named_types(words) or _named_types(name)


def _named_types(name: str) -> tuple[str, ...]:
    words = words_of(name)
    return tuple(dict.fromkeys(h.term.label for h in counted(_terms(), words, frozenset())))


@cache
def _listed(by: str) -> dict[str, str]:
    return {r["term"]: r["label"] for r in rows("labels/addressees.csv") if r["by"] == by}


@cache
def _terms() -> TermList:
    terms = TermList()
    for row in rows("labels/addressees.csv"):
        if row["by"] == "words":
            terms.add(Term(row["label"], read_term(row["term"]), row["counts"] != "no"))
    return terms


@cache
def _around() -> TermList:
    terms = TermList()
    for row in rows("labels/addressees.csv"):
        if row["by"] in (BESIDE, NEXT):
            terms.add(Term(row["by"], read_term(row["term"])))
    return terms


@lru_cache(2_000)
def _addressed(text: str) -> Found:
    """Types of the bodies that a recommendation opens with: ``All GP practices should …``."""
    phrases = [p for p in find_phrases(text) if p.key not in ordinary_words()]
    for sentence in asked_for(text):
        found = _opening(text, sentence, {p.start: p for p in phrases})
        if found:
            return in_order(found, ADDRESSEE_TYPES)
    return {}


def _opening(text: str, sentence: Sequence[Word], phrases: Mapping[int, Phrase]) -> Found:
    """Bodies among the words that lead up to what they should do; none if other words do."""
    found: Found = {}
    i = 0
    while i < len(sentence):
        step = _step(text, sentence, i, phrases, found)
        if not step:
            break
        i += step
    follows = i == len(sentence) or _around_at(sentence, i, NEXT) is not None
    return found if follows else {}


def _step(
    text: str, sentence: Sequence[Word], i: int, phrases: Mapping[int, Phrase], found: Found
) -> int:
    """How many words at ``i`` belong to the addressees, their types noted; 0 if none does."""
    phrase = phrases.get(sentence[i].start)
    if phrase is not None:
        for label in _phrase_types(phrase.key):
            found.setdefault(label, []).append(text[phrase.start : phrase.end])
        return sum(1 for w in sentence[i:] if w.start < phrase.end)
    hit = max(_terms().hits_at(sentence, i), key=lambda h: len(h.indexes), default=None)
    if hit is not None:
        if hit.term.counts:
            found.setdefault(hit.term.label, []).append(printed_words(hit, sentence, text))
        return len(hit.indexes)
    beside = _around_at(sentence, i, BESIDE)
    if beside is not None:
        return len(beside.indexes)
    return int(i > 0 and sentence[i].printed[0].isupper())


def _around_at(sentence: Sequence[Word], i: int, kind: str) -> Hit | None:
    return next((h for h in _around().hits_at(sentence, i) if h.term.label == kind), None)


@cache
def _phrase_types(key: str) -> tuple[str, ...]:
    """Types that every body of a name shares."""
    each = [types_of(i, bodies()[i].name, key) for i in names()[key]]
    return each[0] if all(e == each[0] for e in each) else ()
