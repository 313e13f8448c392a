"""Words as features: the same wherever they are made, and near for words that are near."""

import json
import os
import subprocess
import sys
from math import isclose, sqrt

import pytest

from normalise.fields.words import (
    CELL_BUCKETS,
    HEADING_BUCKETS,
    cell_features,
    heading_features,
    plain,
)

HEADINGS = ["Recommendation", "By whom / when?", "Lead agency’s update", "#"]
CELLS = ["Kent Police", "31/12/2023", "Audit completed. Twenty files were read.", "1.2", "✓"]
SCRIPT = """
import json, sys
from normalise.fields.words import cell_features, heading_features
headings, cells = json.load(sys.stdin)
print(json.dumps([[list(heading_features(h).items()) for h in headings],
                  [list(cell_features(c).items()) for c in cells]]))
"""


def length(features):
    return sqrt(sum(v * v for v in features.values()))


def likeness(a, b):
    a, b = heading_features(a), heading_features(b)
    return sum(v * b.get(k, 0.0) for k, v in a.items())


def features_under(seed):
    return subprocess.run(
        [sys.executable, "-c", SCRIPT], input=json.dumps([HEADINGS, CELLS]), check=True,
        capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONHASHSEED": seed},
    ).stdout  # fmt: skip


def test_features_do_not_hang_on_the_hash_seed():
    assert features_under("0") == features_under("1")


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_has_length_1(text):
    features = heading_features(text)
    assert isclose(length(features), 1.0)
    assert all(0 <= k < HEADING_BUCKETS for k in features)


@pytest.mark.parametrize("text", [*CELLS, "word " * 400])
def test_a_cell_has_length_3_however_long_it_is(text):
    features = cell_features(text)
    assert isclose(length(features), 3.0)
    assert all(0 <= k < CELL_BUCKETS for k in features)


@pytest.mark.parametrize("blank", ["", " ", "\n \t"])
def test_blanks(blank):
    assert heading_features(blank) == {}
    assert cell_features(blank) == cell_features("")
    assert isclose(length(cell_features(blank)), 3.0)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Recom-\nmendation", "recommendation"),
        ("BY  WHEN", "by when"),
        ("Agency’s\nupdate", "agency's update"),
        ("Action/Lead", "action / lead"),
        ("% done", "% done"),
        ("ﬁnding", "finding"),
        ("Multi-Agency", "multi-agency"),  # a capital: the hyphen is no break
    ],
)
def test_plain_words(printed, read):
    assert plain(printed) == read


@pytest.mark.parametrize(
    ("slip", "right", "other"),
    [
        ("Reccomendation", "Recommendation", "Action"),
        ("Recommen dation", "Recommendation", "Lead"),
        ("Milstones", "Milestones", "Outcomes"),
        ("Targt date", "Target date", "Lead agency"),
    ],
)
def test_a_slip_is_nearer_to_the_right_word_than_to_another(slip, right, other):
    assert likeness(slip, right) > likeness(slip, other) + 0.2


def test_the_figures_of_a_cell_are_not_told_apart():
    assert cell_features("12 May 2021") == cell_features("17 May 2023")
    assert cell_features("12 May 2021") != cell_features("12 cases seen")
