"""The fields of columns and the rows of headings, from documents whose truth is known."""

import json
import shutil

import pytest

from fit.documents import fold, labelled_documents
from tests.support.plan_columns import PLAN, PLAN_HEADINGS

FIELDS = ["number", "recommendation", "action", "lead", "target_date"]


@pytest.fixture(scope="module")
def document(documents):
    (found,) = labelled_documents([documents])
    return found


def with_truth(document, folder, change):
    """The same document in another folder, its truth changed."""
    folder.mkdir()
    shutil.copy(document.path, folder)
    truth = json.loads(json.dumps(document.truth))
    change(truth)
    (folder / f"{document.path.stem}.json").write_text(json.dumps(truth), encoding="utf-8")
    (found,) = labelled_documents([folder])
    return found


def test_documents_are_those_whose_truth_has_actions(document):
    assert document.path.stem == "sutton-plan"


def test_the_author(document, tmp_path):
    assert document.author == "D"
    assert with_truth(document, tmp_path / "corpus", lambda _: None).author == "corpus"
    other = document.path.with_name("zeta.pdf")
    assert type(document)(other, document.truth).author == "E"


def test_rows_and_columns_of_the_truth_are_found(document):
    (table,) = document.tables
    assert table.heading == 0
    assert table.truths == [None, 0, 1, 2, 3]
    assert table.fields == FIELDS


def test_the_labelled_table(document):
    (table,) = document.labelled()
    assert table.headings == PLAN_HEADINGS
    assert table.fields == FIELDS
    assert [[" ".join(c.split()) for c in column] for column in table.cells] == PLAN
    assert table.weight == 1.0


def test_a_column_that_the_truth_keeps_in_extra(document, tmp_path):
    def change(truth):
        for row in truth["actions"]:
            row["extra"] = {"Lead agency": row.pop("lead")}

    (table,) = with_truth(document, tmp_path / "extra", change).labelled()
    assert table.fields == [f if f != "lead" else "extra" for f in FIELDS]


def test_a_column_that_the_truth_lacks_has_no_field(document, tmp_path):
    def change(truth):
        for row in truth["actions"]:
            del row["lead"]

    (table,) = with_truth(document, tmp_path / "lacking", change).labelled()
    assert table.fields == [f if f != "lead" else None for f in FIELDS]


def test_a_table_of_other_rows_is_not_labelled(document, tmp_path):
    def change(truth):
        truth["actions"] = [{"action": "Quarterly figures were unavailable throughout."}]

    other = with_truth(document, tmp_path / "other", change)
    assert [set(t.truths) for t in other.tables] == [{None}]
    assert list(other.labelled()) == []


def test_a_table_without_its_headings_is_not_labelled(document, tmp_path):
    unnamed = with_truth(document, tmp_path / "unnamed", lambda t: t["document"].clear())
    assert unnamed.tables[0].heading is None
    assert list(unnamed.labelled()) == []


@pytest.mark.parametrize(
    ("text", "folded"), [("Recom-\nmendation 1", "recommendation1"), ("ﬁt", "fit"), (None, "")]
)
def test_letters_and_figures_alone(text, folded):
    assert fold(text) == folded
