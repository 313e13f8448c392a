"""A lexicon of a few lines, and a plan with its truth."""

import csv
import json

import pytest
from reportlab.pdfgen.canvas import Canvas

from fit.lexicon import Lexicon
from tests.support import plan_columns as columns

WORDINGS = [
    ("No.", "number", 1.0),
    ("Recommendation", "recommendation", 1.0),
    ("Learning", "recommendation", 0.7),
    ("Learning", "finding", 0.3),
    ("Finding", "finding", 1.0),
    ("Action", "action", 1.0),
    ("Steps", "action", 0.9),
    ("Action no.", "action_number", 1.0),
    ("Lead", "lead", 1.0),
    ("By whom", "lead", 1.0),
    ("Supported by", "support", 1.0),
    ("Deadline", "target_date", 1.0),
    ("Revised date", "revised_date", 1.0),
    ("Start date", "start_date", 1.0),
    ("Date done", "completed_date", 1.0),
    ("Update", "outcome", 1.0),
    ("Status", "status", 1.0),
    ("Milestones", "milestones", 1.0),
    ("RAG", "rag", 1.0),
]
LINES = {
    "header_rows": [
        {
            "headings": ["No.", "Recommendation", "Action", "Lead", "Deadline"],
            "fields": ["number", "recommendation", "action", "lead", "target_date"],
        },
        {
            "headings": ["Action", "By whom", "Deadline", "Update", "RAG"],
            "fields": ["action", "lead", "target_date", "outcome", "rag"],
        },
    ],
    "not_plans": [
        {"headings": ["Term", "Meaning"],
         "sample_rows": [["DHR", "Domestic homicide review"], ["GP", "General practitioner"]]},
        {"headings": ["Name", "Role"], "sample_rows": [["Ann Archer", "Chair"], ["Dee", "Author"]]},
    ],
    "leads": [
        {"text": text, "document": {"title": title, "area": "Kent"}}
        for text, title in (("Kent Police", "A"), ("Kent ICB", "A"), (" ", "A"), ("Board", "B"))
    ],
}  # fmt: skip
TEXTS = {
    "recommendations": columns.RECOMMENDATIONS,
    "actions": columns.ACTIONS,
    "findings": columns.FINDINGS,
    "milestones": ["Audit report received by the Board.", "Signed protocol published."],
    "outcomes": [*columns.OUTCOMES, "Complete", "Not started", " "],
    "dates": columns.DATES,
}
EDGES = (40, 80, 300, 500, 640, 780)
TOP, HIGH = 540, 60


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory):
    """A lexicon with what tables are made of, and no more."""
    folder = tmp_path_factory.mktemp("lexicon")
    with (folder / "headings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("wording", "field", "certainty"), *WORDINGS])
    texts = {name: [{"text": t} for t in found] for name, found in TEXTS.items()}
    for name, lines in (LINES | texts).items():
        path = folder / f"{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return Lexicon(folder)


def draw(canvas, rows):
    """A ruled table of ``rows``, two printed lines a cell at most."""
    for r, texts in enumerate(rows):
        for x, text in zip(EDGES, texts, strict=False):
            words = text.split()
            for i, part in enumerate((words[:7], words[7:])):
                canvas.drawString(x + 4, TOP - r * HIGH - 20 - i * 10, " ".join(part))
    for r in range(len(rows) + 1):
        canvas.line(EDGES[0], TOP - r * HIGH, EDGES[-1], TOP - r * HIGH)
    for x in EDGES:
        canvas.line(x, TOP, x, TOP - len(rows) * HIGH)


@pytest.fixture(scope="session")
def documents(tmp_path_factory):
    """A folder: a plan with its truth, one without, and a report whose truth has no actions."""
    folder = tmp_path_factory.mktemp("shared") / "outside"
    folder.mkdir()
    rows = [list(row) for row in zip(*columns.PLAN, strict=True)]
    for name in ("sutton-plan", "no-truth", "other-report"):
        canvas = Canvas(str(folder / f"{name}.pdf"), (842, 595), invariant=1)
        canvas.setFont("Helvetica", 6)
        draw(canvas, [columns.PLAN_HEADINGS, *rows])
        canvas.showPage()
        canvas.save()
    names = ("number", "recommendation", "action", "lead", "target_date")
    actions = [dict(zip(names, row, strict=True)) for row in rows]
    layout = {"columns": columns.PLAN_HEADINGS}
    truth = {"document": {"layout": layout}, "actions": actions}
    (folder / "sutton-plan.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (folder / "other-report.json").write_text(json.dumps(truth | {"actions": []}), encoding="utf-8")
    return folder
