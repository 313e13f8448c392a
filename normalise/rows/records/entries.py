"""What the rows of a record and the lines of a labelled block say: a label and its value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalise.rows.headings import LIKELY, match_heading
from normalise.rows.printed_row import Part, cells_by_row
from normalise.rows.sections import LABEL
from schemas.fragment import Box, Cell, Line, Paragraph, TableFragment

LINE_LABEL = re.compile(r"^\s*(?P<label>[^\W\d][^:]{1,60}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
RECORD_TITLE = re.compile(
    r"^\W*(?:action|finding|learning(?: point)?|lesson|priority|issue|item|no|ref(?:erence)?)\b"
    r"\W{0,3}(?:no|number)?\W{0,3}(?P<number>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)\W*$",
    re.IGNORECASE,
)
"""``Action 4``, ``Learning point 2`` alone over the whole width of a record."""


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A label with what stands beside or behind it; no label: more of the entry before."""

    label: str
    field: str
    number: str | None
    part: Part
    page: int
    box: Box | None
    pair: int = 0
    """Which label and value of its row it is, where a row has two of them."""


def known_label(text: str) -> tuple[str, str | None] | None:
    """Field and number of a label whose words more likely than not name one."""
    flat = " ".join(text.split())
    numbered = LABEL.match(f"{flat.rstrip(': ')}: ")
    if numbered and not flat[numbered.end() :].strip():
        return "recommendation", numbered.group("number")
    match = match_heading(flat.rstrip(": "))
    return (match.field, None) if match and match.score >= LIKELY else None


def cell_entries(fragment: TableFragment) -> Iterator[RecordEntry]:
    """One entry a label and value, and one a title over the whole width."""
    for row in cells_by_row(fragment):
        if len(row) == 1:
            yield from _whole_row(row[0], fragment.page)
        for pair, (label, value) in enumerate(zip(row[::2], row[1::2], strict=False)):
            known = known_label(label.text)
            part = Part(value.lines, value.box, value.fill)
            name, number = known or ("extra" if label.lines else "", None)
            if name == "number":
                number = value.text.strip() or None
            if label.lines or value.lines:
                text = " ".join(label.text.split()).rstrip(": ")
                box = _around(label, value)
                yield RecordEntry(text, name, number, part, fragment.page, box, pair)


def _whole_row(cell: Cell, page: int) -> Iterator[RecordEntry]:
    """``Recommendation 1: …`` or ``Action 1`` over the whole width of a record."""
    found = LABEL.match(cell.text)
    title = RECORD_TITLE.match(cell.text)
    if title:
        part = Part((), cell.box, cell.fill)
        yield RecordEntry("No.", "number", title.group("number"), part, page, cell.box)
    if found and cell.lines:
        lines = _without(cell.lines, found.end())
        part = Part(lines, cell.box, cell.fill)
        number = found.group("number")
        yield RecordEntry("Recommendation", "recommendation", number, part, page, cell.box)


def _without(lines: Sequence[Line], length: int) -> tuple[Line, ...]:
    """``lines`` without the first ``length`` characters of their text, joined by new lines."""
    kept: list[Line] = []
    for line in lines:
        text = line.text[length:] if length > 0 else line.text
        length -= len(line.text) + 1
        if text.strip():
            kept.append(replace(line, text=text.strip()))
    return tuple(kept)


def _around(a: Cell, b: Cell) -> Box | None:
    if a.box is None or b.box is None:
        return a.box or b.box
    return Box(
        min(a.box.x0, b.box.x0), min(a.box.top, b.box.top),
        max(a.box.x1, b.box.x1), max(a.box.bottom, b.box.bottom),
    )  # fmt: skip


def line_label(line: Line) -> tuple[str, str, str | None, int] | None:
    """Label, field, number and length of the label that a line starts with.

    It is in bold, or a colon stands behind it, or it is alone on its line.
    """
    text = line.text
    numbered = LABEL.match(text)
    if numbered and (line.bold or ":" in numbered.group() or numbered.end() == len(text)):
        return "Recommendation", "recommendation", numbered.group("number"), numbered.end()
    if line.bold and (alone := known_label(text)):
        return text.strip(), alone[0], alone[1], len(text)
    found = LINE_LABEL.match(text)
    known = known_label(found["label"]) if found else None
    if found is None or known is None:
        return None
    return found["label"], known[0], known[1], found.start("rest")


def line_entries(paragraph: Paragraph) -> Iterator[RecordEntry]:
    """One entry a line; lines without a label go on with the one before."""
    for line in paragraph.lines:
        label, name, number, length = line_label(line) or ("", "", None, 0)
        part = Part(_without([line], length), paragraph.box, None)
        yield RecordEntry(label, name, number, part, paragraph.page, line.box)
