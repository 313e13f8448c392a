import pytest

from normalise.values.scope import read_scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Local", "local"),
        ("REGIONAL", "regional"),
        ("Local and national", "national"),
        ("County-wide", "local"),
        ("", None),
        (None, None),
        ("Everyone", None),
        ("International", None),  # "national" is not a word of it
    ],
)
def test_scope(text, scope):
    assert read_scope(text) == scope
