"""The check after masking, that no part of a name that was found survives.

It looks in another way than the masking does, at the letters of each word alone.
"""

import re
from collections.abc import Iterator
from typing import Any

from normalise.people.full_names import spans_of_bodies
from normalise.people.masking import SHORTEST_INSIDE, KnownNames, is_other_word
from normalise.people.name_words import is_family, is_given, is_ordinary, letters, only_letters

PIECE = re.compile(r"[^\W\d_]+")
MID_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]+\b(?! [A-Z])")


def remains(text: str, known: KnownNames) -> list[tuple[int, int]]:
    """Places in ``text`` that hold a word of a name, alone or glued, in whatever letters."""
    if known.any.search(only_letters(text)) is None:
        return []
    spans = spans_of_bodies(text)
    outside = (m for m in PIECE.finditer(text) if not any(a <= m.start() < b for a, b in spans))
    return [m.span() for m in outside if _holds(m, known) and not is_other_word(m, spans)]


def _holds(piece: re.Match[str], known: KnownNames) -> bool:
    word = letters(piece.group())
    if word in known.sure:
        return True
    other = is_ordinary(word) or is_family(word) or is_given(word)
    return not other and any(n in word for n in known.sure if len(n) >= SHORTEST_INSIDE)


def may_remain(text: str, known: KnownNames) -> bool:
    """Whether a word of a name that is a word too stands as a name does: "as Brown had said"."""
    if known.any.search(only_letters(text)) is None:
        return False
    spans = spans_of_bodies(text)
    words = (m for m in MID_SENTENCE.finditer(text) if letters(m.group()) in known.wordlike)
    return not all(any(a <= m.start() < b for a, b in spans) for m in words)


def strings(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a record of dicts and lists, keys included, with its field's name."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield field, name
            yield from strings(item, name)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item, field)
