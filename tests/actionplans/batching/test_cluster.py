"""The same batch on a Dask cluster: a real scheduler, real workers, some of them killed."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from distributed import Client
from typer.testing import CliRunner

from actionplans import batch
from actionplans.batching.cluster import client as cluster_client
from actionplans.batching.cluster import scheduler as driver
from actionplans.batching.cluster.errors import ClusterUnusable, check_workers
from actionplans.batching.cluster.worker import Parcel, about, convert_parcel
from actionplans.batching.progress_report import ProgressReport
from actionplans.batching.remote.fetch import SHARED
from actionplans.batching.scheduler import Processes
from actionplans.batching.settings import Settings
from actionplans.batching.store import STATE, Store
from actionplans.batching.tasks import Task, convert_task
from actionplans.batching.versions import fingerprint
from actionplans.cli.app import app
from actionplans.output.writers import plan_text
from schemas.correction import Entry
from tests.support.ctrl_c import ALONE, press_ctrl_c
from tests.support.hurried import Hurried
from tests.support.waiting import LIMIT, wait_for

DYING = (str(Path(__file__).parents[2] / "support/dying_worker.py"),)
ALLOWED = "allowed_failures"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX systems")


class Recorded(ProgressReport):
    """What a run reported."""

    def __init__(self):
        self.converted, self.victims = [], []

    def document(self, known):
        self.converted.append(known.file)
        if len(self.converted) == 2:
            for process in self.victims:
                process.kill()


def published(output):
    return {p.relative_to(output).as_posix(): p.read_bytes()
            for p in output.rglob("*.*") if p.is_file() and STATE not in p.parts}  # fmt: skip


@pytest.fixture(scope="module")
def folder(samples, tmp_path_factory):
    """A folder of good and bad documents, two with one stem."""
    folder = tmp_path_factory.mktemp("cluster-in")
    (folder / "sub").mkdir()
    for name in ("dhr-text-dump.txt", "dhr-trent-bands.pdf", "report-without-plan.pdf"):
        shutil.copy(samples / name, folder)
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "sub/DHR-trent-bands.pdf")
    shutil.copy(samples / "dhr-text-dump.txt", folder / "DHR John Smithson.txt")
    (folder / "empty.pdf").touch()
    (folder / "slides.pptx").touch()
    if sys.platform == "linux":
        Path(os.fsdecode(bytes(folder) + b"/caf\xe9.txt")).write_text("Nothing.", encoding="ascii")
    return folder


@pytest.fixture(scope="module")
def settings(folder, sample_plan):
    """How the batches are run."""
    plan = sample_plan("dhr-text-dump.txt")
    right = Entry(2, plan.source.sha256, "", None, None, 1, plan.actions[0].recommendation, 1,
                  "lead_agency", "", "Invented Trust", "", "", "")  # fmt: skip
    return {"reproducible": True, "keep_people": True, "corrections": [right], "formats": ["jsonl"]}


@pytest.fixture(scope="module")
def local(folder, settings, tmp_path_factory):
    """The same batch on this machine."""
    output = tmp_path_factory.mktemp("local")
    run = batch(folder, output, scheduler=Processes(output, 1, DYING), **settings)
    odd = sys.platform == "linux"
    assert (run.counts.ok, run.counts.no_plan, run.counts.failed) == (4, 1 + odd, 1)
    return published(output)


@pytest.fixture
def workers(cluster):
    """The processes of the cluster's two workers."""
    with Client(cluster, timeout=LIMIT, set_as_default=False) as client:
        return [psutil.Process(pid) for pid in client.run(os.getpid).values()]


def test_a_folder_that_all_machines_have(folder, settings, local, cluster, tmp_path):
    batch(folder.as_uri(), tmp_path.as_uri(), scheduler=cluster, **settings)
    assert published(tmp_path) == local


def test_a_worker_killed_in_mid_run_and_nothing_done_twice(
    folder, settings, local, cluster, workers, tmp_path
):
    recorded = Recorded()
    recorded.victims = workers[:1]
    batch(folder, tmp_path, scheduler=cluster, report=recorded, **settings)
    assert psutil.wait_procs(workers[:1], timeout=LIMIT) == (workers[:1], [])
    assert published(tmp_path) == local
    recorded = Recorded()
    (folder / "more.txt").write_text("Nothing here.", encoding="ascii")
    batch(folder, tmp_path, scheduler=cluster, report=recorded, **settings)
    assert recorded.converted == ["more.txt"]
    (folder / "more.txt").unlink()
    batch(folder, tmp_path, jobs=1, report=recorded, **settings)
    assert recorded.converted == ["more.txt"]
    assert published(tmp_path) == local


@posix
def test_ctrl_c_stops_what_the_workers_are_at(folder, cluster, workers, tmp_path):
    slow, output = tmp_path / "in", tmp_path / "out"
    shutil.copytree(folder, slow)
    (slow / "a.txt").write_text("SLEEP", encoding="ascii")
    command = [sys.executable, "-m", "actionplans", "batch", slow, "-o", output]
    process = subprocess.Popen(
        [*command, "--scheduler", cluster],
        stderr=subprocess.PIPE,
        text=True,
        **ALONE,
    )
    others = len(list(folder.rglob("*.*"))) - 1  # one is no document
    wait_for(lambda: len(list((output / STATE).glob("documents/*.json"))) == others,
             "all documents but the slow one", process)  # fmt: skip
    busy = [c for w in workers for c in w.children()]
    press_ctrl_c(process)
    said = process.communicate(timeout=LIMIT)[1]
    gone = wait_for(lambda: [c for c in busy if not c.is_running()], "the end of what was at work")
    assert (len(gone), len(busy)) == (1, 2)
    assert process.returncode == 130
    assert "run the same command again" in said
    assert "Traceback" not in said
    (slow / "a.txt").unlink()
    recorded = Recorded()
    batch(slow, output, scheduler=cluster, report=recorded)
    assert recorded.converted == []


@posix
def test_a_document_that_kills_workers_costs_itself(folder, cluster, tmp_path):
    deadly = tmp_path / "in"
    shutil.copytree(folder, deadly)
    (deadly / "exit.txt").write_text("EXIT", encoding="ascii")
    (deadly / "parent.txt").write_text("PARENT", encoding="ascii")
    (deadly / "loop.txt").write_text("LOOP", encoding="ascii")
    with Client(
        cluster, timeout=LIMIT, set_as_default=False
    ) as client:  # so that fewer workers must die
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, ALLOWED, 0))
    output = tmp_path / "out"
    with cluster_client.connected(cluster, "auto", Store(output)) as reached:
        run = batch(deadly, output, scheduler=Hurried(reached, "loop"))
    codes = {i.file: i.problem_codes for i in run.inputs if i.status == "failed"}
    assert codes.pop("empty.pdf") == {"empty_file": 1}
    assert codes.pop("loop.txt") == {"timed_out": 1}
    assert codes == {n: {"worker_crashed": 1} for n in ("exit.txt", "parent.txt")}
    assert run.counts.ok == 4


def test_a_cluster_that_cannot_be_used(folder, cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster_client, "CONNECT_WITHIN", 0.5)
    command = ["batch", str(folder), "-o", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 2
    assert "There is no Dask scheduler at 'tcp://127.0.0.1:1'" in done.stderr
    with pytest.raises(ClusterUnusable, match="There is no Dask scheduler"):
        batch(folder, tmp_path, scheduler="nonsense")
    monkeypatch.undo()
    monkeypatch.setattr("actionplans.batching.cluster.errors.fingerprint", lambda: "another")
    with pytest.raises(ClusterUnusable, match="its own files or libraries differ"):
        batch(folder, tmp_path, scheduler=cluster)
    monkeypatch.setattr(cluster_client, "find_spec", {}.get)
    with pytest.raises(ClusterUnusable, match=r"pip install 'actionplans\[cluster\]'"):
        batch(folder, tmp_path, scheduler=cluster)
    assert not (tmp_path / "run.json").exists()


def test_a_document_too_large_to_send(folder, cluster, tmp_path, monkeypatch):
    some = tmp_path / "in"
    some.mkdir()
    shutil.copy(folder / "dhr-trent-bands.pdf", some)
    monkeypatch.setattr(driver, "SENT_AT_MOST", 100)
    batch(some, tmp_path / "out", scheduler=cluster)
    plan = json.loads((tmp_path / "out/plans/dhr-trent-bands.json").read_text(encoding="utf-8"))
    assert "too large to be sent" in plan["problems"][0]["message"]
    recorded = Recorded()
    batch(some, tmp_path / "out", scheduler=cluster, report=recorded)
    assert recorded.converted == ["dhr-trent-bands.pdf"]  # it is tried again


def test_a_document_that_is_gone_is_as_on_this_machine(cluster, tmp_path):
    settings = Settings(keep_people=True, keep_pseudonyms=False, ocr="off")
    task = Task(str(tmp_path / "gone.pdf"), "gone.pdf", "gone", "", settings, fingerprint())
    store = Store(tmp_path)
    with cluster_client.connected(cluster, "off", store) as workers:
        shared = replace(task, document="shared", location=SHARED)
        assert [d.input.problem_codes for d in workers.run([task, shared])] == [
            {"unreadable_file": 1}
        ] * 2
    assert plan_text(store.plan("gone")) == convert_task(task).plan


def test_what_workers_say_of_themselves():
    fit = about("auto")
    check_workers({"tcp://a:1": fit})
    with pytest.raises(ClusterUnusable, match=r"at tcp://b:1 \(and 1 more\).* No module"):
        check_workers(
            {"tcp://b:1": ImportError("No module"), "tcp://c:1": ImportError("No module")}
        )


def test_a_worker_of_another_version_or_without_the_folder_converts_nothing(tmp_path):
    settings = Settings(keep_people=True, keep_pseudonyms=False, ocr="off")
    task = Task(str(tmp_path / "gone.pdf"), "gone.pdf", "gone", "", settings, "another")
    assert "another actionplans" in convert_parcel(Parcel("run", task.message())).fault
    shared = task.message() | {"converter": fingerprint(), "location": SHARED}
    assert convert_parcel(Parcel("run", shared)).missing
    assert "gone" not in repr(Parcel("run", shared))


def test_the_command_answers_without_dask():
    script = "import sys, actionplans.cli.app, actionplans.batching.run; print(*sys.modules)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not {"dask", "distributed", "fsspec"} & set(done.stdout.split())
