"""Pictures of pages with all that was seen on them, for finding out why a row reads as it does."""

import colorsys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extract import OcrName, ReadOptions
from extract.geometry.as_displayed import as_displayed
from extract.model import Page, Rule
from extract.read import StudiedPage, Study, content_of, study_pdf
from normalise import build_plan
from normalise.register.register import register_words
from normalise.rows.columns.heading_rows import find_heading
from schemas.fragment import Box, TableFragment
from schemas.plan import Action

DPI = 110
"""Pixels an inch of the pictures: small print can be read, and a page is little wider than a
screen."""
POINTS_PER_INCH = 72
"""By the definition of PDF."""
LEGEND = 18
"""Height of the strip under the page that says what the colours mean, in pixels."""
WORD, UNSURE, RULE, CELL = "#9aa3ad", "#ff7a00", "#0057ff", "#12a150"
HEADING, FURNITURE = "#8a2be2", "#777777"
LEAST_CONFIDENCE = 0.7
"""A recognised word that is less sure is drawn as unsure: earlier than rows are flagged for it, so
that what is close to it is seen too."""
GOLDEN = 0.618034
"""Steps of hue that keep neighbouring rows apart: by the golden ratio none comes close to those
before."""

Pixels = tuple[float, float, float, float]


@dataclass(slots=True)
class _Sheet:
    """A page's picture with a transparent layer over it; boxes come in points."""

    picture: Image.Image
    layer: Image.Image
    scale: float

    def box(self, box: Box, line: str, width: int = 1, fill: str | None = None) -> None:
        """Draw a box."""
        ImageDraw.Draw(self.layer).rectangle(self._pixels(box), fill, line, width)

    def text(self, x: float, y: float, words: str, colour: str) -> None:
        """Write words on a white ground."""
        draw, font = ImageDraw.Draw(self.layer), ImageFont.load_default(11)
        corner = (x * self.scale, y * self.scale)
        draw.rectangle(draw.textbbox(corner, words, font), "#ffffffe0")
        draw.text(corner, words, colour, font)

    def _pixels(self, box: Box) -> Pixels:
        x0, top, x1, bottom = (v * self.scale for v in box)
        return x0, top, max(x0, x1), max(top, bottom)

    def finished(self) -> Image.Image:
        """Page and layer in one, with the legend under them."""
        page = Image.alpha_composite(self.picture, self.layer)
        whole = Image.new("RGB", (page.width, page.height + LEGEND), "white")
        whole.paste(page.convert("RGB"))
        _legend(whole, page.height)
        return whole


def draw_pages(
    path: Path, folder: Path, *, pages: frozenset[int] | None = None, ocr: OcrName = "auto"
) -> list[Path]:
    """Write ``NAME-page-003.png`` for each of ``pages`` (all if ``None``) of the PDF at ``path``.

    Returns the files written. Raises ``UnreadableDocument`` if the file cannot be read, and
    ``OSError`` if ``folder`` cannot be written to.
    """
    study = study_pdf(path, ReadOptions(ocr=ocr, thorough=True, words=register_words()))
    actions = build_plan(content_of(study, path.name), keep_people=True).actions
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with pypdfium2.PdfDocument(study.data) as document:
        for studied in _full(study):
            number = studied.page.number
            if pages is None or number in pages:
                target = folder / f"{path.stem}-page-{number:03}.png"
                sheet = _sheet(document[number - 1])
                _draw(sheet, studied, actions)
                sheet.finished().save(target)
                written.append(target)
    return written


def _full(study: Study) -> Iterator[StudiedPage]:
    return (p for p in study.pages if isinstance(p, StudiedPage))


def _sheet(page: pypdfium2.PdfPage) -> _Sheet:
    scale = DPI / POINTS_PER_INCH
    picture = page.render(scale=scale).to_pil().convert("RGBA")
    return _Sheet(picture, Image.new("RGBA", picture.size), scale)


def _draw(sheet: _Sheet, studied: StudiedPage, actions: list[Action]) -> None:
    page = studied.page
    for index, action in enumerate(actions):
        _draw_row(sheet, action, _colour(index), page.number)
    for word in page.words:
        unsure = word.confidence is not None and word.confidence < LEAST_CONFIDENCE
        sheet.box(page.displayed(word.box), UNSURE if unsure else WORD)
    for rule in page.rules:
        sheet.box(page.displayed(_rule_box(rule)), RULE, 2)
    for line in studied.furniture:
        if line.box:
            sheet.box(page.displayed(line.box), FURNITURE, 2, f"{FURNITURE}50")
    for table in studied.tables:
        _draw_table(sheet, table.fragment, page)


def _draw_row(sheet: _Sheet, action: Action, colour: str, number: int) -> None:
    """The parts of a row on this page, tinted, with the end of its id."""
    for index, part in enumerate(action.provenance, start=1):
        if part.page == number and part.bbox:
            sheet.box(Box(*part.bbox), colour, 3, f"{colour}38")
            count = len(action.provenance)
            label = action.action_id.rsplit("-", 1)[-1] + (f" {index}/{count}" if count > 1 else "")
            sheet.text(max(part.bbox[0] - 36, 0), part.bbox[1] + 1, label, colour)


def _draw_table(sheet: _Sheet, fragment: TableFragment, page: Page) -> None:
    displayed = as_displayed(fragment, page)
    heading = find_heading(fragment)
    for cell in displayed.cells if isinstance(displayed, TableFragment) else ():
        if cell.box:
            headed = heading is not None and heading.first <= cell.row <= heading.last
            sheet.box(cell.box, HEADING if headed else CELL, 2, f"{HEADING}30" if headed else None)
    if displayed.box:
        words = f"{fragment.method} {fragment.score:.2f}"
        sheet.text(displayed.box.x0, max(displayed.box.top - 9, 0), words, CELL)


def _rule_box(rule: Rule) -> Box:
    if rule.vertical:
        return Box(rule.position, rule.start, rule.position, rule.end)
    return Box(rule.start, rule.position, rule.end, rule.position)


def _colour(index: int) -> str:
    red, green, blue = colorsys.hls_to_rgb(index * GOLDEN % 1.0, 0.45, 0.8)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _legend(picture: Image.Image, top: int) -> None:
    draw, font, x = ImageDraw.Draw(picture), ImageFont.load_default(11), 6.0
    for words, colour in _meanings():
        draw.rectangle((x, top + 4, x + 10, top + 14), outline=colour, width=2)
        draw.text((x + 14, top + 2), words, "black", font)
        x += 26 + draw.textlength(words, font)


def _meanings() -> Iterable[tuple[str, str]]:
    return (
        ("word", WORD), ("unsure word", UNSURE), ("rule", RULE), ("cell", CELL),
        ("heading", HEADING), ("furniture", FURNITURE), ("a row: one colour, all its parts", "red"),
    )  # fmt: skip
