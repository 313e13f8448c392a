"""A person's decisions, applied to plans of the samples: what they ask for and nothing else."""

import pytest

from normalise.corrections.apply import corrected_plan
from normalise.corrections.find_rows import find_row, printed_key, similarity
from schemas.codes import Flag, ProblemCode, Repair, Severity
from schemas.correction import Entry
from schemas.plan import Problem

HOLT = "dhr-sar-holt-single-agency.pdf"
STOUR = "dhr-stour-long-rows.pdf"


def entry(plan, row, field, new, *, old="", part=1, line=2, why=""):
    """An entry as the review page writes it for the row at index ``row`` of ``plan``."""
    action = plan.actions[row]
    place = action.provenance[0]
    return Entry(line, plan.source.sha256, plan.source.file, place.page, place.bbox, row + 1,
                 printed_key(action), part, field, old, new, "A. Reader", "2026-01-31", why)  # fmt: skip


def corrected(plan, *entries):
    return corrected_plan(plan, entries, keep_people=True)


def codes(plan):
    return [p.code for p in plan.problems]


def untouched(before, after, *ids):
    """Rows that no correction names are the same to the last letter."""
    kept = {a.action_id: a for a in after.actions}
    for action in before.actions:
        if action.action_id not in ids:
            assert kept[action.action_id] == action


def test_no_entry_changes_nothing(sample_plan):
    plan = sample_plan(HOLT)
    other = entry(plan, 0, "status", "overdue")._replace(sha256="0" * 64)
    assert corrected(plan, other) == plan


@pytest.mark.parametrize(
    ("field", "new", "name", "value"),
    [
        ("status", "overdue", "status", "overdue"),
        ("status", "", "status", None),
        ("target_date", "2024-02-29", "target_date", "2024-02-29"),
        ("target_date", "2024-09 season", "target_date_precision", "season"),
        ("target_date", "Mar-23", "target_date", "2023-03"),  # what a spreadsheet makes of 2023-03
        ("scope", "National", "scope", "national"),
        ("rag", "green", "rag", "green"),
        ("number", "7a", "number", "7a"),
        ("themes", "policy|Training", "themes", ["training", "policy"]),
        ("addressee_types", "police", "addressee_types", ["police"]),
        ("facets", "", "facets", []),
        ("facets", "Clare's law (DVDS)|MARAC", "facets", ["MARAC", "Clare's Law (DVDS)"]),
        ("recommendation", "Ask every adult on their own.", "recommendation",
         "Ask every adult on their own."),
    ],
)  # fmt: skip
def test_a_field_is_set(field, new, name, value, sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 1, field, new, why="misread"))
    row = after.actions[1]
    assert getattr(row, name) == value
    assert Repair.CORRECTED in row.repairs
    assert [(c.field, c.why) for c in row.corrections] == [(field, "misread")]
    untouched(plan, after, row.action_id)


@pytest.mark.parametrize(
    ("new", "ids"),
    [
        ("police-kent", ["police-kent"]),
        ("Kent Police | nhs-ryd", ["police-kent", "nhs-ryd"]),
        ("printed:The Lantern Trust", ["local-lantern-trust"]),
        ("", []),
    ],
)
def test_agencies_are_set_by_id_or_name(new, ids, sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 0, "lead_agencies", new))
    assert [a.agency_id for a in after.actions[0].lead_agencies] == ids


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("target_date", "2024-02-30"),
        ("target_date", "soon"),
        ("target_date", "2024-02-29 season"),
        ("status", "finished"),
        ("rag", "purple"),
        ("lead_agencies", "no-such-agency"),
        ("lead_agencies", "la-ken-no-such-department"),
        ("section_agency", "police-kent|nhs-ryd"),
        ("owner", "no-such-value"),
        ("themes", "training|teaching"),
        ("row", "burn"),
        ("row", "split"),  # it makes another row, so needs part 2
    ],
)
def test_a_bad_value_is_refused_and_nothing_lost(field, new, sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 1, field, new))
    assert after.actions == plan.actions
    (problem,) = [p for p in after.problems if p.code is ProblemCode.CORRECTION_REFUSED]
    assert "line 2" in problem.message
    assert new not in problem.message or new == "split"


def test_values_follow_corrected_words(sample_plan):
    plan = sample_plan(HOLT)
    row = plan.actions[1]
    after = corrected(
        plan,
        entry(plan, 1, "target_date_text", "30 June 2024", old=row.target_date_text),
        entry(plan, 1, "outcome", "Completed May 2024", old=row.outcome),
        entry(plan, 1, "lead_agency_text", "Kent Police", old=row.lead_agency_text),
    ).actions[1]
    assert (after.target_date, after.target_date_precision) == ("2024-06-30", "day")
    assert (after.status, after.completed_date) == ("completed", "2024-05")
    assert [a.agency_id for a in after.lead_agencies] == ["police-kent"]


def test_a_value_set_itself_does_not_follow(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(
        plan, entry(plan, 1, "outcome", "Completed May 2024"), entry(plan, 1, "status", "overdue")
    )
    assert after.actions[1].status == "overdue"


def test_a_row_is_found_when_read_a_little_differently(sample_plan):
    """A better converter shifts the boxes, mends words and finds more rows."""
    plan = sample_plan(HOLT)
    asked = entry(plan, 2, "status", "overdue")
    newer = plan.model_copy(deep=True)
    newer.actions.pop(0)
    target = newer.actions[1]
    target.recommendation = target.recommendation.replace("NHS Kent", "NHS  Kent").replace(
        "health check", "heaith check"
    )
    place = target.provenance[0]
    x0, top, x1, bottom = place.bbox
    target.provenance[0] = place.model_copy(update={"bbox": (x0, top - 6, x1, bottom + 3)})
    for i, action in enumerate(newer.actions):
        action.action_id = f"x-a{i + 1:03}"
    assert corrected(newer, asked).actions[1].status == "overdue"


def test_a_row_moved_to_another_page_is_found_by_its_words(sample_plan):
    plan = sample_plan(HOLT)
    asked = entry(plan, 2, "status", "overdue")._replace(page=2, bbox=(0, 0, 10, 10))
    assert corrected(plan, asked).actions[2].status == "overdue"


def test_a_row_that_differs_in_one_word_is_not_taken_for_one_that_is_gone(sample_plan):
    plan = sample_plan(HOLT)
    asked = entry(plan, 7, "status", "overdue")
    other = plan.model_copy(deep=True)
    row = other.actions[7]
    row.recommendation = row.recommendation.replace("Safeguarding", "Criminal")
    row.provenance = other.actions[0].provenance
    after = corrected(other, asked)
    assert [a.repairs for a in after.actions] == [a.repairs for a in other.actions]
    assert ProblemCode.CORRECTION_UNMATCHED in codes(after)


def test_an_entry_that_fits_no_row_is_reported(sample_plan):
    plan = sample_plan(HOLT)
    asked = entry(plan, 1, "status", "overdue")._replace(printed="Something else altogether")
    after = corrected(plan, asked)
    assert after.actions == plan.actions
    assert codes(after) == [*codes(plan), ProblemCode.CORRECTION_UNMATCHED]
    assert after.status == plan.status


def test_two_rows_that_fit_alike_are_none(sample_plan):
    plan = sample_plan(HOLT).model_copy(deep=True)
    plan.actions.append(plan.actions[1].model_copy(update={"action_id": "twin"}))
    assert find_row(entry(plan, 1, "status", "overdue"), plan.actions) is None


def test_half_a_row_is_not_dropped_with_the_whole(sample_plan):
    """A fragment was dropped; a better converter joins it to its row, which must stay."""
    plan = sample_plan(HOLT)
    asked = entry(plan, 1, "row", "drop")
    whole = plan.model_copy(deep=True)
    above, half = whole.actions[0], whole.actions.pop(1)
    above.recommendation += " " + half.recommendation
    above.provenance += half.provenance
    after = corrected(whole, asked)
    assert len(after.actions) == len(whole.actions)
    assert ProblemCode.CORRECTION_UNMATCHED in codes(after)


def test_what_the_converter_now_reads_is_unneeded(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 0, "status", "completed", old="overdue"))
    assert after.actions == plan.actions
    assert ProblemCode.CORRECTION_UNNEEDED in codes(after)


def test_a_decision_outlives_another_reading_and_says_so(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 0, "status", "superseded", old="overdue"))
    assert after.actions[0].status == "superseded"
    assert ProblemCode.CORRECTION_OUTDATED in codes(after)
    same = corrected(plan, entry(plan, 0, "status", "superseded", old="completed"))
    assert ProblemCode.CORRECTION_OUTDATED not in codes(same)


def test_later_entries_outweigh_earlier_ones(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(
        plan,
        entry(plan, 0, "status", "overdue", old="completed"),
        entry(plan, 0, "status", "superseded", old="overdue", line=3),
    )
    assert after.actions[0].status == "superseded"
    assert ProblemCode.CORRECTION_OUTDATED not in codes(after)


def test_drop(sample_plan):
    plan = sample_plan(HOLT).model_copy(deep=True)
    gone = plan.actions[3].action_id
    assert plan.actions[6].repeat_of == gone
    plan.problems = [problem(ProblemCode.RAG_UNREAD, plan.actions[3])]
    after = corrected(plan, entry(plan, 3, "row", "drop"))
    assert [a.action_id for a in after.actions] == [
        a.action_id for a in plan.actions if a.action_id != gone
    ]
    assert ProblemCode.ROW_DROPPED in codes(after)
    assert not [p for p in after.problems if p.action_id == gone]
    assert all(a.repeat_of != gone for a in after.actions)


def test_join(sample_plan):
    plan = sample_plan(HOLT)
    above, below = plan.actions[1:3]
    after = corrected(plan, entry(plan, 1, "row", "join", old=printed_key(below)))
    row = after.actions[1]
    assert len(after.actions) == len(plan.actions) - 1
    assert row.recommendation == f"{above.recommendation} {below.recommendation}"
    assert row.provenance == above.provenance + below.provenance
    assert row.action_id == above.action_id
    assert {a.agency_id for a in row.lead_agencies} == {
        a.agency_id for a in above.lead_agencies + below.lead_agencies
    }


def test_join_needs_the_row_that_it_names(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 1, "row", "join", old="Quite other words"))
    assert after.actions == plan.actions
    assert ProblemCode.CORRECTION_UNMATCHED in codes(after)


def test_three_rows_are_joined(sample_plan):
    plan = sample_plan(HOLT)
    keys = [printed_key(a) for a in plan.actions]
    after = corrected(
        plan,
        entry(plan, 1, "row", "join", old=keys[2]),
        entry(plan, 2, "row", "join", old=keys[3]),
    )
    assert len(after.actions) == len(plan.actions) - 2
    assert len(after.actions[1].provenance) >= 3


def test_split(sample_plan):
    plan = sample_plan(HOLT)
    row = plan.actions[1]
    after = corrected(
        plan,
        entry(plan, 1, "row", "split", part=2),
        entry(plan, 1, "action", "Write.", old=row.action),
        entry(plan, 1, "action", "A joint protocol.", part=2),
        entry(plan, 1, "target_date", "2025", part=2),
    )
    first, second = after.actions[1:3]
    assert (first.action, second.action) == ("Write.", "A joint protocol.")
    assert second.recommendation == row.recommendation
    assert (first.target_date, second.target_date) == (row.target_date, "2025")
    assert second.action_id == f"{row.action_id}-2"
    assert second.repeat_of is None  # two actions of one recommendation
    untouched(plan, after, row.action_id)


def test_add_after_a_row(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(
        plan,
        entry(plan, 1, "row", "add", part=2),
        entry(plan, 1, "recommendation", "A row that was missed.", part=2),
    )
    added = after.actions[2]
    assert added.recommendation == "A row that was missed."
    assert added.section == plan.actions[1].section
    assert added.scope_text == plan.actions[1].scope_text
    untouched(plan, after, added.action_id)


def test_add_to_a_document_without_rows(sample_plan):
    plan = sample_plan("report-without-plan.pdf")
    asked = Entry(2, plan.source.sha256, "", 1, (10, 10, 90, 40), None, "", 1, "row", "", "add",
                  "", "", "")  # fmt: skip
    after = corrected(plan, asked, asked._replace(field="recommendation", new="Train them."))
    assert [a.recommendation for a in after.actions] == ["Train them."]
    assert after.status == "ok"
    assert ProblemCode.NO_PLAN not in codes(after)
    assert after.source.plan_pages == [1]


def test_added_rows_stand_where_they_are_printed(sample_plan):
    plan = sample_plan(HOLT)
    x0, _, x1, bottom = plan.actions[0].provenance[0].bbox
    asked = entry(plan, 0, "row", "add")._replace(printed="", bbox=(x0, bottom - 5, x1, bottom))
    assert corrected(plan, asked).actions[1].repairs == [Repair.CORRECTED]


def test_lines_for_a_row_that_is_not_made_are_refused(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 1, "action", "x", part=2))
    assert after.actions == plan.actions
    assert ProblemCode.CORRECTION_REFUSED in codes(after)


def doubtful(plan):
    plan = plan.model_copy(deep=True)
    row = plan.actions[1]
    row.flags = [Flag.AGENCY_UNRESOLVED, Flag.DATE_UNREAD]
    row.confidence = 0.941
    return plan


def test_a_decision_answers_its_doubt_alone(sample_plan):
    plan = doubtful(sample_plan(HOLT))
    row = corrected(plan, entry(plan, 1, "lead_agencies", "police-kent")).actions[1]
    assert row.flags == [Flag.DATE_UNREAD]
    assert row.confidence == pytest.approx(0.97, abs=0.001)


def test_a_row_found_right_has_no_doubts(sample_plan):
    plan = doubtful(sample_plan(HOLT))
    row = corrected(plan, entry(plan, 1, "row", "checked")).actions[1]
    assert row.flags == []
    assert row.repairs == [*plan.actions[1].repairs, Repair.CHECKED]
    assert row.recommendation == plan.actions[1].recommendation


def problem(code, row):
    return Problem(
        code=code, severity=Severity.WARNING, page=1, message="x", action_id=row.action_id
    )


def test_doubts_answered_are_no_problems(sample_plan):
    plan = doubtful(sample_plan(HOLT))
    row = plan.actions[1]
    found = (ProblemCode.AGENCY_UNRESOLVED, ProblemCode.DATE_UNREAD, ProblemCode.RAG_UNREAD)
    plan.problems = [problem(c, row) for c in found]
    for asked, left in [
        (entry(plan, 1, "lead_agencies", "police-kent"), found[1:]),
        (entry(plan, 1, "rag", "green"), found[:2]),
        (entry(plan, 1, "row", "checked"), ()),
    ]:
        told = codes(corrected(plan, asked))
        assert [c for c in told if c is not ProblemCode.CORRECTION_OUTDATED] == list(left)


def test_problems_of_joined_and_dropped_rows_lead_nowhere_else(sample_plan):
    plan = sample_plan(HOLT).model_copy(deep=True)
    plan.problems = [problem(ProblemCode.RAG_UNREAD, plan.actions[2])]
    joined = corrected(plan, entry(plan, 1, "row", "join", old=printed_key(plan.actions[2])))
    assert [p.action_id for p in joined.problems] == [plan.actions[1].action_id]
    assert codes(corrected(plan, entry(plan, 2, "row", "drop"))) == [ProblemCode.ROW_DROPPED]


def repeats(plan):
    return [(i, a) for i, a in enumerate(plan.actions) if a.repeat_of]


def test_repeats_follow_a_dropped_row(sample_plan):
    plan = sample_plan(HOLT)
    _, later = repeats(plan)[0]
    first = next(i for i, a in enumerate(plan.actions) if a.action_id == later.repeat_of)
    after = corrected(plan, entry(plan, first, "row", "drop"))
    ids = {a.action_id for a in after.actions}
    assert all(a.repeat_of in ids for a in after.actions if a.repeat_of)
    kept = next(a for a in after.actions if a.action_id == later.action_id)
    assert kept.repeat_of is None


def test_a_row_corrected_to_other_words_is_no_repeat(sample_plan):
    plan = sample_plan(HOLT)
    index, row = repeats(plan)[0]
    after = corrected(plan, entry(plan, index, "recommendation", "Something new is asked here."))
    assert after.actions[index].repeat_of is None
    assert after.actions[index].recommendation_id != row.recommendation_id


def test_a_row_corrected_to_the_same_words_is_a_repeat(sample_plan):
    plan = sample_plan(HOLT)
    after = corrected(plan, entry(plan, 2, "recommendation", plan.actions[0].recommendation))
    assert after.actions[2].repeat_of == plan.actions[0].action_id
    assert after.actions[2].recommendation_id == plan.actions[0].recommendation_id


def test_repeats_follow_a_mended_typo(sample_plan):
    plan = sample_plan(HOLT)
    _, later = repeats(plan)[0]
    first = next(i for i, a in enumerate(plan.actions) if a.action_id == later.repeat_of)
    text = plan.actions[first].recommendation or plan.actions[first].action
    longest = max(text.split(), key=len)
    mended = text.replace(longest, longest[:-2] + longest[-1], 1)
    after = corrected(plan, entry(plan, first, "recommendation", mended))
    kept = next(a for a in after.actions if a.action_id == later.action_id)
    assert kept.repeat_of == plan.actions[first].action_id
    assert kept.recommendation_id == after.actions[first].recommendation_id


def test_labels_set_themselves_do_not_follow_and_the_others_do(sample_plan):
    plan = sample_plan(HOLT)
    words = "Train all staff to hold a MARAC."
    after = corrected(plan, entry(plan, 0, "recommendation", words),
                      entry(plan, 0, "themes", "record keeping"))  # fmt: skip
    row = after.actions[0]
    assert row.themes == ["record keeping"]
    assert row.label_basis.themes == {"record keeping": []}
    assert row.facets == ["MARAC"]
    assert row.label_basis.facets == {"MARAC": ["MARAC"]}


def test_the_words_of_a_label_that_stays_stay(sample_plan):
    plan = sample_plan(HOLT)
    index = next(i for i, a in enumerate(plan.actions) if a.themes and a.themes != ["other"])
    before = plan.actions[index]
    kept = before.themes[0]
    row = corrected(plan, entry(plan, index, "themes", f"{kept}|other")).actions[index]
    assert row.label_basis.themes == {kept: before.label_basis.themes[kept], "other": []}
    assert row.corrections[0].was == "|".join(before.themes)


@pytest.mark.parametrize("named_by", ["words", "id"])
def test_a_row_is_said_to_repeat_an_earlier_one(named_by, sample_plan):
    plan = sample_plan(STOUR)
    first, last = plan.actions[0], plan.actions[-1]
    assert last.repeat_of == plan.actions[2].action_id
    named = first.action_id if named_by == "id" else printed_key(first)
    after = corrected(plan, entry(plan, len(plan.actions) - 1, "repeat_of", named))
    assert after.actions[-1].repeat_of == first.action_id
    assert after.actions[-1].recommendation_id == after.actions[0].recommendation_id
    untouched(plan, after, last.action_id)


def test_a_row_is_said_to_repeat_none_whatever_becomes_of_the_earlier_one(sample_plan):
    plan = sample_plan(HOLT)
    index, row = repeats(plan)[0]
    first = next(i for i, a in enumerate(plan.actions) if a.action_id == row.repeat_of)
    words = f"{row.recommendation} and others"
    both = [entry(plan, i, "recommendation", words, old=plan.actions[i].recommendation)
            for i in (first, index)]  # fmt: skip
    assert corrected(plan, *both).actions[index].repeat_of == row.repeat_of
    after = corrected(plan, entry(plan, index, "repeat_of", "", old=row.repeat_of), *both)
    assert after.actions[index].repeat_of is None
    assert codes(after) == codes(plan)


def test_a_repeat_never_leads_to_a_repeat_or_to_a_row_that_is_gone(sample_plan):
    plan = sample_plan(STOUR)
    ids = [a.action_id for a in plan.actions]
    says = [entry(plan, 2, "repeat_of", ids[1]), entry(plan, 1, "repeat_of", ids[0])]
    after = corrected(plan, *says)
    assert [a.repeat_of for a in after.actions[:3]] == [None, ids[0], ids[0]]
    gone = corrected(plan, *says, entry(plan, 0, "row", "drop"))
    assert [a.repeat_of for a in gone.actions[:2]] == [None, ids[1]]


@pytest.mark.parametrize("new", ["no such row", "the row itself", "a later row"])
def test_a_repeat_of_what_is_no_earlier_row_is_refused(new, sample_plan):
    plan = sample_plan(STOUR)
    named = {"the row itself": plan.actions[1].action_id, "a later row": plan.actions[2].action_id}
    after = corrected(plan, entry(plan, 1, "repeat_of", named.get(new, new)))
    assert after.actions == plan.actions
    assert codes(after)[-1] is ProblemCode.CORRECTION_REFUSED


def test_rows_over_pages_keep_their_places(sample_plan):
    plan = sample_plan(STOUR)
    index = next(i for i, a in enumerate(plan.actions) if len(a.provenance) > 1)
    after = corrected(plan, entry(plan, index, "status", "overdue"))
    assert after.actions[index].provenance == plan.actions[index].provenance


def test_masks_are_set_aside_in_likeness():
    assert similarity("DCI [name] to write", "DCI Tarrant to write") > 0.85
    assert similarity("[name]", "[email]") == 1.0


def test_a_file_of_masked_output_fits_kept_output(samples, sample_plan):
    from actionplans import convert

    kept, hidden = sample_plan(HOLT), convert(samples / HOLT)
    row = hidden.actions[3]
    assert "[name]" in row.lead_agency_text
    asked = entry(hidden, 3, "lead_agency_text", f"{row.lead_agency_text} (chair)",
                  old=row.lead_agency_text)  # fmt: skip
    after = corrected(kept, asked).actions[3]
    assert after.lead_agency_text == f"{kept.actions[3].lead_agency_text} (chair)"


def test_names_in_a_file_are_masked_in_masked_output(samples, sample_plan):
    from actionplans import convert

    hidden = convert(samples / HOLT)
    kept = sample_plan(HOLT)
    asked = entry(kept, 1, "action", "Write to DCI Rhona Tarrant.", old=kept.actions[1].action,
                  why="DCI Rhona Tarrant says so")  # fmt: skip
    after = corrected_plan(hidden, [asked], keep_people=False)
    assert after.actions[1].action == "Write to DCI [name]."
    assert "Tarrant" not in after.model_dump_json()
    assert "A. Reader" not in after.model_dump_json()


def test_a_page_of_corrected_output_names_rows_as_first_printed(sample_plan):
    """Entries made from it go into the file after the old ones, and find their rows again."""
    plan = sample_plan(HOLT)
    first = [
        entry(plan, 1, "recommendation", "Words that are quite different from those printed."),
        entry(plan, 1, "row", "split", part=2),
        entry(plan, 3, "row", "add", part=2),
        entry(plan, 3, "recommendation", "Added.", part=2),
    ]
    shown = corrected(plan, *first)
    provenance = {a.action_id: i for i, a in enumerate(shown.actions)}
    more = []
    for suffix in ("2", "2-2", "4-2"):
        row = provenance[f"dhr-sar-holt-single-agency-a00{suffix}"]
        part = shown.actions[row].corrections[0].part
        more.append(entry(shown, row, "status", "overdue", part=part))
    again = corrected(plan, *first, *more)
    assert [a.action_id for a in again.actions] == [a.action_id for a in shown.actions]
    status = {a.action_id: a.status for a in again.actions}
    assert [status[f"dhr-sar-holt-single-agency-a00{n}"] for n in ("2", "2-2", "4-2")] == [
        "overdue"
    ] * 3
