"""A recommendation's words without what two writings of it may differ in.

Case, punctuation, numbering, small words, the modal (``must``, ``is to``), singular and plural,
British and American spelling, abbreviations, numbers in words, the agencies' names and slips are
set aside; every other word counts, in its order.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from normalise.area import Area
from normalise.likeness import written_out
from normalise.mentions import PROBATION, Mention, find_mentions
from normalise.register import bodies, key, names
from normalise.spelling import levels, mended
from normalise.word_forms import AGENCY, counted_words, one_spelling
from normalise.word_lists import rows

NOT_WORDS = re.compile(r"[§\u00b9\u00b2\u00b3\u2070-\u2079]+")
"""Marks of footnotes, and the mark that we put around ids."""
LABEL = re.compile(
    r"""^[\W_]*(?:
        (?:recommendations?|rec|r|action|point|learning\ point|finding|no|number)\b\.?\s*
            (?:no\.?|number)?\s*(?:[a-z]{0,3}\d+(?:\.\d+)*[a-z]?|[a-z]+(?=\s*:))\s*[:.)\u2013\u2014\n-]
      | [a-z]{0,3}\d+(?:\.\d+)*[a-z]?\s*(?:[:.)](?!\d)|[\u2013\u2014-](?=\s))
      | \d+(?:\.\d+)+(?=\s)
      | \(?(?:[a-z]|[ivx]{1,4})\)
    )[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A number or letter that stands before the words."""
POINTS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
REMEMBERED = 20_000
"""Texts that are read once: the same words are often printed again."""


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
    right, slips = _put_right(text)
    words = counted_words(_with_ids(right, area))
    return Wording(words, tuple((i, slips[w]) for i, w in enumerate(words) if w in slips))


@lru_cache(REMEMBERED)
def _put_right(text: str) -> tuple[str, dict[str, str]]:
    """``text`` without its number, slips put right; what was printed, by the word that is read."""
    even = unicodedata.normalize("NFKC", NOT_WORDS.sub(" ", text))
    even = POINTS.sub(lambda m: m.group().replace(".", ""), even)
    right, printed = mended(LABEL.sub("", even, count=1))
    if _short_words() & set(right.casefold().split()):
        right = written_out(right)
    return right, {one_spelling(r): p for r, p in printed.items()}


@cache
def _short_words() -> frozenset[str]:
    return frozenset(r["short"] for r in rows("short_words.csv"))


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


def recommendation_id(letters: str) -> str:
    """The id of a recommendation with these words (``Wording.letters``)."""
    return "rec-" + hashlib.sha256(letters.encode()).hexdigest()[:16]
