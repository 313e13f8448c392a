"""The corrections file, as it is written by hand, by the review page and by spreadsheets."""

import csv
import json

import pytest

from actionplans.corrections_file import CorrectionsUnreadable, read_corrections, without_document
from actionplans.exit_codes import ExitCode
from actionplans.failed_plan import file_hash
from normalise.corrections.find_rows import printed_key
from schemas.correction import COLUMNS

SHA = "ab" * 32


def write(path, *rows, header=tuple(COLUMNS), encoding="utf-8", newline="\r\n"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator=newline)
        writer.writeheader()
        writer.writerows({"sha256": SHA, "printed": "a", "field": "status"} | r for r in rows)
    return path


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("overdue", "overdue"),
        ("'=SUM(A1)", "=SUM(A1)"),  # guarded against spreadsheets
        ("'- not started", "- not started"),
        ("'tis done", "'tis done"),
        ("two\nlines, and a comma", "two\nlines, and a comma"),
        ("a\u2028b", "a\u2028b"),
    ],
)
def test_cells(cell, read, tmp_path):
    (entry,) = read_corrections(write(tmp_path / "c.csv", {"new": cell}))
    assert entry.new == read


def test_places(tmp_path):
    rows = {"page": "2", "bbox": "1 2.5 30 40", "position": "7", "part": "2"}
    (entry,) = read_corrections(write(tmp_path / "c.csv", rows))
    assert (entry.page, entry.bbox, entry.position, entry.part) == (2, (1, 2.5, 30, 40), 7, 2)
    (plain,) = read_corrections(write(tmp_path / "c.csv", {}))
    assert (plain.page, plain.bbox, plain.position, plain.part) == (None, None, None, 1)


def test_spreadsheets_and_few_columns(tmp_path):
    path = write(tmp_path / "c.csv", {"new": "x"}, header=("field", "new", "printed", "sha256"),
                 encoding="utf-8-sig", newline="\n")  # fmt: skip
    assert read_corrections(path)[0].new == "x"


def test_blank_lines_are_passed_over(tmp_path):
    path = write(tmp_path / "c.csv", {"new": "x"})
    path.write_text(path.read_text(encoding="utf-8") + "," * 12 + "\n", encoding="utf-8")
    assert len(read_corrections(path)) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"sha256": "abc"}, "sha256"),
        ({"page": "two"}, "page"),
        ({"part": "0"}, "part"),
        ({"bbox": "1 2 3"}, "bbox"),
        ({"bbox": "1 2 3 nan"}, "bbox"),
    ],
)
def test_lines_without_sense_are_named(row, words, tmp_path):
    with pytest.raises(CorrectionsUnreadable, match=f"line 2: {words}"):
        read_corrections(write(tmp_path / "c.csv", row))


def test_files_that_are_none(tmp_path):
    with pytest.raises(CorrectionsUnreadable, match="cannot be read"):
        read_corrections(tmp_path / "none.csv")
    with pytest.raises(CorrectionsUnreadable, match="no column printed"):
        read_corrections(write(tmp_path / "c.csv", header=("sha256", "field", "new")))
    (tmp_path / "d.csv").write_bytes(b"sha256,printed,field,new\n\xff\xfe\n")
    with pytest.raises(CorrectionsUnreadable, match="UTF-8"):
        read_corrections(tmp_path / "d.csv")


def test_documents_that_are_gone_or_changed_are_named(tmp_path):
    entries = read_corrections(write(tmp_path / "c.csv", {"file": "a.pdf"}, {"file": "a.pdf"}))
    assert not list(without_document(entries, [("a.pdf", SHA)]))
    assert "changed" in next(without_document(entries, [("a.pdf", "cd" * 32)]))
    assert "2 corrections are for a.pdf" in next(without_document(entries, []))


@pytest.fixture
def asked(samples, sample_plan, tmp_path):
    plan = sample_plan("sar-nidd-portrait-short.pdf")
    row = {"sha256": plan.source.sha256, "page": "1", "printed": printed_key(plan.actions[0])}
    return write(tmp_path / "c.csv", row | {"field": "status", "new": "superseded"},
                 row | {"printed": "No such row at all", "field": "status", "new": "overdue"})  # fmt: skip


def test_convert_applies_and_tells(asked, samples, run):
    nidd = samples / "sar-nidd-portrait-short.pdf"
    plain, done = run("convert", nidd), run("convert", nidd, "--corrections", asked)
    assert done.returncode == plain.returncode == 0
    before, after = json.loads(plain.stdout)["actions"], json.loads(done.stdout)["actions"]
    assert after[0]["status"] == "superseded"
    assert after[0]["repairs"][-1] == "corrected"
    assert after[1:] == before[1:]
    assert "line 3" in done.stderr
    assert "no row" in done.stderr


def test_batch_applies_and_tells(asked, samples, run, tmp_path):
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    nidd = samples / "sar-nidd-portrait-short.pdf"
    (folder / nidd.name).write_bytes(nidd.read_bytes())
    done = run("batch", folder, "-o", output, "--corrections", asked)
    assert done.returncode == 0
    assert "line 3" in done.stderr
    assert run("validate", output).returncode == 0
    plan = json.loads((output / "plans" / f"{nidd.stem}.json").read_text(encoding="utf-8"))
    assert plan["actions"][0]["status"] == "superseded"
    record = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert record["settings"]["corrections"] == {
        "sha256": file_hash(asked), "entries": 2, "applied": 1, "unmatched": 1, "refused": 0,
        "passed_over": 0,
    }  # fmt: skip


def test_a_batch_that_goes_on_sees_other_corrections(asked, samples, tmp_path):
    from actionplans import batch

    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    nidd = samples / "sar-nidd-portrait-short.pdf"
    (folder / nidd.name).write_bytes(nidd.read_bytes())
    status = []
    for entries in ((), read_corrections(asked), read_corrections(asked), ()):
        batch(folder, output, corrections=entries)
        plan = json.loads((output / "plans" / f"{nidd.stem}.json").read_text(encoding="utf-8"))
        status.append(plan["actions"][0]["status"] == "superseded")
    assert status == [False, True, True, False]


def test_a_file_that_cannot_be_read_stops_the_command(samples, run, tmp_path):
    nidd = samples / "sar-nidd-portrait-short.pdf"
    done = run("convert", nidd, "--corrections", tmp_path / "none.csv")
    assert done.returncode == ExitCode.USAGE
    assert "cannot be read" in done.stderr


def test_every_column_and_field_is_documented(root):
    from normalise.corrections.values import SETTABLE

    text = (root / "docs/corrections.md").read_text(encoding="utf-8")
    for name, meaning in COLUMNS.items():
        assert f"| `{name}` | {meaning} |" in text
    assert [f for f in SETTABLE if f"`{f}`" not in text] == []
