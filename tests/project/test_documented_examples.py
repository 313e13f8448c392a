"""The examples of the documentation, run on results of the samples."""

import os
import shlex
import shutil
import subprocess
from datetime import date

import click.testing
import datasette.cli
import pytest
from typer.testing import CliRunner

from actionplans import batch
from actionplans.cli.app import app
from actionplans.output.formats.registry import FORMATS
from actionplans.output.table_files import write_tables
from actionplans.output.table_rows import Document
from actionplans.summary.counts import summary
from actionplans.summary.options import By
from tests.support.documentation import PAGES, ROOT, blocks, name

RESULTS_OF = (
    "dhr-sar-holt-single-agency.pdf",
    "sar-calder-rag-tracker.pdf",
    "sar-nidd-portrait-short.pdf",
)
PLACEHOLDER = "…"
R = shutil.which("Rscript")
TYPED = [name(p) for p in PAGES if any("actionplans " in b.text for b in blocks(p, "sh"))]
ELSEWHERE = {"docs/cluster.md", "docs/contribute.md", "docs/tutorial.md"}
"""Pages whose lines other tests run."""


@pytest.fixture(scope="module")
def documents(sample_plan):
    plans = [sample_plan(n) for n in RESULTS_OF]
    return [Document(p.review.review_id, p) for p in plans]


@pytest.fixture(scope="module")
def place(documents, tmp_path_factory):
    """A folder with ``results`` in every form."""
    place = tmp_path_factory.mktemp("examples")
    (place / "results").mkdir()
    write_tables(place / "results", documents, [f for f in FORMATS if f != "excel"])
    return place


@pytest.fixture(scope="module")
def workplace(samples, tmp_path_factory):
    """A folder as the pages suppose it: documents, their results, an empty corrections file."""
    place = tmp_path_factory.mktemp("work")
    (place / "reviews").mkdir()
    shutil.copy(samples / "sar-calder-rag-tracker.pdf", place / "reviews")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", place / "reviews/some-review.pdf")
    shutil.copy(samples / "sar-wharfe-horizontal-rules.pdf", place / "reviews/plan.pdf")
    shutil.copy(place / "reviews/plan.pdf", place)
    (place / "corrections.csv").write_text("sha256,printed,field,new\n", encoding="utf-8")
    batch(place / "reviews", place / "results")
    return place


def overdue(documents, day):
    return summary([d.plan for d in documents], day).total.overdue


def run_python(page, place, monkeypatch):
    """The names that the page's examples leave behind."""
    monkeypatch.chdir(place)
    names = {}
    for block in blocks(ROOT / page, "python"):
        exec(block.text, names)  # noqa: S102 - our own documentation
    return names


@pytest.mark.parametrize("page", [p for p in TYPED if p not in ELSEWHERE])
def test_lines_run(page, workplace, monkeypatch):
    monkeypatch.chdir(workplace)
    for line in (line for b in blocks(ROOT / page, "sh") for line in b.lines):
        program, *arguments = shlex.split(line)
        if program == "actionplans" and PLACEHOLDER not in line:
            done = CliRunner().invoke(app, arguments)
            assert done.exit_code == 0, f"{line}\n{done.output}"


def test_python_of_the_readme(workplace, monkeypatch, capsys):
    plan = run_python("README.md", workplace, monkeypatch)["plan"]
    assert plan.actions[-1].recommendation in capsys.readouterr().out


def test_python(workplace, monkeypatch, capsys):
    run = run_python("docs/how-to/python.md", workplace, monkeypatch)["run"]
    assert (workplace / "results/actionplans.xlsx").is_file()
    assert f"{run.counts.ok} of {len(run.inputs)}" in capsys.readouterr().out
    assert run.counts.ok > 1


def test_sqlite(place, documents, monkeypatch):
    found = run_python("docs/how-to/datasette.md", place, monkeypatch)
    assert len(found["overdue"]) == overdue(documents, date(2023, 6, 1)) > 1
    assert found["found"]


def test_datasette(place, monkeypatch):
    monkeypatch.chdir(place)
    lines = [line for b in blocks(ROOT / "docs/how-to/datasette.md", "sh") for line in b.lines]
    _, *arguments = shlex.split(next(line for line in lines if line.startswith("datasette ")))
    page = click.testing.CliRunner().invoke(
        datasette.cli.cli, ["serve", *arguments, "--get", "/actionplans/action_overview"]
    )
    assert page.exit_code == 0
    assert "lead_agencies" in page.output
    assert "names in place of ids" in page.output  # what only the metadata says


def test_duckdb(place, documents, monkeypatch):
    found = run_python("docs/how-to/duckdb.md", place, monkeypatch)
    assert {row[0] for row in found["by_year"]} >= {2022, 2023}
    groups = summary([d.plan for d in documents], date(2024, 6, 1), By.AGENCY).groups
    assert dict(found["overdue"]) == {g.group: g.overdue for g in groups if g.overdue}


def test_pandas(place, monkeypatch):
    found = run_python("docs/how-to/pandas.md", place, monkeypatch)
    assert found["by_agency"]["Kent Police"]["completed"] == 2
    assert found["per_quarter"].sum() == found["actions"]["target_date_to"].notna().sum() > 5
    assert len(found["same"]) == len(found["actions"])
    assert found["same"]["target_date_to"].dtype.kind == "M"


@pytest.mark.skipif(R is None, reason="there is no R here")
def test_r(place, documents):
    script = "\n".join(b.text for b in blocks(ROOT / "docs/how-to/r.md", "r"))
    (place / "script.R").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [R, "script.R"], capture_output=True, text=True, encoding="utf-8",
        cwd=place, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.stdout.split()[-2:] == ["[1]", str(overdue(documents, date(2024, 6, 1)))]
    assert "record keeping" in done.stdout
    assert (place / "by_theme.png").stat().st_size > 1000
