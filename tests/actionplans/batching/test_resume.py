"""Stopped, killed, out of room: the next run goes on, and nothing half written is ever seen."""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from actionplans import batch
from actionplans.batching.progress_report import ProgressReport
from actionplans.batching.scheduler import Processes
from actionplans.batching.store import STATE
from actionplans.output.validate import faults
from tests.support.ctrl_c import ALONE, press_ctrl_c
from tests.support.waiting import LIMIT, wait_for

WORKER = "actionplans.batching.worker_main"
DYING = (str(Path(__file__).parents[2] / "support/dying_worker.py"),)
posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX systems")


class Recorded(ProgressReport):
    """What a run reported."""

    def begin(self, *, total, done, gone):
        assert len(done) <= total
        self.done, self.gone = [d.file for d in done], gone
        self.converted = []

    def document(self, known):
        self.converted.append(known.file)


def run(folder, output, **options):
    recorded = Recorded()
    made = batch(folder, output, jobs=1, report=recorded, **options)
    return made, recorded


@pytest.fixture
def folder(samples, tmp_path):
    """A folder with three documents."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(samples / "dhr-text-dump.txt", folder / "a.txt")
    shutil.copy(samples / "report-without-plan.pdf", folder / "b.pdf")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "c.pdf")
    return folder


@pytest.fixture
def digital(samples, tmp_path):
    """A folder with the samples whose names begin with ``dhr``."""
    folder = tmp_path / "digital"
    folder.mkdir()
    for path in samples.glob("dhr-*.*"):
        shutil.copy(path, folder)
    return folder


def start(folder, output, *options, command=("-m", "actionplans"), **how):
    return subprocess.Popen(
        [sys.executable, *command, "batch", folder, "-o", output, *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", **how,
    )  # fmt: skip


def halting(number, mark, module):
    """What makes Python run a module that halts before its nth file is put in place."""
    return ("-m", "tests.support.halting", str(number), str(mark), module)


def with_workers(*command):
    """What makes Python run the command with other workers."""
    script = (
        "import sys; from functools import partial; from actionplans.batching import run; "
        "from actionplans.cli.app import main; "
        f"run.Processes = partial(run.Processes, command={command}); main()"
    )
    return ("-c", script)


def published(output):
    return {p.relative_to(output).as_posix(): p.read_bytes()
            for p in output.rglob("*.*") if p.is_file() and STATE not in p.parts}  # fmt: skip


def test_what_is_done_is_not_done_again(folder, samples, tmp_path):
    output = tmp_path / "out"
    first, recorded = run(folder, output)
    assert sorted(recorded.converted) == ["a.txt", "b.pdf", "c.pdf"]
    before = published(output)

    again, recorded = run(folder, output)
    assert (recorded.done, recorded.converted, recorded.gone) == (
        ["a.txt", "b.pdf", "c.pdf"],
        [],
        [],
    )
    assert again.inputs == first.inputs
    assert {n for n, b in published(output).items() if b != before[n]} == {"run.json"}

    (output / "actions.csv").write_text("spoilt", encoding="utf-8")
    (output / "plans/a.json").unlink()
    run(folder, output)
    assert {n for n, b in published(output).items() if b != before[n]} == {"run.json"}

    shutil.copy(samples / "dhr-trent-bands.pdf", folder / "b.pdf")
    (folder / "a.txt").unlink()
    changed, recorded = run(folder, output)
    assert (recorded.done, recorded.converted, recorded.gone) == (["c.pdf"], ["b.pdf"], ["a.txt"])
    assert [(i.file, i.actions) for i in changed.inputs] == [("b.pdf", 6), ("c.pdf", 4)]
    assert sorted(p.name for p in (output / STATE / "documents").iterdir()) == ["b.json", "c.json"]
    assert faults(output) == []

    _, recorded = run(folder, output, keep_people=True)
    assert recorded.converted == ["b.pdf", "c.pdf"]

    kept = output / STATE / "documents"
    (kept / "b.json").write_text("{}\n{}", encoding="utf-8")  # of another version of the state
    record, _, plan = (kept / "c.json").read_text(encoding="utf-8").partition("\n")
    other = json.dumps(json.loads(record) | {"converter": "another"})
    (kept / "c.json").write_text(f"{other}\n{plan}", encoding="utf-8")
    assert run(folder, output, keep_people=True)[1].converted == ["b.pdf", "c.pdf"]


def test_limits_matter_only_to_what_they_stopped(folder, tmp_path):
    output = tmp_path / "out"
    (folder / "c.pdf").unlink()
    (folder / "x.txt").write_text("EXIT", encoding="ascii")
    batch(folder, output, scheduler=Processes(output, 1, DYING))
    assert run(folder, output)[1].converted == []
    assert run(folder, output, retry=True)[1].converted == ["x.txt"]
    (folder / "x.txt").write_text("EXIT twice", encoding="ascii")
    batch(folder, output, scheduler=Processes(output, 1, DYING))
    assert run(folder, output, timeout=700)[1].converted == ["x.txt"]


def test_killed_ever_again_it_ends_as_if_undisturbed(digital, tmp_path):
    batch(digital, tmp_path / "undisturbed", reproducible=True, jobs=1)
    output = tmp_path / "out"
    for number in (1, 4, 2):  # while documents are converted
        worker = halting(number, tmp_path / "halted", WORKER)
        _kill_halted(digital, output, tmp_path / "halted", with_workers(*worker))
    for number in (3, 15, 18, 14):  # while the results are being put in place, and at the very end
        command = halting(number, tmp_path / "halted", "actionplans")
        _kill_halted(digital, output, tmp_path / "halted", command)
    assert start(digital, output, "--reproducible", "-q").wait(LIMIT) == 0
    assert published(output) == published(tmp_path / "undisturbed")
    assert not list(output.rglob("*.part"))


def _kill_halted(folder, output, mark, command):
    mark.unlink(missing_ok=True)
    process = start(folder, output, "--reproducible", "--jobs", "1", command=command)
    wait_for(mark.exists, "the file before which it halts", process)
    _kill(process)
    _nothing_half_written(output)


def _kill(process):
    workers = psutil.Process(process.pid).children()
    process.kill()
    process.communicate(timeout=LIMIT)
    assert psutil.wait_procs(workers, timeout=LIMIT)[1] == []


def _nothing_half_written(output):
    for path in output.rglob("plans/*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in (output / STATE / "documents").glob("*.json"):
        for part in path.read_text(encoding="utf-8").split("\n", 1):
            json.loads(part)
    if (output / "run.json").exists():
        assert faults(output) == []


@posix
def test_ctrl_c_stops_and_the_next_run_goes_on(digital, tmp_path):
    output = tmp_path / "out"
    command = with_workers(*halting(2, tmp_path / "halted", WORKER))
    process = start(digital, output, "--jobs", "1", command=command, **ALONE)
    wait_for((tmp_path / "halted").exists, "the second document", process)
    press_ctrl_c(process)
    said = process.communicate(timeout=LIMIT)[1]
    assert process.returncode == 130
    assert "run the same command again" in said
    assert "Traceback" not in said
    done = len(list((output / STATE / "documents").glob("*.json")))
    made, recorded = run(digital, output)
    assert len(recorded.done) == done >= 1
    assert made.counts.failed == 0


def test_a_second_run_on_the_same_output_stops(folder, tmp_path):
    output = tmp_path / "out"
    (folder / "slow.txt").write_text("SLEEP", encoding="ascii")
    first = start(folder, output, "--jobs", "1", command=with_workers(*DYING))
    wait_for((output / "workers").exists, "a document at work", first)
    second = start(folder, output)
    assert "Another run (process" in second.communicate(timeout=LIMIT)[1]
    assert second.returncode == 2
    _kill(first)
    (folder / "slow.txt").unlink()
    assert run(folder, output)[0].counts.documents == 3


@posix
def test_a_full_disk_stops_the_run_and_costs_nothing(folder, samples, tmp_path):
    import resource

    output = tmp_path / "out"
    run(folder, output)
    before = published(output)
    shutil.copy(samples / "dhr-stour-long-rows.pdf", folder / "d.pdf")

    def no_room():  # a file of more than 8 kB cannot be written
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    process = start(folder, output, preexec_fn=no_room)
    said = process.communicate(timeout=LIMIT)[1]
    assert process.returncode == 2
    assert "cannot be written" in said
    assert "Traceback" not in said
    assert published(output) == before
    assert not list(output.rglob("*.part"))
    assert run(folder, output)[1].converted == ["d.pdf"]


@posix
def test_a_folder_that_may_not_be_written_to(samples):
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    shutil.copytree(samples, home / "in")
    (home / "out").mkdir(mode=0o555)
    script = (  # root may write anywhere, so it becomes somebody else first
        "import os, sys, actionplans.cli.progress, actionplans.batching.run, actionplans.cli.app as cli\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "sys.argv[1:] = ['batch', 'in', '-o', 'out']; cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=home, capture_output=True, text=True, check=False
    )
    shutil.rmtree(home)
    assert done.returncode == 2, done.stderr
    assert "cannot be written to 'out': Permission denied" in done.stderr
    assert "Traceback" not in done.stderr


def test_logs(folder, tmp_path):
    said = start(folder, tmp_path / "out", "--log-format", "json").communicate(timeout=LIMIT)[1]
    events = [json.loads(line) for line in said.splitlines()]
    assert [e["event"] for e in events] == ["begin", *["document"] * 3, "end"]
    assert events[-1]["actions"] == 9
    with (tmp_path / "out/actions.csv").open(encoding="utf-8", newline="") as file:
        words = {
            r[k] for r in csv.DictReader(file) for k in ("recommendation", "action", "outcome")
        }
    assert not [w for w in words if len(w) > 5 and w in said]

    said = start(folder, tmp_path / "out", "--verbose").communicate(timeout=LIMIT)[1]
    assert "3 of 3 documents are done already." in said
    assert "\x1b" not in said
