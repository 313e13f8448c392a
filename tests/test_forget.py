"""A document that must go is gone from everything, and stays out."""

import shutil
import subprocess
import sys

import pytest

from actionplans import batch
from actionplans.batching.forget import forget, remember
from actionplans.batching.publish import withdraw
from actionplans.batching.store import STATE
from actionplans.failures import file_hash
from actionplans.validate import faults


@pytest.fixture(scope="module")
def made(samples, tmp_path_factory):
    """A folder of three documents, two of them copies, and its results."""
    home = tmp_path_factory.mktemp("forget")
    (home / "in").mkdir()
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", home / "in/Nidd.pdf")
    shutil.copy(samples / "dhr-text-dump.txt", home / "in/kept.txt")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", home / "in/second-copy.pdf")
    batch(home / "in", home / "out", jobs=1, reproducible=True)
    return home


@pytest.fixture
def results(made, tmp_path):
    """A copy of them for a test to change."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "in", tmp_path / "out"


def everything(output):
    """The bytes of all files, the state included, by their paths."""
    return {p.relative_to(output).as_posix(): p.read_bytes()
            for p in output.rglob("*") if p.is_file() and p.name != "lock"}  # fmt: skip


def published(files):
    return {name: data for name, data in files.items() if STATE not in name}


def test_forgotten_and_remembered(results):
    folder, output = results
    before = everything(output)
    sha256 = file_hash(folder / "Nidd.pdf")
    gone = forget(str(folder / "Nidd.pdf"), output)
    assert (gone.documents, gone.complete) == (2, True)
    after = everything(output)
    assert after.pop(f"{STATE}/forgotten.txt").decode() == f"{sha256}\n"
    for words in (sha256, "Nidd", "nidd", "second-copy"):
        assert not [n for n, data in after.items() if words in n or words.encode() in data]
    assert faults(output) == []

    made = batch(folder, output, jobs=1, reproducible=True)
    assert [i.file for i in made.inputs] == ["kept.txt"]
    assert made.forgotten == 2
    later = everything(output)
    assert later.pop(f"{STATE}/forgotten.txt")
    assert later == after

    assert remember(sha256, output) == sha256
    assert batch(folder, output, jobs=1, reproducible=True).counts.documents == 3
    assert published(everything(output)) == published(before)


def test_results_that_are_not_whole_are_taken_away(results):
    _, output = results
    (output / STATE / "documents/kept.json").unlink()
    gone = forget("Nidd.pdf", output)
    assert (gone.documents, gone.complete) == (2, False)
    assert list(everything(output)) == [f"{STATE}/forgotten.txt"]
    withdraw(output)  # nothing there any more: no complaint


def test_the_command(results):
    folder, output = results

    def command(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "actionplans", "forget", "-o", output, *arguments],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = command(folder / "kept.txt")
    assert done.returncode == 0
    assert "1 taken out" in done.stderr
    assert not (output / "plans/kept.json").exists()
    assert command("--undo", folder / "kept.txt").returncode == 0
    (folder / "actions.csv").write_text("not ours", encoding="utf-8")
    wrong_folder = (folder / "Nidd.pdf", "-o", folder)
    for wrong in (("nothing.pdf",), ("--undo", folder / "Nidd.pdf"), wrong_folder):
        done = command(*wrong)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
    assert (folder / "actions.csv").exists()
