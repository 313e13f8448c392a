"""The labelled mentions of ``tests/cases/agencies.csv``, each read in its review's area."""

from collections import Counter

from bench.cases import read_cases
from bench.cases_agencies import answer, answers
from normalise.register.register import bodies

CASES = read_cases("agencies")
RIGHT = 0.98
NAIVE_AT_MOST = 0.75


def _outcomes(part=None):
    pairs = [(c["expected"], answer(c)) for c in CASES if part in (None, c["part"])]
    return Counter(
        "right" if expected == given else "wrong" if given else "missed"
        for expected, given in pairs
    )


def test_there_are_enough_of_every_kind():
    assert len(CASES) >= 400
    assert sum(not c["expected"] for c in CASES) >= 35  # none, or openly in doubt
    assert len({c["area"] for c in CASES}) >= 50
    types = {b.type for b in bodies().values() for c in CASES if b.name in c["expected"].split("|")}
    assert len(types) >= 15


def test_mentions_are_read_as_labelled():
    found = _outcomes()
    assert found["right"] >= RIGHT * len(CASES), found


def test_hardly_any_answer_is_wrong():
    assert _outcomes()["wrong"] <= (1 - RIGHT) / 2 * len(CASES)


def test_no_mention_in_doubt_is_answered():
    in_doubt = [c for c in CASES if not c["expected"]]
    assert [c["text"] for c in in_doubt if answer(c)] == []


def test_the_naive_method_is_far_worse():
    naive = answers()["naive"]
    assert sum(expected == given for expected, given in naive) <= NAIVE_AT_MOST * len(CASES)
