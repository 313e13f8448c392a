"""Ids of the rows of plans, across documents."""

import csv

import pytest

from actionplans import batch, convert
from actionplans.output.linked_documents import LinkedDocuments
from actionplans.output.table_rows import Document, Tally
from normalise.links.recommendation_ids import link_batch, with_links

LONG = "Practices should ask every patient who is seen for a head injury how it came about."


def plan(sample_plan, name, *rows):
    """A plan with rows of these texts; a pair is a text and the index of the row it repeats."""
    model = sample_plan("sar-nidd-portrait-short.pdf")
    actions = [
        model.actions[0].model_copy(update={
            "action_id": f"{name}-a{i}", "recommendation": text, "action": "Do it.",
            "repeat_of": None if target is None else f"{name}-a{target}", "repairs": [],
        })
        for i, (text, target) in enumerate(r if isinstance(r, tuple) else (r, None) for r in rows)
    ]  # fmt: skip
    return model.model_copy(update={"actions": actions})


def test_rows_of_several_documents(sample_plan):
    plans = [
        plan(sample_plan, "a", LONG, "See recommendation 9", ""),
        plan(sample_plan, "b", LONG.upper(), ("As above", 0), "See recommendation 9", ""),
    ]
    ids = link_batch(plans, masked=True)
    assert ids["a-a0"] == ids["b-a0"] == ids["b-a1"]
    assert ids["a-a1"] != ids["b-a2"], "a reference that leads nowhere is like no other row"
    assert ids["a-a2"] == ids["b-a3"], "a row without a recommendation is known by its action"
    assert ids == link_batch(reversed(plans), masked=True)


def test_names_do_not_make_the_id(sample_plan):
    kept = plan(sample_plan, "a", f"{LONG} Ms Tamsin Holdaway will lead.")
    other = plan(sample_plan, "a", f"{LONG} Ms Ottoline Brackenbury will lead.")
    assert link_batch([kept], masked=False) == link_batch([other], masked=False)


def test_table_gives_the_full_words(sample_plan):
    document = Document("a", plan(sample_plan, "a", LONG, ("As above", 0), "Another thing."))
    documents = LinkedDocuments([document], masked=True)
    tally = Tally()
    for linked in documents:
        tally.add(linked)
    rows = list(tally.recommendation_rows(documents))
    assert [(r["text"], r["actions"], r["reviews"]) for r in rows] == [
        (LONG, 2, 1),
        ("Another thing.", 1, 1),
    ]


@pytest.fixture(scope="module")
def outputs(samples, tmp_path_factory):
    """A batch of the samples, masked and not."""
    folder = tmp_path_factory.mktemp("in")
    for name in ("dhr-sar-holt-single-agency.pdf", "sar-nidd-portrait-short.pdf"):
        (folder / name).write_bytes((samples / name).read_bytes())
        (folder / f"again-{name}").write_bytes((samples / name).read_bytes())
    written = []
    for keep in (False, True):
        output = tmp_path_factory.mktemp("out")
        batch(folder, output, keep_people=keep)
        written.append(output)
    return written


def ids_in(output):
    with (output / "actions.csv").open(encoding="utf-8", newline="") as file:
        return {r["action_id"]: r["recommendation_id"] for r in csv.DictReader(file)}


def test_masking_changes_no_id(outputs):
    assert ids_in(outputs[0]) == ids_in(outputs[1])


def test_plans_and_tables_agree_and_documents_share_ids(outputs, samples):
    ids = ids_in(outputs[0])
    alone = convert(samples / "sar-nidd-portrait-short.pdf")
    assert {a.action_id: a.recommendation_id for a in alone.actions}.items() <= ids.items()
    assert len(set(ids.values())) <= len(ids) / 2


def test_with_links_leaves_all_else(sample_plan):
    before = sample_plan("sar-nidd-portrait-short.pdf")
    ids = {a.action_id: f"rec-{i}" for i, a in enumerate(before.actions)}
    after = with_links(before, ids)
    assert [a.recommendation_id for a in after.actions] == list(ids.values())
    assert after.model_dump(exclude={"actions"}) == before.model_dump(exclude={"actions"})
