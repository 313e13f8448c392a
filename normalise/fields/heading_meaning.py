"""What a heading's words mean: how well they name each field, by fitted weights.

Words stand for their meaning by static vectors (reduced from all-MiniLM-L6-v2, a word at a time:
Reimers and Gurevych, *Sentence-BERT*, 2019), letters for slips and cut words.
"""

import re
from functools import lru_cache

import numpy as np

from normalise.fields.weights import Array, softmax, weights, word_vectors
from normalise.fields.words import HEADING_BUCKETS, Features, heading_features, plain

WORD = re.compile(r"[a-z']+")
VECTOR_WEIGHT = 1.2
"""How much a heading's meaning counts beside its letters."""
SIGNS = "#%"
"""Signs that head a column alone: of numbers, of shares done."""
REMEMBERED = 4096
"""Headings of the last documents; a batch must not grow with all that it reads."""
NO_HEADING = "none"
"""The class of words that are a cell's and no heading's."""


@lru_cache(REMEMBERED)
def meaning(heading: str) -> Array:
    """Probability of each of ``classes()`` for a heading as printed; even if it is blank."""
    classes = weights("headings").classes
    if not any(c.isalnum() or c in SIGNS for c in heading):
        return np.full(len(classes), 1 / len(classes), np.float32)
    return softmax(weights("headings").of_sparse(features(heading)))


def classes() -> tuple[str, ...]:
    """The fields that a heading can name, and ``none``."""
    return weights("headings").classes


def features(heading: str) -> Features:
    """Hashed letters and words, and behind them the mean vector of the words."""
    found = heading_features(heading)
    vector = mean_vector(heading)
    found.update({HEADING_BUCKETS + i: float(v) for i, v in enumerate(vector * VECTOR_WEIGHT)})
    return found


def mean_vector(text: str) -> Array:
    """The mean of the vectors of the known words of ``text``, at length 1; nought if none is."""
    places, vectors, tells = word_vectors()
    known = [i for w in WORD.findall(plain(text)) if (i := places.get(w)) is not None]
    if not known:
        return np.zeros(vectors.shape[1], np.float32)
    total = (vectors[known].astype(np.float32) * tells[known, None]).sum(axis=0)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length else total, np.float32)
