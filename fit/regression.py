"""Multinomial logistic regressions, and their weights in bytes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from normalise.fields.weights import Weights

Stored = dict[str, npt.NDArray[np.generic]]
ITERATIONS = 120
"""Enough to settle on a usual machine within minutes."""
STEPS = 127
"""A weight is a byte: so many steps either side of nought."""


def regression(
    features: sparse.csr_matrix | npt.NDArray[np.float32], labels: Sequence[str],
    weights: npt.NDArray[np.float64], strength: float, classes: Sequence[str] | None = None,
) -> Weights:  # fmt: skip
    """Fitted weights; ``strength`` is the inverse of the penalty (scikit-learn's ``C``)."""
    model = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-3)
    model.fit(features, labels, sample_weight=weights)
    matrix, bias = model.coef_.T, model.intercept_
    known = [str(c) for c in model.classes_]
    if len(known) == 2:
        matrix, bias = np.hstack([0 * matrix, matrix]), np.array([0.0, bias[0]])
    order = [known.index(c) for c in classes] if classes else list(range(len(known)))
    return in_bytes([known[i] for i in order], matrix[:, order], bias[order])


def in_bytes(
    classes: Sequence[str], matrix: npt.NDArray[np.float64], bias: npt.NDArray[np.float64]
) -> Weights:
    """Weights rounded to bytes, each class by its own largest one."""
    scale = np.abs(matrix).max(axis=0) / STEPS
    scale[scale == 0] = 1.0
    rounded = np.round(matrix / scale).astype(np.int8)
    return Weights(tuple(classes), rounded, scale.astype(np.float32), bias.astype(np.float32))


def stored(name: str, weights: Weights) -> Stored:
    """The weights as the arrays of the data file."""
    return {
        f"{name}_classes": np.array(weights.classes),
        f"{name}_matrix": weights.matrix,
        f"{name}_scale": weights.scale,
        f"{name}_bias": weights.bias,
    }


def sparse_rows(rows: Sequence[dict[int, float]], width: int) -> sparse.csr_matrix:
    """Hashed features as a matrix."""
    places = [(i, k, v) for i, row in enumerate(rows) for k, v in row.items()]
    i, k, v = zip(*places, strict=True)
    return sparse.csr_matrix((v, (i, k)), shape=(len(rows), width), dtype=np.float64)
