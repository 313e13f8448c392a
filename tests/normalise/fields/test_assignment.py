"""One field a column, for all columns together."""

from itertools import product

import numpy as np
import pytest

from normalise.fields.assignment import MISSING, MOST, best_choices, settled
from normalise.fields.column_odds import FIELDS


def odds_of(*columns):
    """Log odds of columns given by the shares of some fields; the others share the rest."""
    rows = []
    for shares in columns:
        rest = (1 - sum(shares.values())) / (len(FIELDS) - len(shares))
        rows.append([np.log(shares.get(f, rest)) for f in FIELDS])
    return np.array(rows, np.float32)


def random_odds(seed, columns, spread):
    drawn = np.random.default_rng(seed).normal(0, spread, (columns, len(FIELDS)))
    shares = np.exp(drawn) / np.exp(drawn).sum(axis=1, keepdims=True)
    return np.log(shares).astype(np.float32)


def is_allowed(fields):
    return all(fields.count(f) <= MOST.get(f, 1) for f in fields)


def best_of_all(odds):
    """The best score of all allowed choices, each tried."""
    scores = []
    for fields in product(FIELDS, repeat=len(odds)):
        if is_allowed(fields):
            own = sum(float(row[FIELDS.index(f)]) for row, f in zip(odds, fields, strict=True))
            scores.append(own + sum(gain for f, gain in MISSING.items() if f in fields))
    return max(scores)


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("spread", [0.3, 2.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_beam_finds_the_best_choice(columns, spread, seed):
    odds = random_odds(seed, columns, spread)
    assert best_choices(odds)[0].score == pytest.approx(best_of_all(odds), abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_no_field_has_more_columns_than_it_may(seed):
    # Every column speaks for the same field most of all.
    odds = random_odds(seed, 8, 1.0)
    odds[:, seed] += 5
    choices = best_choices(odds)
    assert all(is_allowed(c.fields) and len(c.fields) == 8 for c in choices)
    assert [c.score for c in choices] == sorted((c.score for c in choices), reverse=True)
    assert len({c.fields for c in choices}) == len(choices)


def test_a_field_of_one_column_goes_to_the_surer_one():
    odds = odds_of({"recommendation": 0.9}, {"recommendation": 0.6, "finding": 0.3})
    assert [s.field for s in settled(odds)] == ["recommendation", "finding"]


def test_a_field_that_columns_may_share_goes_to_both():
    assert [s.field for s in settled(odds_of({"lead": 0.9}, {"lead": 0.8}))] == ["lead", "lead"]


def test_a_field_that_most_plans_have_is_looked_for():
    even = {"lead": 0.4, "extra": 0.5}
    assert [s.field for s in settled(odds_of(even))] == ["lead"]
    named = odds_of({"lead": 0.98}, even)
    assert [s.field for s in settled(named)] == ["lead", "extra"]


def test_the_second_best_is_kept():
    odds = odds_of({"recommendation": 0.99}, {"outcome": 0.55, "milestones": 0.4})
    sure, doubtful = settled(odds)
    assert (doubtful.field, doubtful.rivals[0][0]) == ("outcome", "milestones")
    assert doubtful.confidence < 0.9 < sure.confidence


@pytest.mark.parametrize("seed", range(4))
def test_a_column_has_two_readings_and_a_probability(seed):
    odds = random_odds(seed, 5, 2.0)
    found = settled(odds)
    assert tuple(s.field for s in found) == best_choices(odds)[0].fields
    assert all(0 < s.confidence <= 1 for s in found)
    assert all(sorted((s.field, *(f for f, _ in s.rivals))) == sorted(FIELDS) for s in found)


def test_no_columns():
    assert settled(np.zeros((0, len(FIELDS)), np.float32)) == []
