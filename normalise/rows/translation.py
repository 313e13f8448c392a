"""A plan printed in Welsh as well: its rows are left out where they are in English too."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from normalise.rows.cell_texts import RowText
from normalise.text.word_lists import lines

WORD = re.compile(r"[^\W\d_]+")
WELSH_SHARE = 0.08
"""Share of a Welsh text's words that are in the list; English has next to none of them."""


class HasTexts(Protocol):
    """A table with the texts of its rows."""

    @property
    def texts(self) -> Sequence[RowText]:
        """The text of each row."""


Table = TypeVar("Table", bound=HasTexts)


def translations(tables: Sequence[Table]) -> list[Table]:
    """The Welsh ones of ``tables``, if the others hold as many rows in another language."""
    welsh = [t for t in tables if is_welsh(t.texts)] if len(tables) > 1 else []
    rows = sum(len(t.texts) for t in tables)
    return welsh if 2 * sum(len(t.texts) for t in welsh) == rows else []


def is_welsh(texts: Sequence[RowText]) -> bool:
    """Whether the rows' recommendations and actions are in Welsh."""
    text = " ".join(f"{t.recommendation or ''} {t.action or ''}" for t in texts)
    words = [w.casefold() for w in WORD.findall(text)]
    return sum(w in lines("rows/welsh_words.txt") for w in words) > WELSH_SHARE * len(words)
