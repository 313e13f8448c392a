"""Build the sample PDFs from the sources beside this file: ``python samples/build.py``.

Each ``sources/NAME.toml`` gives ``NAME.pdf``. A source lists a plan's parts, and each part its
columns and rows; ``README.md`` says what each sample is for.
"""

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

HERE = Path(__file__).parent
MARGIN = 14 * mm
FILLS = {"red": "#e03c31", "amber": "#ffbf00", "green": "#3fa34d", "blue": "#2f6fc4"}
SHADE = colors.HexColor("#eef1f5")
HEAD = colors.HexColor("#d5dde8")
LINE = colors.HexColor("#444444")

Source = dict[str, Any]
Part = dict[str, Any]


def main() -> None:
    """Build every sample."""
    for path in sorted((HERE / "sources").glob("*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        build(source, HERE / f"{path.stem}.pdf")
        print(f"{path.stem}.pdf")


def build(source: Source, target: Path) -> None:
    """Build one sample; one with ``scan`` is printed and scanned."""
    if "scan" in source:
        printed = BytesIO()
        _print(source, printed)
        _scan(printed.getvalue(), source["scan"], target)
    else:
        _print(source, str(target))


def _scan(pdf: bytes, scan: dict[str, float], target: Path) -> None:
    """The pages of ``pdf`` as grey pictures of ``dpi``, lying askew by ``skew`` degrees."""
    canvas = Canvas(str(target), invariant=1)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=scan["dpi"] / 72, grayscale=True).to_pil()
            askew = picture.rotate(scan["skew"], Image.Resampling.BICUBIC, fillcolor=244)
            canvas.setPageSize(page.get_size())
            canvas.drawImage(_jpeg(askew), 0, 0, *page.get_size())
            canvas.showPage()
    canvas.save()


def _jpeg(picture: Image.Image) -> ImageReader:
    file = BytesIO()
    picture.save(file, "JPEG", quality=60)
    file.seek(0)
    return ImageReader(file)


def _print(source: Source, target: str | BytesIO) -> None:
    document = BaseDocTemplate(
        target, invariant=1, title=" ".join(source["title"]), author="Invented sample"
    )
    first = source.get("page", "landscape")
    order = sorted(("portrait", "landscape"), key=lambda name: name != first)
    document.addPageTemplates([_template(name, source) for name in order])
    story: list[Flowable] = list(_opening(source))
    for part in source["part"]:
        story += _part(part, source)
    document.build(story)


def _template(name: str, source: Source) -> PageTemplate:
    size = landscape(A4) if name == "landscape" else A4
    frame = Frame(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN, 0, 0, 0, 0)

    def furniture(canvas: Canvas, _: object) -> None:
        if source.get("rotate"):
            # Stored on its side; /Rotate 90 turns it back.
            canvas.translate(size[1], 0)
            canvas.rotate(90)
        canvas.setFont("Helvetica", 7.5)
        if source.get("header"):
            canvas.drawString(MARGIN, size[1] - 9 * mm, source["header"])
        canvas.drawRightString(size[0] - MARGIN, 8 * mm, f"Page {canvas.getPageNumber()}")

    template = PageTemplate(id=name, pagesize=size, frames=[frame], onPage=furniture)
    template.rotation = source.get("rotate", 0)
    return template


def _opening(source: Source) -> Iterator[Flowable]:
    title, *rest = source["title"]
    yield Paragraph(title, _style(15, bold=True))
    for line in rest:
        yield Paragraph(line, _style(10.5))
    yield Spacer(0, 8)


def _style(size: float, *, bold: bool = False) -> ParagraphStyle:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return ParagraphStyle("sample", fontName=font, fontSize=size, leading=size * 1.22)


def _part(part: Part, source: Source) -> Iterator[Flowable]:
    if part.get("page"):
        yield NextPageTemplate(part["page"])
        yield PageBreak()
    if part.get("heading"):
        yield Spacer(0, 6)
        yield Paragraph(escape(part["heading"]), _style(12.5, bold=True))
        yield Spacer(0, 4)
    for text in part.get("text", ()):
        yield Paragraph(escape(text), _style(10))
        yield Spacer(0, 6)
    if "columns" in part:
        yield from _tables(part, source)
        yield Spacer(0, 8)


def _tables(part: Part, source: Source) -> Iterator[Flowable]:
    """The part's table, or a card for each row.

    Row by row where rows may be cut by page breaks anywhere, as in Word.
    """
    if part.get("cards"):
        for row in part["row"]:
            yield _card(part, row, source)
            yield Spacer(0, 8)
        return
    if part.get("header_again", True):
        yield _table(part, source)
        return
    yield _table(part | {"row": []}, source)
    for row in part["row"]:
        yield _table(part | {"row": [row], "headless": True}, source)


def _table(part: Part, source: Source) -> LongTable:
    size = source.get("size", 8.5)
    fields = [c[0] for c in part["columns"]]
    commands = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_rules(part.get("rules", "grid"))]
    grid: list[list[Any]] = []
    if not part.get("headless"):
        grid.append([Paragraph(escape(c[1]), _style(size, bold=True)) for c in part["columns"]])
        commands.append(("BACKGROUND", (0, 0), (-1, 0), HEAD))
    for row in part["row"]:
        at = len(grid)
        grid.append(_cells(row, fields, size))
        commands += _looks(row, at, fields, part)
    grid, commands = _merged(part["row"], grid, commands, fields)
    table = LongTable(
        grid,
        colWidths=[c[2] for c in part["columns"]],
        repeatRows=1 if part.get("header_again", True) else 0,
        splitInRow=0 if part.get("whole_rows") else 1,
    )
    table.setStyle(commands)
    return table


def _card(part: Part, row: Part, source: Source) -> LongTable:
    """One row as a table of labels and values."""
    size = source.get("size", 8.5)
    columns = [c for c in part["columns"] if c[0] != "number"]
    labels = [c[1].replace("{number}", row.get("number", "")) for c in columns]
    values = _cells(row, [c[0] for c in columns], size)
    bold = [Paragraph(escape(label), _style(size, bold=True)) for label in labels]
    card = LongTable(
        [list(pair) for pair in zip(bold, values, strict=True)],
        colWidths=[110, columns[0][2]],
        splitInRow=1,
    )
    shade = ("BACKGROUND", (0, 0), (0, -1), SHADE)
    card.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_rules("grid"), shade])
    return card


def _rules(rules: str) -> list[tuple[Any, ...]]:
    if rules == "horizontal":
        return [
            ("LINEABOVE", (0, 0), (-1, -1), 0.6, LINE),
            ("LINEBELOW", (0, -1), (-1, -1), 0.6, LINE),
        ]
    return [("GRID", (0, 0), (-1, -1), 0.6, LINE)] if rules == "grid" else []


def _cells(row: Part, fields: list[str], size: float) -> list[Any]:
    if "band" in row:
        return [
            Paragraph(escape(row["band"]), _style(size, bold=True)),
            *([""] * (len(fields) - 1)),
        ]
    return [
        [Paragraph(escape(line), _style(size)) for line in str(row.get(f, "")).split("\n")]
        for f in fields
    ]


def _looks(row: Part, at: int, fields: list[str], part: Part) -> list[tuple[Any, ...]]:
    looks: list[tuple[Any, ...]] = []
    if "band" in row:
        looks += [("SPAN", (0, at), (-1, at)), ("BACKGROUND", (0, at), (-1, at), SHADE)]
    if "fill" in row:
        col = fields.index("rag")
        looks.append(("BACKGROUND", (col, at), (col, at), colors.HexColor(FILLS[row["fill"]])))
    if part.get("rules") == "zebra" and at % 2 == 0:
        looks.append(("BACKGROUND", (0, at), (-1, at), SHADE))
    return looks


def _merged(
    rows: list[Part], grid: list[list[Any]], commands: list[tuple[Any, ...]], fields: list[str]
) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """Rows marked ``shared`` stand beside the recommendation of the row above them."""
    start = 0
    for at, row in enumerate([*rows, {}], start=1):
        if row.get("shared"):
            continue
        if at - 1 > start > 0:
            for name in ("number", "recommendation"):
                if name in fields:
                    col = fields.index(name)
                    commands.append(("SPAN", (col, start), (col, at - 1)))
        start = at
    return grid, commands


if __name__ == "__main__":
    main()
