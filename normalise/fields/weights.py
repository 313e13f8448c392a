"""The fitted weights of column reading (``normalise/data/fields``; its card says from what)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from normalise.fields.words import Features

Array = npt.NDArray[np.float32]
FILE = "fields/weights.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """A multinomial logistic regression: a weight a feature and class, and a bias a class."""

    classes: tuple[str, ...]
    matrix: npt.NDArray[np.int8]
    """Features x classes, in steps of ``scale``."""
    scale: Array
    bias: Array

    def of_sparse(self, features: Features) -> Array:
        """Log odds of each class, up to a constant, for hashed features."""
        if not features:
            return self.bias
        rows = self.matrix[list(features)].astype(np.float32)
        weights = np.fromiter(features.values(), np.float32, len(features))
        return np.asarray(weights @ rows * self.scale + self.bias, np.float32)

    def of_dense(self, features: Array) -> Array:
        """The same for a row, or rows, of all features."""
        return np.asarray(
            features @ (self.matrix.astype(np.float32) * self.scale) + self.bias, np.float32
        )


@cache
def weights(name: str) -> Weights:
    """The weights called ``name``."""
    stored = _stored()
    return Weights(
        tuple(str(c) for c in stored[f"{name}_classes"]),
        stored[f"{name}_matrix"],
        stored[f"{name}_scale"],
        stored[f"{name}_bias"],
    )


@cache
def word_vectors() -> tuple[Mapping[str, int], npt.NDArray[np.int8], Array]:
    """Row of each known word, the vectors as bytes, and how much each word says."""
    stored = _stored()
    words = str(stored["vocabulary"].tobytes(), "ascii").split("\n")
    return {w: i for i, w in enumerate(words)}, stored["vectors"], stored["tells"]


@cache
def _stored() -> Mapping[str, Any]:
    with as_file(files("normalise.data") / FILE) as path:
        return _read(path)


def _read(path: Path) -> Mapping[str, Any]:
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


def softmax(logits: Array) -> Array:
    """Shares that add up to 1, by row."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
