"""Words of a heading or a cell as numbered features, the same when weights are fitted and used.

Features are hashed (Weinberger et al., *Feature hashing for large scale multitask learning*, 2009):
no list of words is kept, and a slip of the pen still shares most letter groups with the right word.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import log1p, sqrt
from zlib import crc32

Features = dict[int, float]
"""Weight by number of feature."""

HEADING_BUCKETS = 1 << 14
CELL_BUCKETS = 1 << 13
LETTER_GROUPS = (2, 5)
"""Shortest and longest group of letters of a heading's word."""
WORD_WEIGHT = 2.0
PAIR_WEIGHT = 1.5
FIRST_WORDS = 40
"""A cell says what it is in its first words."""
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{MONTH}\.?,?\s*'?\d{{2,4}}\b"
    rf"|\b{MONTH}[-\s]\d{{2}}\b|\bq[1-4]\b|\b20\d\d(?:/\d\d)?\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[A-Za-z]{0,4}[-. ]?\d+(?:[./]\d+)*[a-z]?[.):]?")
HEADING_WORD = re.compile(r"[a-z0-9']+|[#?%>/]")
CELL_WORD = re.compile(r"[a-z']+|\d+|[%£@&/?]")
NAME_WORD = re.compile(r"[A-Za-z][\w'&-]*")
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
SIZES = {
    "length": (1, 3, 6, 10, 16, 25, 40, 60, 90, 140, 220, 400),
    "words": (1, 2, 3, 5, 8, 12, 20, 35, 60),
    "digits": (0, 0.05, 0.15, 0.35, 0.6),
    "upper": (0, 0.05, 0.12, 0.25, 0.5, 0.9),
    "names": (0, 0.1, 0.25, 0.5, 0.75, 0.99),
    "dated": (0, 0.1, 0.3, 0.6, 0.85),
    "sentences": (0, 1, 2, 4),
    "lines": (0, 1, 3, 8),
}
"""Upper ends of the steps in which a cell is measured."""


def plain(text: str) -> str:
    """``text`` in small letters and single spaces, typographic marks as typewritten ones."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"(?<=\w)- ?\n?(?=[a-z])", "", text)
    return " ".join(re.sub(r"([/>#?&%])", r" \1 ", text).lower().split())


def heading_features(text: str) -> Features:
    """Letter groups, words and pairs of words of a heading, at length 1."""
    folded = plain(text)
    counts: dict[int, float] = defaultdict(float)
    for group in _letter_groups(folded):
        counts[_bucket("c", group, HEADING_BUCKETS)] += 1
    words = HEADING_WORD.findall(folded)
    for word in words:
        counts[_bucket("w", word, HEADING_BUCKETS)] += WORD_WEIGHT
    for pair in pairwise(words):
        counts[_bucket("p", " ".join(pair), HEADING_BUCKETS)] += PAIR_WEIGHT
    return _at_length({k: log1p(v) for k, v in counts.items()}, 1.0)


def cell_features(text: str) -> Features:
    """Words and shape of a cell, at length 3."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").strip()
    counts: dict[int, float] = defaultdict(float)
    for name, weight in _cell_names(text):
        counts[_bucket("", name, CELL_BUCKETS)] += weight
    return _at_length(counts, 3.0)


def _letter_groups(folded: str) -> Iterator[str]:
    shortest, longest = LETTER_GROUPS
    for word in folded.split():
        edged = f" {word} "
        for size in range(shortest, longest + 1):
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


def _cell_names(text: str) -> Iterator[tuple[str, float]]:
    flat = " ".join(text.lower().split())
    words = ["0" * len(w) if w.isdigit() else w for w in CELL_WORD.findall(flat)]
    yield from ((f"u {w}", 1.0) for w in dict.fromkeys(words[:FIRST_WORDS]))
    yield from ((f"b {a} {b}", 1.0) for a, b in dict.fromkeys(pairwise(words[:12])))
    if words:
        yield f"first {words[0]}", 2.0
        yield f"first two {' '.join(words[:2])}", 1.5
        yield f"last {words[-1]}", 1.0
        yield f"ends {words[0][-3:]}", 1.0
        yield f"ends {words[0][-2:]}", 1.0
    yield from _shape(text, flat, len(words))


def _shape(text: str, flat: str, words: int) -> Iterator[tuple[str, float]]:
    length = max(1, len(flat))
    letters = [c for c in text if c.isalpha()]
    names = NAME_WORD.findall(text)
    dates = [m.group() for m in DATE.finditer(text)]
    yield _step("length", len(flat)), 2.0
    yield _step("words", words), 2.0
    yield _step("digits", sum(map(str.isdigit, flat)) / length), 1.5
    yield _step("upper", sum(map(str.isupper, letters)) / max(1, len(letters))), 1.5
    yield _step("names", sum(n[0].isupper() for n in names) / max(1, len(names))), 1.5
    yield _step("dated", sum(map(len, dates)) / length), 2.0
    yield _step("sentences", len(SENTENCE_END.findall(flat))), 1.0
    yield _step("lines", text.count("\n")), 0.5
    yield f"dates {min(3, len(dates))}", 1.5
    yield f"end {flat[-1] if flat and not flat[-1].isalnum() else 'word'}", 1.0
    if NUMBER.fullmatch(text):
        yield "number", 3.0
    if text and not any(map(str.isalnum, text)):
        yield "sign", 3.0


def _step(name: str, value: float) -> str:
    return f"{name} {sum(value > end for end in SIZES[name])}"


def _bucket(kind: str, name: str, buckets: int) -> int:
    return crc32(f"{kind} {name}".encode()) % buckets


def _at_length(counts: dict[int, float], length: float) -> Features:
    size = sqrt(sum(v * v for v in counts.values())) or 1.0
    return {k: v / size * length for k, v in counts.items()}
