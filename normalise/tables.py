"""Fragments to whole tables: over pages, with or without a repeated heading row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.dump_columns import dump_mappings, is_spilt, is_stray, spilt_title
from normalise.headings import assign_fields, is_heading_row, is_instruction, match_heading
from normalise.lost_columns import FEWEST, guessed_mapping
from normalise.rows import Column, Row, align, band_text, body_row, cells_by_row
from normalise.seams import open_edges
from normalise.sections import (
    body_size,
    is_recommendation_band,
    recommendation_above,
    section_title,
)
from normalise.text import running_text
from schemas.codes import Flag, Repair
from schemas.fragment import Cell, DocumentContent, Paragraph, TableFragment

EDGE = 9.0
"""Column edges of one table on two pages differ by no more than this, in points."""
DEEPEST_HEADING = 3
FARTHEST = 2
"""A table goes on without headings no more pages further on than this."""
GUESSED_COLUMNS = 0.8
"""What is left of a row's confidence where its columns were found by what its cells hold."""


@dataclass(slots=True)
class Band:
    """A line of text over the whole width of a table."""

    text: str


@dataclass(slots=True)
class Entry:
    """A row or a band, and whether a page break stands right before it."""

    item: Row | Band
    after_break: bool = False
    open_edge: bool = False


@dataclass(slots=True)
class PlanTable:
    """A table of actions: its columns and what stands in it, in printed order."""

    columns: Sequence[Column]
    section: str | None = None
    band: str | None = None
    entries: list[Entry] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    """Pages on which a row of the template's instructions was left out."""

    @property
    def fields(self) -> set[str]:
        """Fields that the table has a column for."""
        return {c.assigned.field for c in self.columns}


@dataclass(slots=True)
class _Heading:
    columns: list[Column]
    first: int
    last: int


@dataclass(slots=True)
class PlanTables:
    """Tables of actions in printed order, and pages where one seems to go on unread."""

    tables: list[PlanTable]
    passed_over: list[int]


def plan_tables(content: DocumentContent, words: frozenset[str]) -> PlanTables:
    """Every table of actions in ``content``."""
    reader = _Reader(body_size(content), words)
    for page in content.pages:
        if page.skimmed:
            reader.above = []
            continue
        for block in page.blocks:
            reader.take(block)
    tables = [t for t in reader.tables if t.entries]
    return PlanTables(tables, sorted({f.page for f in reader.passed_over}) if tables else [])


@dataclass(slots=True)
class _Reader:
    usual_size: float
    words: frozenset[str]
    tables: list[PlanTable] = field(default_factory=list)
    above: list[Paragraph] = field(default_factory=list)
    last: TableFragment | None = None
    guessed: dict[tuple[float, ...], list[int]] = field(default_factory=dict)
    """Columns of fragments that have fewer than their heading row, by their edges."""
    passed_over: list[TableFragment] = field(default_factory=list)
    """Tables right behind a page of the plan that could not be read as a part of it."""

    def take(self, block: Paragraph | TableFragment) -> None:
        """Read the next block of the document."""
        if isinstance(block, Paragraph):
            self.above.append(block)
            return
        heading = find_heading(block)
        if heading is not None:
            self._headed(block, heading)
        elif self.tables and self.last:
            self._maybe_unheaded(block, self.last)
        self.above = []

    def _maybe_unheaded(self, block: TableFragment, last: TableFragment) -> None:
        if block.page > last.page + FARTHEST:
            return
        columns = self.tables[-1].columns
        overleaf = block.page == last.page + 1
        follows = not self.above and (overleaf or _both_undrawn(last, block))
        if not carries_on(block, columns):
            guessed = self.guessed.get(block.column_edges) or guessed_mapping(block, columns)
            if not follows or guessed is None:
                if follows and block.cols >= FEWEST:
                    self.passed_over.append(block)
                return
            self.guessed[block.column_edges] = guessed
        self._unheaded(block)

    def _headed(self, fragment: TableFragment, heading: _Heading) -> None:
        title = section_title(self.above, self.usual_size) or self._spilt(fragment, heading.first)
        current = self.tables[-1] if self.tables else None
        same = current is not None and _headings(current.columns) == _headings(heading.columns)
        overleaf = self.last is not None and fragment.page > self.last.page
        if not (same and overleaf and title is None and self._advice() is None):
            self._start(heading.columns, title)
        else:
            self.tables[-1].columns = heading.columns
        self._read(fragment, heading, continued=same and overleaf and title is None)

    def _unheaded(self, fragment: TableFragment) -> None:
        title = section_title(self.above, self.usual_size)
        if title is not None or self._advice() is not None:
            self._start(self.tables[-1].columns, title)
        continued = title is None and self.last is not None and fragment.page > self.last.page
        self._read(fragment, None, continued=continued)

    def _advice(self) -> str | None:
        return recommendation_above(self.above)

    def _start(self, columns: Sequence[Column], title: str | None) -> None:
        before = _last_title(self.tables[-1]) if self.tables else None
        table = PlanTable(columns, title or before)
        if "recommendation" not in table.fields:
            table.band = self._advice()
        self.tables.append(table)

    def _read(self, fragment: TableFragment, heading: _Heading | None, *, continued: bool) -> None:
        edge = bool(self.last and open_edges(self.last, fragment))
        rows = cells_by_row(fragment)
        skip = heading.last if heading else -1
        for index, cells in enumerate(rows):
            own = [c for c in cells if c.row == index and c.lines]
            if not own or (heading and heading.first <= index <= skip):
                continue
            if is_stray(fragment, own) or self._spilt(fragment, index + 1):
                continue
            if index > skip and is_heading_row([c.text for c in own]):
                skip = self._headed_again(fragment, rows, index)
                heading = heading or _Heading([], index, skip)
                continue
            item = self._item(cells, index, fragment, carried=heading is None)
            if item is not None:
                loose = fragment.method == "dump" and bool(self.tables[-1].entries)
                self.tables[-1].entries.append(Entry(item, continued or loose, edge))
                continued = False
        self.last = fragment

    def _headed_again(
        self, fragment: TableFragment, rows: Sequence[Sequence[Cell]], index: int
    ) -> int:
        """A heading row further down: the same again, or a table of other columns."""
        last = _last_heading_row(rows, index)
        columns = _columns(fragment, rows[index : last + 1])
        title = self._spilt(fragment, index)
        if title or _headings(columns) != _headings(self.tables[-1].columns):
            self._start(columns, title or _last_title(self.tables[-1]))
        return last

    def _item(
        self, cells: Sequence[Cell], index: int, fragment: TableFragment, *, carried: bool
    ) -> Row | Band | None:
        table = self.tables[-1]
        band = band_text(cells, index, fragment)
        if band is not None:
            return Band(running_text(band.lines, band.box, self.words))
        if _instructions([c for c in cells if c.row == index]):
            table.dropped.append(fragment.page)
            return None
        mapping = self._mapping(fragment, index)
        row = body_row(cells, index, fragment, table.columns, mapping)
        if len(set(mapping)) < len(table.columns):
            row.repaired(Repair.COLUMNS_REALIGNED)
        if fragment.column_edges in self.guessed:
            row.repaired(Repair.COLUMNS_REALIGNED)
            row.absent = frozenset(range(len(table.columns))) - set(mapping)
            row.flagged(Flag.COLUMNS_GUESSED)
            row.confidence *= GUESSED_COLUMNS
        if carried:
            row.repaired(Repair.HEADER_CARRIED)
        return row

    def _mapping(self, fragment: TableFragment, index: int) -> list[int]:
        columns = self.tables[-1].columns
        if fragment.method != "dump":
            return self.guessed.get(fragment.column_edges) or align(fragment, columns)
        return dump_mappings(fragment, columns, _after_headings(fragment))[index]

    def _spilt(self, fragment: TableFragment, heading: int) -> str | None:
        """A title that a dump cut over cells, right above a heading row."""
        rows = cells_by_row(fragment)
        if fragment.method != "dump" or not 0 < heading < len(rows):
            return None
        own = [c for c in rows[heading - 1] if c.lines]
        headed = is_heading_row([c.text for c in rows[heading]])
        return spilt_title(own, self.words) if headed and is_spilt(own) else None


def _both_undrawn(last: TableFragment, block: TableFragment) -> bool:
    """Parts of one undrawn table may come as two, one above the other."""
    return last.page == block.page and last.method == block.method == "stream"


def _after_headings(fragment: TableFragment) -> int:
    """The row after the fragment's last heading row."""
    rows = cells_by_row(fragment)
    headings = [i for i, cells in enumerate(rows) if is_heading_row([c.text for c in cells])]
    return headings[-1] + 1 if headings else 0


def _last_title(table: PlanTable) -> str | None:
    """The section that the table's last rows stand under."""
    bands = [
        e.item.text
        for e in table.entries
        if isinstance(e.item, Band)
        and not is_recommendation_band(e.item.text, has_column="recommendation" in table.fields)
    ]
    return bands[-1] if bands else table.section


def _instructions(cells: Sequence[Cell]) -> bool:
    written = [c for c in cells if c.lines]
    told = [c for c in written if is_instruction(c.text)]
    return bool(told) and len(told) * 2 >= len(written)


def find_heading(fragment: TableFragment) -> _Heading | None:
    """The heading rows of ``fragment``, one or two levels of them."""
    rows = cells_by_row(fragment)
    for first, cells in enumerate(rows[:6]):
        if is_heading_row([c.text for c in cells if c.row == first]):
            last = _last_heading_row(rows, first)
            return _Heading(_columns(fragment, rows[first : last + 1]), first, last)
    return None


def _last_heading_row(rows: Sequence[Sequence[Cell]], first: int) -> int:
    last = max(first, *(c.row + c.row_span - 1 for c in rows[first] if c.row == first and c.lines))
    for r in range(last + 1, min(first + DEEPEST_HEADING, len(rows))):
        texts = [c.text for c in rows[r] if c.row == r and c.lines]
        if not texts or not all(match_heading(t) and len(t) < 60 for t in texts):
            break
        if len(texts) < 2:
            break
        last = r
    return min(last, first + DEEPEST_HEADING - 1, len(rows) - 1)


def _columns(fragment: TableFragment, levels: Sequence[Sequence[Cell]]) -> list[Column]:
    labels = [_label(levels, c) for c in range(fragment.cols)]
    groups = _merge_equal(labels)
    headings = [" ".join(running_text(cell.lines, cell.box, frozenset()).split()) if cell else ""
                for cell, _, _ in groups]  # fmt: skip
    assigned = assign_fields(headings)
    edges = fragment.column_edges or tuple(float(i) for i in range(fragment.cols + 1))
    return [
        Column(a, edges[start], edges[end])
        for a, (_, start, end) in zip(assigned, groups, strict=True)
    ]


def _label(levels: Sequence[Sequence[Cell]], col: int) -> Cell | None:
    """The lowest written heading cell over a column of the grid."""
    for cells in reversed(levels):
        for cell in cells:
            if cell.col <= col < cell.col + cell.col_span and cell.lines:
                return cell
    return None


def _merge_equal(labels: Sequence[Cell | None]) -> list[tuple[Cell | None, int, int]]:
    """Neighbouring grid columns under one heading cell as one column: cell, start, end."""
    groups: list[tuple[Cell | None, int, int]] = []
    for i, cell in enumerate(labels):
        if groups and cell is not None and groups[-1][0] is cell:
            groups[-1] = (cell, groups[-1][1], i + 1)
        else:
            groups.append((cell, i, i + 1))
    return groups


def _headings(columns: Sequence[Column]) -> list[tuple[str, str]]:
    return [
        (c.assigned.field, c.assigned.heading if c.assigned.field == "extra" else "")
        for c in columns
    ]


def carries_on(fragment: TableFragment, columns: Sequence[Column]) -> bool:
    """Whether a fragment without headings can stand under these columns."""
    if not fragment.column_edges:
        return True
    known = [c.x0 for c in columns] + [columns[-1].x1]
    # The outer edges of an undrawn table are where its words happen to end.
    edges = fragment.column_edges[1:-1] if fragment.method == "stream" else fragment.column_edges
    near = [e for e in edges if any(abs(e - k) <= EDGE for k in known)]
    return len(near) == len(edges) and len(near) >= min(3, len(known))
