"""Themes and facets of a recommendation, with the words that decided each.

What is asked for decides, not what the review tells of the case: a sentence that opens as a
finding (``The Panel heard``) is set aside, and so are the names of bodies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalise.register.names_in_text import find_phrases
from normalise.register.register import bodies, names
from normalise.text.terms import (
    Found,
    Word,
    counted,
    in_order,
    printed_words,
    sentences_of,
    term_list,
)
from schemas.labels import FACETS, THEMES

OTHER = "other"
RECORDS = "record keeping"
_Asked = tuple[list[Word], frozenset[int]]
"""A sentence that asks for something, and the places in it of words in bodies' names."""
REMEMBERED = 10_000
"""Texts whose labels are kept: rows of one recommendation, and repeats, share them."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a recommendation is about: each label with the words that decided it."""

    themes: Found
    facets: Found


@lru_cache(REMEMBERED)
def read_subjects(text: str) -> Subjects:
    """Themes and facets of a recommendation; ``other`` if it has words and no theme fits."""
    spans = _names_in(text)
    asked = [(s, _in_names(s, spans)) for s in asked_for(text)]
    themes = _found("labels/themes.csv", text, asked, THEMES)
    facets = _found("labels/facets.csv", text, asked, FACETS)
    if RECORDS in themes:
        facets = in_order(facets | {RECORDS: themes[RECORDS]}, FACETS)
    if not themes and asked:
        themes = {OTHER: []}
    return Subjects(themes, facets)


def asked_for(text: str) -> list[list[Word]]:
    """The sentences that ask for something; all of them if every one tells a finding."""
    sentences = sentences_of(text)
    asking = [s for s in sentences if not _is_finding(s)]
    return asking or sentences


def _is_finding(sentence: Sequence[Word]) -> bool:
    """Whether a sentence opens as a finding, or says how the work will be proven."""
    return bool(term_list("labels/finding_openings.csv").hits_at(sentence, 0))


def _found(name: str, text: str, sentences: Sequence[_Asked], labels: Sequence[str]) -> Found:
    found: Found = {}
    for sentence, hidden in sentences:
        for hit in counted(term_list(name), sentence, hidden):
            found.setdefault(hit.term.label, []).append(printed_words(hit, sentence, text))
    return in_order(found, labels)


def _in_names(sentence: Sequence[Word], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Places of the words of a sentence that are part of a body's name."""
    return frozenset(
        i for start, end in spans for i, w in enumerate(sentence) if start <= w.start < end
    )


def _names_in(text: str) -> list[tuple[int, int]]:
    """Places of proper names: ``Housing for Women`` is not about housing, ``GP practice`` is."""
    spans: list[tuple[int, int]] = []
    for phrase in find_phrases(text):
        generic = any(bodies()[i].generic for i in names()[phrase.key])
        # "Kent County Council Housing": the department's name goes with the council's.
        department = bool(spans) and spans[-1][1] + 1 == phrase.start
        if (" " in phrase.key and not generic) or department:
            spans.append((phrase.start, phrase.end))
    return spans
