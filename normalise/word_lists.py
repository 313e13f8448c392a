"""Word lists kept as data files beside the code."""

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``normalise/data/NAME``, a CSV file with a heading line."""
    text = (files("normalise.data") / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def lines(name: str) -> frozenset[str]:
    """The lines of ``normalise/data/NAME``, without comments and blank ones."""
    text = (files("normalise.data") / name).read_text(encoding="utf-8")
    return frozenset(x for line in text.splitlines() if (x := line.strip()) and x[0] != "#")


def alternatives(words: list[str]) -> str:
    """A regular expression for any of ``words``, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
