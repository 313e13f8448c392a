import pytest

from bench.cases import read_cases
from bench.cases_themes import KINDS, METHODS, held_out
from normalise.labels.row_labels import read_labels
from normalise.labels.themes import read_subjects
from normalise.links.repeats import Repeat
from normalise.people.plan_masking import masked_plan
from normalise.text.word_lists import rows
from schemas.labels import ADDRESSEE_TYPES, FACETS, THEMES

LEAST_F1 = {"themes": 0.93, "addressee_types": 0.97, "facets": 0.95}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("held", [True, False])
def test_labelled_cases(kind, held):
    cases = [c for c in read_cases("themes") if held_out(c) == held]
    pairs = [(set(c[kind].split("|")) - {""}, METHODS["ours"](c)[kind]) for c in cases]
    right = sum(len(e & g) for e, g in pairs)
    assert 2 * right / sum(len(e) + len(g) for e, g in pairs) >= LEAST_F1[kind]


@pytest.mark.parametrize(("kind", "labels"), KINDS.items())
def test_cases_use_the_labels_and_their_order(kind, labels):
    for case in read_cases("themes"):
        given = [x for x in case[kind].split("|") if x]
        assert given == [x for x in labels if x in given]


@pytest.mark.parametrize(
    ("file", "labels"),
    [
        ("labels/themes.csv", {*THEMES, "<agency>"}),
        ("labels/facets.csv", {*FACETS, "<agency>"}),
        ("labels/addressees.csv", {*ADDRESSEE_TYPES, "-", "beside", "next"}),
    ],
)
def test_term_lists_use_the_labels(file, labels):
    assert {r["label"] for r in rows(file)} <= labels
    assert {r["counts"] for r in rows(file)} <= {"yes", "no", "always"}


def test_words_that_decided_are_kept():
    subjects = read_subjects("Staff should have e-learning on DASH, and a refresher each year.")
    assert subjects.themes["training"] == ["e-learning", "refresher"]
    assert subjects.facets == {"DASH": ["DASH"]}


def test_what_the_review_tells_of_the_case_is_no_request():
    text = "Visits should be longer. The Panel heard that training had lapsed."
    assert list(read_subjects(text).themes) == ["other"]
    assert "training" in read_subjects("The Panel heard that training had lapsed.").themes


def test_names_of_bodies_are_no_subject():
    assert "housing" not in read_subjects("Housing for Women should publish accounts.").facets
    council = "Mansfield District Council Housing should publish accounts."
    assert "housing" not in read_subjects(council).facets
    assert "IRIS" in read_subjects("Practices should adopt the IRIS programme.").facets


@pytest.mark.parametrize("text", ["", "N/A", "TBC"])
def test_no_words_have_no_labels(text):
    labels = read_labels(text, None, (), None)
    assert (labels.themes, labels.facets) == ({}, {})


def test_a_reference_that_leads_nowhere_has_no_words():
    lost = Repeat(None, refers=True)
    assert read_labels("See recommendation 9", lost, (), None).themes == {}


def test_same_recommendation_has_the_same_labels(samples, sample_plan):
    seen = {}
    for path in sorted(samples.glob("*.pdf")):
        for action in sample_plan(path.name).actions:
            labels = (action.themes, action.facets)
            assert seen.setdefault(action.recommendation_id, labels) == labels
            assert list(action.label_basis.themes) == action.themes
    assert any(themes not in ([], ["other"]) for themes, _ in seen.values())


def test_addressees_come_from_the_words_where_no_lead_is_known():
    text = "The Panel recommends that all GP practices and Kent Police have a named lead."
    found = read_labels(text, None, (), None).addressee_types
    assert found == {"police": ["Kent Police"], "health services": ["all GP practices"]}
    assert read_labels("Training for GPs is needed.", None, (), None).addressee_types == {}


def test_words_that_decided_leak_no_name(sample_plan):
    plan = sample_plan("sar-nidd-portrait-short.pdf")
    text = "PC Trainor should be trained."
    basis = read_labels(text, None, (), None)
    action = plan.actions[0].model_copy(update={"recommendation": text, "label_basis": basis})
    assert basis.themes == {"training": ["Trainor", "trained"]}
    masked = masked_plan(plan.model_copy(update={"actions": [action]}))
    assert masked.actions[0].label_basis.themes == {"training": ["[name]", "trained"]}


def test_every_label_is_in_the_docs(root):
    text = " ".join((root / "docs/themes.md").read_text(encoding="utf-8").split())
    assert [x for x in (*THEMES, *ADDRESSEE_TYPES, *FACETS) if x not in text] == []
