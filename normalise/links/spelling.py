"""English words, and what a word that is none was meant to be.

A typo, or an error of text recognition, makes a word that nobody knows (``assesment``); two known
words that look alike (``medication``, ``mediation``) are two. Words and how common they are come
from SCOWL (``data/english``); the words of public bodies' names and abbreviations count as known.
"""

import re
from functools import cache, lru_cache

from normalise.register.register import register_words
from normalise.text.typos import Lexicon, close, misread, misread_twice, plain
from normalise.text.word_lists import lines, rows

LEVELS = (10, 20, 35, 40, 50, 55, 60, 70)
"""SCOWL's sizes: the lists that a word is in, from the commonest words to rare ones."""
COMMON = 50
"""Words of this level or below may be what was meant; rarer ones are only known."""
SHORTEST = 5
"""Letters of the shortest word that may be a typo which cannot be put right at once."""
SHORTEST_PART = 3
"""Letters of the shortest word that ran together with another, small words apart."""
GLUED_LEVEL = 35
"""Words that ran together are common ones, or any long word would be two."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CUT = re.compile(r"\b([^\W_\d]+)[ -](?=([^\W_\d]+)\b)")
CACHED = 200_000
"""Words kept: the same ones come again and again."""


@cache
def levels() -> dict[str, int]:
    """How common each English word is: 10 the commonest."""
    found: dict[str, int] = {}
    for n in reversed(LEVELS):
        found |= dict.fromkeys(lines(f"english/words-{n}.txt"), n)
    return found


@cache
def _field_words() -> frozenset[str]:
    """Words of this field and of names, and abbreviations: no typos."""
    listed = {r[k] for r in rows("text/abbreviations.csv") for k in ("long", "short")}
    listed_words = {w for entry in listed for w in entry.split()}
    return register_words() | listed_words | lines("links/field_words.txt")


@lru_cache(CACHED)
def is_known(word: str) -> bool:
    """Whether ``word``, in small letters without apostrophes, is a word or a name."""
    return word.isdigit() or any(
        w in levels() or w in _field_words()
        for w in (word, word.removesuffix("s"), word.removesuffix("es"))
    )


def mended(text: str) -> tuple[str, dict[str, str]]:
    """``text`` with each typo put right that has one reading.

    And, for each typo, what was printed, by what is read; the same if it has no one reading.
    """
    printed: dict[str, str] = {}
    if all(map(_is_fine, WORD.findall(text))):
        return text, printed
    shouted = text.isupper()

    def put_right(match: re.Match[str]) -> str:
        word = match.group()
        if _is_fine(word) or (word.isupper() and not shouted) or not _is_typo(plain(word)):
            return word
        meant = reading(plain(word)) or plain(word)
        printed[meant] = plain(word)
        return meant

    return WORD.sub(put_right, CUT.sub(_cut_word_rejoined, text)), printed


@lru_cache(CACHED)
def _is_fine(printed: str) -> bool:
    return is_known(plain(printed))


def _cut_word_rejoined(match: re.Match[str]) -> str:
    """Two pieces of a word that was cut: ``tenan ts``, ``re-sponds``."""
    if _is_fine(match[1]) and _is_fine(match[2]):
        return match.group()
    whole = plain(match[1] + match[2])
    return match[1] if len(whole) >= SHORTEST and whole in meant_words() else match.group()


@lru_cache(CACHED)
def _is_typo(word: str) -> bool:
    """Whether nobody knows ``word``, which is long enough to be a misspelling."""
    if is_known(word):
        return False
    return len(word) >= SHORTEST or (len(word) >= SHORTEST_PART and reading(word) is not None)


@lru_cache(CACHED)
def reading(word: str) -> str | None:
    """The common words that ``word`` was meant to be; ``None`` if none or two equally common."""
    for find in (misread, close, misread_twice):
        found = find(word, meant_words())
        if found:
            return _commonest(found)
    return _commonest(_glued(word))


def _commonest(found: set[str]) -> str | None:
    ranked = sorted((_rank(w), w) for w in found)
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] < ranked[1][0])
    return ranked[0][1] if alone else None


def _rank(words: str) -> int:
    return max(levels().get(w, COMMON) for w in words.split())


@cache
def meant_words() -> Lexicon:
    """Words that may be meant: common ones, this field's, and those of bodies' names."""
    common = (lines(f"english/words-{n}.txt") for n in LEVELS if n <= COMMON)
    return Lexicon(register_words().union(lines("links/field_words.txt"), *common))


def _glued(word: str) -> set[str]:
    """Two usual words that ran together: ``shareinformation``, ``ina``."""
    parts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return {f"{a} {b}" for a, b in parts if _is_usual(a) and _is_usual(b)}


def _is_usual(word: str) -> bool:
    if len(word) < SHORTEST_PART:
        return word in lines("text/small_words.txt")
    return levels().get(word, COMMON) <= GLUED_LEVEL
