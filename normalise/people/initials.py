"""Initials in a lead cell: ``SC leads``, ``PK to write to BB``, ``JS/KT``, ``ASC (JM)``."""

import re
from collections.abc import Iterator

from normalise.people.person import Person, matched
from normalise.register.register import key, names
from normalise.text.word_lists import lines

TASK = re.compile(
    r"(?<![\w&/])(?P<a>[A-Z]{2,3})\s+(?:leads\b|(?:is|are)\s+[a-z]+ing\b|to\s+(?:write|lead|speak|contact|email|"
    r"e-mail|discuss|liaise|update|chase|follow|meet|ask|raise|send|take|confirm)\b"
    r"(?:\s+(?:to|with|on|up)?\s*(?P<b>[A-Z]{2,3})(?![\w&/]))?)"
)
PAIR = re.compile(r"(?<![\w/&])(?P<a>[A-Z]{2})\s?/\s?(?P<b>[A-Z]{2})(?![\w/&])")
BEHIND = re.compile(r"(?:\(|\s[-–—]\s)(?P<a>[A-Z]{2})(?=\)|\s*(?:$|\n))")
POINTED = re.compile(r"(?<![\w.])(?P<a>(?:[A-Z]\.){2,3})(?=\s*(?:$|[\n,;/)]))")


def find_initials(text: str) -> Iterator[Person]:
    """Initials of persons; three letters that a body goes by are the body."""
    for pattern in (TASK, PAIR, BEHIND, POINTED):
        for match in pattern.finditer(text):
            groups = [g for g, words in match.groupdict().items() if words]
            if pattern is TASK or not any(_is_word(match[g]) for g in groups):
                yield from (
                    matched(match, "initials", g) for g in groups if _may(match[g], pattern)
                )


def _may(word: str, pattern: re.Pattern[str]) -> bool:
    if word in lines("people/short_bodies.txt"):
        return False
    return (len(word) == 2 and pattern is TASK) or not _is_word(word)


def _is_word(word: str) -> bool:
    """Whether capitals stand for a body, a role or a thing."""
    return key(word) in names() or word in lines("people/short_bodies.txt")
