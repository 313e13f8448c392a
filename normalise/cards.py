"""Plans that are no tables of rows: a card or a labelled block for each recommendation.

``Recommendation 1: …``, ``Action: …``, ``Lead: …`` stand one above the other, in tables of two
columns (label, value) or as plain lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from normalise.headings import CLOSE, SERVES, assign_fields, is_plan, match_heading
from normalise.rows import Column, Part, Row, cells_by_row
from normalise.sections import LABEL, body_size, is_title
from normalise.table_entries import Entry, PlanTable
from schemas.codes import Repair
from schemas.fragment import Box, Cell, DocumentContent, Line, Paragraph, TableFragment
from schemas.plan import Provenance

LABELLED = 0.6
"""Share of the first cells of a card's rows that are known labels."""
FEWEST_LABELS = 2
FEWEST_FIELDS = 3
FEWEST_BLOCKS = 2
LINE_LABEL = re.compile(r"^\s*(?P<label>[^\W\d][^:]{1,60}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
STARTS = SERVES | {"number"}
"""What the first label of a card names."""
WHO_AND_WHEN = frozenset({"lead", "target_date"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label with what stands beside or behind it; no label: more of the entry before."""

    label: str
    field: str
    number: str | None
    part: Part
    page: int
    box: Box | None
    pair: int = 0
    """Which label and value of its row it is, where a row has two of them."""


@dataclass(slots=True)
class _Card:
    entries: list[_Entry] = field(default_factory=list)
    shared: int = 0
    """How many of its entries are an earlier card's recommendation, printed once for both."""

    @property
    def fields(self) -> set[str]:
        return {e.field for e in self.entries}


def split_cards(content: DocumentContent) -> tuple[DocumentContent, list[PlanTable]]:
    """``content`` without the tables that are cards, and those as tables of a row a card."""
    fragments = [b for p in content.pages for b in p.blocks if isinstance(b, TableFragment)]
    found = {id(f) for f in fragments if _is_card(f)}
    entries = [e for f in fragments if id(f) in found for e in _entries(f)]
    tables = _tables(entries)
    if not tables:
        return content, []
    pages = tuple(
        replace(p, blocks=tuple(b for b in p.blocks if id(b) not in found)) for p in content.pages
    )
    return replace(content, pages=pages), tables


def labelled_blocks(content: DocumentContent) -> list[PlanTable]:
    """Recommendations printed as lines with labels, where a document has no table of them."""
    usual = body_size(content)
    paragraphs = [
        b for p in content.pages if not p.skimmed for b in p.blocks if isinstance(b, Paragraph)
    ]
    entries = [e for p in paragraphs if not _is_title(p, usual) or _labels(p) for e in _lines(p)]
    first = next((i for i, e in enumerate(entries) if e.label), len(entries))
    return _tables(entries[first:])


def _is_title(paragraph: Paragraph, usual: float) -> bool:
    """A title by its type; ``TBC`` in capitals behind a label is none."""
    return is_title(paragraph, usual) and (paragraph.bold or paragraph.size > usual + 1)


def _labels(paragraph: Paragraph) -> bool:
    return any(_label(line) for line in paragraph.lines)


def _is_card(fragment: TableFragment) -> bool:
    rows = cells_by_row(fragment)
    firsts = [r[0].text for r in rows if r and r[0].lines]
    known = [t for t in firsts if _known(t)]
    paired = all(len(r) in (1, 2, 4) for r in rows)
    return paired and len(known) >= FEWEST_LABELS and len(known) >= LABELLED * len(firsts)


def _known(text: str) -> tuple[str, str | None] | None:
    """Field and number of a label that is known word for word."""
    flat = " ".join(text.split())
    numbered = LABEL.match(f"{flat.rstrip(': ')}: ")
    if numbered and not flat[numbered.end() :].strip():
        return "recommendation", numbered.group("number")
    match = match_heading(flat.rstrip(": "))
    return (match.field, None) if match and match.score * 100 >= CLOSE else None


def _entries(fragment: TableFragment) -> Iterator[_Entry]:
    for row in cells_by_row(fragment):
        if len(row) == 1:
            yield from _whole_row(row[0], fragment.page)
        for pair, (label, value) in enumerate(zip(row[::2], row[1::2], strict=False)):
            known = _known(label.text)
            part = Part(value.lines, value.box, value.fill)
            name, number = known or ("extra" if label.lines else "", None)
            if name == "number":
                number = value.text.strip() or None
            if label.lines or value.lines:
                text = " ".join(label.text.split()).rstrip(": ")
                box = _around(label, value)
                yield _Entry(text, name, number, part, fragment.page, box, pair)


def _whole_row(cell: Cell, page: int) -> Iterator[_Entry]:
    """``Recommendation 1: …`` over the whole width of a card."""
    found = LABEL.match(cell.text)
    if found and cell.lines:
        lines = _without(cell.lines, found.end())
        part = Part(lines, cell.box, cell.fill)
        number = found.group("number")
        yield _Entry("Recommendation", "recommendation", number, part, page, cell.box)


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


def _label(line: Line) -> tuple[str, str, str | None, int] | None:
    """Label, field, number and length of the label that a line starts with.

    It is in bold, or a colon stands behind it, or it is alone on its line.
    """
    text = line.text
    numbered = LABEL.match(text)
    if numbered and (line.bold or ":" in numbered.group() or numbered.end() == len(text)):
        return "Recommendation", "recommendation", numbered.group("number"), numbered.end()
    if line.bold and (alone := _known(text)):
        return text.strip(), alone[0], alone[1], len(text)
    found = LINE_LABEL.match(text)
    known = _known(found["label"]) if found else None
    if found is None or known is None:
        return None
    return found["label"], known[0], known[1], found.start("rest")


def _lines(paragraph: Paragraph) -> Iterator[_Entry]:
    """One entry a line; lines without a label go on with the one before."""
    for line in paragraph.lines:
        label, name, number, length = _label(line) or ("", "", None, 0)
        part = Part(_without([line], length), paragraph.box, None)
        yield _Entry(label, name, number, part, paragraph.page, line.box)


def _tables(entries: Sequence[_Entry]) -> list[PlanTable]:
    cards = _cards(entries)
    full = [c for c in cards if len(c.fields - {"extra"}) >= FEWEST_FIELDS]
    plans = [c for c in full if is_plan(c.fields) and c.fields & WHO_AND_WHEN]
    if len(plans) < FEWEST_BLOCKS:
        return []
    return [_table(full)]


def _cards(entries: Sequence[_Entry]) -> list[_Card]:
    start = next((e.field for e in entries if e.field in STARTS), "")
    cards: list[_Card] = []
    for entry in entries:
        if entry.field == start or not cards:
            cards.append(_Card())
        elif entry.field in cards[-1].fields - {"extra"} and entry.label:
            # Several actions of one recommendation: each is a row.
            shared = [e for e in cards[-1].entries if e.field == start]
            cards.append(_Card(list(shared), len(shared)))
        cards[-1].entries.append(entry)
    return cards


def _table(cards: Sequence[_Card]) -> PlanTable:
    named = (e for c in cards for e in c.entries if e.field not in ("", "number"))
    labels = list(dict.fromkeys(e.label for e in named))
    plain = [label if not LABEL.match(f"{label}: ") else "Recommendation" for label in labels]
    headings = ["No.", *dict.fromkeys(plain)]
    columns = [Column(a) for a in assign_fields(headings)]
    place = {label: headings.index(name) for label, name in zip(labels, plain, strict=True)}
    table = PlanTable(columns)
    for card in cards:
        table.entries.append(Entry(_row(card, columns, place)))
    return table


def _row(card: _Card, columns: Sequence[Column], place: dict[str, int]) -> Row:
    cells: dict[int, list[Part]] = {}
    last: dict[int, int] = {}
    for i, entry in enumerate(card.entries):
        if entry.field != "number":
            last[entry.pair] = place[entry.label] if entry.field else last.get(entry.pair, 0)
            part = replace(entry.part, carried=i < card.shared)
            cells.setdefault(last[entry.pair], []).append(part)
        if entry.number:
            cells.setdefault(0, [Part((Line(entry.number),), None, None)])
    row = Row(cells, _places(card.entries[card.shared :]), columns)
    if card.shared:
        row.repaired(Repair.MERGED_CELL_REPEATED)
    if len(row.places) > 1:
        row.repaired(Repair.JOINED_ACROSS_PAGES)
    return row


def _places(entries: Sequence[_Entry]) -> list[Provenance]:
    places: list[Provenance] = []
    for page in dict.fromkeys(e.page for e in entries):
        boxes = [e.box for e in entries if e.page == page and e.box]
        box = (
            min(b.x0 for b in boxes), min(b.top for b in boxes),
            max(b.x1 for b in boxes), max(b.bottom for b in boxes),
        ) if boxes else None  # fmt: skip
        bbox = tuple(round(v, 1) for v in box) if box else None
        places.append(Provenance(page=page, bbox=bbox, row=0))  # type: ignore[arg-type]
    return places
