import pytest

from normalise.text.running_text import fold, join_text, running_text
from schemas.fragment import Box, Line

WORDS = frozenset({"safeguarding", "information", "multi-agency", "agency", "training"})


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("one", "two", "one two"),
        ("safeguard-", "ing", "safeguarding"),
        ("multi-", "agency", "multi-agency"),
        ("informa", "tion", "information"),  # a narrow column cut it
        ("Garstang-", "Hume", "Garstang-Hume"),  # a double name
        ("Fairweather", "-Lunn", "Fairweather-Lunn"),
        ("rhona.tarrant@kent.", "example.uk", "rhona.tarrant@kent.example.uk"),
        ("rhona.tarr", "ant@kent.example.uk", "rhona.tarrant@kent.example.uk"),
        ("rhona@-", "kent.example.uk", "rhona@kent.example.uk"),
        ("30/09/202", "3", "30/09/2023"),
        ("in 2021 -", "and later", "in 2021 - and later"),
        ("", "x", "x"),
    ],
)
def test_join(above, below, joined):
    assert join_text(above, below, WORDS) == joined


def lines(*texts, width=200.0):
    return [Line(t, Box(0, 12.0 * i, min(width, 5.0 * len(t)), 12.0 * i + 10))
            for i, t in enumerate(texts)]  # fmt: skip


CELL = Box(0, 0, 200, 100)


def test_bullets_start_new_lines():
    text = running_text(
        lines("• first point that is long enough to wrap", "over", "• second"), CELL, WORDS
    )
    assert text == "• first point that is long enough to wrap over\n• second"


def test_a_tick_alone_is_an_answer_and_no_bullet():
    assert [running_text(lines(t), None, WORDS) for t in ("✓", "✔ Done", "•")] == [
        "✓",
        "• Done",
        "•",
    ]


def test_a_line_that_ends_early_ends_a_paragraph():
    text = running_text(lines("Short line.", "Completed March 2023"), CELL, WORDS)
    assert text == "Short line.\nCompleted March 2023"


def test_full_lines_run_on():
    full = "a line of words that fills its column up"
    assert running_text(lines(full, "and goes on"), CELL, WORDS) == f"{full} and goes on"


def test_fold():
    assert fold("  Key milestones\nto  enact-ing & so on ") == "keymilestonestoenactingandsoon"
