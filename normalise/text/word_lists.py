"""Word lists kept as data files: each is read from ``normalise/data``, in the folder of its room.

A list has one of two forms. **Terms** are words as one would say them: in the language of
``normalise.text.terms`` (``train*``, ``raise ... awareness``, ``see/seen alone``), or plain words
and phrases that are looked up as they stand, the simplest form. **Patterns** are regular
expressions, in a column ``pattern``.

Every line says why it is there or where it is from: in a column ``note``, ``reason`` or
``source``, which no code reads; in a text file the comment at its head says it for all of its
words, in a list taken whole from elsewhere a ``SOURCES.md`` beside it. What code asks of a line
has a column of its own. ``tests/normalise/text/test_word_lists.py`` sees to it.
"""

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
