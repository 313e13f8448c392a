import csv
import io

import pytest

from actionplans.output.datapackage import datapackage
from actionplans.output.writers import safe_cell, table_csv, write_text
from schemas.tables import AGENCIES, TABLES


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@cmd", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=b", "", "• -x", "1-2"])
def test_what_it_would_not(text):
    assert safe_cell(text) == text


def test_csv_holds_commas_quotes_and_new_lines():
    name = 'One, "two"\nthree'
    text = table_csv(AGENCIES, [{"agency_id": "x", "name": name}])
    assert next(csv.DictReader(io.StringIO(text, newline="")))["name"] == name


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "new/folder/file.txt"
    write_text(path, "one\n")
    write_text(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert list(path.parent.iterdir()) == [path]


def test_every_table_is_described():
    described = {r["name"]: [f["name"] for f in r["schema"]["fields"]]
                 for r in datapackage()["resources"]}  # fmt: skip
    assert described == {t.name: t.header for t in TABLES}
