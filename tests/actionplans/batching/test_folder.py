import csv
import json
import shutil

import frictionless
import pytest

from actionplans import batch
from actionplans.batching.inputs import unique_names
from actionplans.output.validate import faults


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A batch with two files of one stem, a subfolder, bad files and one that is no document."""
    from pathlib import Path

    samples = Path(__file__).parents[3] / "samples"
    folder = tmp_path_factory.mktemp("in")
    (folder / "more").mkdir()
    shutil.copy(samples / "dhr-sar-holt-single-agency.pdf", folder / "Plan.pdf")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "more/plan.PDF")
    shutil.copy(samples / "dhr-text-dump.txt", folder / "plan.txt")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.docx").write_bytes(b"PK")
    (folder / "~$lock.pdf").write_bytes(b"x")
    output = tmp_path_factory.mktemp("out")
    return batch(folder, output), output


def rows(output, name):
    with (output / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_input_has_a_plan(written):
    run, output = written
    names = [i.document for i in run.inputs]
    assert len(names) == len({n.casefold() for n in names}) == 4
    assert sorted(p.stem for p in (output / "plans").glob("*.json")) == sorted(names)
    assert run.skipped == ["letter.docx"]


def test_a_failure_costs_itself_alone(written):
    run, output = written
    status = {r["file"]: r["status"] for r in rows(output, "reviews")}
    assert status == {"Plan.pdf": "ok", "plan.PDF": "ok", "plan.txt": "ok", "empty.pdf": "failed"}
    assert (run.counts.ok, run.counts.failed) == (3, 1)
    assert [r["code"] for r in rows(output, "problems") if r["document"] == "empty"] == [
        "empty_file"
    ]


def test_tables_are_what_they_say(written):
    _, output = written
    report = frictionless.validate(str(output / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert faults(output) == []


def test_tables_agree(written):
    run, output = written
    actions = rows(output, "actions")
    assert len(actions) == run.counts.actions
    assert sum(int(r["actions"]) for r in rows(output, "recommendations")) == len(actions)
    links = {(r["action_id"], r["agency_id"]) for r in rows(output, "action_agencies")}
    assert links == {(a["action_id"], i) for a in actions
                     for i in a["lead_agency_ids"].split("|") if i}  # fmt: skip


def test_a_broken_table_is_found(written, tmp_path):
    _, output = written
    copy = shutil.copytree(output, tmp_path / "copy")
    path = copy / "agencies.csv"
    path.write_text(
        "\n".join(path.read_text(encoding="utf-8").split("\n")[:2]) + "\n", encoding="utf-8"
    )
    assert any("agencies.csv" in f for f in faults(copy))


def test_nothing_half_written_is_left(written):
    _, output = written
    assert not list(output.rglob("*.part"))


def test_a_document_that_is_gone_is_gone_from_the_output(samples, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "a.pdf")
    shutil.copy(samples / "report-without-plan.pdf", folder / "b.pdf")
    batch(folder, tmp_path / "out")
    (folder / "a.pdf").unlink()
    batch(folder, tmp_path / "out")
    assert [p.name for p in (tmp_path / "out/plans").iterdir()] == ["b.json"]
    assert not rows(tmp_path / "out", "actions")


def test_output_inside_the_folder_is_no_input(samples, tmp_path):
    shutil.copy(samples / "dhr-text-dump.txt", tmp_path / "a.txt")
    batch(tmp_path, tmp_path / "out")
    (tmp_path / "out/note.txt").write_text("x", encoding="utf-8")
    assert batch(tmp_path, tmp_path / "out").counts.documents == 1


def test_empty_folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    run = batch(folder, tmp_path / "out")
    assert run.counts.documents == 0
    assert rows(tmp_path / "out", "actions") == []


def test_run_is_recorded(written):
    run, output = written
    assert json.loads((output / "run.json").read_text(encoding="utf-8")) == run.model_dump(
        mode="json"
    )
    assert run.settings.people == "mask"
    assert "pdfplumber" in run.versions


def test_unique_names(tmp_path):
    paths = [tmp_path / n for n in ("A b.pdf", "a-b.txt", "A B.PDF", "---.pdf", "a-b-2.pdf")]
    names = unique_names(paths)
    assert names[0] == "A b"
    assert len({n.casefold() for n in names}) == 5
