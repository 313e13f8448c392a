"""The review page in a real browser, opened from disk: a Chromium on the path, or no test.

Accessibility is checked where axe-core is: ``AXE_CORE`` names its axe.min.js, or it lies in
node_modules of the project's folder (``npm install --no-save axe-core``).
"""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from actionplans import batch
from actionplans.corrections_file import read_corrections
from actionplans.review.write import write_review
from schemas.codes import Flag
from schemas.plan import Plan

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
NAMES = ("dhr-sar-holt-single-agency.pdf", "dhr-stour-long-rows.pdf", "report-without-plan.pdf",
         "dhr-text-dump.txt", "sar-otter-scan.pdf")  # fmt: skip
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--enable-logging=stderr", "--virtual-time-budget=60000", "--dump-dom")  # fmt: skip

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


def axe(root):
    places = (os.environ.get("AXE_CORE", ""), root / "node_modules/axe-core/axe.min.js")
    return next((Path(p) for p in places if str(p) and Path(p).is_file()), None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, samples):
    folder = tmp_path_factory.mktemp("in")
    for name in NAMES:
        shutil.copy(samples / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def output(folder, tmp_path_factory):
    """A batch of which one row has a doubt about its agency."""
    output = tmp_path_factory.mktemp("out")
    batch(folder, output)
    path = output / "plans" / "dhr-sar-holt-single-agency.json"
    plan = Plan.model_validate_json(path.read_text(encoding="utf-8"))
    row = plan.actions[0]
    row.lead_agencies[0].method, row.lead_agencies[0].matched_text = "printed", "Kent Polise"
    row.flags = [Flag.AGENCY_UNRESOLVED]
    path.write_text(plan.model_dump_json(), encoding="utf-8")
    return output


def opened(page, tmp_path):
    """What the page holds after all scripts ran, and what the browser had to say."""
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path}", page.as_uri()],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, said


@pytest.fixture(scope="module")
def result(output, folder, root, tmp_path_factory):
    """What a person's way through the page came to."""
    target = tmp_path_factory.mktemp("page") / "review"
    page = write_review(output, target, source=folder).page
    scripts = [(root / "tests/support/review_driver.js")]
    scripts = [a, *scripts] if (a := axe(root)) else scripts
    text = page.read_text(encoding="utf-8")
    for script in scripts:
        shutil.copy(script, target / script.name)
        text = text.replace("</body>", f'<script src="{script.name}"></script></body>')
    page.write_text(text, encoding="utf-8")
    dom, said = opened(page, tmp_path_factory.mktemp("profile"))
    found = re.search(r'<pre id="result">(.*?)</pre>', dom, re.DOTALL)
    assert found, said
    return json.loads(html.unescape(found[1])) | {"said": said}


def test_no_error(result):
    assert result["errors"] == []
    assert result["said"] == []


def test_search(result):
    assert result["found"] >= 1
    assert result["status"].startswith(str(result["found"]))


def test_the_skip_link_stays_in_the_view(result):
    assert result["skipped"] == ["#rows", "main"]


def test_nothing_is_ticked_beforehand(result):
    assert result["ticked"] == 0


def test_a_date_that_is_none_is_refused(result):
    assert "2023-03" in result["refused"]


def test_axe_finds_nothing(result, root):
    if axe(root) is None:
        pytest.skip("there is no axe-core here")
    assert len(result["views"]) == 14
    assert {name: found for name, found in result["views"].items() if found} == {}


def test_a_saved_file_can_be_loaded_again(result):
    assert result["same"]
    assert result["left"] == 0
    assert result["resolved"] == 9


def test_labels_and_repeats_are_chosen_from_what_there_is(result):
    assert result["labelled"] == ["multi agency working"]
    assert result["earlier"] == 2
    assert result["repeats"] == ["Repeats"]


def test_decisions_change_the_next_run_and_nothing_else(result, folder, tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_bytes(result["csv"].encode())
    entries = read_corrections(path)
    assert next(e for e in entries if e.new == "superseded").why == '=1+1, "said" theboard'
    batch(folder, tmp_path / "before")
    batch(folder, tmp_path / "after", corrections=entries)
    before, after = plans(tmp_path / "before"), plans(tmp_path / "after")
    changes = {name: changed(before[name], after[name]) for name in before}
    holt = "dhr-sar-holt-single-agency-a00"
    stour = "dhr-stour-long-rows-a00"
    # Rows that repeated one that is joined or left out are repeats no more.
    freed = {f"{holt}7", f"{stour}4"}
    assert changes == {
        "dhr-sar-holt-single-agency": {f"{holt}{n}" for n in ("1", "2", "2-2", "3", "4", "7")},
        "dhr-stour-long-rows": {f"{stour}{n}" for n in ("1", "2", "3-2", "4")},
        "dhr-text-dump": {"dhr-text-dump-a001", "dhr-text-dump-a002"},
        "report-without-plan": {"report-without-plan-p1-1", "report-without-plan-p1-2"},
        "sar-otter-scan": {"sar-otter-scan-a001"},
    }
    old = {a.action_id: a for p in before.values() for a in p.actions}
    rows = {a.action_id: a for p in after.values() for a in p.actions}
    assert all(rows[i] == old[i].model_copy(update={"repeat_of": None}) for i in freed)
    assert [a.agency_id for a in rows[f"{holt}1"].lead_agencies] == ["police-kent"]
    assert rows[f"{holt}2"].status == "superseded"
    assert (rows[f"{holt}2"].action, rows[f"{holt}2-2"].action) == ("Write.", "A joint protocol.")
    assert f"{holt}4" not in rows
    assert rows[f"{stour}1"].repairs[-1] == "checked"
    assert f"{stour}2" not in rows
    assert rows[f"{stour}3-2"].recommendation == "- A row that was missed"
    dump = [rows[f"dhr-text-dump-a00{n}"] for n in (1, 2)]
    assert dump[0].recommendation == "Other words."
    assert dump[0].themes == ["training", "policy"]
    assert dump[1].repeat_of == dump[0].action_id
    assert [a.recommendation for a in after["report-without-plan"].actions] == [
        "One that was missed.",
        "And another.",
    ]
    assert "Leeds City Council" in [a.name for a in rows["sar-otter-scan-a001"].lead_agencies]


def plans(output):
    paths = (output / "plans").glob("*.json")
    return {p.stem: Plan.model_validate_json(p.read_text(encoding="utf-8")) for p in paths}


def changed(before, after):
    old = {a.action_id: a for a in before.actions}
    new = {a.action_id: a for a in after.actions}
    return {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)}


def test_one_file_works_too(output, folder, tmp_path):
    made = write_review(output, tmp_path / "all.html", source=folder, single=True)
    dom, said = opened(made.page, tmp_path / "profile")
    assert said == []
    assert "What needs a look – action plans" in dom
    assert '<option value="completed">' in dom  # the index was read
