"""Spoilt PDFs: every one ends in a plan, no_plan or a coded failure, and the batch goes on."""

import shutil
import time
from pathlib import Path

import pytest

from actionplans import batch
from actionplans.conversion import attempt
from actionplans.output.validate import faults
from bench.fuzz import MEMORY, finds, seeds, write_spoilt
from tests.support.waiting import LIMIT

FINDS = sorted(p for p in (Path(__file__).parents[1] / "finds").iterdir() if p.suffix != ".md")
SOON = 30.0
"""Seconds of the processor; a spoilt file of one page takes one or two."""


def test_spoilt_files_among_good_ones(samples, tmp_path):
    folder, output = tmp_path / "in", tmp_path / "out"
    sources = [s for s in seeds(samples) if len(s) < 100_000]  # the scan takes a second a page
    write_spoilt(folder, sources, 60, seed=0)
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "zz-good.pdf")
    run = batch(folder, output, timeout=LIMIT, memory=MEMORY, jobs=2)
    assert len(run.inputs) == 61
    assert [(i.file, found) for i in run.inputs if (found := finds(i, LIMIT))] == []
    assert (run.inputs[-1].status, run.inputs[-1].actions) == ("ok", 4)
    assert {i.status for i in run.inputs} == {"ok", "partial", "no_plan", "failed"}
    assert faults(output) == []


def test_the_same_number_gives_the_same_file(samples, tmp_path):
    for name in ("one", "two"):
        write_spoilt(tmp_path / name, seeds(samples), 5, seed=3)
    one, two = ([p.read_bytes() for p in sorted((tmp_path / n).iterdir())] for n in ("one", "two"))
    assert one == two
    assert len(set(one)) == 5


@pytest.mark.parametrize("path", FINDS, ids=lambda p: p.stem)
def test_what_was_found_is_mended(path):
    before = time.process_time()
    plan = attempt(path, keep_people=True)
    assert "internal_error" not in {p.code for p in plan.problems}
    assert len(plan.problems) < 40
    assert time.process_time() - before < SOON
