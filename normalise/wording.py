"""A recommendation's words without what two writings of it may differ in.

Case, punctuation, numbering, small words, the modal (``must``, ``is to``), singular and plural,
British and American spelling, abbreviations, numbers in words, the agencies' names and slips are
set aside; every other word counts, in its order.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from normalise.area import Area
from normalise.likeness import written_out
from normalise.mentions import PROBATION, Mention, find_mentions
from normalise.register import bodies, key, names
from normalise.spelling import levels, mended
from normalise.word_lists import lines, rows

NOTE_MARKS = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+")
LABEL = re.compile(
    r"""^[\W_]*(?:
        (?:recommendations?|rec|action|point|learning\ point|finding|no|number)\b\.?\s*
            (?:no\.?|number)?\s*(?:[a-z]{0,3}\d+(?:\.\d+)*[a-z]?|[a-z]+(?=\s*:))\s*[:.)\u2013\u2014\n-]
      | [a-z]{0,3}\d+(?:\.\d+)*[a-z]?\s*[:.)\u2013\u2014-](?!\d)
      | \d+(?:\.\d+)+(?=\s)
      | \(?(?:[a-z]|[ivx]{1,4})\)
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A number or letter that stands before the words."""
POINTS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
TOKEN = re.compile(r"§[^§]+§|[^\W_]+(?:['\u2019`][^\W_]+)*(?:-[^\W_]+)*|%|&")
AMERICAN = re.compile(r"(?<=\w\w\w)(i|y)z(e|ed|es|er|ers|ing|ation|ations|ational)$")
ALWAYS_Z = frozenset({"prize", "prized", "seize", "seized", "seizing", "capsize", "capsized"})
AGENCY = "§"
COMPOUND = "-"
"""Behind a part of a compound that would be a small word by itself: ``in-`` of ``in-patient``."""
CACHED = 100_000


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that count, and what was printed at the places of slips."""

    words: tuple[str, ...]
    slips: tuple[tuple[int, str], ...]

    @property
    def letters(self) -> str:
        """The words without spaces: ``multi agency`` and ``multiagency`` are one."""
        return "".join(self.words)


def wording(text: str, area: Area) -> Wording:
    """The words of ``text`` that count; agencies, read for ``area``, by their ids."""
    right, printed = mended(_unlabelled(text))
    listed = _without_repetition(_folded(list(_tokens(_with_ids(written_out(right), area)))))
    slips = {_one_spelling(r): p for r, p in printed.items()}
    return Wording(tuple(listed), tuple((i, slips[w]) for i, w in enumerate(listed) if w in slips))


def _unlabelled(text: str) -> str:
    plain = unicodedata.normalize("NFKC", NOTE_MARKS.sub(" ", text))
    plain = POINTS.sub(lambda m: m.group().replace(".", ""), plain)
    return LABEL.sub("", plain, count=1)


def _with_ids(text: str, area: Area) -> str:
    for mention in reversed(find_mentions(text, area)):
        body = _body_id(mention)
        if body:
            text = f"{text[: mention.start]} {AGENCY}{body}{AGENCY} {text[mention.end :]}"
    return text


def _body_id(mention: Mention) -> str | None:
    """The id of a body that is named; a kind of body (``Police``) stays as printed.

    Its kind is as much as a recommendation says that is made again in another area.
    """
    if mention.body is None or mention.body.generic:
        return None
    kinds = [i for i in names().get(key(mention.text), ()) if bodies()[i].generic]
    local = bool(kinds) and mention.method == "area" and mention.body.id != PROBATION
    return None if local or _is_ordinary(mention.text) else mention.body.id


def _is_ordinary(text: str) -> bool:
    """``Act`` is a word, ``ACT`` may be a charity."""
    return text.casefold() in levels() and not text.isupper()


def _tokens(text: str) -> Iterator[str]:
    for found in TOKEN.findall(text):
        if found[0] == AGENCY:
            yield found
        elif COMPOUND in found:
            yield from (_protected(part) for part in found.split(COMPOUND))
        else:
            yield _one_spelling(found)


def _protected(part: str) -> str:
    word = _one_spelling(part)
    return word + COMPOUND if word in _small() or word == "to" else word


@cache
def _small() -> frozenset[str]:
    return frozenset(_one_spelling(w) for w in lines("small_words.txt"))


@lru_cache(CACHED)
def _one_spelling(word: str) -> str:
    """A word in small letters, singular, in British spelling."""
    plain = {"&": "and", "%": "percent"}.get(word) or re.sub(r"['\u2019`]", "", word.casefold())
    single = _spellings().get(plain) or _singular(plain)
    single = _spellings().get(single, single)
    return single if single in ALWAYS_Z else AMERICAN.sub(r"\1s\2", single)


@cache
def _spellings() -> dict[str, str]:
    """One spelling for another; abbreviations stay: ``DoLS`` is no plural."""
    short = {w: w for r in rows("abbreviations.csv") for w in r["short"].split()}
    return short | {r["word"]: r["same_as"] for r in rows("same_spellings.csv")}


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@cache
def _same() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Phrases and what stands for them, by their first word, the longest first."""
    listed = [(r["word"], r["same_as"]) for r in rows("same_words.csv")]
    listed += [(r["long"], r["short"]) for r in rows("abbreviations.csv")]
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, same_as in listed:
        words = tuple(_one_spelling(w) for w in phrase.split())
        found.setdefault(words[0], []).append((words, tuple(same_as.split())))
    return {k: sorted(v, key=lambda pair: -len(pair[0])) for k, v in found.items()}


def _folded(words: Sequence[str]) -> list[str]:
    """Phrases of one meaning as one, small words left out."""
    bare = [w.removesuffix(COMPOUND) for w in words]
    found: list[str] = []
    i = 0
    while i < len(words):
        length, instead = _phrase_at(bare, i) if words[i] == bare[i] else (1, (bare[i],))
        found.extend(instead)
        i += length
    return found


def _phrase_at(words: Sequence[str], i: int) -> tuple[int, tuple[str, ...]]:
    for phrase, instead in _same().get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            return len(phrase), instead
    return 1, () if words[i] in _small() else (words[i],)


def _without_repetition(words: Sequence[str]) -> list[str]:
    """``marac marac``, from ``Multi-Agency … Conference (MARAC)``, once."""
    return [w for i, w in enumerate(words) if i == 0 or w != words[i - 1]]


def recommendation_id(letters: str) -> str:
    """The id of a recommendation with these words (``Wording.letters``)."""
    return "rec-" + hashlib.sha256(letters.encode()).hexdigest()[:16]
