"""How good the weights are, told by the columns of documents set aside."""

import re

from fit.report import report


def test_a_plain_plan_is_read_right(documents):
    found = report(documents.parent, frozenset("D"))
    assert found.splitlines() == [
        "columns 5/5, tables 1/1, heading rows 1/1, action rows taken for headings 0"
    ]


def test_documents_of_other_authors_are_left_out(documents):
    assert set(re.findall(r"\d+", report(documents.parent, frozenset("E")))) == {"0"}
