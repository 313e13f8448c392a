from importlib.resources import files

import pytest

from normalise.text.word_lists import rows

DATA = files("normalise.data")
LISTS = [f"{folder}{f.name}" for folder in ("", "register/")
         for f in (DATA / folder).iterdir() if f.name.endswith(".csv")]  # fmt: skip


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_row_has_a_cell_for_each_heading(name):
    assert rows(name)  # raises for one more, as a comma without quotes in a pattern makes it
