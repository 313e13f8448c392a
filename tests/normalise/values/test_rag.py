import pytest

from normalise.values.rag import read_rag


@pytest.mark.parametrize(
    ("text", "fill", "rag"),
    [
        ("G", None, "green"),
        ("AMBER", None, "amber"),
        ("Ambe r", None, "amber"),  # broken by a narrow cell; not R
        ("Green - complete", None, "green"),
        ("Red", "#3fa34d", "red"),  # the word outweighs the colour
        ("", "#ffbf00", "amber"),
        ("Not started", "#e03c31", "red"),
        ("", "#eef1f5", None),  # shading
        ("", "#444444", None),
        ("", None, None),
        ("Red to amber", None, None),  # two
        ("Ongoing", None, None),
    ],
)
def test_rag(text, fill, rag):
    assert read_rag(text, fill) == rag
