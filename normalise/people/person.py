"""A person, address or telephone number found in a text, and its place there."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "email", "phone", "initials"]
MASKS: dict[Kind, str] = {
    "name": "[name]", "initials": "[name]", "email": "[email]", "phone": "[phone]",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name, address or number, and its place in the text it was found in."""

    text: str
    kind: Kind
    start: int
    end: int
    name: str = ""
    """The name without the rank or title before it; the end of ``text``."""


def person(text: str, start: int, end: int, kind: Kind = "name", lead_in: int = 0) -> Person:
    """What stands at ``start`` to ``end``, its first ``lead_in`` characters a rank or title."""
    words = text[start:end]
    return Person(words, kind, start, end, words[lead_in:])


def matched(match: re.Match[str], kind: Kind, group: int | str = 0) -> Person:
    """What ``match`` holds in ``group``."""
    return person(match.string, *match.span(group), kind)
