"""Whether headings are the same, read on two pages: words may be broken or misread."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from normalise.text.running_text import fold

SAME_HEADING = 85.0
"""Least rapidfuzz ratio, of 100, for two headings that may be one: narrow cells break words."""


def same_headings(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two rows of headings name the same columns."""
    pairs = [(fold(x), fold(y)) for x, y in zip(a, b, strict=False)]
    return len(a) == len(b) and all(
        x == y or fuzz.ratio(x, y, score_cutoff=SAME_HEADING) > 0 for x, y in pairs
    )
