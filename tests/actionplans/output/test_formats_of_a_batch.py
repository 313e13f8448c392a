"""The forms of the tables through ``batch``, ``export`` and ``forget``, and on the command line."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from typer.testing import CliRunner

from actionplans import batch
from actionplans.batching.export import export
from actionplans.batching.forget import forget
from actionplans.batching.store import STATE
from actionplans.cli.app import app
from actionplans.output.formats.registry import FORMATS, files_of
from actionplans.output.read_back import NoResults
from actionplans.output.validate import faults

ASKED = ("sqlite", "xlsx", "jsonl")
FILES = sorted(set(files_of(ASKED)) - set(files_of([])))


@pytest.fixture(scope="module")
def made(samples, tmp_path_factory):
    """A folder of two documents and its results in several forms."""
    home = tmp_path_factory.mktemp("forms")
    (home / "in").mkdir()
    shutil.copy(samples / "dhr-text-dump.txt", home / "in/a.txt")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", home / "in/b.pdf")
    batch(home / "in", home / "out", formats=ASKED, jobs=1, reproducible=True)
    return home


@pytest.fixture
def home(made, tmp_path):
    """A copy of them for a test to change."""
    return shutil.copytree(made, tmp_path / "home")


def published(output):
    """The bytes of all files but the state, by their paths."""
    return {p.relative_to(output).as_posix(): p.read_bytes()
            for p in output.rglob("*") if p.is_file() and STATE not in p.parts}  # fmt: skip


def again(home, formats):
    return batch(home / "in", home / "out", formats=formats, jobs=1, reproducible=True)


def test_the_record_names_them(made):
    record = json.loads((made / "out/run.json").read_text(encoding="utf-8"))
    assert record["settings"]["formats"] == list(ASKED)
    assert set(FILES) <= published(made / "out").keys()
    assert faults(made / "out") == []


def test_what_stands_is_left_and_what_is_spoilt_is_mended(home):
    before = published(home / "out")
    time = (home / "out/actionplans.db").stat().st_mtime_ns
    again(home, ASKED)
    assert (home / "out/actionplans.db").stat().st_mtime_ns == time
    (home / "out/actionplans.xlsx").unlink()
    assert faults(home / "out") == ["actionplans.xlsx is missing"]
    (home / "out/actions.jsonl").write_text("spoilt", encoding="utf-8")
    again(home, ASKED)
    assert published(home / "out") == before


def test_files_are_those_of_the_last_run(home):
    again(home, ["sqlite", "excel"])
    found = published(home / "out")
    assert "actionplans.db" in found
    assert "actionplans.xlsx" not in found
    assert found["actions.csv"].startswith(b"\xef\xbb\xbf")
    again(home, [])
    found = published(home / "out")
    assert not [n for n in FILES if n in found]
    assert found["actions.csv"].startswith(b"action_id,")
    assert faults(home / "out") == []


def test_export_gives_what_a_batch_gives(home):
    expected = published(home / "out")
    again(home, ["sqlite"])
    shutil.rmtree(home / "out" / STATE)  # as in a copy that someone was given
    assert export(home / "out", ["jsonl", "xlsx"]).settings.formats == list(ASKED)
    assert published(home / "out") == expected


def test_after_an_export_nothing_is_left_to_do(home):
    again(home, [])
    export(home / "out", ASKED)
    time = (home / "out/actions.csv").stat().st_mtime_ns
    again(home, ASKED)
    assert (home / "out/actions.csv").stat().st_mtime_ns == time


def test_export_of_what_is_not_whole(home):
    for folder in (home / "in", home / "nowhere"):
        with pytest.raises(NoResults):
            export(folder, ["jsonl"])
        assert not (folder / STATE).exists()
    (home / "out/run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoResults, match="another version"):
        export(home / "out", ["jsonl"])


def test_a_forgotten_document_is_in_no_form(home):
    forget("a.txt", home / "out")
    with closing(sqlite3.connect(home / "out/actionplans.db")) as database:
        assert database.execute("SELECT document FROM reviews").fetchall() == [("b",)]
    rows = (home / "out/actions.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(row)["document"] for row in rows} == {"b"}
    assert faults(home / "out") == []


def command(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_the_commands(home):
    output = home / "out"
    assert command("batch", home / "in", "-o", output, "--parquet", "-q").exit_code == 0
    done = command("export", output, "--sqlite", "--jsonl", "--xlsx", "--excel")
    assert done.exit_code == 0, done.stderr
    record = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert record["settings"]["formats"] == list(FORMATS)
    for wrong in ([output], [home / "in", "--xlsx"]):
        done = command("export", *wrong)
        assert done.exit_code == 2
        assert done.stderr.count("\n") == 1


def test_one_document_for_excel(home):
    file = home / "plan.csv"
    assert command("convert", home / "in/a.txt", "-o", file, "--excel", "-q").exit_code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfaction_id,")
