"""The data file of weights: of the shape that the code asks for, and small."""

from pathlib import Path

import numpy as np
import pytest

import normalise
from normalise.fields.cell_roles import roles
from normalise.fields.column_odds import FIELDS, RIVAL_ROLES, RIVALS, column_features
from normalise.fields.heading_look import look_features, usual
from normalise.fields.heading_meaning import NO_HEADING, classes, meaning
from normalise.fields.plan_odds import plan_features
from normalise.fields.weights import FILE, Weights, softmax, weights, word_vectors
from normalise.fields.words import CELL_BUCKETS, HEADING_BUCKETS
from normalise.rows.headings import FIELD_OF
from schemas.fragment import Cell, Line, TableFragment
from tests.support.plan_columns import PLAN, PLAN_HEADINGS

NAMES = ("headings", "cells", "columns", "heading_rows", "plans")
LARGEST = 1_200_000
"""Bytes of the file: it goes with the package."""


def named():
    return np.stack([meaning(h) for h in PLAN_HEADINGS])


def features_of_columns():
    return column_features(named(), PLAN_HEADINGS, PLAN).shape[1]


def features_of_a_plan():
    odds = np.zeros((len(PLAN), len(FIELDS)), np.float32)
    return len(plan_features(PLAN_HEADINGS, PLAN, odds))


def features_of_a_row():
    cells = tuple(Cell(0, i, (Line(h),)) for i, h in enumerate(PLAN_HEADINGS))
    fragment = TableFragment(1, 1, len(cells), cells)
    return len(look_features(cells, [], 0, usual(fragment)))


WIDTHS = {
    "headings": lambda: HEADING_BUCKETS + word_vectors()[1].shape[1],
    "cells": lambda: CELL_BUCKETS,
    "columns": features_of_columns,
    "heading_rows": features_of_a_row,
    "plans": features_of_a_plan,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_weight_for_each_feature_and_class(name):
    found = weights(name)
    count = len(found.classes)
    assert found.matrix.shape == (WIDTHS[name](), count)
    assert found.matrix.dtype == np.int8
    assert found.scale.shape == found.bias.shape == (count,)
    assert np.isfinite(found.scale).all()
    assert np.isfinite(found.bias).all()
    assert (found.scale > 0).all()
    assert len(set(found.classes)) == count


@pytest.mark.parametrize("name", NAMES)
def test_every_regression_tells_its_classes_apart(name):
    found = weights(name)
    assert len(np.unique(found.matrix, axis=1).T) == len(found.classes)


def test_the_classes_are_those_that_code_asks_for():
    assert weights("columns").classes == FIELDS
    assert weights("heading_rows").classes == weights("plans").classes == ("no", "yes")
    assert {*FIELD_OF, *RIVALS, NO_HEADING} <= set(classes())
    assert {*RIVAL_ROLES, "recommendation", "action"} <= set(roles())


def test_every_field_of_a_column_but_extra_is_one_that_a_heading_can_name():
    assert set(FIELDS) - set(classes()) == {"extra"}


def test_the_file_is_small():
    path = Path(normalise.__file__).parent / "data" / FILE
    assert 0 < path.stat().st_size < LARGEST


def test_a_vector_for_each_word():
    places, vectors, tells = word_vectors()
    assert sorted(places.values()) == list(range(len(places)))
    assert len(vectors) == len(tells) == len(places)
    assert ((tells > 0) & (tells <= 1)).all()
    assert {"recommendation", "action", "lead", "date"} <= set(places)


def test_sparse_and_dense_features_are_weighed_alike():
    matrix = np.array([[1, -2], [3, 0], [0, 127]], np.int8)
    small = Weights(
        ("a", "b"), matrix, np.array([0.5, 0.1], np.float32), np.array([1, -1], np.float32)
    )
    dense = np.array([2, 0, 0.5], np.float32)
    assert small.of_sparse({0: 2.0, 2: 0.5}) == pytest.approx([2.0, 4.95])
    assert small.of_dense(dense) == pytest.approx(small.of_sparse({0: 2.0, 2: 0.5}))
    assert small.of_dense(np.stack([dense, dense])).shape == (2, 2)
    assert (small.of_sparse({}) == small.bias).all()


def test_shares_add_up_to_1_by_row():
    shares = softmax(np.array([[0, 0], [1000, -1000], [2, 1]], np.float32))
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1])
    assert shares[0] == pytest.approx([0.5, 0.5])
    assert shares[1] == pytest.approx([1, 0])
