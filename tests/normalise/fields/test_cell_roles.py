"""What cells hold."""

import numpy as np
import pytest

from normalise.fields.cell_roles import MOST_CELLS, cell_roles, column_roles, roles, sampled
from tests.support import plan_columns as columns

COLUMNS = [
    (columns.NUMBERS, "number"),
    (["1.1", "1.2", "2.1", "2.2"], "number"),
    (columns.RECOMMENDATIONS, "recommendation"),
    (columns.ACTIONS, "action"),
    (columns.LEADS, "lead"),
    (columns.DATES, "date"),
    (columns.OUTCOMES, "outcome"),
    (columns.FINDINGS, "finding"),
    (["Red", "Amber", "Green", "Amber"], "rag"),
    (["Local", "National", "Local", "Regional"], "scope"),
]


@pytest.mark.parametrize(("cells", "role"), COLUMNS)
def test_a_clear_column(cells, role):
    logs, shares = column_roles(cells)
    assert roles()[int(np.argmax(logs))] == role
    assert roles()[int(np.argmax(shares))] == role


@pytest.mark.parametrize("text", ["", "—", "Kent Police", "12", "Write a protocol. " * 100])
def test_shares_add_up_to_1(text):
    assert cell_roles(text).shape == (len(roles()),)
    assert float(cell_roles(text).sum()) == pytest.approx(1, abs=1e-4)


def test_no_cells_say_nothing():
    logs, shares = column_roles([])
    assert shares == pytest.approx(np.full(len(roles()), 1 / len(roles())))
    assert np.exp(logs) == pytest.approx(shares)


def test_one_odd_cell_does_not_outvote_the_others():
    logs, _ = column_roles([*columns.LEADS, "March 2024"])
    assert roles()[int(np.argmax(logs))] == "lead"


def test_a_column_is_the_same_whatever_the_order_of_its_cells():
    for forth, back in zip(
        column_roles(columns.ACTIONS), column_roles(columns.ACTIONS[::-1]), strict=True
    ):
        assert forth == pytest.approx(back, abs=1e-5)


@pytest.mark.parametrize("count", [0, 1, MOST_CELLS - 1, MOST_CELLS, MOST_CELLS + 1, 1000])
def test_few_cells_are_looked_at_from_all_over_the_column(count):
    cells = [str(i) for i in range(count)]
    found = sampled(cells)
    assert len(found) <= MOST_CELLS
    assert found == cells or len(found) > MOST_CELLS / 2
    assert found[:1] == cells[:1]
    assert not found or int(found[-1]) >= 0.9 * (count - 1)
    assert found == sorted(set(found), key=int)


def test_blank_cells_are_not_looked_at():
    assert sampled(["", "1", "  ", "2", "\n"]) == ["1", "2"]
