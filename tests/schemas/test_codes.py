import pytest

from schemas.codes import LOSSES, Flag, ProblemCode, Repair, Severity


@pytest.mark.parametrize("code", [*Repair, *Flag, *ProblemCode, *Severity])
def test_every_code_is_documented(code, root):
    text = (root / "docs/codes.md").read_text(encoding="utf-8")
    assert f"| `{code.value}` | {code.meaning} |" in text


def test_a_code_prints_as_itself():
    assert f"{Repair.JOINED_ACROSS_PAGES}" == "joined_across_pages"


def test_losses_are_errors_of_pages():
    assert {c.value for c in LOSSES} == {
        "page_damaged",
        "page_unreadable",
        "page_without_text",
        "table_passed_over",
        "text_left_out",
        "words_not_placed",
    }
