from importlib.resources import files
from pathlib import Path

import pytest

from normalise.text.word_lists import rows

DATA = Path(str(files("normalise.data")))
LISTS = [path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_row_has_a_cell_for_each_heading(name):
    assert rows(name)  # raises for one more, as a comma without quotes in a pattern makes it
