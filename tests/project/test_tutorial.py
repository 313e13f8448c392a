"""The tutorial, typed line by line in a folder with nothing but the project.

Installing takes minutes, so the lines that do it are left out, unless ``TUTORIAL`` is ``fresh``.
"""

import html
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.actionplans.review.test_browser import CHROMIUM, opened
from tests.support.documentation import ROOT, blocks

PAGE = ROOT / "docs/tutorial.md"
FRESH = os.environ.get("TUTORIAL") == "fresh"
INSTALLED = ".venv/bin/actionplans"
ELSEWHERE = shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "node_modules", "site")


def left_out(folder, names):
    """What the tutorial's reader does not have: results among them, not the package that writes some."""
    results = {"output"} if Path(folder) == ROOT else set()
    return ELSEWHERE(folder, names) | results


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The project's folder as a newcomer unpacks it."""
    folder = tmp_path_factory.mktemp("tutorial") / "actionplans"
    if FRESH:
        shutil.copytree(ROOT, folder, ignore=left_out)
        return folder
    (folder / ".venv/bin").mkdir(parents=True)
    program = folder / INSTALLED
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m actionplans "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    (folder / "samples").mkdir()
    shutil.copy(ROOT / "samples/sar-calder-rag-tracker.pdf", folder / "samples")
    return folder


def steps():
    """What is typed, with what is answered, in order."""
    typed, shown = blocks(PAGE, "sh", "text"), []
    for block in typed:
        if block.language == "sh":
            shown.append((block.lines, ""))
        else:
            shown[-1] = (shown[-1][0], block.text)
    return shown if FRESH else shown[1:]


@pytest.fixture(scope="module")
def chart(folder):
    """The page with the chart, once all lines were typed and all answers were as they should be."""
    if os.name == "nt":
        pytest.skip("the lines for Windows are compared with the others")
    for lines, answer in steps():
        for line in lines:
            done = subprocess.run(
                shlex.split(line), cwd=folder, check=False, encoding="utf-8",
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                env={k: v for k, v in os.environ.items() if not FRESH or k != "PYTHONPATH"},
            )  # fmt: skip
            assert done.returncode == 0, f"{line}\n{done.stdout}"
        if answer:
            assert done.stdout.split() == answer.split()
    return folder / "results/review/index.html"


def test_the_newcomer_gets_a_workbook(chart):
    assert (chart.parent.parent / "actionplans.xlsx").is_file()


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_the_newcomer_gets_the_chart(chart, tmp_path):
    page = chart.parent / "figures.html"
    page.write_text('<meta http-equiv="refresh" content="0;index.html#figures">', encoding="utf-8")
    dom, said = opened(page, tmp_path)
    assert said == []
    view = re.search(r'<section [^>]*id="view-figures"([^>]*)>(.*?)</section>', dom, re.DOTALL)
    assert "hidden" not in view[1]
    bars = " ".join(html.unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)", view[2]))).split())
    assert "Leeds City Council Adult Social Care 1 1 1 3" in bars
    assert "West Yorkshire Fire and Rescue Service 1 1" in bars


def test_the_lines_for_windows_are_the_same():
    ours = [line for b in blocks(PAGE, "sh") for line in b.lines]
    theirs = [line for b in blocks(PAGE, "powershell") for line in b.lines]
    assert [as_on_linux(line) for line in theirs] == ours


def as_on_linux(line):
    same = line.replace(".venv\\Scripts\\", ".venv/bin/").replace("\\", "/")
    return re.sub(r"^copy\b", "cp", re.sub(r"^py\b", "python3", same))
