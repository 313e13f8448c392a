import pytest

from normalise.actions.self_check import self_check
from normalise.rows.cell_texts import RowText
from normalise.rows.printed_plan import PrintedPlan
from normalise.rows.printed_row import Row
from schemas.plan import Provenance


def plan(*texts):
    rows = [Row({}, [Provenance(page=1, bbox=None, row=i)], section="A") for i in range(len(texts))]
    return PrintedPlan(rows, list(texts))


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        (["1", "2", "3"], []),
        (["1", "3"], ["numbering_gap"]),
        (["1.1", "1.3"], []),  # actions of a recommendation may be left out
        (["3", "1"], []),  # a new table
        ([None, "4"], []),
    ],
)
def test_numbering(numbers, codes):
    texts = [RowText(number=n, recommendation="x") for n in numbers]
    assert [p.code for p in self_check(plan(*texts))] == codes


def test_row_that_says_nothing():
    assert [p.code for p in self_check(plan(RowText(outcome="Done")))] == ["row_without_text"]
