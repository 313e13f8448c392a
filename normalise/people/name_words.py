"""What a word may be in a name: forename, surname, or a word that names nobody.

The lists are data (``data/NAME_SOURCES.md``); what names bodies and places is the register's.
"""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from normalise.register.register import bodies, key
from normalise.text.word_lists import lines

NAMED_AFTER_PEOPLE = frozenset({"housing", "charity"})
USUAL = 3
"""A word in the names of at least this many bodies is one of bodies: two may be named after one
person.
"""
STROKES = str.maketrans("łŁøØđĐ", "lLoOdD")
SHORTEST_TYPO = 6
"""Letters of the shortest word of bodies known in spite of a typo: shorter ones are near names."""
NO_LETTERS = dict.fromkeys(i for i in range(128) if not chr(i).isalpha())
WORDS, TEXTS = 100_000, 5_000
"""How many words, and texts, are remembered: the same ones come again and again."""
NAMED_BY_PLACE = frozenset(
    {"local_authority", "police", "community_safety_partnership", "ccg_former", "icb", "prison"}
)
"""Kinds of body whose names are those of places."""


@lru_cache(TEXTS)
def only_letters(text: str) -> str:
    """A text as the lists hold a word: lower case, letters only, without accents."""
    if text.isascii():
        return text.lower().translate(NO_LETTERS)
    plain = unicodedata.normalize("NFKD", text.translate(STROKES))
    return re.sub(r"[^a-z]", "", plain.casefold())


@lru_cache(WORDS)
def letters(word: str) -> str:
    """A word as the lists hold it."""
    return only_letters.__wrapped__(word)


@cache
def _listed(file: str, *, wordlike: bool) -> frozenset[str]:
    if wordlike:
        chosen = [x.lstrip("? ") for x in lines(file) if x[0] == "?"]
    else:
        chosen = [x for x in lines(file) if x[0] != "?"]
    return frozenset("\n".join(chosen).split())


@lru_cache(WORDS)
def is_given(word: str) -> bool:
    """A forename that is seldom another word."""
    first, *others = re.split(r"[-‐]", word)
    sure = letters(first) in _listed("people/forenames.txt", wordlike=False)
    return sure and all(may_be_given(p) for p in others)


def may_be_given(word: str) -> bool:
    """A forename, if only of those that are words too."""
    return letters(word) in _listed("people/forenames.txt", wordlike=True) or is_given(word)


@lru_cache(WORDS)
def is_family(word: str) -> bool:
    """A surname that is seldom another word; of a double one, one part is."""
    return any(_family(letters(p)) for p in re.split(r"[-‐]", word))


def _family(word: str) -> bool:
    listed = _listed("people/surnames.txt", wordlike=False)
    return word in listed or (word.endswith(("ska", "cka")) and f"{word[:-1]}i" in listed)


@lru_cache(WORDS)
def may_be_family(word: str) -> bool:
    """A surname, if only of those that are words too."""
    return is_family(word) or letters(word) in _listed("people/surnames.txt", wordlike=True)


def is_place(word: str) -> bool:
    """A word of a place's name: ``Kent``, ``Lincoln``."""
    return letters(word) in _place_words()


@cache
def _place_words() -> frozenset[str]:
    named = (b.name for b in bodies().values() if b.type in NAMED_BY_PLACE)
    return frozenset(letters(w) for name in named for w in key(name).split())


@cache
def body_words() -> frozenset[str]:
    """Words that several bodies' names hold, job titles, plain words: no surname alone."""
    named = (b.aliases for b in bodies().values() if b.type not in NAMED_AFTER_PEOPLE)
    words = ({w for alias in aliases for w in key(alias).split()} for aliases in named)
    seen = Counter(chain.from_iterable(words))
    usual = {w for w, count in seen.items() if count >= USUAL}
    return frozenset(usual | lines("people/role_words.txt") | lines("people/plain_words.txt"))


def is_role_word(word: str) -> bool:
    """A word of job titles."""
    small = word.casefold().strip(".")
    return small in lines("people/role_words.txt") or small.rstrip("s") in lines(
        "people/role_words.txt"
    )


@lru_cache(WORDS)
def is_ordinary(word: str) -> bool:
    """An English word, or a compound of such: ``Housing``, ``Self-Neglect``."""
    return all(_ordinary(p) for p in re.split(r"[-‐]", word))


def _ordinary(word: str) -> bool:
    small = re.sub(r"['’]s?$", "", word.casefold())
    ordinary = _listed("people/ordinary_words.txt", wordlike=False)
    return (
        small in ordinary or letters(small) in ordinary or small in lines("people/plain_words.txt")
    )


@lru_cache(WORDS)
def names_nobody(word: str) -> bool:
    """A job title, a word of bodies' names or an English word, and no surname or forename."""
    if is_role_word(word):
        return True
    if is_given(word) or may_be_family(word):
        return False
    known = word.casefold() in body_words() or _is_typo_of_body_word(word.casefold())
    return known or (is_ordinary(word) and not may_be_given(word))


@lru_cache(20_000)
def _is_typo_of_body_word(word: str) -> bool:
    """``Polcie``, ``Hosptals``: one typo from a word that only bodies' names have."""
    if len(word) < SHORTEST_TYPO:
        return False
    words = lines("people/organisation_words.txt") | lines("people/organised_words.txt")
    return any(
        OSA.distance(word, form, score_cutoff=1) <= 1
        for w in words
        if len(w) >= SHORTEST_TYPO
        for form in (w, f"{w}s")
    )
