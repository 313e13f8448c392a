import sys
from pathlib import Path

import pytest

import actionplans
from actionplans import UnreadableDocument, conversion, convert
from actionplans.sibling_packages import check_sibling_packages


def test_convert_is_the_function():
    assert callable(actionplans.convert)
    assert callable(actionplans.batch)
    assert actionplans.Plan.__name__ == "Plan"
    with pytest.raises(AttributeError):
        _ = actionplans.nothing


def test_unreadable_raises(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"nothing")
    with pytest.raises(UnreadableDocument):
        convert(path)


def test_a_fault_of_ours_is_the_documents_alone(samples, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("words of the document")

    monkeypatch.setattr(conversion, "read", broken)
    plan = conversion.attempt(samples / "dhr-text-dump.txt", keep_people=False)
    assert plan.status == "failed"
    assert plan.problems[0].code == "internal_error"
    assert "(ZeroDivisionError in test_conversion.py:broken)" in plan.problems[0].message
    assert "words of the document" not in plan.problems[0].message


def test_ctrl_c_is_no_fault_of_the_document(samples, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(conversion, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        conversion.attempt(samples / "dhr-text-dump.txt", keep_people=False)


def test_every_row_says_where_it_is_printed(sample_plan):
    plan = sample_plan("dhr-stour-long-rows.pdf")
    assert plan.source.plan_pages == [1, 2, 3, 4]
    for action in plan.actions:
        for place in action.provenance:
            x0, top, x1, bottom = place.bbox
            assert 0 <= x0 < x1 <= 842
            assert 0 <= top < bottom <= 596


def test_sibling_packages_are_checked(tmp_path, monkeypatch):
    check_sibling_packages()
    (tmp_path / "schemas.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "schemas")
    with pytest.raises(ImportError, match="schemas"):
        check_sibling_packages()


def test_files_stay_small(root):
    long = [p.name for package in ("actionplans", "extract", "normalise", "schemas")
            for p in (root / package).rglob("*.py")
            if len(Path(p).read_text(encoding="utf-8").splitlines()) > 320]  # fmt: skip
    assert not long
