"""Regressions and their rounding to bytes; scikit-learn is needed for fitting only."""

import numpy as np
import pytest

from normalise.fields.weights import Weights, softmax

pytest.importorskip("sklearn")

from sklearn.linear_model import LogisticRegression

from fit.regression import ITERATIONS, STEPS, in_bytes, regression, sparse_rows, stored

CENTRES = {"date": (2, 0, 0), "lead": (0, 2, 0), "number": (0, 0, 2)}


def points(names, each=80):
    """Points about the centre of each class, and their classes."""
    drawn = np.random.default_rng(7)
    labels = [n for n in names for _ in range(each)]
    centres = np.array([CENTRES[n] for n in labels])
    return (centres + drawn.normal(0, 0.7, centres.shape)).astype(np.float32), labels


def even(labels):
    return np.ones(len(labels))


@pytest.mark.parametrize("names", [("date", "lead", "number"), ("date", "lead")])
def test_rounding_changes_less_than_1_percent(names):
    features, labels = points(names)
    found = regression(features, labels, even(labels), 1.0)
    exact = LogisticRegression(C=1.0, max_iter=ITERATIONS, tol=1e-3).fit(features, labels)
    assert found.classes == tuple(exact.classes_)
    shares = softmax(found.of_dense(features))
    assert np.abs(shares - exact.predict_proba(features)).max() < 0.01
    changed = shares.argmax(axis=1) != exact.predict_proba(features).argmax(axis=1)
    assert changed.mean() < 0.01


def test_it_learns():
    features, labels = points(("date", "lead", "number"))
    found = regression(features, labels, even(labels), 1.0)
    read = [found.classes[i] for i in found.of_dense(features).argmax(axis=1)]
    assert np.mean([a == b for a, b in zip(read, labels, strict=True)]) > 0.9


@pytest.mark.parametrize("classes", [("lead", "date"), ("date", "lead")])
def test_classes_stand_in_the_order_asked_for(classes):
    features, labels = points(("date", "lead"))
    found = regression(features, labels, even(labels), 1.0, classes)
    assert found.classes == classes
    assert found.matrix.shape == (3, 2)
    assert classes[int(found.of_dense(np.array([3, 0, 0], np.float32)).argmax())] == "date"


def test_a_heavier_point_counts_for_more():
    features = np.zeros((2, 1), np.float32)
    heavy = regression(features, ["no", "yes"], np.array([1.0, 9.0]), 100.0)
    assert softmax(heavy.bias)[1] == pytest.approx(0.9, abs=0.02)


def test_a_stronger_penalty_makes_weights_smaller():
    features, labels = points(("date", "lead"))
    free, bound = (regression(features, labels, even(labels), c) for c in (10.0, 0.001))
    assert np.abs(bound.matrix * bound.scale).max() < np.abs(free.matrix * free.scale).max() / 2


def test_each_class_is_rounded_by_its_own_largest_weight():
    matrix = np.array([[100.0, 0.01, 0.0], [-50.0, -0.02, 0.0]])
    found = in_bytes(("a", "b", "c"), matrix, np.zeros(3))
    assert found.matrix.dtype == np.int8
    assert np.abs(found.matrix).max(axis=0).tolist() == [STEPS, STEPS, 0]
    assert (np.abs(found.matrix * found.scale - matrix) <= 0.501 * found.scale).all()


def test_what_is_stored_is_what_is_read():
    features, labels = points(("date", "lead", "number"))
    found = regression(features, labels, even(labels), 1.0)
    arrays = stored("columns", found)
    assert all(name.startswith("columns_") for name in arrays)
    again = Weights(
        tuple(map(str, arrays["columns_classes"])), arrays["columns_matrix"],
        arrays["columns_scale"], arrays["columns_bias"],
    )  # fmt: skip
    assert again.classes == found.classes
    assert (again.of_dense(features) == found.of_dense(features)).all()


def test_hashed_features_as_a_matrix():
    found = sparse_rows([{3: 0.5, 0: 1.0}, {2: 2.0}], 5)
    assert found.toarray().tolist() == [[1, 0, 0, 0.5, 0], [0, 0, 2, 0, 0]]


def test_a_regression_on_hashed_features():
    rows = [{0: 1.0}, {1: 1.0}] * 20
    found = regression(sparse_rows(rows, 3), ["a", "b"] * 20, np.ones(40), 10.0)
    a, b = (found.of_sparse(row) for row in rows[:2])
    assert a[0] > a[1]
    assert b[0] < b[1]


def test_text_without_features_is_a_row_of_noughts():
    assert sparse_rows([{1: 2.0}, {}], 3).toarray().tolist() == [[0, 2, 0], [0, 0, 0]]
