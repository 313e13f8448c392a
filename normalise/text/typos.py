"""Words that a misspelt or misread word is near to.

A typo is one letter left out, put in, changed or swapped with the next.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalise.text.word_lists import rows

SHORTEST = 5
"""Letters of the shortest word with a wrong letter: shorter ones are near to too many others."""
SHORTEST_SWAP = 4
"""The same where letters were swapped, which makes fewer other words."""
LONG = 8
"""A word of so many letters may have two typos: few words are as near to each other."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
APOSTROPHES = str.maketrans("", "", "'’`")


def plain(word: str) -> str:
    """``word`` in small letters without apostrophes."""
    return word.casefold().translate(APOSTROPHES)


class Lexicon:
    """Words to look for those near a typo; all with its first letter."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take ``words``."""
        self._words = frozenset(words)

    @cached_property
    def _by_shape(self) -> dict[tuple[str, int], list[str]]:
        """The words by first letter and length."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            found[word[:1], len(word)].append(word)
        return found

    def __contains__(self, word: object) -> bool:
        """Whether it is one of the words."""
        return word in self._words

    def one_typo_from(self, word: str) -> set[str]:
        """Words of which a letter was left out, put in, changed or swapped with the next."""
        return set(self._words.intersection(_one_typo(word)))

    def two_typos_from(self, word: str) -> set[str]:
        """Words at most two such typos away."""
        found: set[str] = set()
        for length in range(len(word) - 2, len(word) + 3):
            choices = self._by_shape.get((word[:1], length), ())
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=2, limit=None)
            found.update(w for w, _, _ in near)
        return found

    def anagrams(self, word: str) -> set[str]:
        """Words of the same letters."""
        letters = sorted(word)
        same_shape = self._by_shape.get((word[:1], len(word)), ())
        return {w for w in same_shape if sorted(w) == letters}


def _one_typo(word: str) -> Iterator[str]:
    parts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    yield from [head + tail[1:] for head, tail in parts if tail]
    yield from [head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1]
    yield from [head + letter + tail for head, tail in parts for letter in LETTERS]
    yield from [head + letter + tail[1:] for head, tail in parts if tail for letter in LETTERS]


def close(word: str, lexicon: Lexicon) -> set[str]:
    """Words of ``lexicon`` that ``word`` is a misspelling of, of the likeliest kind only."""
    if not word.isalpha() or len(word) < SHORTEST_SWAP:
        return set()
    near = lexicon.one_typo_from(word)
    swapped = {w for w in near if sorted(w) == sorted(word)}
    doubled = {w for w in near if _undoubled(w) == _undoubled(word)}
    if swapped or len(word) < SHORTEST:
        return swapped or doubled
    found = doubled or near or lexicon.anagrams(word)
    return found or (lexicon.two_typos_from(word) if len(word) >= LONG else set())


def _undoubled(word: str) -> str:
    return "".join(a for a, _ in itertools.groupby(word))


def misread(word: str, lexicon: Lexicon) -> set[str]:
    """Words of ``lexicon`` of which text recognition took one letter, or a pair, for others."""
    return {w for w in _reread(word) if w in lexicon}


def misread_twice(word: str, lexicon: Lexicon) -> set[str]:
    """Words of ``lexicon`` of which that happened at two places."""
    return {w for half in set(_reread(word)) for w in _reread(half) if w in lexicon}


def _reread(word: str) -> Iterator[str]:
    for read, meant_letters in _misread_letters():
        at = word.find(read)
        while at >= 0:
            yield word[:at] + meant_letters + word[at + len(read) :]
            at = word.find(read, at + 1)


@cache
def _misread_letters() -> tuple[tuple[str, str], ...]:
    return tuple((r["read"], r["meant"]) for r in rows("text/misread_letters.csv"))


def meant(word: str, lexicon: Lexicon) -> set[str]:
    """Words of ``lexicon`` that ``word`` may have been meant to be, likely or not."""
    if not word.isalpha() or len(word) < SHORTEST:
        return misread(word, lexicon) | misread_twice(word, lexicon) | close(word, lexicon)
    once = lexicon.one_typo_from(word) | lexicon.anagrams(word) | misread(word, lexicon)
    return once or lexicon.two_typos_from(word) | misread_twice(word, lexicon)
