import pytest

from schemas.codes import FAILURES, LOSSES, Flag, ProblemCode, Repair, Severity


@pytest.mark.parametrize("code", [*Repair, *Flag, *ProblemCode, *Severity])
def test_every_code_is_documented(code, root):
    text = (root / "docs/codes.md").read_text(encoding="utf-8")
    assert f"| `{code.value}` | {code.meaning} |" in text


def test_a_code_prints_as_itself():
    assert f"{Repair.JOINED_ACROSS_PAGES}" == "joined_across_pages"


def test_losses_and_failures_are_apart():
    assert not LOSSES & FAILURES
