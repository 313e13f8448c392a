"""E-mail addresses and telephone numbers in running text, broken ones too."""

import re
from collections.abc import Iterator

from normalise.people.name_words import is_given
from normalise.people.person import Person, matched, person

_END = r"(?:uk|com|org|net|eu|wales|cymru|scot|info|gov|nhs|police)"
_DOMAIN = (
    rf"[\w-]+(?:\s[a-z][\w-]*)?(?:\s?\.\s?[a-z][\w-]*)*\s?\.\s?{_END}(?![\w-])"
    r"|[\w-]+(?:\.[\w-]+)*"
)
"""A domain goes on behind a space only if it ends as domains do."""
EMAIL = re.compile(rf"[\w.+’'-]*[\w+’'-]\s?@\s?(?:{_DOMAIN})")
WRITTEN_OUT = re.compile(
    r"[\w.+’'-]+\s?[\[({]\s?at\s?[\])}]\s?[\w-]+"
    r"(?:(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?)[\w-]+)+",
    re.IGNORECASE,
)
BRACKETED_AT = re.compile(r"[\[({]\s?at\s?[\])}]", re.IGNORECASE)
CUT_BEFORE = re.compile(r"(?<![\w@])([\w-]+)\s?\.\s\Z")
_EXTENSION = r"(?:ext(?:ension|n)?\.?|x)\s?\d{1,6}\b"
PHONE = re.compile(
    r"(?<![\w/.])(?:(?:\+44|0044)[\s-]?(?:\(0\)[\s-]?)?\d{2,5}|\(0\d{2,5}\)|0\d{2,10})"
    rf"(?:[\s-]?\d){{0,9}}(?:[\s,]*{_EXTENSION})?(?![\w/])",
    re.IGNORECASE,
)
EXTENSION = re.compile(r"\bext(?:ension|n)?\.?[\s:]*(?!(?:19|20)\d\d\b)\d{3,6}\b", re.IGNORECASE)
FEWEST, MOST = 9, 15
"""Digits of a telephone number without its extension, country code included.

British ones have ten or eleven, international ones at most fifteen (ITU E.164); one digit fewer
is masked too, to be safe.
"""
FREE = ("0800", "0808", "0845")
FEWEST_FREE = 8
"""Freephone numbers may be shorter: ``0800 1111`` is Childline's."""


def find_contacts(text: str) -> Iterator[Person]:
    """Addresses and numbers in ``text``; of two that overlap the longer comes first."""
    addresses = EMAIL.finditer(text) if "@" in text else ()
    written_out = WRITTEN_OUT.finditer(text) if BRACKETED_AT.search(text) else ()
    for match in (*addresses, *written_out):
        yield _whole(match)
    numbers = [m for m in PHONE.finditer(text) if _is_number(m.group())]
    for match in (*numbers, *EXTENSION.finditer(text)):
        yield matched(match, "phone")


def _whole(match: re.Match[str]) -> Person:
    """An address, with the forename that a space cut off: ``jane. doe@…``."""
    cut = CUT_BEFORE.search(match.string, 0, match.start())
    start = cut.start(1) if cut and is_given(cut[1]) else match.start()
    return person(match.string, start, match.end(), "email")


def _is_number(words: str) -> bool:
    digits = re.sub(r"\D", "", re.split(r"[a-zA-Z]", words)[0])
    fewest = FEWEST_FREE if digits.startswith(FREE) else FEWEST
    return fewest <= len(digits) <= MOST
