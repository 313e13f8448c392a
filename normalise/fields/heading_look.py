"""How much a row of a table looks like its headings: type, fill, length, place and words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp, log
from statistics import median

import numpy as np

from normalise.fields.heading_meaning import NO_HEADING, classes, meaning
from normalise.fields.weights import Array, weights
from schemas.fragment import Cell, TableFragment

LONG = 120
"""More characters than a heading has, but for one with instructions under it."""
LONGEST = 200
"""So many characters are no heading, whatever they say."""
UNSURE = (0.02, 0.98)
"""The words of one cell alone do not make it a heading, or rule it out."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What the cells of a table usually look like."""

    length: float
    bold: float
    size: float
    fill: str | None
    cols: int
    method: str


def usual(fragment: TableFragment) -> Usual:
    """The usual look of the cells of ``fragment``."""
    written = [c for c in fragment.cells if c.lines]
    sizes = [line.size for c in written for line in c.lines]
    fills = Counter(c.fill for c in written)
    return Usual(
        length=float(median([len(c.text) for c in written] or [0])),
        bold=sum(c.bold for c in written) / max(1, len(written)),
        size=float(median(sizes or [0.0])),
        fill=fills.most_common(1)[0][0] if fills else None,
        cols=fragment.cols,
        method=fragment.method,
    )


def heading_odds(cells: Sequence[Cell], below: Sequence[Cell], index: int, like: Usual) -> float:
    """Log odds that a row is one of headings.

    ``cells``: its own written cells; ``below``: those of the next row; ``index``: its place in
    the fragment, from 0.
    """
    if not cells:
        return -9.0
    odds = weights("heading_rows").of_dense(look_features(cells, below, index, like))
    return float(odds[1] - odds[0])


def look_features(cells: Sequence[Cell], below: Sequence[Cell], index: int, like: Usual) -> Array:
    """What the regression weighs."""
    texts = [c.text for c in cells]
    words = [_named(t) for t in texts]
    lengths = [len(t) for t in texts]
    bold = sum(c.bold or c.lines[0].bold for c in cells) / len(cells)
    under: list[float] = [len(c.text) for c in below if c.lines] or [like.length]
    bold_under = sum(c.bold for c in below) / max(1, len(below))
    filled = [c.fill for c in cells]
    fields = {_field(t) for t in texts}
    upright = sum(t.rstrip().endswith((".", ";")) for t in texts) / len(texts)
    digits = sum(t[:1].isdigit() for t in texts) / len(texts)
    values: list[float] = [
        sum(words) / len(words) / 3, min(words) / 3, sum(w > 0 for w in words) / len(words),
        bold - like.bold, bold - bold_under, bold,
        sum(f is not None and f != like.fill for f in filled) / len(filled),
        sum(f is not None for f in filled) / len(filled),
        log(1 + sum(lengths) / len(lengths)) / 3, max(lengths) > LONG,
        log((1 + like.length) / (1 + float(median(lengths)))) / 2,
        log((1 + float(median(under))) / (1 + float(median(lengths)))) / 2,
        min(1.0, len(cells) / like.cols), len(cells) / 10, len(cells) <= 1,
        index == 0, index == 1, index == 2, index > 2,
        upright, digits,
        len(fields) / len(cells), bool(fields & {"recommendation", "action"}),
        bool(fields & {"lead", "target_date", "outcome"}),
        _size(cells) / like.size - 1 if like.size else 0.0,
        like.method == "stream", like.method == "dump",
    ]  # fmt: skip
    return np.array(values, np.float32)


def _named(text: str) -> float:
    """Log odds that a text's words are a heading's."""
    least, most = UNSURE
    if len(text) > LONGEST:
        return log(least / (1 - least))
    none = float(meaning(text)[classes().index(NO_HEADING)])
    share = min(most, max(least, 1 - none))
    return log(share / (1 - share))


def _field(text: str) -> str:
    return NO_HEADING if len(text) > LONGEST else classes()[int(np.argmax(meaning(text)))]


def _size(cells: Sequence[Cell]) -> float:
    sizes = list(chain.from_iterable((line.size for line in c.lines) for c in cells))
    return float(median(sizes)) if sizes else 0.0


def probability(odds: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
