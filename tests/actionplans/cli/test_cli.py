"""The command, run as a user runs it."""

import csv
import json
import subprocess
import sys

import pytest

from actionplans.exit_codes import ExitCode

HEAVY = {"camelot", "cv2", "distributed", "fsspec", "numpy", "pandas", "pdfplumber", "PIL", "psutil",
         "pyarrow", "pydantic", "pypdfium2", "rapidfuzz", "tesserocr", "xlsxwriter",
         "extract", "normalise", "schemas"}  # fmt: skip
"""What is imported only when a command needs it: libraries, and our own packages that load them."""


def run(*arguments, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "actionplans", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd,
    )  # fmt: skip


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory):
    from pathlib import Path

    samples = Path(__file__).parents[3] / "samples"
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    done = run("convert", samples / "sar-nidd-portrait-short.pdf", "-o", path)
    assert done.returncode == ExitCode.DONE, done.stderr
    return path


def test_convert_writes_json(plan_file):
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    assert plan["schema_version"] == "1.0"
    assert len(plan["actions"]) == 4


def test_convert_prints_json_and_nothing_else(samples):
    done = run("convert", samples / "sar-nidd-portrait-short.pdf")
    assert len(json.loads(done.stdout)["actions"]) == 4
    assert "4 actions" in done.stderr


def test_convert_writes_csv(samples, tmp_path):
    path = tmp_path / "plan.csv"
    assert run("convert", samples / "sar-nidd-portrait-short.pdf", "-o", path).returncode == 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["target_date_to"] for r in rows] == ["2021-11-30", "", "2022-01-31", "2022-05-31"]


def test_people_are_masked_unless_kept(samples):
    holt = samples / "dhr-sar-holt-single-agency.pdf"
    assert "Tarrant" not in run("convert", holt).stdout
    assert "Tarrant" in run("convert", holt, "--people", "keep").stdout


def test_no_plan(samples):
    done = run("convert", samples / "report-without-plan.pdf")
    assert done.returncode == ExitCode.NO_PLAN
    assert "No table of actions" in done.stderr


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"PK\x03\x04", "not a PDF"), (b"%PDF-1.4 and no more", "damaged")],
)
def test_unreadable(data, words, tmp_path):
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    done = run("convert", path)
    assert done.returncode == ExitCode.UNREADABLE
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "nowhere.pdf"),
        ("convert",),
        ("batch", "nowhere", "-o", "out"),
        ("convert", "--people", "sell"),
        ("validate", "nowhere"),
    ],
)
def test_wrong_usage(arguments, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.strip()


def test_wrong_ending(samples, tmp_path):
    done = run("convert", samples / "sar-nidd-portrait-short.pdf", "-o", tmp_path / "x.docx")
    assert done.returncode == ExitCode.USAGE
    assert ".json or .csv" in done.stderr


def test_input_is_never_overwritten(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("{}", encoding="utf-8")
    assert run("convert", path, "-o", path).returncode == ExitCode.USAGE
    assert path.read_text(encoding="utf-8") == "{}"


def test_partial_batch(samples, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    good = samples / "sar-nidd-portrait-short.pdf"
    (folder / "good.pdf").write_bytes(good.read_bytes())
    (folder / "bad.pdf").write_bytes(b"")
    done = run("batch", folder, "-o", tmp_path / "out")
    assert done.returncode == ExitCode.INCOMPLETE
    words = [line.split() for line in done.stderr.splitlines()]
    assert ["ok", "1", "4", "0", "0"] in words
    assert ["failed", "1", "0", "0", "1"] in words
    assert "bad.pdf: failed. The file has no bytes." in done.stderr
    assert not done.stdout
    assert run("validate", tmp_path / "out").returncode == 0


def test_quiet_says_nothing(samples, tmp_path):
    done = run("convert", samples / "sar-nidd-portrait-short.pdf", "-o", tmp_path / "p.json", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_validate(plan_file, tmp_path):
    assert run("validate", plan_file).returncode == 0
    broken = tmp_path / "broken.json"
    broken.write_text(
        plan_file.read_text(encoding="utf-8").replace('"ok"', '"fine"', 1), encoding="utf-8"
    )
    done = run("validate", broken)
    assert done.returncode == ExitCode.INCOMPLETE
    assert "status" in done.stdout


def test_schema():
    assert json.loads(run("schema").stdout)["title"] == "Plan"


def test_version():
    assert run("--version").stdout.startswith("actionplans ")


def test_help_answers_at_once():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "actionplans", "--help"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "Usage: actionplans" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {"actionplans.cli.app", "typer"} <= imported
    assert not {m.partition(".")[0] for m in imported} & HEAVY


@pytest.mark.parametrize(
    "command",
    ["convert", "batch", "forget", "review", "validate", "schema", "debug", "explain", "summary"],
)
def test_every_command_is_documented(command, root):
    assert run(command, "--help").returncode == 0
    assert f"actionplans {command}" in (root / "README.md").read_text(encoding="utf-8")
