"""Plans that are no tables of rows: a record, or a labelled block, for each recommendation.

``Recommendation 1: …``, ``Action: …``, ``Lead: …`` stand one above the other, in tables of two
columns (label, value) or as plain lines.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from normalise.rows.columns.assigned import assigned_fields, is_plan_table
from normalise.rows.headings import LIKELY, SERVES, is_plan
from normalise.rows.plan_table import Entry, PlanTable
from normalise.rows.printed_row import Column, Part, Row, cells_by_row
from normalise.rows.records.entries import (
    RecordEntry,
    cell_entries,
    known_label,
    line_entries,
    line_label,
)
from normalise.rows.sections import LABEL, body_size, is_title
from schemas.codes import Repair
from schemas.fragment import Block, DocumentContent, Line, Paragraph, TableFragment
from schemas.plan import Provenance

LABELLED = 0.6
"""Share of the first cells of a record's rows that are labels, half of them at least well known."""
FEWEST_LABELS = 2
"""One known label may stand in any table of two columns."""
FEWEST_FIELDS = 3
"""A record says what, and who or when; with fewer fields it is a list."""
FEWEST_BLOCKS = 2
"""One record alone may be a summary of the review."""
STARTS = SERVES | {"number"}
"""What the first label of a record names."""
WHO_AND_WHEN = frozenset({"lead", "target_date"})


@dataclass(slots=True)
class _Record:
    entries: list[RecordEntry] = field(default_factory=list)
    shared: int = 0
    """How many of its entries are an earlier record's recommendation, printed once for both."""

    @property
    def fields(self) -> set[str]:
        return {e.field for e in self.entries}


def split_records(content: DocumentContent) -> tuple[DocumentContent, list[PlanTable]]:
    """``content`` without the tables that are records, and those as a table of a row each."""
    fragments = [b for p in content.pages for b in p.blocks if isinstance(b, TableFragment)]
    are_records = _are_records(fragments)
    records = itertools.compress(fragments, are_records)
    tables = _tables(_read_together([e for record in records for e in cell_entries(record)]))
    if not tables:
        return content, []
    left_out = iter(are_records)
    pages = (replace(p, blocks=tuple(_others(p.blocks, left_out))) for p in content.pages)
    return replace(content, pages=tuple(pages)), tables


def _read_together(entries: Sequence[RecordEntry]) -> list[RecordEntry]:
    """Entries whose label says little, with the field that labels and values together give it."""
    values: dict[str, list[str]] = {}
    for entry in entries:
        if entry.label and entry.field != "number":
            values.setdefault(entry.label, []).append("\n".join(x.text for x in entry.part.lines))
    read = assigned_fields(list(values), list(values.values()))
    fields = {a.heading: a.field for a in read if a.confidence >= LIKELY}
    return [
        replace(e, field=fields.get(e.label, e.field)) if e.field == "extra" else e for e in entries
    ]


def _others(blocks: Iterable[Block], left_out: Iterator[bool]) -> Iterator[Block]:
    """``blocks`` but the tables that the next items of ``left_out``, one a table, say to be so."""
    return (b for b in blocks if not isinstance(b, TableFragment) or not next(left_out))


def labelled_blocks(content: DocumentContent) -> list[PlanTable]:
    """Recommendations printed as lines with labels, where a document has no table of them."""
    usual = body_size(content)
    paragraphs = [
        b for p in content.pages if not p.skimmed for b in p.blocks if isinstance(b, Paragraph)
    ]
    entries = [
        e for p in paragraphs if not _is_title(p, usual) or _labels(p) for e in line_entries(p)
    ]
    first = next((i for i, e in enumerate(entries) if e.label), len(entries))
    return _tables(entries[first:])


def _is_title(paragraph: Paragraph, usual: float) -> bool:
    """A title by its type; ``TBC`` in capitals behind a label is none."""
    return is_title(paragraph, usual) and (paragraph.bold or paragraph.size > usual + 1)


def _labels(paragraph: Paragraph) -> bool:
    return any(line_label(line) for line in paragraph.lines)


def _are_records(fragments: Sequence[TableFragment]) -> list[bool]:
    """For each table whether it is a record, or the last rows of one overleaf."""
    found: list[bool] = []
    last: TableFragment | None = None
    for fragment in fragments:
        found.append(_is_record(fragment) or (last is not None and _goes_on(last, fragment)))
        last = fragment if found[-1] else last
    return found


def _goes_on(record: TableFragment, fragment: TableFragment) -> bool:
    """Whether a table overleaf, too short to be a record, is the rest of one."""
    rows = cells_by_row(fragment)
    paired = fragment.page == record.page + 1 and all(len(r) in (2, 4) for r in rows)
    return paired and all(known_label(r[0].text) or not r[0].lines for r in rows)


def _is_record(fragment: TableFragment) -> bool:
    """Whether a table of two or four columns has the labels and values of a plan's row."""
    rows = cells_by_row(fragment)
    if not all(len(r) in (1, 2, 4) for r in rows):
        return False
    pairs = [(a.text, b.text) for r in rows for a, b in zip(r[::2], r[1::2], strict=False)]
    labels = [label for label, _ in pairs if label.strip()]
    known = [label for label in labels if known_label(label)]
    headed = sum(1 for r in rows if r and known_label(r[0].text))
    if headed < max(FEWEST_LABELS, len(rows) / 2):
        return False
    values = [[value] for label, value in pairs if label.strip()]
    return len(known) >= LABELLED * len(labels) or is_plan_table(labels, values)


def _tables(entries: Sequence[RecordEntry]) -> list[PlanTable]:
    records = _records(entries)
    full = [r for r in records if len(r.fields - {"extra"}) >= FEWEST_FIELDS]
    plans = [r for r in full if is_plan(r.fields) and r.fields & WHO_AND_WHEN]
    if len(plans) < FEWEST_BLOCKS:
        return []
    return [_table(full)]


def _records(entries: Sequence[RecordEntry]) -> list[_Record]:
    start = next((e.field for e in entries if e.field in STARTS), "")
    records: list[_Record] = []
    for entry in entries:
        if entry.field == start or not records:
            records.append(_Record())
        elif entry.field in records[-1].fields - {"extra"} and entry.label:
            # Several actions of one recommendation: each is a row.
            shared = [e for e in records[-1].entries if e.field == start]
            records.append(_Record(list(shared), len(shared)))
        records[-1].entries.append(entry)
    return records


def _table(records: Sequence[_Record]) -> PlanTable:
    named = (e for r in records for e in r.entries if e.field not in ("", "number"))
    labels = list(dict.fromkeys(e.label for e in named))
    plain = [label if not LABEL.match(f"{label}: ") else "Recommendation" for label in labels]
    headings = ["No.", *dict.fromkeys(plain)]
    columns = [Column(a) for a in assigned_fields(headings)]
    column_of = {label: headings.index(name) for label, name in zip(labels, plain, strict=True)}
    table = PlanTable(columns)
    for record in records:
        table.entries.append(Entry(_row(record, columns, column_of)))
    return table


def _row(record: _Record, columns: Sequence[Column], column_of: dict[str, int]) -> Row:
    cells: dict[int, list[Part]] = {}
    last: dict[int, int] = {}
    for i, entry in enumerate(record.entries):
        if entry.field != "number":
            last[entry.pair] = column_of[entry.label] if entry.field else last.get(entry.pair, 0)
            part = replace(entry.part, from_row_above=i < record.shared)
            cells.setdefault(last[entry.pair], []).append(part)
        if entry.number:
            cells.setdefault(0, [Part((Line(entry.number),), None, None)])
    row = Row(cells, _provenance(record.entries[record.shared :]), columns)
    if record.shared:
        row.repaired(Repair.MERGED_CELL_REPEATED)
    if len(row.provenance) > 1:
        row.repaired(Repair.JOINED_ACROSS_PAGES)
    return row


def _provenance(entries: Sequence[RecordEntry]) -> list[Provenance]:
    provenance: list[Provenance] = []
    for page in dict.fromkeys(e.page for e in entries):
        boxes = [e.box for e in entries if e.page == page and e.box]
        box = (
            min(b.x0 for b in boxes), min(b.top for b in boxes),
            max(b.x1 for b in boxes), max(b.bottom for b in boxes),
        ) if boxes else None  # fmt: skip
        bbox = tuple(round(v, 1) for v in box) if box else None
        provenance.append(Provenance(page=page, bbox=bbox, row=0))  # type: ignore[arg-type]
    return provenance
