"""``actionplans drop`` on names as people have them; arguments as a shortcut gives them."""

import csv
import os
import shutil
import sys
from contextlib import closing

import pytest

from actionplans.exit_codes import ExitCode
from tests.support.terminal import Terminal
from tests.support.waiting import wait_for

NAMES = [
    "a plan.pdf",
    "R&D.pdf",
    "plan (final) [2].pdf",
    "Rhŷs – cynllun.pdf",
    "100% ^new^ !, it's=ok;.pdf",
    "-o.pdf",
]
SHORT = "sar-nidd-portrait-short.pdf"


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_any_name_is_converted_beside_the_document(run, samples, tmp_path):
    for name in NAMES:
        shutil.copy(samples / SHORT, tmp_path / name)
    done = run("drop", *(tmp_path / name for name in NAMES))
    assert done.returncode == ExitCode.DONE, done.stderr
    for name in NAMES:
        written = tmp_path / name.replace(".pdf", " - action plan.csv")
        assert written.read_bytes().startswith(b"\xef\xbb\xbf")
        assert len(_rows(written)) == 4


def test_nothing_is_overwritten_and_what_fails_is_told_while_the_rest_goes_on(
    run, samples, tmp_path
):
    shutil.copy(samples / SHORT, tmp_path / "plan.pdf")
    (tmp_path / "plan - action plan.csv").write_text("mine")
    (tmp_path / "letter.pdf").write_text("no PDF")
    done = run("drop", tmp_path / "letter.pdf", tmp_path / "plan.pdf")
    assert done.returncode == ExitCode.INCOMPLETE
    assert "letter.pdf: The file is not a PDF" in done.stderr
    assert (tmp_path / "plan - action plan.csv").read_text() == "mine"
    assert len(_rows(tmp_path / "plan - action plan (2).csv")) == 4
    assert "The rows are in plan - action plan (2).csv" in done.stderr


def test_a_folder_gives_a_folder_with_a_workbook(run, samples, tmp_path):
    folder = tmp_path / "Reviews & plans (2024)"
    folder.mkdir()
    shutil.copy(samples / SHORT, folder)
    done = run("drop", folder)
    assert done.returncode == ExitCode.DONE, done.stderr
    results = tmp_path / "Reviews & plans (2024) - action plans"
    assert (results / "actionplans.xlsx").exists()
    assert len(_rows(results / "actions.csv")) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of other systems")
def test_the_window_stays_open_until_enter(root, tmp_path):
    command = [sys.executable, "-P", "-m", "actionplans", "drop", "none.pdf"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with closing(Terminal(command, tmp_path, environment)) as window:
        assert "There is no file 'none.pdf'" in window.wait_for("Press Enter to close")
        assert window.poll() is None
        window.type("\n")
        wait_for(lambda: window.poll() is not None, "the end of the command after Enter")
    assert window.poll() == ExitCode.INCOMPLETE
