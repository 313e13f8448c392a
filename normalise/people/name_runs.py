"""Runs of words in a text that are shaped as a name: ``Siobhán Ní Dhomhnaill``, ``J.P. Roe``."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from normalise.text.word_lists import lines

TOKEN = re.compile(
    r"(?<![\w@.])(?:(?:[A-Z]\.\s?){1,3}(?![a-z])|[^\W\d_]+(?:(?:[-‐]|['’](?!s\b))[^\W\d_]+)*)(?![\w@]|&\w)"
)
INITIAL = re.compile(r"(?:[A-Z]\.\s?){1,3}|[A-Z]")
GAP = re.compile(r"[^\S\n]*")
SHORTEST_CAPITALS = 3
"""Letters of the shortest name in capitals: two are initials."""
REMEMBERED = 64
"""Texts whose words are kept: names are sought in several ways."""
REMEMBERED_WORDS = 20_000
"""Words whose shape is kept: the same ones come again and again."""
LONGEST = 4
"""Most words in a name; small words such as ``van der`` are not counted, but are no more."""


class Word(NamedTuple):
    """A word of a text and its place."""

    text: str
    start: int
    end: int

    @property
    def initial(self) -> bool:
        """``J``, ``J.`` or ``J.P.``."""
        return self.text[0].isupper() and INITIAL.fullmatch(self.text) is not None

    @property
    def particle(self) -> bool:
        """``van``, ``bin``, ``ní``."""
        return self.text.casefold() in lines("people/name_particles.txt")

    @property
    def capitals(self) -> bool:
        """Printed in capitals, and long enough to be a name."""
        return self.text.isupper() and len(self.text) >= SHORTEST_CAPITALS

    @property
    def shaped(self) -> bool:
        """Written as a name is: a capital, then small letters; or all capitals."""
        return self.text[0].isupper() and (not self.text.isupper() or self.capitals)


@lru_cache(REMEMBERED)
def words_of(text: str) -> tuple[Word, ...]:
    """Words of ``text``; initials with their points are one word."""
    found = ((m.group().rstrip(), m.start()) for m in TOKEN.finditer(text))
    return tuple(Word(word, start, start + len(word)) for word, start in found)


def runs(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Longest stretches of ``words`` on one line that may hold names: first and past the last."""
    i = 0
    while i < len(words):
        end = i + 1
        if _fits(words[i]):
            while (
                end < len(words) and _fits(words[end]) and _adjoin(text, words[end - 1 : end + 1])
            ):
                end += 1
            yield i, end
        i = end


def _fits(word: Word) -> bool:
    return _may_be_in_a_name(word.text)


@lru_cache(REMEMBERED_WORDS)
def _may_be_in_a_name(text: str) -> bool:
    word = Word(text, 0, len(text))
    return word.shaped or word.initial or word.particle


def _adjoin(text: str, pair: Sequence[Word]) -> bool:
    return GAP.fullmatch(text, pair[0].end, pair[1].start) is not None


def stretches(first: int, end: int, words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Parts of a run that may be one name, the longest at each place first."""
    for i in range(first, end):
        for j in range(min(end, i + 2 * LONGEST), i + 1, -1):
            part = tuple(words[i:j])
            if sum(not w.particle for w in part) <= LONGEST:
                yield part
