"""Names in a review's title: the pseudonym of its subject, or a real name."""

import re
from collections.abc import Iterator

from normalise.people.find import find_people
from normalise.people.full_names import is_body, is_organised, spans_of_bodies
from normalise.people.name_words import is_given, is_ordinary, is_place, may_be_given, names_nobody
from normalise.people.person import Person
from normalise.text.word_lists import lines

WORD = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?")
SLOT_BEFORE = re.compile(r"(?:[:–—(\"“‘]|\s-|\b(?:of|and|re)|&)\s*\Z", re.IGNORECASE)
SLOT_AFTER = re.compile(r"\s*(?:$|[:–—)\",(”’]|-\s|(?:and|&)\s)", re.IGNORECASE)
REVIEW_BEFORE = re.compile(r"\b(?:review|DHR|SAR|DARDR)\s+\Z", re.IGNORECASE)


def title_people(title: str) -> list[Person]:
    """Persons in the title of a review, names of one word included, in printed order."""
    found = find_people(title)
    for person in _single(title):
        if not any(p.start < person.end and person.start < p.end for p in found):
            found.append(person)
    return sorted(found, key=lambda p: p.start)


def _single(title: str) -> Iterator[Person]:
    spans = spans_of_bodies(title)
    for match in WORD.finditer(title):
        word, (start, end) = match.group(), match.span()
        if is_place(word) or names_nobody(word) or is_body(title, start, end, spans):
            continue
        if is_organised(title, end, spans):
            continue
        if is_given(word) or (_slot(title, start, end) and _may_name(word)):
            yield Person(word, "name", start, end, word)


def _slot(title: str, start: int, end: int) -> bool:
    """Whether a word stands by itself, set apart by marks or behind "review"."""
    before = SLOT_BEFORE.search(title, 0, start) or REVIEW_BEFORE.search(title, 0, start)
    return (before is not None or start == 0) and SLOT_AFTER.match(title, end) is not None


def _may_name(word: str) -> bool:
    small = word.casefold()
    if small in lines("people/plain_words.txt"):
        return False
    return may_be_given(word) or not (is_ordinary(word) or word.isupper())
