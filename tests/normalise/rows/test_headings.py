import pytest

from normalise.rows.headings import assign_fields, is_heading_row, is_instruction, match_heading

KNOWN = [
    ("Recommendation", "recommendation"),
    ("Scope of recommendation i.e. local or regional", "scope"),
    ("Action to take", "action"),
    ("Lead Agency", "lead"),
    ("By whom", "lead"),
    ("Key milestones achieved in enacting recommendation", "milestones"),
    ("How will we know?", "milestones"),
    ("Target Date", "target_date"),
    ("By when", "target_date"),
    ("Completion Date and Outcome", "outcome"),
    ("Progress update", "outcome"),
    ("BRAG", "rag"),
    ("Ref", "number"),
    ("Recom-\nmendation", "recommendation"),  # broken by a narrow column
    ("Reccomendation", "recommendation"),  # misspelt
    ("Area for development", "recommendation"),
    ("What the partners must improve", "recommendation"),
    ("Single agency actions", "action"),
    ("Actions taken / to be taken", "action"),
    ("What partners have said and status and comments", "outcome"),
    ("Assurance", "milestones"),
    ("When should it be finished?", "target_date"),
    ("Who looks after it?", "lead"),
    ("What have the partners, and what have we done?", "outcome"),
    ("What did the panel find?", "recommendation"),
    ("What still needs to happen?", "action"),
    ("How would we know?", "milestones"),
    ("Action holders", "lead"),
    ("Agreed date of completion", "target_date"),
]


@pytest.mark.parametrize(("text", "field"), KNOWN)
def test_match(text, field):
    assert match_heading(text).field == field


@pytest.mark.parametrize(
    "text", ["", "Cost code", "The partnership should agree a single pathway. It"]
)
def test_no_match(text):
    assert match_heading(text) is None


def test_a_likeness_scores_less():
    assert match_heading("Recommendation").score == 1.0
    assert match_heading("Reccomendation").score < 1.0


def test_heading_rows():
    assert is_heading_row(["No.", "Recommendation", "Action", "Lead", "By when"])
    assert not is_heading_row(["Name", "Role", "Organisation"])
    assert not is_heading_row(["Date", "Agency", "Event"])
    assert not is_heading_row(["Review the action plan", "Lead officer to report", "May 2021"])


def test_a_heading_row_read_by_words_names_many_fields():
    headings = ["Learning points", "Actions by each agency", "Lead professional or agency",
                "Timeframe", "Status of the work"]  # fmt: skip
    assert is_heading_row(headings)
    assert not is_heading_row(["02/03/2011", "Team to share the recommendations with the board",
                               "As soon as possible", "Complete"])  # fmt: skip
    sentences = ["Learning to be shared", "Lead officer to report", "Target date", "Status agreed"]
    assert not is_heading_row(sentences)


def test_a_row_of_questions_is_a_heading_row():
    questions = ["What did the panel find?", "What must partners do?", "Who acts?", "When?"]
    assert is_heading_row(questions)
    assert all(c.guessed or c.known for c in assign_fields(questions))
    assert not is_heading_row(["What happened?", "When was it?", "Where?"])


def test_signs_in_a_heading_row_need_not_be_known():
    headings = [
        "Finding",
        "Response of partners",
        "Steps for us",
        "Who leads",
        "By when",
        "✔ ✘",
        "◐",
    ]
    assert is_heading_row(headings)


def test_unknown_heading_is_kept_and_told():
    columns = assign_fields(["Recommendation", "Action", "Lead", "Cost code"])
    assert [c.field for c in columns] == ["recommendation", "action", "lead", "extra"]
    assert not columns[3].known


def test_agency_and_officer_share_a_field():
    columns = assign_fields(["Recommendation", "Action", "Lead agency", "Lead officer", "Deadline"])
    assert [c.field for c in columns][2:4] == ["lead", "lead"]


def test_a_revised_date_stands_beside_the_first_one():
    columns = assign_fields(["Recommendation", "Action", "Target date", "Revised target date"])
    assert [c.field for c in columns][2:] == ["target_date", "target_date"]
    alone = assign_fields(["Recommendation", "Action", "Revised date", "Date of completion"])
    assert [c.field for c in alone][2:] == ["target_date", "completed_date"]


def test_instructions_of_the_template():
    assert is_instruction("What is the over-arching recommendation?")
    assert match_heading("What is the over-arching recommendation?") is None
    assert not is_instruction("What the Board recommends is that partners meet.")
