"""A document that must go is gone from everything, and stays out."""

import shutil
import subprocess
import sys

import pytest

from actionplans import batch
from actionplans.batching.forget import forget, remember
from actionplans.batching.publish import withdraw
from actionplans.batching.store import STATE
from actionplans.corrections_file import read_corrections
from actionplans.failed_plan import file_hash
from actionplans.output.validate import faults
from actionplans.review.write import write_review
from normalise.corrections.find_rows import printed_key


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


def test_review_pages_go_and_what_people_put_beside_them_stays(results):
    folder, output = results
    write_review(output, output / "review", source=folder)
    write_review(output, output / "pages" / "mine", source=folder)
    write_review(output, output / "all.html", source=folder, single=True)
    (output / "review" / "corrections.csv").write_text("mine")
    (output / "data").mkdir()
    (output / "data" / "notes.txt").write_text("mine")
    (output / "report.html").write_text("<p>mine</p>")
    gone = forget("Nidd.pdf", output)
    assert [p.relative_to(output).as_posix() for p in gone.pages] == [
        "all.html", "pages/mine/index.html", "review/index.html",
    ]  # fmt: skip
    left = {n for n in everything(output) if not n.startswith((STATE, "plans/"))}
    assert {n for n in left if "." not in n or "/" in n or n.endswith("html")} == {
        "data/notes.txt", "report.html", "review/corrections.csv",
    }  # fmt: skip
    for data in everything(output).values():
        assert b"Nidd" not in data


def command(output, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "actionplans", "forget", "-o", output, *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


HEADING = b"\xef\xbb\xbfsha256,printed,field,new,why\r\n"


def test_corrections_are_told_and_taken_out_of_their_file(results, sample_plan):
    folder, output = results
    sha256 = file_hash(folder / "Nidd.pdf")
    printed = printed_key(sample_plan("sar-nidd-portrait-short.pdf").actions[0])
    own = f'{sha256.upper()},"{printed}",status,superseded,"two\r\nlines"\r\n'.encode()
    other = b"\r\n" + f"{'ab' * 32},Some words,status,completed,  spaces \r\n".encode()
    file = folder.parent / "corrections.csv"
    file.write_bytes(HEADING + own + other + own)
    made = batch(folder, output, corrections=read_corrections(file), jobs=1)
    assert made.settings.corrections.model_dump() == {
        "sha256": file_hash(file), "entries": 3, "applied": 2, "unmatched": 0, "refused": 0,
        "passed_over": 1,
    }  # fmt: skip
    done = command(output, folder / "Nidd.pdf")
    assert done.returncode == 0
    assert "--corrections FILE" in done.stderr
    assert file.read_bytes() == HEADING + own + other + own
    done = command(output, sha256, "--corrections", file)
    assert "2 entries are taken out" in done.stderr
    assert file.read_bytes() == HEADING + other
    assert "0 entries are" in command(output, sha256, "--corrections", file).stderr
    file.write_bytes(b"no corrections")
    assert command(output, sha256, "--corrections", file).returncode == 2


def test_the_command(results):
    folder, output = results
    done = command(output, folder / "kept.txt")
    assert done.returncode == 0
    assert "1 taken out" in done.stderr
    assert not (output / "plans/kept.json").exists()
    assert command(output, "--undo", folder / "kept.txt").returncode == 0
    (folder / "actions.csv").write_text("not ours", encoding="utf-8")
    wrong_folder = (folder / "Nidd.pdf", "-o", folder)
    for wrong in (("nothing.pdf",), ("--undo", folder / "Nidd.pdf"), wrong_folder):
        done = command(output, *wrong)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
    assert (folder / "actions.csv").exists()
