"""The tables in every form: read back by the programs that people use."""

import asyncio
import json
import re
import sqlite3
import warnings
import zipfile
from contextlib import closing
from datetime import date, datetime

import csvw.metadata
import duckdb
import frictionless
import openpyxl
import pyarrow.parquet
import pytest
from datasette.app import Datasette

from actionplans.output.formats import workbook
from actionplans.output.formats.interface import Format, FormatMissing
from actionplans.output.formats.registry import (
    FORMATS,
    all_files,
    check_installed,
    files_of,
    in_order,
)
from actionplans.output.formats.sqlite import searchable
from actionplans.output.formats.workbook import CUT, LONGEST
from actionplans.output.table_files import write_tables
from actionplans.output.table_rows import Document
from actionplans.summary.counts import summary
from schemas.codes import Flag
from schemas.tables import ACTIONS, TABLES

SAMPLES = (
    "dhr-sar-holt-single-agency.pdf",
    "sar-nidd-portrait-short.pdf",
    "dhr-text-dump.txt",
    "dhr-ashcombe-official-template.pdf",
)
BESIDE_CSV = ("sqlite", "parquet", "xlsx", "jsonl")
FORMULA = '=HYPERLINK("https://example.org";"Train all staff")'
ODD = "Zoë said “yes”\n\v_x000D_ |<&>"


@pytest.fixture(scope="module")
def documents(sample_plan):
    """Four samples, in one of which are cells that a careless writer would spoil."""
    plans = [sample_plan(name).model_copy(deep=True) for name in SAMPLES]
    first, second = plans[0].actions[:2]
    first.recommendation, first.action, second.outcome = FORMULA, "-" * 40_000, ODD
    second.flags = [Flag.DATE_DOUBTFUL, Flag.AGENCY_UNRESOLVED]
    return [Document(p.review.review_id, p) for p in plans]


@pytest.fixture(scope="module")
def results(documents, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    write_tables(folder, documents, BESIDE_CSV)
    return folder


@pytest.fixture(scope="module")
def database(results):
    with closing(sqlite3.connect(results / "actionplans.db")) as opened:
        yield opened


def test_the_files_are_those_that_are_promised(results):
    assert sorted(p.name for p in results.iterdir()) == sorted(files_of(BESIDE_CSV))


def test_the_same_rows_give_the_same_bytes(results, documents, tmp_path):
    write_tables(tmp_path, iter_again(documents), BESIDE_CSV)
    for path in results.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def iter_again(documents):
    """Plans read anew, so that no two runs share an object."""
    return [d._replace(plan=type(d.plan).model_validate_json(d.plan.model_dump_json()))
            for d in documents]  # fmt: skip


def test_every_form_has_every_row(results, database):
    book = openpyxl.load_workbook(results / "actionplans.xlsx", read_only=True)
    for table in TABLES:
        lines = (results / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines()
        ids = [tuple(json.loads(line)[k] for k in table.key) for line in lines]
        keys = ", ".join(table.key)
        select = f"SELECT {keys} FROM {table.name} ORDER BY rowid"  # noqa: S608
        assert database.execute(select).fetchall() == ids
        parquet = pyarrow.parquet.read_table(results / f"{table.name}.parquet")
        assert parquet.schema.names == table.header
        assert [tuple(r[k] for k in table.key) for r in parquet.to_pylist()] == ids
        sheet = book[table.name].iter_rows(values_only=True)
        heading = next(sheet)
        places = [heading.index(k) for k in table.key]
        assert [tuple(row[i] for i in places) for row in sheet] == ids
    book.close()


def test_text_is_as_printed(results, database):
    row = json.loads((results / "actions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    parquet = pyarrow.parquet.read_table(results / "actions.parquet").to_pylist()
    saved = database.execute("SELECT recommendation, action, outcome FROM actions").fetchmany(2)
    assert row["recommendation"] == parquet[0]["recommendation"] == saved[0][0] == FORMULA
    assert len(row["action"]) == len(parquet[0]["action"]) == len(saved[0][1]) == 40_000
    assert parquet[1]["outcome"] == saved[1][2] == ODD


def test_json_has_lists_and_objects(results):
    lines = (results / "actions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert all(list(r) == ACTIONS.header for r in rows)
    assert rows[0]["pages"] == [1]
    assert {type(r["themes"]) for r in rows} == {list}
    assert {type(r["label_basis"]) for r in rows} == {dict}


def test_keys_hold(database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES:
        keys = {
            (r[3], r[2], r[4]) for r in database.execute(f"PRAGMA foreign_key_list({table.name})")
        }
        assert keys == {(k.column, k.table or table.name, k.key) for k in table.foreign_keys}


def test_overdue_is_what_the_summary_counts(database, documents):
    due = "SELECT count(*) FROM actions_due WHERE target_date_to < :day AND done_on > :day"
    found = []
    for day in ("2021-12-01", "2023-03-31", "2023-06-01", "2024-06-01"):
        counted = summary([d.plan for d in documents], date.fromisoformat(day)).total.overdue
        assert database.execute(due, {"day": day}).fetchone() == (counted,)
        found.append(counted)
    assert len(set(found)) > 2


def test_views_agree_with_the_rows(database, documents):
    actions = [a for d in documents for a in d.plan.actions]
    overview = database.execute(
        "SELECT action_id, lead_agencies, themes, flags FROM action_overview"
    )
    read = [(i, *map(json.loads, lists)) for i, *lists in overview]
    assert read == [(a.action_id, [x.name for x in a.lead_agencies], a.themes, [str(f) for f in a.flags])
                    for a in actions]  # fmt: skip
    open_ones = dict(database.execute("SELECT agency_id, open FROM open_actions_by_agency"))
    for agency_id in {x.agency_id for a in actions for x in a.lead_agencies}:
        led = [a for a in actions if agency_id in [x.agency_id for x in a.lead_agencies]]
        still = [a for a in led if a.status not in ("completed", "superseded")]
        assert open_ones[agency_id] == len(still)
    flags = "SELECT sum(occurrences) FROM doubts_by_code WHERE kind = 'flag'"
    assert database.execute(flags).fetchone()[0] == sum(len(a.flags) for a in actions) > 0
    without = database.execute("SELECT action_id FROM actions_without_owner_or_date").fetchall()
    assert [i for (i,) in without] == [a.action_id for a in actions if a.target_date is None
                                       or not (a.lead_agencies or a.lead_agency_text)]  # fmt: skip


def test_datasette_shows_facets_search_and_links(results):
    metadata = json.loads((results / "datasette-metadata.json").read_text(encoding="utf-8"))
    pages = asyncio.run(_pages(Datasette([results / "actionplans.db"], metadata=metadata)))
    actions = pages["/actionplans/actions.json?_labels=on&_shape=objects"].json()
    status = actions["facet_results"]["status"]["results"]
    assert {f["label"]: f["count"] for f in status}["completed"] > 2
    sections = [row["section_agency_id"] for row in actions["rows"]]
    assert {"value": "police-kent", "label": "Kent Police"} in sections
    html = pages["/actionplans/actions"].text
    assert 'href="/actionplans/agencies/police-kent">Kent Police</a>' in html
    assert "Target date, as printed" in html
    found = pages["/actionplans/action_overview.json?_search=trained&_shape=objects"].json()
    assert 0 < found["filtered_table_rows_count"] < actions["filtered_table_rows_count"]
    assert found["facet_results"]["themes"]["results"]
    late = pages["/actionplans/overdue.json?day=2024-06-01&_shape=array"].json()
    assert "sar-nidd-portrait-short-a001" in [row["action_id"] for row in late]


async def _pages(datasette):
    urls = [
        "/actionplans/actions.json?_labels=on&_shape=objects",
        "/actionplans/actions",
        "/actionplans/action_overview.json?_search=trained&_shape=objects",
        "/actionplans/overdue.json?day=2024-06-01&_shape=array",
        *(f"/actionplans/{name}" for name in datasette.metadata(database="actionplans")["tables"]),
    ]
    pages = {url: await datasette.client.get(url) for url in urls}
    assert {r.status_code for r in pages.values()} == {200}
    return pages


def test_duckdb_reads_dates_and_numbers(results):
    with duckdb.connect() as database:
        actions = database.read_parquet(str(results / "actions.parquet"))
        types = dict(zip(actions.columns, map(str, actions.types), strict=True))
        late = actions.max("target_date_to").fetchall()[0]
    assert (types["target_date_from"], types["confidence"]) == ("DATE", "DOUBLE")
    assert types["target_date"] == "VARCHAR"
    assert isinstance(late[0], date)


def test_the_workbook(results, documents):
    book = openpyxl.load_workbook(results / "actionplans.xlsx")
    assert book.sheetnames == ["guide", *(t.name for t in TABLES)]
    sheet = book["actions"]
    cells = dict(zip(ACTIONS.header, sheet[2], strict=True))
    assert (cells["recommendation"].value, cells["recommendation"].data_type) == (FORMULA, "s")
    assert cells["recommendation"].quotePrefix
    assert cells["recommendation"].alignment.wrap_text
    assert len(cells["action"].value) == LONGEST
    assert cells["action"].value.endswith(CUT)
    first = documents[0].plan.actions[0]
    assert cells["target_date"].value == first.target_date
    assert cells["target_date_to"].value == datetime.fromisoformat("2023-03-31")
    assert cells["target_date_to"].number_format == "yyyy-mm-dd"
    heights = [sheet.row_dimensions[n].height for n in range(2, sheet.max_row + 1)]
    assert (max(heights), min(heights) >= 15) == (workbook.TALLEST, True)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    described = [(r[0], r[1]) for r in book["guide"].iter_rows(min_row=2, values_only=True) if r[1]]
    assert described == [(t.name, c) for t in TABLES for c in t.header]
    with zipfile.ZipFile(results / "actionplans.xlsx") as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}


def test_a_full_sheet_goes_on_in_another(documents, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "LAST_ROW", 10)
    write_tables(tmp_path, documents, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "actionplans.xlsx")
    sheets = [book[n] for n in book.sheetnames if re.fullmatch(r"actions( \d)?", n)]
    ids = [cell.value for sheet in sheets for cell in sheet["A"][1:]]
    assert len(sheets) > 2
    assert ids == [a.action_id for d in documents for a in d.plan.actions]
    assert {sheet["A1"].value for sheet in sheets} == {"action_id"}


@pytest.mark.parametrize("formats", [[], ["excel"]])
def test_descriptions_fit_the_csv_files(formats, documents, tmp_path):
    write_tables(tmp_path, documents, formats)
    assert (tmp_path / "actions.csv").read_bytes().startswith(b"\xef\xbb\xbf") == bool(formats)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    described = csvw.metadata.CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
    assert described.is_valid, described.warnings
    rows = next(t for t in described.tables if t.local_name == "actions.csv").iterdicts()
    row = next(r for r in rows if r["target_date_to"])
    assert isinstance(row["target_date_to"], date)
    assert row["pages"] == [1]


def test_the_csvw_validator_would_see_a_fault(documents, tmp_path):
    write_tables(tmp_path, documents)
    path = tmp_path / "actions.csv"
    path.write_text(path.read_text("utf-8").replace(",completed,", ",compleated,", 1), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        described = csvw.metadata.CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
        with pytest.raises(ValueError, match="compleated"):
            assert described.is_valid


def test_what_can_be_asked_for():
    assert in_order(["jsonl", "sqlite", "jsonl"]) == ["sqlite", "jsonl"]
    with pytest.raises(ValueError, match="pdf"):
        in_order(["pdf"])
    with pytest.raises(FormatMissing, match=r"pip install 'actionplans\[other\]'"):
        check_installed(Format("other", (), FORMATS["jsonl"].open, needs="no_such_module"))
    assert len(all_files()) == len({f.casefold() for f in all_files()})


def test_this_python_can_search():
    assert searchable()
