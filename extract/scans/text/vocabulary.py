"""Misread words mended by the words that the document itself, or the caller, vouches for.

Only a word that recognition was not sure of and that nobody vouches for is changed, and only
where one vouched word, not two, explains it. Numbers and dates are left as they were read.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.lines import rows_of_words
from extract.model import Page, Word, numbered
from extract.scans.text.confusions import DIGITS, HEADINGS, alike
from schemas.fragment import Box

SURE = 0.9
"""A word read with this confidence or more is evidence, and is not changed."""
OFTEN = 2
"""A word seen so many times vouches for others."""
LONG = 7
"""A word of so many letters vouches for others if it was seen once."""
SHORTEST = 4
"""Words of fewer letters are too much alike to be mended."""
SHORTEST_PART = 2
"""Neither part of a word that is cut in two is shorter."""
BROKEN_GAP = 0.3
"""Parts of a broken word stand no further apart than this times their size."""
CODES = 3
"""So many codes with one letter (R1, R2, R3) show that it is followed by a figure."""
CORE = re.compile(r"^([\W_]*?)([^\W_].*?)([.,;:)\]'’\"”]*)$")
QUARTER = re.compile(r"^Q[iIl!|]$")
YEAR = re.compile(r"^20\d\d\b")
"""Before a year, ``Qi`` is the first quarter."""
CODE = re.compile(r"^([A-Z])\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Vouched:
    """What words may be mended to: words in lower case, and letters that lead codes."""

    words: frozenset[str]
    often: frozenset[str]
    """Those seen more than once in the document."""
    codes: frozenset[str]


def mended(pages: Sequence[Page], vocabulary: frozenset[str]) -> list[Page]:
    """``pages`` of one document with misread words mended.

    ``vocabulary`` holds words in lower case that may occur, such as those of agencies' names.
    """
    vouched = _vouched(pages, vocabulary)
    return [_mended_page(p, vouched) if _was_read(p) else p for p in pages]


def _was_read(page: Page) -> bool:
    return any(w.confidence is not None for w in page.words)


def _vouched(pages: Iterable[Page], vocabulary: frozenset[str]) -> Vouched:
    sure = [w.text for p in pages for w in p.words if w.confidence is None or w.confidence >= SURE]
    seen = Counter(core(t).lower() for t in sure)
    words = frozenset(t for t, n in seen.items() if _is_word(t) and (n >= OFTEN or len(t) >= LONG))
    often = frozenset(t for t in words if seen[t] >= OFTEN)
    codes = Counter(m[1] for t in sure if (m := CODE.match(core(t))))
    return Vouched(words | vocabulary, often, frozenset(c for c, n in codes.items() if n >= CODES))


def core(text: str) -> str:
    """``text`` without punctuation around it."""
    found = CORE.match(text)
    return found[2] if found else ""


def _is_word(text: str) -> bool:
    return text.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _mended_page(page: Page, vouched: Vouched) -> Page:
    level = [w for w in page.words if w.edges]
    words = [m for row in rows_of_words(level) for m in _mended_row(row, vouched)]
    # Rotated words, which have no edges, stay in the order in which they are read.
    words += [m for w in page.words if not w.edges for m in _mended_word(w, vouched)]
    return page.with_words(numbered(words))


def _mended_row(row: Sequence[Word], vouched: Vouched) -> Iterator[Word]:
    """Words of one line; parts of a broken word are put together first."""
    joined: list[Word] = []
    for word in row:
        if joined and _broken(joined[-1], word, vouched):
            joined[-1] = _together(joined[-1], word)
        else:
            joined.append(word)
    for word, after in zip(joined, [*joined[1:], None], strict=True):
        if after and QUARTER.match(word.text) and YEAR.match(after.text):
            yield _with_text(word, "Q1")
        else:
            yield from _mended_word(word, vouched)


def _doubtful(word: Word, vouched: Vouched) -> bool:
    unsure = word.confidence is not None and word.confidence < SURE
    return unsure and core(word.text).lower() not in vouched.words


def _broken(left: Word, right: Word, vouched: Vouched) -> bool:
    """Whether two words stand close, make a vouched word together, and are none apart."""
    gap = right.box.x0 - left.box.x1
    whole = core(left.text + right.text).lower()
    return (
        gap <= BROKEN_GAP * left.size
        and left.text.isalpha()
        and len(whole) > SHORTEST
        and whole in vouched.words
        and (_doubtful(left, vouched) or _doubtful(right, vouched))
    )


def _together(left: Word, right: Word) -> Word:
    box = Box(
        left.box.x0,
        min(left.box.top, right.box.top),
        right.box.x1,
        max(left.box.bottom, right.box.bottom),
    )
    return left._replace(text=left.text + right.text, box=box, edges=left.edges + right.edges)


def _mended_word(word: Word, vouched: Vouched) -> list[Word]:
    if not _doubtful(word, vouched):
        return [word]
    found = CORE.match(word.text)
    if not found:
        return [word]
    before, inner, after = found.groups()
    better = _code(inner, vouched) or _only_likeness(inner + after, vouched)
    if better:
        tail = "" if better[1] else after
        return [_with_text(word, before + better[0] + tail)]
    return _parted(word, vouched) or [word]


Mend = tuple[str, bool]
"""A better text, and whether it stands for the punctuation behind as well."""


def _code(inner: str, vouched: Vouched) -> Mend | None:
    """``RQ`` as ``R9`` where the document has R1, R2 and R3."""
    if len(inner) == 2 and inner[0] in vouched.codes and inner[1] in DIGITS:
        return inner[0] + DIGITS[inner[1]], False
    return None


def _only_likeness(text: str, vouched: Vouched) -> Mend | None:
    """The one vouched word that ``text`` is a misreading of, in its capitals."""
    inner = core(text)
    if inner in HEADINGS:
        return HEADINGS[inner], False
    for part, whole in ((inner, False), (text, True)):
        if len(part) < SHORTEST or any(c.isdigit() for c in part):
            continue
        likely = {w for w in alike(part.lower()) if w in vouched.words and len(w) >= SHORTEST}
        likely |= _hyphened(part.lower(), vouched)
        if len(likely) == 1:
            return _in_capitals(likely.pop(), part), whole
    return None


def _hyphened(text: str, vouched: Vouched) -> set[str]:
    return {w for w in vouched.often if "-" in w and w.replace("-", "") == text}


def _in_capitals(text: str, pattern: str) -> str:
    if pattern.isupper():
        return text.upper()
    return text[0].upper() + text[1:] if pattern[0].isupper() else text


def _with_text(word: Word, text: str) -> Word:
    if len(text) == len(word.text):
        return word._replace(text=text)
    width = word.box.width / max(len(text), 1)
    edges = tuple(word.box.x0 + i * width for i in range(len(text)))
    return word._replace(text=text, edges=edges)


def _parted(word: Word, vouched: Vouched) -> list[Word] | None:
    """``ofthe`` as two words, where only one cut gives two words of the document."""
    text = word.text
    if not text.isalpha() or not text.islower() or len(word.edges) != len(text):
        return None
    inner = range(SHORTEST_PART, len(text) - SHORTEST_PART + 1)
    cuts = [i for i in inner if text[:i] in vouched.often and text[i:] in vouched.often]
    if len(cuts) != 1:
        return None
    stops = [0, cuts[0], len(text)]
    return [_piece(word, a, b) for a, b in itertools.pairwise(stops)]


def _piece(word: Word, start: int, stop: int) -> Word:
    right = word.edges[stop] if stop < len(word.edges) else word.box.x1
    box = word.box._replace(x0=word.edges[start], x1=right)
    return word._replace(text=word.text[start:stop], box=box, edges=word.edges[start:stop])
