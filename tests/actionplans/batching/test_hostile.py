"""Hostile names, folders and contents, through a real batch."""

import csv
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from actionplans import batch, convert
from actionplans.batching.scheduler import Processes
from actionplans.batching.store import STATE
from bench.pdf_objects import read_objects, root_of, written
from tests.support.hostile import FONT, HEAD, pdf
from tests.support.waiting import LIMIT

WATCHED = (str(Path(__file__).parents[2] / "support/watched_worker.py"),)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or files")
HEADINGS = ("Recommendation", "Action to take", "Lead agency", "Target date")
LEFT = (40, 240, 440, 600, 760)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def drawn_table(path, pages):
    """A ruled table, its headings on each page, of the rows of ``pages``."""
    width, height = landscape(A4)
    canvas = Canvas(str(path), pagesize=(width, height), invariant=1)
    for rows in pages:
        for number, row in enumerate([HEADINGS, *rows, ()]):
            y = height - 40 - 24 * number
            canvas.line(LEFT[0], y, LEFT[-1], y)
            for x, text in zip(LEFT, row, strict=False):
                canvas.drawString(x + 4, y - 16, text)
        for x in LEFT:
            canvas.line(x, height - 40, x, y)
        canvas.showPage()
    canvas.save()


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*")}


def rows(output, name):
    with (output / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_formulas_and_html_in_cells_stay_words(folder, tmp_path):
    formula, html = "=HYPERLINK(1)", "<script>alert(1)</script>"
    drawn_table(
        folder / "a.pdf",
        [[(html, formula, "Police", "May 2024"), ("Ask", "@SUM(1)", "Housing", "-2+3")]],
    )
    batch(folder, tmp_path / "out", jobs=1)
    table = rows(tmp_path / "out", "actions.csv")
    assert [r["action"] for r in table] == [f"'{formula}", "'@SUM(1)"]
    assert table[0]["recommendation"] == html
    assert table[1]["target_date_text"] == "'-2+3"
    plan = json.loads((tmp_path / "out/plans/a.json").read_text(encoding="utf-8"))
    assert [a["action"] for a in plan["actions"]] == [formula, "@SUM(1)"]


def test_hundreds_of_rows_are_all_there(folder):
    pages = [[(f"Ask about carers {p}-{r}", "Add a prompt", "Police", "May 2024") for r in range(20)]
             for p in range(30)]  # fmt: skip
    drawn_table(folder / "many.pdf", pages)
    plan = convert(folder / "many.pdf")
    assert [a.recommendation for a in plan.actions] == [row[0] for page in pages for row in page]


def test_a_page_of_200_inches(samples, tmp_path):
    data = (samples / "sar-nidd-portrait-short.pdf").read_bytes()
    objects = read_objects(data)
    for one in objects:
        one.entries = one.entries.replace(b"0 0 595.2756 841.8898", b"0 0 14400 14400")
    path = tmp_path / "wide.pdf"
    path.write_bytes(written(objects, root_of(data)))
    assert b"14400 14400" in path.read_bytes()
    assert len(convert(path).actions) == 4


def test_loops_of_forms_and_pages_end(folder, tmp_path):
    itself = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 6 0 R>>>>/Length 5>>stream\n/A Do\nendstream"
    asks = b"<</Length 5>>stream\n/A Do\nendstream"
    (folder / "form.pdf").write_bytes(pdf(*HEAD, asks, FONT, itself))
    (folder / "tree.pdf").write_bytes(
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/Parent 2 0 R>>",
        )
    )
    run = batch(folder, tmp_path / "out", jobs=1, timeout=LIMIT)
    assert [i.problem_codes.get("internal_error") for i in run.inputs] == [None, None]
    assert [i.status for i in run.inputs] == ["no_plan", "partial"]  # not failed, as if timed out


@posix
def test_names_with_tricks(folder, samples, tmp_path):
    names = [b"up\\..\\..\\x.pdf", b"a\nb.pdf", b"%2e%2e%2f.pdf", b"=cmd.pdf", b"\xff\xfe.pdf",
             b"$(id).pdf", b"-rf.pdf", "\u202efdp.pdf".encode(), b"x" * 250 + b".pdf", b"nul.pdf",
             b"\x1b]0;title\x07.pdf", b"c:x.pdf"]  # fmt: skip
    for name in names:
        shutil.copy(samples / "report-without-plan.pdf", os.fsencode(folder) + b"/" + name)
    before = tree(folder)
    run = batch(folder, tmp_path / "out", jobs=1)
    assert {i.status for i in run.inputs} == {"no_plan"}
    made = sorted(p.name for p in (tmp_path / "out/plans").iterdir())
    assert len({n.casefold() for n in made}) == len(names)
    assert not [n for n in made if re.search(r'[\\:*?"<>|\x00-\x1f\u202e]|^nul\.', n)]
    assert not [i.file for i in run.inputs if re.search(r"[\x00-\x1f\u202e]", i.file)]
    assert tree(folder) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]
    assert "'=cmd.pdf" in {r["file"] for r in rows(tmp_path / "out", "reviews.csv")}


@posix
def test_links_loops_and_what_is_no_file(folder, samples, tmp_path):
    outside = tmp_path / "outside"
    shutil.copytree(samples, outside, ignore=shutil.ignore_patterns("sources", "sar-*", "*.py"))
    before = tree(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "elsewhere").symlink_to(outside, target_is_directory=True)
    (folder / "linked.pdf").symlink_to(outside / "report-without-plan.pdf")
    (folder / "nowhere.pdf").symlink_to(tmp_path / "none.pdf")
    (folder / "endless.pdf").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.pdf")
    run = batch(folder, tmp_path / "out", jobs=1)
    assert [(i.file, i.status) for i in run.inputs] == [("linked.pdf", "no_plan")]
    assert tree(outside) == before


def test_no_network_no_programs_nothing_written_elsewhere(folder, samples, tmp_path):
    scripted = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9'\\))>>"
        b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>>>"
    )
    linked = HEAD[2].replace(b"/Contents", b"/AA<</O<</S/URI/URI(http://127.0.0.1:9)>>>>/Contents")
    text = b"<</Length 40>>stream\nBT /F 9 Tf 50 700 Td (Chapter one) Tj ET\nendstream"
    outer = b"<</Length 9/F<</FS/URL/F(http://127.0.0.1:9)>>>>stream\nxxxxxxxxx\nendstream"
    (folder / "script.pdf").write_bytes(pdf(scripted, HEAD[1], linked, text, FONT, outer))
    for name in ("sar-otter-scan.pdf", "sar-nidd-portrait-short.pdf", "dhr-text-dump.txt"):
        shutil.copy(samples / name, folder / name)
    output, before = tmp_path / "out", tree(tmp_path)
    run = batch(folder, output, scheduler=Processes(output, 1, WATCHED))
    tried = output / "tried"
    assert not tried.exists(), tried.read_text(encoding="utf-8")
    assert {i.file: i.status for i in run.inputs} == {
        "dhr-text-dump.txt": "ok", "sar-nidd-portrait-short.pdf": "ok", "sar-otter-scan.pdf": "ok",
        "script.pdf": "no_plan",
    }  # fmt: skip
    left = {n: t for n, t in tree(tmp_path).items() if n.split("/")[0] != "out"}
    assert left == before
    known = {"plans", "run.json", "datapackage.json", "csv-metadata.json", STATE}
    assert {p.name for p in output.iterdir() if p.suffix != ".csv"} == known


def test_the_watch_sees_what_it_should(folder, samples, tmp_path):
    shutil.copy(samples / "dhr-text-dump.txt", folder / "a.txt")
    output = tmp_path / "out"
    output.mkdir()
    script = tmp_path / "reaches_out.py"
    script.write_text(
        "import pathlib, runpy, socket, sys\nfrom actionplans import conversion\n"
        "def convert(path, **options):\n    pathlib.Path('written-elsewhere').write_text('x')\n"
        "conversion.convert = convert\n"
        f"runpy.run_path({WATCHED[0]!r}, run_name='watched')\n",
        encoding="utf-8",
    )
    run = batch(folder, output, scheduler=Processes(output, 1, (str(script),)))
    assert run.inputs[0].status == "failed"
    assert "written-elsewhere" in (output / "tried").read_text(encoding="utf-8")
