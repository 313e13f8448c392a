"""Fragments to whole tables: over pages, with or without a repeated heading row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.fields.heading_look import Usual, usual
from normalise.rows.columns.heading_rows import (
    Heading,
    after_headings,
    find_heading,
    heading_columns,
    heads_columns,
    holds_instructions,
    is_plan_heading,
    last_heading_row,
    read_columns,
    same_columns,
    title_of_headings,
    with_fields_of,
)
from normalise.rows.columns.heading_text import same_headings
from normalise.rows.columns.lost import FEWEST, guessed_mapping
from normalise.rows.columns.text_dump import dump_mappings, is_spilt, is_stray, spilt_title
from normalise.rows.page_breaks import open_edges
from normalise.rows.plan_table import Band, Entry, PlanTable, letters
from normalise.rows.printed_row import (
    Column,
    Row,
    align,
    band_text,
    body_row,
    cells_by_row,
    numbered_band,
)
from normalise.rows.sections import as_title, body_size, recommendation_above, section_title
from normalise.text.running_text import running_text
from schemas.codes import Flag, Repair
from schemas.fragment import Cell, DocumentContent, Paragraph, TableFragment

EDGE = 9.0
"""Column edges of one table on two pages differ by no more than this, in points."""
FARTHEST = 2
"""A table goes on without headings no more pages further on than this."""
FURTHER_DOWN = 0.5
"""Least log odds of a heading row amid rows: to take an action for one would lose it."""
GUESSED_COLUMNS = 0.8
"""What is left of a row's confidence where its columns were found by what its cells hold."""


@dataclass(slots=True)
class PlanTables:
    """Tables of actions in printed order, and pages where one seems to go on unread."""

    tables: list[PlanTable]
    passed_over: list[int]
    ahead: list[int]
    """Pages right before the plan's first headings with a table of its columns."""


def plan_tables(content: DocumentContent, words: frozenset[str]) -> PlanTables:
    """Every table of actions in ``content``."""
    reader = _Reader(body_size(content), words)
    for page in content.pages:
        if page.skimmed:
            reader.above = []
            continue
        for block in page.blocks:
            reader.add(block)
    tables = [t for t in reader.tables if t.entries]
    missed = (reader.passed_over, reader.ahead) if tables else ([], [])
    return PlanTables(tables, *(sorted({f.page for f in found}) for found in missed))


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
    ahead: list[TableFragment] = field(default_factory=list)
    """Until the first heading, all tables; then those of them that seem to be the plan's."""

    def add(self, block: Paragraph | TableFragment) -> None:
        """Read the next block of the document."""
        block = as_title(block)
        if isinstance(block, Paragraph):
            self.above.append(block)
            return
        heading = find_heading(block, or_likely=not self._continues(block))
        if heading is not None and self._of_plan(block, heading):
            self._headed(block, heading)
        elif self.tables and self.last:
            self._maybe_unheaded(block, self.last)
        elif not self.tables:
            self.ahead.append(block)
        self.above = []

    def _continues(self, block: TableFragment) -> bool:
        """Whether a fragment stands under the columns of the table before it."""
        return bool(self.tables) and fits_under(block, self.tables[-1].columns)

    def _of_plan(self, block: TableFragment, heading: Heading) -> bool:
        """Whether headings are those of the plan's table again, or of rows that are a plan's."""
        again = bool(self.tables) and same_columns(self.tables[-1].columns, heading.columns)
        return again or is_plan_heading(block, heading)

    def _maybe_unheaded(self, block: TableFragment, last: TableFragment) -> None:
        if block.page > last.page + FARTHEST:
            return
        columns = self.tables[-1].columns
        overleaf = block.page == last.page + 1
        follows = not self.above and (overleaf or _both_borderless(last, block))
        if not fits_under(block, columns):
            guessed = self.guessed.get(block.column_edges) or guessed_mapping(block, columns)
            if not follows or guessed is None:
                if follows and block.cols >= FEWEST:
                    self.passed_over.append(block)
                return
            self.guessed[block.column_edges] = guessed
        self._unheaded(block)

    def _headed(self, fragment: TableFragment, heading: Heading) -> None:
        title = section_title(self.above, self.usual_size) or self._spilt(fragment, heading.first)
        current = self.tables[-1] if self.tables else None
        if current is None:
            self.ahead = [a for a in self.ahead if _leads_up(a, fragment, heading.columns)]
        same = current is not None and same_columns(current.columns, heading.columns)
        overleaf = self.last is not None and fragment.page > self.last.page
        if not (same and overleaf and title is None and self._advice() is None):
            self._start(read_columns(fragment, heading.columns, heading.last), title)
        else:
            self.tables[-1].columns = with_fields_of(heading.columns, self.tables[-1].columns)
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
        before = self.tables[-1].last_title if self.tables else None
        table = PlanTable(columns, title or before)
        if "recommendation" not in table.fields:
            table.band = self._advice()
        self.tables.append(table)

    def _read(self, fragment: TableFragment, heading: Heading | None, *, continued: bool) -> None:
        edge = bool(self.last and open_edges(self.last, fragment))
        rows, like = cells_by_row(fragment), usual(fragment)
        skip = heading.last if heading else -1
        for index, cells in enumerate(rows):
            own = [c for c in cells if c.row == index and c.lines]
            if not own or (heading and heading.first <= index <= skip):
                continue
            if is_stray(fragment, own) or self._spilt(fragment, index + 1):
                continue
            if index > skip and self._heads_again(own, rows, index, like):
                skip = self._headed_again(fragment, rows, index, like)
                heading = heading or Heading([], index, skip)
                continue
            item = self._item(cells, index, fragment, heading_on_earlier_page=heading is None)
            if item is not None:
                if fragment.method != "dump":
                    self.tables[-1].letters += letters(c.text for c in own)
                loose = fragment.method == "dump" and bool(self.tables[-1].entries)
                self.tables[-1].entries.append(Entry(item, continued or loose, edge))
                continued = False
        self.last = fragment

    def _heads_again(
        self, own: Sequence[Cell], rows: Sequence[Sequence[Cell]], index: int, like: Usual
    ) -> bool:
        """Whether a row further down is one of headings: the table's own, or such by its look."""
        headings = [c.assigned.heading for c in self.tables[-1].columns if c.assigned.heading]
        again = len(own) > 1 and same_headings(headings, [c.text for c in own])
        return again or heads_columns(rows, index, like, FURTHER_DOWN)

    def _headed_again(
        self, fragment: TableFragment, rows: Sequence[Sequence[Cell]], index: int, like: Usual
    ) -> int:
        """A heading row further down: the same again, or a table of other columns."""
        last = last_heading_row(rows, index, like)
        columns = heading_columns(fragment, index, last)
        title = self._spilt(fragment, index)
        if title or not same_columns(columns, self.tables[-1].columns):
            columns = read_columns(fragment, columns, last)
            self._start(columns, title or self.tables[-1].last_title)
        return last

    def _item(
        self,
        cells: Sequence[Cell],
        index: int,
        fragment: TableFragment,
        *,
        heading_on_earlier_page: bool,
    ) -> Row | Band | None:
        table = self.tables[-1]
        band = band_text(cells, index, fragment) or title_of_headings(cells, index, fragment)
        if band is not None:
            return Band(running_text(band.lines, band.box, self.words))
        numbered = numbered_band(cells, index, fragment)
        if numbered is not None:
            number, cell = numbered
            text = running_text(cell.lines, cell.box, self.words)
            return Band(f"Recommendation {number}: {text}")
        if holds_instructions([c for c in cells if c.row == index]):
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
        if heading_on_earlier_page:
            row.repaired(Repair.HEADER_CARRIED)
        return row

    def _mapping(self, fragment: TableFragment, index: int) -> list[int]:
        columns = self.tables[-1].columns
        if fragment.method != "dump":
            return self.guessed.get(fragment.column_edges) or align(fragment, columns)
        first = min(index, after_headings(fragment))
        return dump_mappings(fragment, columns, first)[index]

    def _spilt(self, fragment: TableFragment, heading: int) -> str | None:
        """A title that a dump cut over cells, right above a heading row."""
        if fragment.method != "dump":
            return None
        rows = cells_by_row(fragment)
        if not 0 < heading < len(rows):
            return None
        own = [c for c in rows[heading - 1] if c.lines]
        headed = heads_columns(rows, heading, usual(fragment))
        return spilt_title(own, self.words) if headed and is_spilt(own) else None


def _leads_up(ahead: TableFragment, first: TableFragment, columns: Sequence[Column]) -> bool:
    """Whether a table before the first headings has all the columns that they name."""
    near = ahead.page >= first.page - 1 and bool(ahead.column_edges)
    return near and ahead.cols >= max(FEWEST, len(columns)) and fits_under(ahead, columns)


def _both_borderless(last: TableFragment, block: TableFragment) -> bool:
    """Parts of one borderless table may come as two, one above the other."""
    return last.page == block.page and last.method == block.method == "stream"


def fits_under(fragment: TableFragment, columns: Sequence[Column]) -> bool:
    """Whether a fragment without headings can stand under these columns."""
    if not fragment.column_edges:
        return True
    known = [c.x0 for c in columns] + [columns[-1].x1]
    # The outer edges of a borderless table are where its words happen to end.
    edges = fragment.column_edges[1:-1] if fragment.method == "stream" else fragment.column_edges
    near = [e for e in edges if any(abs(e - k) <= EDGE for k in known)]
    return len(near) == len(edges) and len(near) >= min(3, len(known))
