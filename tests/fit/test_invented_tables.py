"""Tables made from the lexicon."""

import random

import pytest

from fit.invented_tables import (
    ADDED,
    ASKS,
    SIZES,
    TELLS,
    LabelledTable,
    drawn,
    invented_plans,
    narrow,
    other_tables,
    without_actions,
)

COUNT = 200
FIELDS = (
    "number", "action_number", "recommendation", "action", "finding", "lead", "support",
    "target_date", "revised_date", "milestones", "outcome", "status", "rag", "scope", "priority",
    "theme", "resources", "risk", "assurance", "source", "comments", "other",
)  # fmt: skip


@pytest.fixture(scope="module")
def plans(lexicon):
    return list(invented_plans(lexicon, COUNT, 7))


def test_the_same_seed_makes_the_same_tables(lexicon, plans):
    assert list(invented_plans(lexicon, COUNT, 7)) == plans
    assert list(other_tables(lexicon, 7)) == list(other_tables(lexicon, 7))


def test_another_seed_makes_others(lexicon, plans):
    assert list(invented_plans(lexicon, COUNT, 8)) != plans


def test_fewer_tables_are_the_first_ones(lexicon, plans):
    assert list(invented_plans(lexicon, 5, 7)) == plans[:5]


def test_tables_are_whole(plans):
    assert len(plans) == COUNT
    for plan in plans:
        assert len(plan.headings) == len(plan.cells) == len(plan.fields)
        assert {len(column) for column in plan.cells} <= {len(plan.cells[0])}
        assert len(plan.cells[0]) in SIZES
        assert plan.weight == 1.0


def test_headings_are_the_lexicons_and_some_are_blank(lexicon, plans):
    known = {w for w, _, _ in lexicon.headings} | {""}
    found = {h for p in plans for h in p.headings}
    assert found <= known
    assert {"Steps", "Learning", ""} <= found  # other wordings than those of the rows


def test_columns_are_added_beside_those_that_they_stand_beside(plans):
    fields = {f for p in plans for f in p.fields}
    assert set(ADDED) & fields
    for plan in plans:
        for field in set(ADDED) & set(plan.fields):
            assert ADDED[field][0] in plan.fields
            assert plan.fields.count(field) == 1


@pytest.mark.parametrize("field", FIELDS)
def test_cells_of_every_field(lexicon, field):
    chance = random.Random(7)  # the same cells each time
    columns = [drawn(lexicon, field, 6, chance) for _ in range(20)]
    assert all(len(c) == 6 and all(isinstance(x, str) for x in c) for c in columns)
    assert any(cell for c in columns for cell in c)


def test_the_first_date_is_always_given_and_a_later_one_is_not(lexicon):
    chance = random.Random(7)
    assert all(drawn(lexicon, "target_date", 50, chance))
    assert 0 < drawn(lexicon, "revised_date", 200, chance).count("") < 200


def test_other_tables_keep_their_rows_headings_and_no_field(lexicon):
    tables = list(other_tables(lexicon, 7))
    assert len(tables) == 3 * len(lexicon.not_plans)
    for table in tables:
        assert table.fields == [None, None]
        assert table.headings in (["Term", "Meaning"], ["Name", "Role"])
        assert len(table.cells[0]) == len(table.cells[1]) >= 2
    assert set(tables[0].cells[0]) <= {"DHR", "GP"}


def columns_of(table):
    return list(zip(table.headings, table.cells, table.fields, strict=True))


def test_a_narrow_plan_has_what_and_who_when_or_the_outcome(plans):
    chance = random.Random(7)
    for plan in plans:
        found = narrow(plan, chance)
        assert len(found.fields) in (2, 3)
        assert sum(f in ASKS for f in found.fields) == 1
        assert sum(f in TELLS for f in found.fields) == len(found.fields) - 1
        kept = iter(columns_of(plan))
        assert all(column in kept for column in columns_of(found))  # in the same order
        assert found.weight == plan.weight


def test_a_list_has_nothing_that_was_or_will_be_done(plans):
    lists = [found for plan in plans if (found := without_actions(plan))]
    assert lists
    for found in lists:
        assert len(found.fields) > 1
        assert not {*TELLS, "action", "status", "rag"} & set(found.fields)


def test_too_few_columns_make_no_other_table():
    plan = LabelledTable(["Action", "RAG"], [["Ask."], ["Green"]], ["action", "rag"])
    assert narrow(plan, random.Random(7)) is None
    assert without_actions(plan) is None
