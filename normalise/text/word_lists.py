"""Word lists kept as data files beside the code."""

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``normalise/data/NAME``, a CSV file with a heading line."""
    headings, *listed = csv.reader(_text(name).splitlines())
    return tuple(dict(zip(headings, cells, strict=True)) for cells in listed)


@cache
def lines(name: str) -> frozenset[str]:
    """The lines of ``normalise/data/NAME``, without comments and blank ones."""
    found = set(map(str.strip, _text(name).splitlines()))
    return frozenset(found.difference([x for x in found if x[:1] in ("", "#")]))


def _text(name: str) -> str:
    return (files("normalise.data") / name).read_text(encoding="utf-8")


def alternatives(words: list[str]) -> str:
    """A regular expression for any of ``words``, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
