"""Every sample's rows against the source it was built from."""

from pathlib import Path

import pytest

from normalise.text.running_text import fold

STEMS = sorted(p.stem for p in (Path(__file__).parents[2] / "samples/sources").glob("*.toml"))
FIELDS = {
    "action": "action",
    "milestones": "milestones",
    "scope": "scope_text",
    "target_date": "target_date_text",
}


def rows_of(source):
    """Rows of a source that are actions, a shared recommendation repeated on each."""
    rows, band = [], None
    for part in source["part"]:
        if "columns" not in part or part.get("other"):
            continue
        # A recommendation may be a paragraph above the table of its actions.
        band = next((t for t in part.get("text", ()) if t.startswith("Recommendation")), None)
        for row in part["row"]:
            if "band" in row:
                band = row["band"]
            elif not row.get("instruction"):
                shared = {"recommendation": rows[-1]["recommendation"]} if row.get("shared") else {}
                rows.append({"recommendation": band, **row, **shared})
    return rows


@pytest.mark.parametrize("stem", STEMS)
def test_every_row_is_whole(stem, sample_plan, sample_source):
    wanted = rows_of(sample_source(stem))
    actions = sample_plan(f"{stem}.pdf").actions
    assert len(actions) == len(wanted)
    for row, action in zip(wanted, actions, strict=True):
        # The label "Recommendation 3:" is the number and no part of the text.
        text = fold(action.recommendation)
        assert text
        assert fold(row["recommendation"]).endswith(text)
        for key, field in FIELDS.items():
            if key in row:
                assert fold(getattr(action, field)) == fold(row[key])


@pytest.mark.parametrize("stem", STEMS)
def test_lead_and_outcome_hold_both_of_their_columns(stem, sample_plan, sample_source):
    for row, action in zip(
        rows_of(sample_source(stem)), sample_plan(f"{stem}.pdf").actions, strict=True
    ):
        assert fold(action.lead_agency_text) == fold(row["lead"] + row.get("officer", ""))
        if "outcome" in row:
            assert fold(action.outcome) == fold(row["outcome"] + row.get("completed_date", ""))


@pytest.mark.parametrize("stem", STEMS)
def test_no_word_of_a_table_is_lost(stem, sample_plan):
    assert not [p for p in sample_plan(f"{stem}.pdf").problems if p.severity == "error"]


def test_rows_cut_by_page_breaks_are_joined(sample_plan):
    pages = {
        name: [[p.page for p in a.provenance] for a in sample_plan(name).actions]
        for name in ("dhr-ashcombe-official-template.pdf", "dhr-stour-long-rows.pdf")
    }
    assert [1, 2] in pages["dhr-ashcombe-official-template.pdf"]
    assert pages["dhr-stour-long-rows.pdf"][0] == [1, 2, 3]


def test_instruction_row_is_left_out_and_told(sample_plan):
    problems = sample_plan("dhr-ashcombe-official-template.pdf").problems
    assert [p.code for p in problems] == ["instruction_row_dropped"]


def test_sections_and_their_agencies(sample_plan):
    plan = sample_plan("dhr-sar-holt-single-agency.pdf")
    sections = [(a.section, a.section_agency.name if a.section_agency else None)
                for a in plan.actions]  # fmt: skip
    assert sections[0] == ("Overview Report Recommendations", None)
    assert sections[4] == ("Single Agency Recommendations - Kent Police", "Kent Police")
    assert sections[8][1] == "Kent County Council Adult Social Care"


def test_officer_stands_for_the_section_agency(sample_plan):
    action = sample_plan("dhr-sar-holt-single-agency.pdf").actions[3]
    assert action.people == ["DCI Rhona Tarrant"]
    assert [(a.name, a.method) for a in action.lead_agencies] == [("Kent Police", "section")]


def test_repeats_point_to_the_earlier_row(sample_plan):
    holt = sample_plan("dhr-sar-holt-single-agency.pdf").actions
    assert holt[6].repeat_of == holt[3].action_id
    assert holt[8].repeat_of == holt[0].action_id
    assert holt[8].recommendation_id == holt[0].recommendation_id


def test_a_recommendation_for_someone_else_is_no_repeat(sample_plan):
    stour = sample_plan("dhr-stour-long-rows.pdf").actions
    assert stour[3].repeat_of == stour[1].action_id  # a comma and a slip of the pen
    assert stour[4].repeat_of is None  # a child, not a person
    assert stour[5].repeat_of == stour[2].action_id  # another agency's section
    assert stour[6].repeat_of == stour[2].action_id  # "As above"


def test_ratings_by_letter_word_and_colour(sample_plan):
    ratings = [a.rag for a in sample_plan("sar-calder-rag-tracker.pdf").actions]
    assert ratings == ["green", "amber", "red", "amber", "blue", "red"]


def test_merged_recommendation_is_no_repeat(sample_plan):
    actions = sample_plan("dhr-mersey-merged-recommendations.pdf").actions
    assert len({a.recommendation for a in actions[:3]}) == 1
    assert not any(a.repeat_of for a in actions)


def test_recommendation_above_its_table(sample_plan):
    actions = sample_plan("sar-teme-paragraphs.pdf").actions
    assert [a.number for a in actions] == ["1", "1", "2"]
    assert all("recommendation_from_paragraph" in a.repairs for a in actions)
    assert not any(a.repeat_of for a in actions)


def test_other_tables_are_not_rows(sample_plan):
    plan = sample_plan("report-without-plan.pdf")
    assert plan.status == "no_plan"
    assert not plan.actions
    assert len(sample_plan("dhr-exe-overview-report.pdf").actions) == 4


def test_text_dump(sample_plan):
    plan = sample_plan("dhr-text-dump.txt")
    assert plan.source.text_origin == "text"
    assert len(plan.actions) == 5
    first, *_, last = plan.actions
    assert first.recommendation.endswith("afraid of being talked about.")
    assert first.outcome.endswith("Completed June 2021")
    assert last.section == "Single Agency Recommendations Kent Police"
    assert last.repeat_of == plan.actions[3].action_id
    assert all(p.bbox is None for a in plan.actions for p in a.provenance)


@pytest.mark.parametrize(
    ("name", "types", "reference", "publisher"),
    [
        ("dhr-sar-holt-single-agency.pdf", ["DHR", "SAR"], "Case No. 31",
         "Kent and Medway Safeguarding Adults Board"),
        ("dhr-exe-overview-report.pdf", ["DHR"], "Ref: EDDC/DHR/12",
         "East and Mid Devon Community Safety Partnership"),
        ("sar-calder-rag-tracker.pdf", ["SAR"], "SAR 11/2022",
         "Leeds Safeguarding Adults Board"),
        ("dhr-aire-zebra-rotated.pdf", ["DHR"], "DHR 21/2019", "Safer Leeds"),
    ],
)  # fmt: skip
def test_review(name, types, reference, publisher, sample_plan):
    review = sample_plan(name).review
    assert review.review_types == types
    assert review.case_reference == reference
    assert review.publisher.name == publisher


def test_unknown_heading_is_kept_and_told(sample_plan):
    plan = sample_plan("sar-teme-paragraphs.pdf")
    assert [a.extra for a in plan.actions] == [
        {"Cost code": "A1"},
        {"Cost code": "A2"},
        {"Cost code": ""},
    ]
    assert {p.code for p in plan.problems} == {"unknown_heading"}
