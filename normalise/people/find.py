"""Persons named in a plan, their e-mail addresses and telephone numbers.

A rank or job title is not the person and stays. Bodies named after people stay too.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from normalise.people.contacts import find_contacts
from normalise.people.full_names import full_names
from normalise.people.initials import find_initials
from normalise.people.name_runs import TOKEN
from normalise.people.name_words import names_nobody
from normalise.people.person import Person
from normalise.people.single_names import odd_names
from normalise.people.titled_names import titled_names

__all__ = ["Person", "find_people", "local_words", "persons_in"]

REMEMBERED = 2_000
"""Texts whose persons are kept: masking reads each cell twice."""


def find_people(
    text: str, *, lead: bool = False, in_small_letters: frozenset[str] = frozenset()
) -> list[Person]:
    """Persons, e-mail addresses and telephone numbers in ``text``, in printed order.

    ``lead``: the text is a lead cell, where a person may stand with nothing but a name.
    ``in_small_letters``: words that the document prints so, and that are no names for it.
    """
    return list(_found(text, lead, in_small_letters))


@lru_cache(REMEMBERED)
def _found(text: str, lead: bool, in_small_letters: frozenset[str]) -> tuple[Person, ...]:
    found: list[Person] = []
    for person in _candidates(text, lead=lead, in_small_letters=in_small_letters):
        if not any(p.start < person.end and person.start < p.end for p in found):
            found.append(person)
    return tuple(sorted(found, key=lambda p: p.start))


def _candidates(text: str, *, lead: bool, in_small_letters: frozenset[str]) -> Iterator[Person]:
    """Everything that may be a person, what is surest first."""
    contacts = list(find_contacts(text))
    yield from contacts
    yield from titled_names(text)
    yield from _with_addresses(text, contacts)
    yield from full_names(text, lead=lead, in_small_letters=in_small_letters)
    yield from odd_names(text, lead=lead)
    if lead:
        yield from find_initials(text)


def _with_addresses(text: str, contacts: Sequence[Person]) -> Iterator[Person]:
    """``Priti Underhall`` beside ``priti.underhall@…``, whatever the forename."""
    for address in contacts:
        first, *rest = local_words(address) or [""]
        if rest:
            pattern = rf"\b{first}[^\S\n]+(?:{TOKEN.pattern})"
            for match in re.finditer(pattern, text, re.IGNORECASE):
                if match.group().split()[-1].casefold().startswith(rest[-1][:3]):
                    yield Person(match.group(), "name", *match.span(), match.group())


def local_words(address: Person) -> list[str]:
    """The names in an address: ``priti``, ``underhall``; none of a mailbox or a number."""
    if address.kind != "email":
        return []
    local = re.split(r"[@\[({]", address.text)[0].casefold()
    words = re.findall(r"[a-z]{3,}", local)
    return words if len(words) > 1 and not any(names_nobody(w) for w in words) else []


def persons_in(people: Sequence[Person]) -> list[str]:
    """Their names as printed, each once; addresses in one piece."""
    texts = [re.sub(r"\s+", "" if p.kind == "email" else " ", p.text) for p in people]
    return list(dict.fromkeys(t for t, p in zip(texts, people, strict=True) if p.kind != "phone"))
