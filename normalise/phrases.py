"""Names of the register found in running text: the longest one that starts at each word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from normalise.register import bodies, key, names
from normalise.word_lists import rows

APART = re.compile(r"[;•/()]")
SET_ASIDE = str.maketrans("", "", "'’`.")
REMEMBERED = 20_000
"""Texts whose names are kept: each cell is read for agencies, area, people and masking."""
CACHED = 100_000
TOKEN = re.compile(r"[^\W_]+(?:['’`.][^\W_]+)*|&")


class Token(NamedTuple):
    """A word as it is looked up, and its place in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of the register found in a text: its ``key``, and its place."""

    key: str
    start: int
    end: int


@lru_cache(REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of ``text``; apostrophes and points within a word are set aside."""
    return tuple(Token(_token_key(m.group()), m.start(), m.end()) for m in TOKEN.finditer(text))


@lru_cache(CACHED)
def _token_key(word: str) -> str:
    return "and" if word == "&" else word.casefold().translate(SET_ASIDE)


@cache
def _reach() -> dict[tuple[str, str], int]:
    """The most words in a name that starts with two words, plural endings set aside.

    Of a name of one word, the second is empty; for a word that starts no name there is none.
    """
    reach: dict[tuple[str, str], int] = {}
    for name in names():
        words = name.split()
        first, second = _singular(words[0]), _singular(words[1]) if len(words) > 1 else ""
        reach.setdefault((first, ""), 1)
        reach[first, second] = max(reach.get((first, second), 1), len(words))
    return reach


@lru_cache(CACHED)
def _first(word: str) -> str:
    """The singular of a word that names start with; else ``""``."""
    single = _singular(word)
    return single if (single, "") in _reach() else ""


@lru_cache(CACHED)
def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


@cache
def _singulars() -> dict[str, str]:
    """Names of two words or more by their words without plural endings.

    Two names that differ in nothing else are left out.
    """
    found: dict[str, str] = {}
    for name in names():
        if " " in name:
            plain = " ".join(map(_singular, name.split()))
            other = found.get(plain)
            found[plain] = name if other is None or names()[other] == names()[name] else ""
    return found


class _Words(NamedTuple):
    """A text, its words as they are looked up, and the start and end of each."""

    text: str
    keys: list[str]
    places: list[tuple[int, int]]

    def printed(self, i: int, n: int) -> str:
        """The text of ``n`` words."""
        return self.text[self.places[i][0] : self.places[i + n - 1][1]]


@lru_cache(REMEMBERED)
def find_phrases(text: str) -> tuple[Phrase, ...]:
    """Names of the register in ``text``, longest first at each place, none overlapping."""
    keys = [_token_key(word) for word in TOKEN.findall(text)]
    if not any(map(_first, keys)):
        return ()
    return tuple(_phrases(_Words(text, keys, [m.span() for m in TOKEN.finditer(text)])))


def _phrases(words: _Words) -> Iterator[Phrase]:
    i = 0
    while i < len(words.keys):
        found = _name_at(words, i) if _first(words.keys[i]) else None
        if found:
            name, n = found
            yield Phrase(name, words.places[i][0], words.places[i + n - 1][1])
        i += found[1] if found else 1


def _name_at(words: _Words, i: int) -> tuple[str, int] | None:
    """The name at a word: the longest, or a shorter one if then the next goes further.

    "Probation Service North East and North Cumbria ICB" is two bodies, not three.
    """
    longest = _longest_at(words, i, len(words.keys))
    if longest is None or longest[1] < 3 or _longest_at(words, i + longest[1], 99):
        return longest
    shorter = _longest_at(words, i, longest[1] - 1)
    if shorter is not None:
        after = _longest_at(words, i + shorter[1], len(words.keys))
        if after is not None and shorter[1] + after[1] > longest[1]:
            return shorter
    return longest


def _longest_at(words: _Words, i: int, most: int) -> tuple[str, int] | None:
    """The longest name of at most so many words that starts at a word, and its words' number."""
    keys = words.keys[i : i + most]
    first = _first(keys[0]) if keys else ""
    if not first:
        return None
    second = _singular(keys[1]) if len(keys) > 1 else ""
    keys = keys[: _reach().get((first, second), 1)]
    for n in range(len(keys), 0, -1):
        name = " ".join(keys[:n])
        if name not in names():
            name = _singulars().get(" ".join(map(_singular, keys[:n])), "")
        if name and not _crosses(words.printed(i, n), name):
            return name, n
    return None


def _crosses(words: str, name: str) -> bool:
    """Whether a name would run over a mark or a line's end that sets two bodies apart."""
    if "\n" in words and key(words.split("\n", 1)[0]) in names():
        return True
    return bool(APART.search(words)) or ("," in words and name not in _with_comma())


@cache
def _with_comma() -> frozenset[str]:
    return frozenset(key(a) for b in bodies().values() for a in b.aliases if "," in a)


@cache
def ordinary_words() -> frozenset[str]:
    """Names that are also ordinary words or phrases, by ``key``."""
    listed = (*rows("agencies/ambiguous.csv"), *rows("agencies/more_aliases.csv"))
    return frozenset(key(r["alias"]) for r in listed if "ordinary word" in r["note"])


def body_spans(text: str) -> list[tuple[int, int]]:
    """Places in ``text`` that are names of bodies of two words or more."""
    return [(p.start, p.end) for p in find_phrases(text) if " " in p.key]
