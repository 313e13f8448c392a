"""The lexicon as it is read."""

from tests.support.plan_columns import OUTCOMES


def test_headings_with_their_certainty(lexicon):
    assert ("Learning", "finding", 0.3) in lexicon.headings


def test_wordings_are_those_that_likely_mean_the_field(lexicon):
    assert lexicon.wordings["recommendation"] == ["Recommendation", "Learning"]
    assert lexicon.wordings["finding"] == ["Finding"]


def test_leads_of_one_document_stand_together_without_blanks(lexicon):
    assert lexicon.leads == [["Kent Police", "Kent ICB"], ["Board"]]


def test_outcomes_are_states_or_stories(lexicon):
    assert lexicon.states == ["Complete", "Not started"]
    assert lexicon.stories == OUTCOMES
    assert sorted(lexicon.states + lexicon.stories) == sorted(lexicon.texts("outcomes"))


def test_rows_of_headings(lexicon):
    assert all(len(r["headings"]) == len(r["fields"]) for r in lexicon.heading_rows)
    assert [r["headings"] for r in lexicon.not_plans] == [["Term", "Meaning"], ["Name", "Role"]]
