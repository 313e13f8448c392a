"""The debug pictures: written, of the page's shape, and showing something."""

import pytest
from PIL import Image
from typer.testing import CliRunner

from actionplans.cli.app import app
from actionplans.cli.options import page_numbers

SAMPLE = "dhr-trent-bands.pdf"


def test_pictures_of_the_pages_asked_for(samples, tmp_path):
    result = CliRunner().invoke(
        app, ["debug", str(samples / SAMPLE), "-o", str(tmp_path), "--pages", "1"]
    )
    assert result.exit_code == 0, result.output
    assert [p.name for p in tmp_path.iterdir()] == ["dhr-trent-bands-page-001.png"]
    with Image.open(tmp_path / "dhr-trent-bands-page-001.png") as picture:
        assert picture.width > picture.height
        colours = {c for _, c in picture.getcolors(1 << 20)}
    assert (18, 161, 80) in colours  # the cells' green
    assert (138, 43, 226) in colours  # the headings' purple


@pytest.mark.parametrize(
    ("text", "pages"), [("3", {3}), ("3-5", {3, 4, 5}), ("1, 4-5", {1, 4, 5}), ("2-", {2})]
)
def test_page_numbers(text, pages):
    assert page_numbers(text) == pages


@pytest.mark.parametrize("text", ["", "x", "5-3", "0"])
def test_no_page_numbers(text):
    with pytest.raises(ValueError, match=r"invalid|^5-3$|^0$"):
        page_numbers(text)


def test_pages_that_are_none(samples, tmp_path):
    result = CliRunner().invoke(
        app, ["debug", str(samples / SAMPLE), "-o", str(tmp_path), "--pages", "x"]
    )
    assert result.exit_code == 2
    assert "names no pages" in result.output
