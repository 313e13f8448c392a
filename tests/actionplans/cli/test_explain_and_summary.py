"""The commands ``explain`` and ``summary``, run as a user runs them on the results of a batch."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest

from actionplans.exit_codes import ExitCode


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "actionplans", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def results(samples, tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    for name in ("dhr-sar-holt-single-agency.pdf", "sar-nidd-portrait-short.pdf"):
        shutil.copy(samples / name, folder)
    output = tmp_path_factory.mktemp("out")
    assert run("batch", folder, "-o", output, "-q").returncode == ExitCode.DONE
    return output


def test_explain_says_where_each_value_comes_from(results):
    done = run("explain", "dhr-sar-holt-single-agency-a002", results)
    assert done.returncode == ExitCode.DONE
    for words in (
        "page 1, row 2",
        "2023-09 (season)",
        "'Autumn 2023': season",
        "South East Coast Ambulance Service NHS Foundation Trust",
        "'SECAmb'",
        "score 1.00",
        "'Incomplete but ongoing'",
        "stated in the outcome",
    ):
        assert words in done.stdout, words


def test_explain_of_a_plans_file(results):
    file = results / "plans" / "sar-nidd-portrait-short.json"
    assert "2021-11 (month)" in run("explain", "sar-nidd-portrait-short-a001", file).stdout


def test_explain_names_no_person_that_is_masked(results, sample_plan):
    plan = sample_plan("dhr-sar-holt-single-agency.pdf")
    people = {part for a in plan.actions for p in a.people for part in p.split()}
    assert people
    for action in plan.actions:
        printed = run("explain", action.action_id, results).stdout
        assert action.action_id in printed
        assert not [p for p in people if p in printed]


@pytest.mark.parametrize("arguments", [("explain", "no-such-row"), ("explain", "x", "nowhere")])
def test_explain_of_what_is_not_there(arguments, results):
    done = run(*arguments, *([results] if len(arguments) == 2 else []))
    assert done.returncode == ExitCode.USAGE
    assert not done.stdout
    assert done.stderr.count("\n") == 1


def total(results, *options):
    return json.loads(run("summary", results, "--format", "json", *options).stdout)


def test_overdue_is_as_of_the_day_asked_for(results):
    # Targets: 31/03/23 and 01/04/23 completed, June 23 completed without a date, Autumn 23 going
    # on, Spring 23 delayed; November 21, January 22 and Spring 22 without a status.
    assert total(results, "--as-of", "2021-12-01")["total"]["overdue"] == 1
    assert total(results, "--as-of", "2023-06-01")["total"]["overdue"] == 4
    assert total(results, "--as-of", "2024-06-01")["total"]["overdue"] == 5


def test_what_was_completed_later_was_overdue_then(results):
    plan = json.loads((results / "plans" / "sar-nidd-portrait-short.json").read_text("utf-8"))
    for action in plan["actions"]:
        action |= {
            "status": "completed",
            "completed_date": "2023-06",
            "completed_date_precision": "month",
        }
    file = results.parent / "late.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    assert total(file, "--as-of", "2023-05-01")["total"]["overdue"] == 3
    found = total(file, "--as-of", "2023-06-01")["total"]
    assert (found["overdue"], found["completed_late"]) == (0, 3)


def test_summary_counts(results):
    found = total(results, "--as-of", "2024-06-01")
    assert (found["documents"], found["no_plan"]) == (2, 0)
    counts = found["total"]
    assert counts["actions"] == 13
    assert counts["completed"] == 3
    assert counts["in_progress"] == 2
    assert counts["said_overdue"] == 1
    assert counts["no_status"] == 7
    assert counts["no_target_date"] == 5
    assert counts["no_owner"] == 0


def test_summary_as_text(results):
    lines = run("summary", results, "--as-of", "2024-06-01").stdout.splitlines()
    assert lines[0] == "2 documents, 0 without rows; 13 actions"
    assert "overdue as of 2024-06-01                  5   38%" in lines


def test_summary_by_agency_counts_an_action_under_each_of_its_agencies(results):
    done = run("summary", results, "--as-of", "2024-06-01", "--by", "agency", "--format", "csv")
    rows = {r["group"]: r for r in csv.DictReader(io.StringIO(done.stdout))}
    assert rows["Kent Police"]["actions"] == "5"
    assert rows["South East Coast Ambulance Service NHS Foundation Trust"]["overdue"] == "1"


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("status", ["completed", "in_progress", "overdue", "(none)"]),
        ("review", ["dhr-sar-holt-single-agency", "sar-nidd-portrait-short"]),
        ("year", ["2021", "2022", "2023", "(none)"]),
    ],
)
def test_summary_by(by, groups, results):
    found = total(results, "--as-of", "2024-06-01", "--by", by)
    assert [g["group"] for g in found["groups"]] == groups
    assert sum(g["actions"] for g in found["groups"]) == 13


@pytest.mark.parametrize(
    "by", ["agency", "theme", "addressee", "scope", "status", "review", "year"]
)
def test_every_summary_has_a_line_for_all(by, results):
    lines = run("summary", results, "--as-of", "2024-06-01", "--by", by).stdout.splitlines()
    assert lines[1].startswith(by)
    assert lines[-1].split()[:2] == ["all", "13"]


@pytest.mark.parametrize(
    "options",
    [("nowhere",), ("--as-of", "1/6/2024"), ("--by", "weather"), ("--format", "xml")],
)
def test_wrong_usage(options, results):
    given = options if options[0] == "nowhere" else (results, *options)
    done = run("summary", *given)
    assert done.returncode == ExitCode.USAGE
    assert not done.stdout
    assert done.stderr.strip()


def test_a_file_that_is_no_plan(tmp_path):
    file = tmp_path / "other.json"
    file.write_text("{}", encoding="utf-8")
    done = run("summary", file)
    assert done.returncode == ExitCode.USAGE
    assert "not a plan" in done.stderr
