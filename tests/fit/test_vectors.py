"""Vectors of words; the encoder is needed for fitting only."""

import numpy as np
import pytest

from normalise.fields.words import plain

pytest.importorskip("tokenizers")
pytest.importorskip("all_minilm_l6_v2")

from fit.vectors import SIZES, Encoder, word_vectors

TEXTS = ["Target date", "Deadline", "Date due", "Lead agency", "Lead officer", "Lead’s name"]
COMMON = ["police", "nurse", "doctor", "hospital", "January", "week", "month", "year", "a/b"]


@pytest.fixture(scope="module")
def encode():
    return Encoder()


def test_a_word_has_a_vector_of_length_1(encode):
    vector = encode("deadline")
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)
    assert vector == pytest.approx(encode("deadline"), abs=1e-6)


def test_words_of_one_meaning_are_near(encode):
    assert encode("nurse") @ encode("doctor") > encode("nurse") @ encode("deadline") + 0.2


@pytest.fixture(scope="module")
def found():
    return word_vectors(TEXTS, COMMON)


def test_words_of_texts_and_common_words(found):
    words, vectors, tells = found
    said = {w for t in TEXTS for w in plain(t).split()}
    assert words == sorted(
        said | {"police", "nurse", "doctor", "hospital", "week", "month", "year"}
    )
    assert vectors.shape[0] == len(words) == len(tells)
    assert vectors.shape[1] <= SIZES
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(words)), abs=1e-4)


def test_a_word_of_many_texts_tells_less(found):
    words, _, tells = found
    told = dict(zip(words, tells, strict=True))
    assert told["lead"] < told["deadline"] < told["police"] == 1
