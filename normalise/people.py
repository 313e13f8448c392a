"""Persons named in a plan: finding them, and taking every trace of them out.

A rank or job title is not the person and stays. Bodies named after people stay too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalise.phrases import body_spans
from normalise.register import bodies, key, names
from normalise.word_lists import lines

Kind = Literal["name", "email", "phone", "initials"]
MASKS: dict[Kind, str] = {
    "name": "[name]", "initials": "[name]", "email": "[email]", "phone": "[phone]",
}  # fmt: skip

_RANK = (
    r"(?:(?:T|A|Acting|Temp(?:orary)?|D|Det(?:ective)?|C|Ch(?:ief)?)[/.]?\s?)*"
    r"(?:PC|PS|PCSO|DC|DS|DI|DCI|DSU|DCS|ACC|DACC|ACO|CI|Sgt|Sergeant|Insp(?:ector)?|C/?Insp|"
    r"Supt|Superintendent|Ch(?:ief)?\s?Supt|Constable|Cdr|Commander|Commissioner)\.?"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Cllr|Councillor|Rev(?:erend)?|Sir|Dame|Lady|Lord)\.?"
)
_NAME = r"(?:(?:Mc|Mac|O['’]|D['’]|de |van |al-|Al-)?[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)*)"
EMAIL = re.compile(r"[\w.+’'-]+@[\w-]+(?:\.\s?[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)(?:\d[\s-]?){2,4}\)?[\s-]?(?:\d[\s-]?){5,7}\d(?![\w/])"
)
RANKED = re.compile(rf"\b{_RANK}[^\S\n]+(?P<name>{_NAME}(?:[^\S\n]+{_NAME}){{0,2}})")
TITLED = re.compile(rf"\b{_TITLE}[^\S\n]+(?P<name>{_NAME}(?:[^\S\n]+{_NAME}){{0,2}})")
WORD = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])")
GAP = re.compile(r"[^\S\n]+(?:[A-Z]\.?[^\S\n]+)?")
INITIALS = re.compile(
    r"(?<![\w&/])(?P<a>[A-Z]{2,3})\s+(?:leads?\b|to\s+(?:write|lead|speak|contact|email|e-mail|"
    r"discuss|liaise|update|chase|follow|meet|ask|raise|send|take|confirm)\b"
    r"(?:\s+(?:to|with|on|up)?\s*(?P<b>[A-Z]{2,3})(?![\w&/]))?)"
)
LOCAL_PART = re.compile(r"[a-z]{3,}")
_ORGANISED = (
    r"(?:Foundation|Trust|Centre|House|Hospital|School|Academy|College|Ward|Unit|Road|Street|"
    r"Court|Lodge|Clinic|Surgery|Institute|Charity|Project|Services?|Law|Act|Report|Review|"
    r"Inquiry|Protocol|Practice|Hospice|Home|Association|Partnership|Council)"
)
ORGANISED = re.compile(rf"[^\S\n]+{_ORGANISED}\b")
ORGANISED_NAME = re.compile(rf"\b{_ORGANISED}$")
NAMED_AFTER_PEOPLE = frozenset({"housing", "charity"})
USUAL = 3
"""A word in the names of at least this many bodies is a word of bodies."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name, address or number, and its place in the text it was found in."""

    text: str
    kind: Kind
    start: int
    end: int
    name: str = ""
    """The name without the rank or title before it."""


@cache
def forenames() -> frozenset[str]:
    """Forenames that are seldom another word."""
    return frozenset(w for x in lines("forenames.txt") if x[0] != "?" for w in x.split())


@cache
def wordlike_forenames() -> frozenset[str]:
    """Forenames that are also ordinary words."""
    return frozenset(w for x in lines("forenames.txt") if x[0] == "?" for w in x[1:].split())


@cache
def _body_words() -> frozenset[str]:
    """Words that several bodies' names hold, job titles, plain words: no surname alone."""
    seen: Counter[str] = Counter()
    for body in bodies().values():
        if body.type not in NAMED_AFTER_PEOPLE:
            seen.update({w for alias in body.aliases for w in key(alias).split()})
    usual = {w for w, count in seen.items() if count >= USUAL}
    return frozenset(usual | lines("role_words.txt") | lines("plain_words.txt"))


def find_people(text: str, *, lead: bool = False) -> list[Person]:
    """Persons, e-mail addresses and telephone numbers in ``text``, in printed order.

    ``lead``: the text is a lead cell, where a person may stand with nothing but a name.
    """
    found: list[Person] = []
    for person in _candidates(text, lead=lead):
        if not any(p.start < person.end and person.start < p.end for p in found):
            found.append(person)
    return sorted(found, key=lambda p: p.start)


def _candidates(text: str, *, lead: bool) -> Iterator[Person]:
    for match in EMAIL.finditer(text):
        yield _person(match, 0, "email")
    for match in PHONE.finditer(text):
        yield _person(match, 0, "phone")
    for pattern in (RANKED, TITLED):
        for match in pattern.finditer(text):
            name = _trimmed(match["name"])
            if name:
                end = match.start("name") + len(name)
                whole = text[match.start() : end] if pattern is RANKED else name
                start = match.start() if pattern is RANKED else match.start("name")
                yield Person(whole, "name", start, end, name)
    yield from _with_addresses(text)
    if lead:
        yield from _initials(text)
    yield from _full_names(text, lead=lead)


def _with_addresses(text: str) -> Iterator[Person]:
    """``Priti Underhall`` beside ``priti.underhall@…``, whatever the forename."""
    for address in EMAIL.finditer(text):
        first, *rest = LOCAL_PART.findall(address.group().split("@")[0].lower()) or [""]
        if rest:
            pattern = rf"\b{first}[^\S\n]+{_NAME}"
            for match in re.finditer(pattern, text, re.IGNORECASE):
                if match.group().split()[-1].casefold().startswith(rest[-1][:3]):
                    yield _person(match, 0, "name")


def _initials(text: str) -> Iterator[Person]:
    """``SC leads``, ``PK to write to BB``; three letters that a body goes by are the body."""
    for match in INITIALS.finditer(text):
        for group in ("a", "b"):
            if match[group] and (len(match[group]) == 2 or key(match[group]) not in names()):
                yield _person(match, group, "initials")


def _person(match: re.Match[str], group: int | str, kind: Kind) -> Person:
    start, end = match.span(group)
    return Person(match.string[start:end], kind, start, end, match.string[start:end])


def _trimmed(name: str) -> str:
    """A name without the job title or body that runs on behind it."""
    words = name.split()
    while (
        words
        and words[-1].casefold() in _body_words()
        and (len(words) > 2 or words[-1].casefold() in lines("role_words.txt"))
    ):
        words.pop()
    return " ".join(words)


def _full_names(text: str, *, lead: bool) -> Iterator[Person]:
    words = list(WORD.finditer(text))
    starts = [i for i, w in enumerate(words) if lead or w.group() in forenames()]
    spans = body_spans(text) if starts else []
    for i in starts:
        person = next(
            (p for n in (3, 2) if (p := _full_name(text, words[i : i + n], spans, lead=lead))), None
        )
        if person is not None:
            yield person


def _full_name(
    text: str, words: Sequence[re.Match[str]], spans: Sequence[tuple[int, int]], *, lead: bool
) -> Person | None:
    """The person that a run of capitalised words names, if it is one."""
    start = words[0].start()
    name = _trimmed(text[start : _run(text, words)])
    end = start + len(name)
    if " " not in name or any(a < end and start < b for a, b in spans):
        return None
    if ORGANISED.match(text, end) or ORGANISED_NAME.search(name):
        return None
    named = _is_name(name, text, start, lead=lead)
    return Person(name, "name", start, end, name) if named else None


def _run(text: str, words: Sequence[re.Match[str]]) -> int:
    """Where a run of capitalised words on one line ends."""
    end = words[0].end()
    for word in words[1:]:
        if not GAP.fullmatch(text, end, word.start()):
            break
        end = word.end()
    return end


def _is_name(name: str, text: str, start: int, *, lead: bool) -> bool:
    first, *rest = name.split()
    if first in forenames() or (lead and first in wordlike_forenames()):
        return lead or rest[-1].casefold() not in _body_words()
    return (
        lead
        and _alone(text, start, start + len(name))
        and not any(w.casefold() in _body_words() for w in name.split())
    )


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the words fill a line of a cell, or a part of it that punctuation sets apart."""
    before = re.search(r"[^\s,;(–-][^\S\n]*\Z", text[:start])
    after = re.match(r"[^\S\n]*[^\s,;)–-]", text[end:])
    return before is None and after is None


def parts_of_names(people: Iterable[Person]) -> frozenset[str]:
    """Every word of the names found, for taking out what is left of them elsewhere."""
    words: set[str] = set()
    for person in people:
        if person.kind == "name":
            words.update(w for w in re.split(r"[\s-]+", person.name) if len(w) > 2)
        elif person.kind == "email":
            words.update(w.title() for w in LOCAL_PART.findall(person.text.split("@")[0].lower()))
    return frozenset(w for w in words if w.casefold() not in _body_words())


def masked(text: str, parts: frozenset[str], *, lead: bool = False) -> str:
    """``text`` with every person, address and number in it replaced by its mask."""
    for person in reversed(find_people(text, lead=lead)):
        keep = person.text[: len(person.text) - len(person.name)] if person.kind == "name" else ""
        text = f"{text[: person.start]}{keep}{MASKS[person.kind]}{text[person.end :]}"
    return _without_parts(text, parts)


def _without_parts(text: str, parts: frozenset[str]) -> str:
    if not parts:
        return text
    spans = body_spans(text)
    words = "|".join(re.escape(p) for p in sorted(parts, key=len, reverse=True))

    def replaced(match: re.Match[str]) -> str:
        inside = any(a <= match.start() < b for a, b in spans)
        return match.group() if inside else "[name]"

    text = re.sub(rf"(?<![\w\[])(?:{words})(?![\w\]])", replaced, text)
    return re.sub(r"\[name\](?:[\s-]+\[name\])+", "[name]", text)


def persons_in(people: Sequence[Person]) -> list[str]:
    """Their names as printed, each once; addresses in one piece."""
    texts = [re.sub(r"\s+", "" if p.kind == "email" else " ", p.text) for p in people]
    return list(dict.fromkeys(t for t, p in zip(texts, people, strict=True) if p.kind != "phone"))
