"""Names of one word, and names written in other ways than forename and surname.

``Roe, Jane`` · ``JaneRoe`` (text recognition) · ``jane roe`` as a whole lead · a forename alone
where a person stands: ``Speak to Hassan``, ``Jane (CSP)``. Elsewhere in prose a forename alone is
mostly the pseudonym of the review's subject.
"""

import re
from collections.abc import Iterator
from functools import cache

from normalise.people.full_names import BEFORE_ALONE, TASK, is_organised, spans_of_bodies
from normalise.people.name_words import (
    is_given,
    is_place,
    may_be_family,
    may_be_given,
    names_nobody,
)
from normalise.people.person import Person, matched
from normalise.register.register import key, names
from normalise.text.word_lists import alternatives, lines

_WORD = r"[A-ZÀ-Þ](?:[^\W\d_]|['’-](?=\w))+"
SURNAME_FIRST = re.compile(
    rf"\b(?P<family>{_WORD}),[^\S\n]+(?P<given>{_WORD})(?![\w'’-])(?![^\S\n]+[A-Z][a-z])"
)
GLUED = re.compile(r"\b(?P<given>[A-Z][a-z]{2,})(?P<family>[A-Z][a-z]{2,})\b")
SMALL = re.compile(r"(?:^|(?<=[\n,;]))[^\S\n]*(?P<name>(\w+) ([a-z]\w+))[^\S\n]*(?=$|[\n,;])")
FORENAME = re.compile(rf"(?<![\w'’-])(?P<name>{_WORD})(?![\w-])")
TWO = re.compile(
    rf"(?<![\w'’-])(?P<a>{_WORD})[^\S\n]*(?:\band\b|&|/|,)[^\S\n]*(?P<b>{_WORD})(?![\w-])"
)
ALONE_BEHIND = re.compile(r"[^\S\n]*(?:$|[\n,;)(/&•]|[-–—]\s)")
NOT_BEHIND = re.compile(r"(?:St|Saint|Queen|King|Ask for)\.?\s\Z")


def odd_names(text: str, *, lead: bool) -> Iterator[Person]:
    """Persons whose names are glued, turned round, in small letters or a forename alone."""
    for match in SURNAME_FIRST.finditer(text):
        if may_be_family(match["family"]) and is_given(match["given"]) and not _is_place(match):
            yield matched(match, "name")
    for match in GLUED.finditer(text):
        if is_given(match["given"]) and may_be_family(match["family"]):
            yield matched(match, "name")
    for match in SMALL.finditer(text) if lead else ():
        if is_given(match[2]) and may_be_family(match[3]) and not names_nobody(match[2]):
            yield matched(match, "name", "name")
    yield from _two_forenames(text, lead=lead)
    yield from _forenames(text, lead=lead)


def _two_forenames(text: str, *, lead: bool) -> Iterator[Person]:
    """``Leanne and Dawn`` as a lead, ``Jo and Tim to meet``."""
    for match in TWO.finditer(text):
        pair = (match["a"], match["b"])
        if not (any(map(is_given, pair)) and all(may_be_given(n) for n in pair)):
            continue
        stands = _whole_lead(match, lead=lead) or TASK.match(text, match.end())
        if stands and not (any(map(is_place, pair)) or _of_body(text, *match.span())):
            yield from (matched(match, "name", group) for group in "ab")


def _whole_lead(match: re.Match[str], *, lead: bool) -> bool:
    before = BEFORE_ALONE.search(match.string, 0, match.start())
    return lead and bool(before and ALONE_BEHIND.match(match.string, match.end()))


def _is_place(match: re.Match[str]) -> bool:
    return is_place(match["family"]) and not match["family"].isupper()


def _forenames(text: str, *, lead: bool) -> Iterator[Person]:
    for match in FORENAME.finditer(text):
        name = match["name"].removesuffix("'s").removesuffix("’s")
        if not is_given(name) or is_place(name) or _goes_by(name):
            continue
        start, end = match.start(), match.start() + len(name)
        if _stands_alone(text, start, end, lead=lead) and not _of_body(text, start, end):
            yield Person(name, "name", start, end, name)


def _goes_by(name: str) -> bool:
    """Whether a body goes by a forename."""
    return key(name) in names() or name.casefold() in lines("people/bodies_like_forenames.txt")


def _of_body(text: str, start: int, end: int) -> bool:
    spans = spans_of_bodies(text)
    return any(a <= start < b for a, b in spans) or is_organised(text, end, spans)


def _stands_alone(text: str, start: int, end: int, *, lead: bool) -> bool:
    before = text[max(0, start - 20) : start]
    if NOT_BEHIND.search(before):
        return False
    if lead and BEFORE_ALONE.search(before if start > 20 else text[:start]):
        return bool(ALONE_BEHIND.match(text, end) or TASK.match(text, end))
    followed = re.match(r"[^\S\n]+[A-Z]\w", text[end:]) is not None
    return not followed and _asked().search(before) is not None


@cache
def _asked() -> re.Pattern[str]:
    words = alternatives(sorted(lines("people/asked_words.txt")))
    return re.compile(rf"\b(?:{words})\s+\Z", re.IGNORECASE)
