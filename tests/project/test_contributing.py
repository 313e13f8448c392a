"""The worked examples of docs/contribute.md, followed in a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from actionplans.cli.app import app
from normalise.rows.headings import SURE
from schemas.plan import Plan
from tests.support.documentation import ROOT, blocks

PAGE = ROOT / "docs/contribute.md"
PACKAGES = ("actionplans", "extract", "normalise", "schemas")
ANSWERS = [b for b in blocks(PAGE, "text") if not b.title]
"""What the page says that the converter says; blocks with a title are documents."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """The project with the page's document in it."""
    tree = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tree / package, ignore=ignored)
    (tree / "samples/sources").mkdir(parents=True)
    shutil.copy(ROOT / "samples/build.py", tree / "samples")
    return tree


def typed(tree, line):
    """What a line of the page answers, with the program's own code in the tree."""
    program, *rest = shlex.split(line)
    arguments = ["-m", "actionplans", *rest] if program.endswith("actionplans") else rest
    done = subprocess.run(
        [sys.executable, *arguments], check=True, cwd=tree, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONPATH": str(tree)},
    )  # fmt: skip
    return done.stdout


def lines(beginning):
    return [line for b in blocks(PAGE, "sh") for line in b.lines if beginning in line]


def write(tree, title):
    """Add the page's block of this title to the file of that name."""
    block = next(b for b in blocks(PAGE) if b.title == title)
    with (tree / title).open("a", encoding="utf-8") as file:
        file.write(block.text)


def explained(tree, monkeypatch, line):
    monkeypatch.chdir(tree)
    return CliRunner().invoke(app, shlex.split(line)[1:]).output


def test_a_column_that_is_not_sure(tree, monkeypatch):
    convert, explain = lines("convert odd.txt")[0], lines("explain odd")[0]
    write(tree, "odd.txt")
    assert ANSWERS[0].text.rstrip("\n") in typed(tree, convert)
    assert "columns_guessed" in explained(tree, monkeypatch, explain)
    plan = Plan.model_validate_json((tree / "odd.json").read_text(encoding="utf-8"))
    assert [a.target_date for a in plan.actions] == [None, None]
    assert all(a.confidence < SURE for a in plan.actions)
    assert [a.lead_agencies[0].name for a in plan.actions] == ["Kent Police"] * 2


def test_an_agency(tree, monkeypatch):
    convert, explain = lines("convert trial.txt")[0], lines("explain trial")[0]
    agency, found = (a.text.rstrip("\n") for a in ANSWERS[1:])
    write(tree, "trial.txt")
    assert agency in typed(tree, convert)
    write(tree, "normalise/data/register/additions.csv")
    assert "0 problems" in typed(tree, convert)
    assert found in explained(tree, monkeypatch, explain)


def test_a_layout(tree):
    build, convert = lines("samples/build.py")[0], lines("convert samples/")[0]
    source = re.search(r"`(samples/sources/.*\.toml)`", PAGE.read_text(encoding="utf-8"))[1]
    write(tree, source)
    typed(tree, build)
    assert "1 actions, 0 problems" in typed(tree, convert)
    plan = Plan.model_validate_json((tree / "trial.json").read_text(encoding="utf-8"))
    assert plan.actions[0].target_date == "2024-05"
    assert [a.name for a in plan.actions[0].lead_agencies] == ["Kent Police"]
