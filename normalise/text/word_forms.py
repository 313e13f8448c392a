"""The words of a text that count, each in one form.

Small letters, singular, British spelling, abbreviations for what they stand for, numbers in
figures; small words and modals left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from normalise.text.typos import plain
from normalise.text.word_lists import lines, rows

TOKEN = re.compile(r"§[^§]+§|[^\W_]+(?:['\u2019`][^\W_]+)*(?:-[^\W_]+)*|%|&")
AGENCY = "§"
"""Stands before and behind the id of a body."""
AMERICAN = re.compile(r"(?<=\w\w\w)(i|y)z(e|ed|es|er|ers|ing|ation|ations|ational)$")
ALWAYS_Z = frozenset({"prize", "prized", "seize", "seized", "seizing", "capsize", "capsized"})
MARKS = {"&": "and", "%": "percent"}
COMPOUND = "-"
"""Behind what would be a small word if it did not begin a compound: ``in-`` of ``in-patient``."""
CACHED = 100_000
"""Words kept: the same ones come again and again."""
REMEMBERED = 2_000
"""Texts kept: the same recommendation is often printed again."""
Phrase = tuple[tuple[str, ...], tuple[str, ...]]
"""Words, and what stands for them."""


@lru_cache(REMEMBERED)
def counted_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` that count, in their order."""
    return tuple(_without_repetition(_folded(list(_tokens(text)))))


def _tokens(text: str) -> Iterator[str]:
    for found in TOKEN.findall(text):
        if found[0] == AGENCY:
            yield found
        elif COMPOUND in found:
            first, *others = found.split(COMPOUND)
            yield from (_protected(first), *map(one_spelling, others))
        else:
            yield one_spelling(found)


def _protected(part: str) -> str:
    word = one_spelling(part)
    return word + COMPOUND if word in _small() or word == "to" else word


@cache
def _small() -> frozenset[str]:
    return frozenset(one_spelling(w) for w in lines("text/small_words.txt"))


@lru_cache(CACHED)
def one_spelling(word: str) -> str:
    """A word in small letters, singular, in British spelling."""
    bare = MARKS.get(word) or plain(word)
    single = _spellings().get(bare) or _singular(bare)
    single = _spellings().get(single, single)
    return single if single in ALWAYS_Z else AMERICAN.sub(r"\1s\2", single)


@cache
def _spellings() -> dict[str, str]:
    """One spelling for another; abbreviations stay: ``DoLS`` is no plural."""
    short = {w: w for r in rows("text/abbreviations.csv") for w in r["short"].split()}
    return short | {r["word"]: r["same_as"] for r in rows("text/same_spellings.csv")}


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@cache
def _same() -> dict[str, list[Phrase]]:
    """Phrases and what stands for them, by their first word, the longest first."""
    listed = [(r["word"], r["same_as"]) for r in rows("text/same_words.csv")]
    listed += [(r["long"], r["short"]) for r in rows("text/abbreviations.csv")]
    found: dict[str, list[Phrase]] = {}
    for phrase, same_as in listed:
        words = tuple(one_spelling(w) for w in phrase.split())
        found.setdefault(words[0], []).append((words, tuple(same_as.split())))
    return {k: sorted(v, key=lambda pair: -len(pair[0])) for k, v in found.items()}


def _folded(words: Sequence[str]) -> list[str]:
    """Phrases of one meaning as one, small words left out."""
    bare = [w.removesuffix(COMPOUND) for w in words]
    same, small = _same(), _small()
    found: list[str] = []
    i = 0
    while i < len(words):
        phrase = _phrase_at(bare, i, same[words[i]]) if words[i] in same else None
        if phrase:
            found.extend(phrase[1])
            i += len(phrase[0])
        else:
            found.extend(() if words[i] in small else (bare[i],))
            i += 1
    return found


def _phrase_at(words: Sequence[str], i: int, phrases: Sequence[Phrase]) -> Phrase | None:
    return next((p for p in phrases if tuple(words[i : i + len(p[0])]) == p[0]), None)


def _without_repetition(words: Sequence[str]) -> list[str]:
    """``marac marac``, from ``Multi-Agency … Conference (MARAC)``, once."""
    return [w for i, w in enumerate(words) if i == 0 or w != words[i - 1]]
