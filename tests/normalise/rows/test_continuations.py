"""Recommendations that go on overleaf or in a further table, and say so."""

from dataclasses import replace

from normalise.rows.printed_plan import interpreted_tables, joined_rows
from schemas.codes import ProblemCode
from schemas.fragment import Box, Cell, DocumentContent, Line, PageContent, TableFragment

EDGES = (40.0, 240.0, 380.0, 480.0)
HEADS = ("Action", "Lead", "By when")
ADVICE = "Agencies should ask each carer how they are."


def fragment(page, rows, *, top=100.0, edges=EDGES):
    """A ruled table of rows of 20 points; a row of one text is a band over its whole width."""
    cells = []
    for r, texts in enumerate(rows):
        y = top + 20 * r
        spans = [len(edges) - 1] if len(texts) == 1 else [1] * len(texts)
        for c, (text, span) in enumerate(zip(texts, spans, strict=True)):
            box = Box(edges[c], y, edges[c + span], y + 20)
            lines = (Line(text, Box(box.x0 + 2, y + 2, box.x1 - 2, y + 12), 10),) if text else ()
            cells.append(replace(Cell(r, c, lines, box), col_span=span))
    box = Box(edges[0], top, edges[-1], top + 20 * len(rows))
    return TableFragment(page, len(rows), len(edges) - 1, tuple(cells), box, edges)


def plan_of(*pages):
    contents = tuple(PageContent(n, 842, 595, tuple(b)) for n, b in enumerate(pages, start=1))
    plan = joined_rows(interpreted_tables(DocumentContent("plan.pdf", "0" * 64, contents)))
    assert not [p for p in plan.problems if p.code == ProblemCode.WORDS_NOT_PLACED]
    return plan


def action(n):
    return (f"Write the form number {n}.", "Leeds City Council", "May 2024")


def test_a_label_above_the_text_of_its_recommendation_numbers_it():
    plan = plan_of([fragment(1, [("Recommendation 4",), (ADVICE,), HEADS, action(1), action(2)])])
    assert [(t.number, t.recommendation) for t in plan.texts] == [("4", ADVICE)] * 2
    assert {r.section for r in plan.rows} == {None}


def test_a_band_says_that_its_recommendation_goes_on():
    first = fragment(1, [("Recommendation 1",), (ADVICE,), HEADS, action(1)])
    rest = fragment(2, [("Recommendation 1 (continued)",), HEADS, action(2)])
    plan = plan_of([first], [rest])
    assert [(t.number, t.recommendation) for t in plan.texts] == [("1", ADVICE)] * 2
    assert plan.rows[0].group == plan.rows[1].group


def test_a_recommendation_is_taken_up_again_after_another_one():
    heads = ("Action to take", "Lead", "By when", "Progress")
    first = [("Recommendation 1: " + ADVICE,), HEADS, action(1)]
    second = [("Recommendation 2: Staff should write it down.",), HEADS, action(2)]
    again = [("Recommendation 1 cont'd",), heads, (*action(3), "Complete")]
    wider = (*EDGES, 560.0)
    plan = plan_of([fragment(1, first), fragment(1, second, top=300)],
                   [fragment(2, again, edges=wider)])  # fmt: skip
    assert [t.number for t in plan.texts] == ["1", "2", "1"]
    assert plan.texts[2].recommendation == ADVICE


def test_a_cell_that_only_says_continued_repeats_the_recommendation_above():
    edges = (20.0, *EDGES)
    wide = (10.0, *edges)
    heads = ("No.", "Recommendation", *HEADS)
    first = fragment(1, [heads, ("3", ADVICE, *action(1))], edges=wide)
    rest = fragment(2, [heads, ("3 (cont'd)", "(continued)", *action(2))], edges=wide)
    plan = plan_of([first], [rest])
    assert [(t.number, t.recommendation) for t in plan.texts] == [("3", ADVICE)] * 2


def test_a_recommendation_about_continued_care_is_no_mark():
    text = "The plan of care should be continued"
    heads = ("No.", "Recommendation", *HEADS)
    rows = [heads, ("1", ADVICE, *action(1)), ("2", text, *action(2))]
    plan = plan_of([fragment(1, rows, edges=(10.0, 20.0, *EDGES))])
    assert [t.recommendation for t in plan.texts] == [ADVICE, text]
