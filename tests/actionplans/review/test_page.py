"""The review page as files: all of the output is in it, and nothing in it runs."""

import json
import re
import shutil
from html.parser import HTMLParser

import pytest

from actionplans import batch
from actionplans.exit_codes import ExitCode
from actionplans.review.batch_output import NoOutput
from actionplans.review.page_html import SCRIPTS
from actionplans.review.write import NotOurs, write_review
from schemas.codes import Flag
from schemas.plan import Plan

NAMES = ("dhr-sar-holt-single-agency.pdf", "dhr-stour-long-rows.pdf", "report-without-plan.pdf",
         "dhr-text-dump.txt", "sar-otter-scan.pdf")  # fmt: skip
HOSTILE = '</script><img src=x onerror="alert(1)"><!-- \u2028 & "quoted" \'=1+1'


@pytest.fixture(scope="module")
def folder(tmp_path_factory, samples):
    folder = tmp_path_factory.mktemp("in")
    for name in NAMES:
        shutil.copy(samples / name, folder / name)
    (folder / "empty.pdf").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def output(folder, tmp_path_factory):
    """A masked batch; one row's words are HTML and it carries a doubt."""
    output = tmp_path_factory.mktemp("out")
    batch(folder, output)
    path = output / "plans" / "dhr-sar-holt-single-agency.json"
    plan = Plan.model_validate_json(path.read_text(encoding="utf-8"))
    row = plan.actions[0]
    row.recommendation, row.section, row.extra = HOSTILE, HOSTILE, {HOSTILE: HOSTILE}
    row.lead_agencies[0].method, row.lead_agencies[0].matched_text = "printed", "Kent Polise"
    row.flags = [Flag.AGENCY_UNRESOLVED]
    plan.review.title = HOSTILE
    path.write_text(plan.model_dump_json(), encoding="utf-8")
    return output


@pytest.fixture(scope="module")
def page(output, folder, tmp_path_factory):
    target = tmp_path_factory.mktemp("page") / "review"
    return write_review(output, target, source=folder).page


def data(page, name):
    text = (page.parent / "data" / f"{name}.js").read_text(encoding="utf-8")
    found = re.fullmatch(r"actionplans\.take\((\".*?\"),(.*)\);\n", text, re.DOTALL)
    assert json.loads(found[1]) == name
    return json.loads(found[2])


def test_every_row_and_review_is_there(page, output):
    index = data(page, "index")
    plans = [json.loads(p.read_text(encoding="utf-8")) for p in (output / "plans").glob("*.json")]
    assert {r[1] for r in index["rows"]} == {a["action_id"] for p in plans for a in p["actions"]}
    assert {d["id"] for d in index["documents"]} == {p["review"]["review_id"] for p in plans}
    for document in index["documents"]:
        rows = data(page, document["data"])["rows"]
        plan = next(p for p in plans if p["review"]["review_id"] == document["id"])
        assert [r["action_id"] for r in rows] == [a["action_id"] for a in plan["actions"]]
        for row, action in zip(rows, plan["actions"], strict=True):
            assert {k: row[k] for k in action} == action


def test_doubts_are_counted_by_kind(page):
    index = data(page, "index")
    counts = {k["code"]: k["count"] for k in index["kinds"]}
    assert counts["agency_unresolved"] == counts["no_plan"] == counts["empty_file"] == 1
    assert next(k["code"] for k in index["kinds"]) == "empty_file"  # losses come first
    (topic,) = next(k for k in index["kinds"] if k["code"] == "agency_unresolved")["topics"]
    assert topic == ["Kent Polise", ["dhr-sar-holt-single-agency-a001"]]


def test_candidates_have_scores(page):
    row = data(page, "doc-dhr-sar-holt-single-agency")["rows"][0]
    (doubt,) = row["doubts"]
    best = doubt["candidates"][0]
    assert best["name"] == "Kent Police"
    assert 0.8 < best["score"] < 1
    assert [c["score"] for c in doubt["candidates"]] == sorted(
        (c["score"] for c in doubt["candidates"]), reverse=True
    )


def test_joined_parts_have_a_picture_each(page):
    row = data(page, "doc-dhr-stour-long-rows")["rows"][0]
    assert [p["page"] for p in row["pictures"]] == [1, 2, 3]
    for picture in row["pictures"]:
        assert (page.parent / picture["link"]).read_bytes()[8:12] == b"WEBP"
        assert len(picture["cells"]) > 3
        x0, top, x1, bottom = picture["crop"]
        assert x0 <= picture["box"][0]
        assert top <= picture["box"][1]
        assert picture["box"][2] <= x1
        assert picture["box"][3] <= bottom


def test_where_there_is_no_picture_the_reason_is_told(page, output, tmp_path):
    (dump, *_) = data(page, "doc-dhr-text-dump")["rows"][0]["pictures"]
    assert not dump["link"]
    assert "text dump" in dump["reason"]
    (scan, *_) = data(page, "doc-sar-otter-scan")["rows"][0]["pictures"]
    assert not scan["link"]
    assert "names" in scan["reason"]
    bare = write_review(output, tmp_path / "bare")
    assert bare.pictures == 0
    assert any("--source" in reason for reason in bare.reasons)


def test_documents_are_found_again_by_their_hash(output, folder, tmp_path):
    moved = tmp_path / "moved"
    (moved / "deep").mkdir(parents=True)
    shutil.copy(folder / NAMES[1], moved / "deep" / "Another name.PDF")
    (moved / NAMES[0]).write_bytes((folder / NAMES[0]).read_bytes() + b"\n% changed")
    made = write_review(output, tmp_path / "page", source=moved)
    assert made.pictures
    told = {name: reason for reason, names in made.reasons.items() for name in names}
    assert "changed" in told["dhr-sar-holt-single-agency"]
    assert "dhr-stour-long-rows" not in told


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def tags(page):
    parser = Tags()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.seen


def test_nothing_of_a_document_is_html(page):
    assert not [t for t, _ in tags(page) if t in ("img", "iframe", "object")]
    assert len([t for t, _ in tags(page) if t == "script"]) == len(SCRIPTS) + 1
    assert not [a for _, attributes in tags(page) for a in attributes
                if a.startswith("on") or a == "style"]  # fmt: skip
    assert "<img src=x" not in page.read_text(encoding="utf-8")
    for script in (page.parent / "data").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search("[<>\u2028\u2029]", text), script


def test_scripts_make_no_html():
    from actionplans.review.page_html import asset

    for name in SCRIPTS:
        words = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http:")
        found = [w for w in words if w in asset(name).replace("http://www.w3.org/2000/svg", "")]
        assert not found, name


def test_policy_lets_nothing_in(page):
    policy = next(a["content"] for t, a in tags(page) if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in page.read_text(encoding="utf-8").replace("http-equiv", "")


def test_single_file(output, folder, tmp_path):
    made = write_review(output, tmp_path / "all.html", source=folder, single=True)
    assert [p.name for p in tmp_path.iterdir()] == ["all.html"]
    text = made.page.read_text(encoding="utf-8")
    blocks = dict(
        re.findall(r'<script type="application/json" id="data-(.*?)">(.*?)</script>', text)
    )
    assert {r[1] for r in json.loads(blocks["index"])["rows"]}
    picture = json.loads(blocks["doc-dhr-stour-long-rows"])["rows"][0]["pictures"][0]
    assert picture["link"].startswith("data:image/webp;base64,")
    scripts = [a for t, a in tags(made.page) if t == "script" and "type" not in a]
    assert scripts == [{}]
    assert re.search(r"script-src 'sha256-[\w+/=]+'\"", text)


def test_same_output_same_page(output, folder, page, tmp_path):
    again = write_review(output, tmp_path / "review", source=folder).page
    files = sorted(p.relative_to(page.parent) for p in page.parent.rglob("*") if p.is_file())
    assert files == sorted(
        p.relative_to(again.parent) for p in again.parent.rglob("*") if p.is_file()
    )
    assert all((page.parent / f).read_bytes() == (again.parent / f).read_bytes() for f in files)


def test_an_earlier_page_is_replaced_and_nothing_else(output, folder, tmp_path):
    target = tmp_path / "review"
    write_review(output, target, source=folder)
    write_review(output, target, pictures="none")
    assert not (target / "pictures").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(NotOurs):
        write_review(output, tmp_path / "mine")
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    with pytest.raises(NotOurs):
        write_review(output, tmp_path / "mine.html", single=True)
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "mine"


def test_folders_that_are_no_output(tmp_path):
    with pytest.raises(NoOutput, match="actionplans batch"):
        write_review(tmp_path, tmp_path / "review")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoOutput, match="not a plan of this version"):
        write_review(tmp_path, tmp_path / "review")


def test_figures_can_be_read_without_colour(page):
    text = page.read_text(encoding="utf-8")
    charts = re.findall(r'<svg class="chart".*?</svg>', text, re.DOTALL)
    assert len(charts) == 2
    for chart in charts:
        assert 'role="img"' in chart
        assert "<title" in chart
        assert "completed" in re.search(r"<desc.*?>(.*?)</desc>", chart)[1]
    assert text.count("These figures as a table") == 2


def test_figures_count_every_row(page, output):
    from actionplans.review.batch_output import read_output
    from actionplans.review.chart_figures import targets_over_time

    documents = read_output(output).documents
    dated = sum(1 for d in documents for a in d.plan.actions if a.target_date)
    assert sum(b.total for b in targets_over_time(documents)) == dated > 0


def test_the_command(output, folder, run, tmp_path):
    done = run("review", output, "--source", folder, "-o", tmp_path / "page")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "index.html" in done.stderr
    assert "text dump" in done.stderr
    done = run(
        "review", output, "--source", folder, "-o", tmp_path / "page", "--pictures", "printed"
    )
    assert "Warning" in done.stderr


@pytest.mark.parametrize("arguments", [("nowhere",), (".", "--source", "nowhere"), (".",)])
def test_wrong_usage(arguments, run):
    done = run("review", *arguments)
    assert done.returncode == ExitCode.USAGE
    assert "Traceback" not in done.stderr


def test_every_doubt_has_a_heading():
    from actionplans.review.doubts import TITLES

    assert set(TITLES) == set(Flag)
