"""English words, and what a word that is none was meant to be.

A slip of the pen or of text recognition makes a word that nobody knows (``assesment``); two known
words that look alike (``medication``, ``mediation``) are two. Words and how common they are come
from SCOWL (``data/english``); the words of public bodies' names and abbreviations count as known.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalise.register import register_words
from normalise.word_lists import lines, rows

LEVELS = (10, 20, 35, 40, 50, 55, 60, 70)
COMMON = 50
"""Words of this level or below may be what was meant; rarer ones are only known."""
SHORTEST = 5
SHORTEST_SWAP = 4
"""Letters of the shortest word whose letters were swapped."""
LONG = 8
"""A word of so many letters may have two slips."""
SHORTEST_PART = 3
GLUED_LEVEL = 35
"""Words that ran together are common ones."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CUT = re.compile(r"\b([^\W_\d]+)[ -](?=([^\W_\d]+)\b)")
CACHED = 200_000


@cache
def levels() -> dict[str, int]:
    """How common each English word is: 10 the commonest."""
    return {w: n for n in reversed(LEVELS) for w in lines(f"english/words-{n}.txt")}


@cache
def _field_words() -> frozenset[str]:
    """Abbreviations and words of names, which are no slips."""
    listed = {r[k] for r in rows("abbreviations.csv") for k in ("long", "short")}
    return register_words() | {w for entry in listed for w in entry.split()}


@lru_cache(CACHED)
def is_known(word: str) -> bool:
    """Whether ``word``, in small letters without apostrophes, is a word or a name."""
    return any(
        w in levels() or w in _field_words()
        for w in (word, word.removesuffix("s"), word.removesuffix("es"))
    )


def mended(text: str) -> tuple[str, dict[str, str]]:
    """``text`` with each slip put right that has one reading.

    And, for each slip, what was printed, by what is read; the same if it has no one reading.
    """
    printed: dict[str, str] = {}
    shouted = text.isupper()

    def put_right(match: re.Match[str]) -> str:
        word = plain(match.group())
        if not _is_slip(word) or (match.group().isupper() and not shouted):
            return match.group()
        meant = reading(word) or word
        printed[meant] = word
        return meant

    return WORD.sub(put_right, CUT.sub(_joined, text)), printed


def _joined(match: re.Match[str]) -> str:
    """Two pieces of a word that was cut: ``tenan ts``, ``re-sponds``."""
    left, right = (plain(part) for part in match.groups())
    cut = not (is_known(left) and is_known(right)) and len(left + right) >= SHORTEST
    return match[1] if cut and _is_common(left + right) else match.group()


def _is_slip(word: str) -> bool:
    """Whether nobody knows ``word``, which is long enough to be a misspelling."""
    if word.isdigit() or is_known(word):
        return False
    return len(word) >= SHORTEST or (len(word) >= SHORTEST_PART and reading(word) is not None)


def plain(word: str) -> str:
    """``word`` in small letters without apostrophes."""
    return re.sub(r"['’]", "", word.casefold())


@lru_cache(CACHED)
def reading(word: str) -> str | None:
    """The common words that ``word`` was meant to be; ``None`` if none or two equally common."""
    for found in (_misread(word), _close(word, common_words()), _glued(word)):
        ranked = sorted((_rank(w), w) for w in found)
        if ranked:
            alone = len(ranked) == 1 or ranked[0][0] < ranked[1][0]
            return ranked[0][1] if alone else None
    return None


def _rank(words: str) -> int:
    return max(levels().get(w, COMMON) for w in words.split())


def _misread(word: str) -> set[str]:
    """Common words of which text recognition took one or two letters for others."""
    once = set(_reread(word))
    return {w for w in once if _is_common(w)} or {
        w for half in once for w in _reread(half) if _is_common(w)
    }


def _reread(word: str) -> Iterator[str]:
    for row in rows("misread_letters.csv"):
        at = word.find(row["read"])
        while at >= 0:
            yield word[:at] + row["meant"] + word[at + len(row["read"]) :]
            at = word.find(row["read"], at + 1)


def _is_common(word: str) -> bool:
    return levels().get(word, COMMON + 1) <= COMMON


@cache
def common_words() -> "Lexicon":
    """Words that may be meant."""
    return Lexicon(w for w, n in levels().items() if n <= COMMON and len(w) >= SHORTEST_SWAP)


class Lexicon:
    """Words by first letter and length, to look for those near a slip."""

    def __init__(self, words: Iterable[str]) -> None:
        """Sort ``words`` in."""
        self._words: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            self._words[word[:1], len(word)].append(word)

    def near(self, word: str, slips: int) -> set[str]:
        """Words with the same first letter within so many slips (OSA distance)."""
        lengths = range(len(word) - slips, len(word) + slips + 1)
        choices = [w for n in lengths for w in self._words.get((word[:1], n), ())]
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return {w for w, _, _ in found}

    def anagrams(self, word: str) -> set[str]:
        """Words with the same first letter and the same letters."""
        letters = sorted(word)
        return {w for w in self._words.get((word[:1], len(word)), ()) if sorted(w) == letters}


def _close(word: str, lexicon: Lexicon) -> set[str]:
    """Words of ``lexicon`` that ``word`` is a slip of: of the likeliest kind that gives any."""
    if not word.isalpha():
        return set()
    if len(word) < SHORTEST_SWAP:
        return set()
    near = lexicon.near(word, 1)
    swapped = {w for w in near if sorted(w) == sorted(word)}
    if swapped or len(word) < SHORTEST:
        return swapped
    doubled = {w for w in near if _undoubled(w) == _undoubled(word)}
    found = doubled or near or lexicon.anagrams(word)
    return found or (lexicon.near(word, 2) if len(word) >= LONG else set())


def _undoubled(word: str) -> str:
    return "".join(a for a, _ in itertools.groupby(word))


def _glued(word: str) -> set[str]:
    """Two usual words that ran together: ``shareinformation``, ``ina``."""
    parts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return {f"{a} {b}" for a, b in parts if _is_usual(a) and _is_usual(b)}


def _is_usual(word: str) -> bool:
    if len(word) < SHORTEST_PART:
        return word in lines("small_words.txt")
    return levels().get(word, COMMON) <= GLUED_LEVEL


def close_words(word: str, lexicon: Lexicon) -> set[str]:
    """Words of ``lexicon`` that ``word`` may have been meant to be."""
    return _close(word, lexicon) | {w for w in _misread(word) if w in lexicon.near(w, 0)}
