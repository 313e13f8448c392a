"""Typos in a name: words run together, letters lost, swapped or misread.

Only words that no name of the register holds are changed, so that no place, direction or kind
becomes another (South Ayrshire and South Derbyshire). What comes out must be a whole name.
"""

import itertools
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from normalise.register.register import names, register_words

SHORTEST = 8
"""A name of one word shorter than this is too easily like another word."""
SHORTEST_WORD = 4
"""Shorter words are left as they are: too many others are one letter away."""
LONG_WORD = 9
"""From this length on a word may have two typos: hardly another is as near."""
MOST_WORDS = 12
"""All but three of the register's names have no more words; it bounds what is tried."""
MISREAD = str.maketrans("01568", "olsgb")
"""Figures that text recognition takes for letters."""


class Respelled(NamedTuple):
    """A name of the register, by ``key``, and its similarity to what is printed, 0 to 1."""

    key: str
    score: float


@lru_cache(20_000)
def respelled(words: str) -> Respelled | None:
    """The one name that ``words`` (a ``key``) is a typo of; ``None`` if none or several are."""
    if len(words) < SHORTEST or not 1 <= len(words.split()) <= MOST_WORDS:
        return None
    glued = _without_spaces().get(words.replace(" ", ""))
    if glued:
        return Respelled(glued, round(fuzz.ratio(words, glued) / 100, 3))
    found = {name for name in _corrections(words.split()) if name in names()}
    same = {names()[name] for name in found}
    if len(same) != 1:
        return None
    name = min(found)
    return Respelled(name, round(fuzz.ratio(words, name) / 100, 3))


@cache
def _without_spaces() -> dict[str, str]:
    """Names by their letters alone; letters that make two names are left out."""
    found: dict[str, str] = {}
    for name in names():
        letters = name.replace(" ", "")
        if len(letters) >= SHORTEST:
            other = found.get(letters)
            found[letters] = name if other is None or names()[other] == names()[name] else ""
    return found


def _corrections(words: Sequence[str]) -> Iterator[str]:
    """Every way to put words of the register for those that it does not know."""
    choices = [[w] if _known(w) else _near(w) for w in words]
    if all(choices) and sum(not _known(w) for w in words) <= max(1, len(words) // 2):
        for chosen in itertools.product(*choices):
            yield " ".join(chosen)


def _known(word: str) -> bool:
    return len(word) < SHORTEST_WORD or word in register_words()


@lru_cache(20_000)
def _near(word: str) -> list[str]:
    """The words of the register that differ by the fewest typos."""
    plain = word.translate(MISREAD)
    if plain in register_words():
        return [plain]
    typos = 2 if len(word) >= LONG_WORD else 1
    close = process.extract(
        plain, _by_length(len(word), typos), scorer=OSA.distance, score_cutoff=typos, limit=8
    )
    fewest = min((d for _, d, _ in close), default=0)
    return [w for w, d, _ in close if d == fewest]


@cache
def _by_length(length: int, typos: int) -> list[str]:
    return [w for w in sorted(register_words()) if abs(len(w) - length) <= typos]
