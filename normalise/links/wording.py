"""A recommendation's words without what two writings of it may differ in.

Case, punctuation, numbering, small words, the modal (``must``, ``is to``), singular and plural,
British and American spelling, abbreviations, numbers in words, the agencies' names and typos are
set aside; every other word counts, in its order.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from normalise.agencies.fuzzy_matching import written_out
from normalise.agencies.kinds_of_body import find_shorthand, is_unnamed, kind_role, named, unnamed
from normalise.agencies.mentions import Mention, find_mentions
from normalise.links.spelling import levels, mended
from normalise.register.area import Area
from normalise.register.departments import kind_of
from normalise.register.kinds import only_bodies
from normalise.register.names_in_text import find_phrases
from normalise.register.register import bodies, key, names
from normalise.text.word_forms import counted_words, one_spelling
from normalise.text.word_lists import rows

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
REMEMBERED = 2_000
"""Texts that are read once: the same words are often printed again."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that count, and what was printed at the places of typos.

    A body is put for its names (``normalise.agencies.kinds_of_body``). ``meant`` gives, for what
    is put for a kind of body, the body that it is in the document's area, where that is certain.
    """

    words: tuple[str, ...]
    typos: tuple[tuple[int, str], ...]
    meant: tuple[tuple[str, str], ...] = ()

    @property
    def letters(self) -> str:
        """The words without spaces: ``multi agency`` and ``multiagency`` are one."""
        return "".join(self.words)


def wording(text: str, area: Area) -> Wording:
    """The words of ``text`` that count; agencies, read for ``area``, by their ids."""
    right, typos = _put_right(text)
    marked, meant = _with_bodies(right, area)
    words = counted_words(marked)
    mistyped = tuple((i, typos[w]) for i, w in enumerate(words) if w in typos) if typos else ()
    return Wording(words, mistyped, meant)


@lru_cache(REMEMBERED)
def _put_right(text: str) -> tuple[str, dict[str, str]]:
    """``text`` without its number, typos put right; what was printed, by the word that is read."""
    even = text if text.isascii() else unicodedata.normalize("NFKC", NOT_WORDS.sub(" ", text))
    if even.count(".") > 1:
        even = POINTS.sub(lambda m: m.group().replace(".", ""), even)
    right, printed = mended(LABEL.sub("", even, count=1))
    if _short_words() & set(right.casefold().split()):
        right = _longer(right)
    return right, {one_spelling(r): p for r, p in printed.items()}


def _longer(text: str) -> str:
    """``text`` with short words written out, but those in the register's longer names."""
    of_several_words = [p for p in find_phrases(text) if " " in p.key]
    known = [p for p in of_several_words if _short_words() & set(p.key.split())]
    starts = [0, *(p.end for p in known)]
    ends = [*(p.start for p in known), len(text)]
    between = [written_out(text[a:b]) for a, b in zip(starts, ends, strict=True)]
    kept = [*(text[p.start : p.end] for p in known), ""]
    return "".join(a + b for a, b in zip(between, kept, strict=True))


@cache
def _short_words() -> frozenset[str]:
    return frozenset(r["short"] for r in rows("agencies/short_words.csv"))


def _with_bodies(text: str, area: Area) -> tuple[str, tuple[tuple[str, str], ...]]:
    """``text`` with bodies and kinds of bodies marked, and which body each kind is here."""
    meant: dict[str, str] = {}
    for mention in reversed(_mentions(text, area)):
        marked = _marked(mention)
        if marked:
            text = f"{text[: mention.start]} {marked} {text[mention.end :]}"
        if mention.body and not mention.body.generic and is_unnamed(marked):
            meant[marked] = named(mention.body.id)
    return text, tuple(sorted(meant.items()))


def _mentions(text: str, area: Area) -> list[Mention]:
    short = list(find_shorthand(text, area))
    if not short:
        return find_mentions(text, area)
    longer = [m for m in find_mentions(text, area) if not any(_is_one(m, s) for s in short)]
    short = [s for s in short if not any(m.start < s.end and s.start < m.end for m in longer)]
    return sorted(longer + short, key=lambda m: m.start)


def _is_one(mention: Mention, shorthand: Mention) -> bool:
    """Whether a mention is of the same words, as a kind that no area settles."""
    generic = mention.body is not None and mention.body.generic
    return generic and key(mention.text).removeprefix("the ") == key(shorthand.text)


def _marked(mention: Mention) -> str:
    """What is put for a body; ``""`` for a word that only looks like its name."""
    kind = _kind(mention)
    if kind:
        role = kind_role(kind)
        return unnamed(role, "".join(counted_words(mention.text))) if role else ""
    if mention.body is None or mention.body.generic or _is_ordinary(mention.text):
        return ""
    return named(mention.body.id)


def _kind(mention: Mention) -> str:
    """The kind that a mention names, if it names no one body (``Police``); else ``""``.

    Its kind is as much as a recommendation says that is made again in another area.
    """
    only = mention.body is not None and mention.body.id in only_bodies().values()
    if mention.kind or mention.method != "area" or only:
        return mention.kind
    kinds = [i for i in names().get(key(mention.text), ()) if bodies()[i].generic]
    return kind_of(mention.text) or next(iter(kinds), "")


def _is_ordinary(text: str) -> bool:
    """``Act`` is a word, ``ACT`` may be a charity."""
    return text.casefold() in levels() and not text.isupper()


def recommendation_id(letters: str) -> str:
    """The id of a recommendation with these words (``Wording.letters``)."""
    return "rec-" + hashlib.sha256(letters.encode()).hexdigest()[:16]
