"""Rows that no rule parts, told apart by the numbers in their first column."""

import pytest

from extract.model import Page, Rule, Word, numbered
from extract.tables.find import page_tables
from schemas.fragment import Box

SIZE = 10.0
XS = (50, 80, 330, 420, 545)


def words(x, y, text):
    found = []
    for part in text.split():
        width = 5.0 * len(part)
        edges = tuple(x + 5.0 * i for i in range(len(part)))
        found.append(Word(part, Box(x, y - 7.9, x + width, y + 2.1), SIZE, edges=edges))
        x += width + 3
    return found


def row(y, number, step):
    """An action of three lines, ``step`` apart, its number and lead on the first."""
    texts = (
        "Review the policy on discharge from",
        "hospital and ask carers what they saw",
        "at home.",
    )
    found = words(XS[0] + 5, y, number) + words(XS[2] + 5, y, "Sussex Police")
    for i, text in enumerate(texts):
        found += words(XS[1] + 5, y + step * i, text)
    return found


def rows_found(printed, bottom):
    level = [Rule(False, y, XS[0], XS[-1]) for y in (100, 120, bottom)]
    upright = [Rule(True, x, 100, bottom) for x in XS]
    heading = [w for x, t in zip(XS, ("No", "Recommendation", "Lead", "Date"), strict=False)
               for w in words(x + 5, 114, t)]  # fmt: skip
    page = Page(1, 595, 842, numbered((*heading, *printed)), rules=(*level, *upright))
    (table,) = page_tables(page)
    keys = {c.row: c.text for c in table.fragment.cells if c.col == 0}
    return [keys[r] for r in range(1, table.fragment.rows)]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("7.", "8.", "9."), ("R1", "R2", "R3")])
def test_rows_without_rules_between_are_parted(numbers):
    printed = [w for i, n in enumerate(numbers) for w in row(135 + 50 * i, n, 12)]
    assert rows_found(printed, 280) == list(numbers)


def test_numbers_right_under_one_another_are_a_list():
    listed = [w for i in range(3) for w in words(XS[0] + 5, 135 + 12 * i, str(i + 1))]
    assert rows_found([*row(135, "", 12), *listed], 200) == ["1\n2\n3"]


def test_numbers_that_skip_part_nothing():
    printed = [w for i, n in enumerate(("1", "5")) for w in row(135 + 50 * i, n, 12)]
    assert rows_found(printed, 240) == ["1\n5"]
