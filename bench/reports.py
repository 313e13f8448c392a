"""Synthetic reports of any number: some chapters of prose, then the plan, all of it invented.

The same number gives the same file.
"""

import random
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

PAGES = (30, 100)
PLAN_SHARE = 0.1
ROWS_A_PAGE = 4
MARGIN = 40

HEADINGS = ("No", "Recommendation", "Action to take", "Lead agency", "Target date", "Outcome")
WIDTHS = (30, 190, 190, 110, 80, 160)
AGENCIES = ("Adult Social Care", "West Mercia Police", "Probation Service", "Housing", "ICB")
MONTHS = ("January", "March", "May", "June", "September", "November")
STATES = ("Completed {}.", "In progress.", "Not started.", "Completed {}. Audit to follow.")
SAID = """the review panel heard that agencies did not share what they knew in time and that staff
were not sure whom to ask although guidance on referral risk training supervision records
information sharing and support for adults was in place across every partner service"""
WORDS = SAID.split()

CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=10)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.6, colors.HexColor("#444444")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#d5dde8")),
]


def build_reports(folder: Path, count: int) -> None:
    """Make ``folder`` hold reports 1 to ``count``; those that it has are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        path = folder / f"report-{number:05}.pdf"
        if not path.exists():
            build_report(path, number)


def build_report(path: Path, number: int) -> None:
    """Write report ``number``."""
    dice = random.Random(number)  # noqa: S311 - the same report each time
    pages = dice.randint(*PAGES)
    plan_pages = max(1, round(pages * PLAN_SHARE))
    unfinished = path.with_suffix(".part")
    canvas = Canvas(str(unfinished), invariant=1)
    for page in range(1, pages - plan_pages + 1):
        _prose_page(canvas, page, number, dice)
    for page in range(plan_pages):
        _plan_page(canvas, page, dice)
    canvas.save()
    unfinished.replace(path)


def _prose_page(canvas: Canvas, page: int, number: int, dice: random.Random) -> None:
    canvas.setPageSize(A4)
    canvas.setFont("Helvetica-Bold", 13)
    title = f"Domestic Homicide Review {number}" if page == 1 else f"Chapter {page}"
    canvas.drawString(MARGIN, A4[1] - 60, title)
    canvas.setFont("Helvetica", 10)
    lines = canvas.beginText(MARGIN, A4[1] - 90)
    for line in range(46):
        lines.textLine(f"{page}.{line} {_random_words(dice, 12)}")
    canvas.drawText(lines)
    canvas.showPage()


def _plan_page(canvas: Canvas, page: int, dice: random.Random) -> None:
    width, height = landscape(A4)
    canvas.setPageSize((width, height))
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(MARGIN, height - 40, "Action plan")
    rows = [_row(page * ROWS_A_PAGE + i + 1, dice) for i in range(ROWS_A_PAGE)]
    cells = [[Paragraph(h, HEAD) for h in HEADINGS]]
    cells += [[Paragraph(text, CELL) for text in row] for row in rows]
    table = Table(cells, colWidths=WIDTHS, style=GRID)
    _, used = table.wrapOn(canvas, width, height)
    table.drawOn(canvas, MARGIN, height - 60 - used)
    canvas.showPage()


def _row(number: int, dice: random.Random) -> tuple[str, ...]:
    month = f"{dice.choice(MONTHS)} {dice.randint(2019, 2024)}"
    return (
        str(number),
        f"{_random_words(dice, 30).capitalize()}.",
        f"{_random_words(dice, 30).capitalize()}.",
        dice.choice(AGENCIES),
        month,
        f"{dice.choice(STATES).format(month)} {_random_words(dice, 12).capitalize()}.",
    )


def _random_words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(WORDS, k=count))
