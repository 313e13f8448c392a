"""Names of the register found in running text: the longest one that starts at each word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from normalise.register.register import bodies, key, names
from normalise.text.word_lists import rows

APART = re.compile(r"[;•/()]")
SET_ASIDE = str.maketrans("", "", "'’`.")
TEXTS = 2_000
"""Texts whose names are kept: each cell of a plan is read for agencies, area and people."""
WORDS = 20_000
"""Words whose forms are kept: the same ones come again and again."""
TOKEN = re.compile(r"[^\W_]+(?:['’`.][^\W_]+)*|&")


@dataclass(slots=True, eq=False)
class Tokens:
    """The words of ``text`` as they are looked up, and without plural endings too."""

    text: str
    keys: tuple[str, ...]
    singular: tuple[str, ...]
    _spans: list[tuple[int, int]] | None = None

    def span(self, first: int, count: int) -> tuple[int, int]:
        """The place in the text of so many words; most texts are never asked."""
        if self._spans is None:
            self._spans = [m.span() for m in TOKEN.finditer(self.text)]
        return self._spans[first][0], self._spans[first + count - 1][1]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of the register found in a text: its ``key``, and its place."""

    key: str
    start: int
    end: int


@lru_cache(TEXTS)
def tokens(text: str) -> Tokens:
    """The words of ``text``; apostrophes and points within a word are set aside."""
    forms = list(map(_token, TOKEN.findall(text)))
    keys, singular = zip(*forms, strict=True) if forms else ((), ())
    return Tokens(text, keys, singular)


@lru_cache(WORDS)
def _token(word: str) -> tuple[str, str]:
    looked_up = "and" if word == "&" else word.casefold().translate(SET_ASIDE)
    return looked_up, _singular(looked_up)


@lru_cache(WORDS)
def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


class _Index(NamedTuple):
    """How names are found by their words, plural endings set aside."""

    lengths: dict[str, dict[str, list[int]]]
    """How many words the names have that start with two words, the longest first."""
    names: dict[str, str]
    """Names of two words or more; two that differ in nothing else are left out."""


@cache
def _index() -> _Index:
    lengths: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    found: dict[str, str] = {}
    for name in names():
        first, *others = map(_singular, name.split())
        lengths[first][others[0] if others else ""].add(1 + len(others))
        if others:
            plain = " ".join((first, *others))
            other = found.get(plain)
            found[plain] = name if other is None or names()[other] == names()[name] else ""
    ordered = {
        first: {second: sorted(ns, reverse=True) for second, ns in seconds.items()}
        for first, seconds in lengths.items()
    }
    return _Index(ordered, found)


@lru_cache(TEXTS)
def find_phrases(text: str) -> tuple[Phrase, ...]:
    """Names of the register in ``text``, longest first at each place, none overlapping."""
    return tuple(_phrases(text))


def _phrases(text: str) -> Iterator[Phrase]:
    words = tokens(text)
    past = 0
    for i in _likely(words.singular):
        found = _name_at(words, i) if i >= past else None
        if found:
            past = i + found[1]
            yield Phrase(found[0], *words.span(i, found[1]))


def _likely(singular: Sequence[str]) -> Iterator[int]:
    """Places of words that a name may start with, by the word and the one behind it."""
    starts = _index().lengths
    for i, (first, second) in enumerate(zip_longest(singular, singular[1:])):
        seconds = starts.get(first)
        if seconds is not None and (second in seconds or "" in seconds):
            yield i


def _name_at(words: Tokens, i: int) -> tuple[str, int] | None:
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


def _longest_at(words: Tokens, i: int, most: int) -> tuple[str, int] | None:
    """The longest name of at most so many words that starts at a word, and its words' number."""
    for n in _lengths_at(words, i):
        if n > min(len(words.keys) - i, most):
            continue
        name = " ".join(words.keys[i : i + n])
        if name not in names():
            name = _index().names.get(" ".join(words.singular[i : i + n]), "")
        if name and not _crosses(words.text[slice(*words.span(i, n))], name):
            return name, n
    return None


def _lengths_at(words: Tokens, i: int) -> list[int]:
    """How many words the names may have that start at a word, the longest first."""
    two = words.singular[i : i + 2]
    seconds = _index().lengths.get(two[0]) if two else None
    if seconds is None:
        return []
    longer = seconds.get(two[1], []) if len(two) > 1 else []
    return longer + seconds.get("", [])


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
    listed = (*rows("register/ambiguous.csv"), *rows("register/more_aliases.csv"))
    return frozenset(key(r["alias"]) for r in listed if r["ordinary_word"] == "yes")


def body_spans(text: str) -> list[tuple[int, int]]:
    """Places in ``text`` that are names of bodies of two words or more."""
    return [(p.start, p.end) for p in find_phrases(text) if " " in p.key]
