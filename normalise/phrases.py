"""Names of the register found in running text: the longest one that starts at each word."""

import re
from collections import defaultdict
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
TOKEN = re.compile(r"[^\W_]+(?:['’`.][^\W_]+)*|&")


class Tokens(NamedTuple):
    """The words of a text as they are looked up, without plural endings too, and their places."""

    keys: tuple[str, ...]
    singular: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of the register found in a text: its ``key``, and its place."""

    key: str
    start: int
    end: int


@lru_cache(REMEMBERED)
def tokens(text: str) -> Tokens:
    """The words of ``text``; apostrophes and points within a word are set aside."""
    found = list(TOKEN.finditer(text))
    keys = tuple(_token_key(m.group()) for m in found)
    starts, ends = tuple(m.start() for m in found), tuple(m.end() for m in found)
    return Tokens(keys, tuple(map(_singular, keys)), starts, ends)


@lru_cache(REMEMBERED)
def _token_key(word: str) -> str:
    return "and" if word == "&" else word.casefold().translate(SET_ASIDE)


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the names have that start with a word, plural endings set aside."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names():
        words = name.split()
        lengths[_singular(words[0])].add(len(words))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


@lru_cache(REMEMBERED)
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


@lru_cache(REMEMBERED)
def find_phrases(text: str) -> tuple[Phrase, ...]:
    """Names of the register in ``text``, longest first at each place, none overlapping."""
    return tuple(_phrases(text))


def _phrases(text: str) -> Iterator[Phrase]:
    words = tokens(text)
    i = 0
    while i < len(words.keys):
        found = _name_at(text, words, i) if words.singular[i] in _lengths() else None
        if found:
            yield Phrase(found[0], words.starts[i], words.ends[i + found[1] - 1])
        i += found[1] if found else 1


def _name_at(text: str, words: Tokens, i: int) -> tuple[str, int] | None:
    """The name at a word: the longest, or a shorter one if then the next goes further.

    "Probation Service North East and North Cumbria ICB" is two bodies, not three.
    """
    longest = _longest_at(text, words, i, len(words.keys))
    if longest is None or longest[1] < 3 or _longest_at(text, words, i + longest[1], 99):
        return longest
    shorter = _longest_at(text, words, i, longest[1] - 1)
    if shorter is not None:
        after = _longest_at(text, words, i + shorter[1], len(words.keys))
        if after is not None and shorter[1] + after[1] > longest[1]:
            return shorter
    return longest


def _longest_at(text: str, words: Tokens, i: int, most: int) -> tuple[str, int] | None:
    """The longest name of at most so many words that starts at a word, and its words' number."""
    most = min(len(words.keys) - i, most)
    lengths = _lengths().get(words.singular[i], ()) if most > 0 else ()
    for n in lengths:
        if n > most:
            continue
        name = " ".join(words.keys[i : i + n])
        if name not in names():
            name = _singulars().get(" ".join(words.singular[i : i + n]), "")
        if name and not _crosses(text[words.starts[i] : words.ends[i + n - 1]], name):
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
