"""A document that brings its process down costs itself alone. Real processes, really dying."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from actionplans import batch
from actionplans.batching.scheduler import Processes
from actionplans.batching.worker_supervisor import WorkerCannotStart
from tests.support.hostile import decompression_bomb, many_forms
from tests.support.hurried import SOON, Hurried

DYING = (str(Path(__file__).parents[2] / "support/dying_worker.py"),)


@pytest.fixture
def folder(samples, tmp_path):
    """A folder with two good documents."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(samples / "dhr-text-dump.txt", folder / "a-good.txt")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "z-good.pdf")
    return folder


def outcomes(output):
    with (output / "problems.csv").open(encoding="utf-8", newline="") as file:
        codes = {r["document"]: (r["code"], r["message"]) for r in csv.DictReader(file)}
    with (output / "reviews.csv").open(encoding="utf-8", newline="") as file:
        return {r["document"]: (r["status"], int(r["actions"]), *codes.get(r["document"], ()))
                for r in csv.DictReader(file)}  # fmt: skip


def test_what_kills_a_worker_costs_one_document(folder, tmp_path):
    for name in ("segfault", "exit", "loop", "leak"):
        (folder / f"{name}.txt").write_text(name.upper(), encoding="ascii")
    output = tmp_path / "out"
    run = batch(folder, output, memory=400, scheduler=Hurried(Processes(output, 2, DYING), "loop"))
    found = outcomes(output)
    assert found["a-good"][:2] == ("ok", 5)
    assert found["z-good"][:2] == ("ok", 4)
    assert found["segfault"][2] == "worker_crashed"
    assert "--retry" in found["segfault"][3]
    assert sys.platform == "win32" or "SIGSEGV" in found["segfault"][3]
    assert found["exit"][2] == "worker_crashed"
    assert "exit code 7" in found["exit"][3]
    assert found["loop"][2] == "timed_out"
    assert f"longer than {SOON:g} s" in found["loop"][3]
    assert found["leak"][2] == "out_of_memory"
    assert "more than 400 MB" in found["leak"][3]
    assert (run.counts.ok, run.counts.failed) == (2, 4)
    assert all(i.sha256 for i in run.inputs)


def test_bombs_meet_their_limits(folder, tmp_path):
    (folder / "bomb.pdf").write_bytes(decompression_bomb(600))
    (folder / "forms.pdf").write_bytes(many_forms(11))
    output = tmp_path / "out"
    batch(folder, output, memory=500, scheduler=Hurried(Processes(output, 2), "forms"))
    found = outcomes(output)
    assert found["bomb"][2] == "out_of_memory"
    assert found["forms"][2] in ("out_of_memory", "timed_out")
    assert found["z-good"][:2] == ("ok", 4)


def test_workers_are_renewed(samples, tmp_path):
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(5):
        shutil.copy(samples / "dhr-text-dump.txt", folder / f"{number}.txt")
    batch(folder, output, scheduler=Processes(output, 1, DYING, renew_after=2))
    workers = (output / "workers").read_text(encoding="ascii").split()
    assert [workers.count(w) for w in dict.fromkeys(workers)] == [2, 2, 1]


def test_a_converter_that_cannot_start_fails_the_run_and_no_document(folder, tmp_path):
    output = tmp_path / "out"
    with pytest.raises(WorkerCannotStart, match="Install it again"):
        batch(folder, output, scheduler=Processes(output, 2, ("-c", "raise SystemExit(1)")))
    assert not (output / "run.json").exists()
    assert not list((output / ".actionplans").rglob("*.json"))


def test_results_are_the_same_however_many_jobs(samples, tmp_path):
    names = ("dhr-text-dump.txt", "sar-calder-rag-tracker.pdf")
    folder = tmp_path / "in"
    folder.mkdir()
    for name in names:
        shutil.copy(samples / name, folder / name)
        shutil.copy(samples / name, folder / f"again-{name}")
    for jobs in (1, 2):
        batch(folder, tmp_path / str(jobs), jobs=jobs, reproducible=True)
    one, two = (
        {p.relative_to(tmp_path / jobs): p.read_bytes()
         for p in (tmp_path / jobs).rglob("*.*") if ".actionplans" not in p.parts}
        for jobs in "12"
    )  # fmt: skip
    assert len(one) == 4 + 10
    assert one == two


def test_a_plain_script_may_call_it(folder, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        f"from actionplans import batch\nprint(batch({str(folder)!r}, {str(tmp_path / 'out')!r},"
        " jobs=2).counts.actions)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout == "9\n"
