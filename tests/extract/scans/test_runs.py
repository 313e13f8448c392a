"""Runs of ink on masks of few rows."""

import numpy as np
import pytest

from extract.scans.image.runs import level_runs


@pytest.mark.parametrize("rows", [1, 2, 7, 8, 9, 30])
def test_runs_in_any_number_of_rows(rows):
    mask = np.zeros((rows + 20, 100), np.uint8)
    mask[5 : 5 + rows, 10:70] = 255
    mask[2, 10:20] = 255
    found = level_runs(mask, 40)
    expected = np.zeros_like(mask)
    expected[5 : 5 + rows, 10:70] = 255
    assert np.array_equal(found, expected)
