"""Names behind a rank or title: ``T/DCI Jon Roe``, ``PC 1234 Roe``, ``Dr. B Roe``, ``MsRoe``.

The rank or title is not the person and stays.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from normalise.people.name_runs import GAP, LONGEST, Word, words_of
from normalise.people.name_words import (
    body_words,
    is_family,
    is_given,
    is_ordinary,
    is_place,
    is_role_word,
    may_be_family,
    may_be_given,
)
from normalise.people.person import Person, person
from normalise.register.names_in_text import body_spans
from normalise.text.word_lists import alternatives, rows

_LEVEL = (
    r"(?:(?:T|A|D|C|Acting|Temp(?:orary)?|Det(?:ective)?|Ch(?:ief)?|Deputy|Assistant)[/.]?\s?){0,4}"
)
COLLAR = r"(?:[^\S\n]+(?:\d{2,6}|[A-Z]\d{2,5}))?"
"""An officer's number between rank and name."""
UNITS = 3
"""A name behind a rank has at least this many letters."""


@cache
def _ranked() -> re.Pattern[str]:
    return re.compile(rf"\b{_LEVEL}(?:{_any_title_of('rank')})\b\.?{COLLAR}(?=[^\S\n]+\w)")


@cache
def _titled() -> re.Pattern[str]:
    title = rf"(?:{_any_title_of('title')})\b\.?"
    return re.compile(rf"\b(?:{title}\s*(?:&|and)\s*)?{title}(?=[^\S\n]*\w)")


@cache
def _glued() -> re.Pattern[str]:
    short = [r["word"] for r in rows("people/person_titles.csv") if len(r["word"]) < 6]
    return re.compile(
        rf"\b(?:{alternatives(short)})(?P<name>[A-Z][a-zà-ÿ][a-zà-ÿ'’]+(?:-[A-Z]\w+)?)\b"
    )


def _any_title_of(kind: str) -> str:
    return alternatives([r["word"] for r in rows("people/person_titles.csv") if r["kind"] == kind])


def titled_names(text: str) -> Iterator[Person]:
    """Persons behind a rank or title, with it in ``text`` and apart from ``name``."""
    for match in (*_ranked().finditer(text), *_titled().finditer(text)):
        name = _name_at(text, match.end(), words_of(text))
        if name is not None and not _of_place(match, text[slice(*name)]):
            yield person(text, match.start(), name[1], lead_in=name[0] - match.start())
    for match in _glued().finditer(text):
        if may_be_family(match["name"]) or not is_ordinary(match["name"]):
            yield person(text, *match.span("name"))


def _of_place(rank: re.Match[str], name: str) -> bool:
    """``Chief Constable Kent``, ``Devon DCC Tavistock``: one word that is no sure surname."""
    last = re.findall(r"\w+", rank.group())[-1]
    return (
        last in _ranks_of_places()
        and " " not in name
        and (is_place(name) or not may_be_family(name))
    )


@cache
def _ranks_of_places() -> frozenset[str]:
    listed = rows("people/person_titles.csv")
    return frozenset(r["word"] for r in listed if r["before_place"] == "yes")


def _name_at(text: str, at: int, words: Sequence[Word]) -> tuple[int, int] | None:
    """The name whose first word is the next one on the line."""
    name: list[Word] = []
    for word in words:
        if word.start < at:
            continue
        before = name[-1].end if name else at
        if not GAP.fullmatch(text, before, word.start) or len(name) == LONGEST:
            break
        if not (_part_of_name(word) or (word.initial and len(name) < 2) or word.particle):
            break
        name.append(word)
    while name and (name[-1].particle or (name[-1].initial and not is_given(name[0].text))):
        name.pop()
    if not name or _is_unit(text, name):
        return None
    return name[0].start, name[-1].end


def _part_of_name(word: Word) -> bool:
    if not word.shaped or is_role_word(word.text) or len(word.text) < UNITS - 1:
        return False
    if may_be_given(word.text) or may_be_family(word.text):
        return True
    return not (
        word.text.isupper() or word.text.casefold() in body_words() or is_ordinary(word.text)
    )


def _is_unit(text: str, name: Sequence[Word]) -> bool:
    """``DI Child Protection``, ``DC Housing``: a word that is a surname too names a unit."""
    if any(is_given(w.text) or is_family(w.text) or not is_ordinary(w.text) for w in name):
        start, end = name[0].start, name[-1].end
        return any(a <= start and end <= b for a, b in body_spans(text))
    return len(name) == 1 and re.match(r"[^\S\n]+[A-Z]", text[name[-1].end :]) is not None
