"""What the cells of a column hold, by fitted weights: a body, a date, a sentence that asks."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from normalise.fields.weights import Array, softmax, weights
from normalise.fields.words import cell_features

REMEMBERED = 4096
"""Cells of the last documents; a batch must not grow with all that it reads."""
LEAST = 0.01
"""One cell alone cannot rule a role out."""
MOST_CELLS = 24
"""So many cells of a column are looked at, evenly spread."""


@lru_cache(REMEMBERED)
def cell_roles(text: str) -> Array:
    """Probability of each of ``roles()`` for a cell's text."""
    return softmax(weights("cells").of_sparse(cell_features(text)))


def roles() -> tuple[str, ...]:
    """What a cell can hold."""
    return weights("cells").classes


def sampled(cells: Sequence[str]) -> list[str]:
    """At most ``MOST_CELLS`` of the written cells."""
    written = [c for c in cells if c.strip()]
    step = max(1, -(-len(written) // MOST_CELLS))
    return written[::step]


def column_roles(cells: Sequence[str]) -> tuple[Array, Array]:
    """Mean log probability of each role over the written cells, and mean probability."""
    count = len(roles())
    if not cells:
        return np.full(count, -np.log(count), np.float32), np.full(count, 1 / count, np.float32)
    each = np.stack([cell_roles(c) for c in cells])
    return np.log(np.clip(each, LEAST, 1)).mean(axis=0), each.mean(axis=0)
