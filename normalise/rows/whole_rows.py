"""The rows of a table made whole: cut rows joined, shared recommendations repeated."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.rows.page_breaks import Break, Judgement, judge, usual_columns
from normalise.rows.plan_table import Band, Entry, PlanTable
from normalise.rows.printed_row import Part, Row, joined
from normalise.rows.sections import is_recommendation_band
from normalise.rows.text_dump_rows import CUT_CONFIDENCE, cut_row
from normalise.text.running_text import join_text
from schemas.codes import Flag, ProblemCode, Repair, Severity
from schemas.plan import Problem


@dataclass(slots=True)
class _Maker:
    table: PlanTable
    usual: dict[int, float]
    words: frozenset[str]
    section: str | None
    band: str | None
    groups: int
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    last_was_row: bool = False

    def add(self, entry: Entry) -> None:
        """Add the next row or band."""
        if isinstance(entry.item, Band):
            self._band(entry.item, after_break=entry.after_break)
            self.last_was_row = False
            return
        if entry.after_break and self.last_was_row and self._joins(entry.item, entry):
            return
        after_row = entry.after_break and self.last_was_row
        self._new(self._cut(entry.item) if after_row else entry.item)
        self.last_was_row = True

    def _band(self, band: Band, *, after_break: bool) -> None:
        if band.goes_on and self.band:
            return
        if after_break and not self.last_was_row and self.band and _goes_on(self.band, band.text):
            self.band = join_text(self.band, band.text, self.words)
        elif is_recommendation_band(band.text, has_column="recommendation" in self.table.fields):
            self.band = band.text
            self.groups += 1
        else:
            self.section, self.band = band.text, None

    def _joins(self, row: Row, entry: Entry) -> bool:
        at = Break(self.rows[-1], row, self.table.columns, self.usual, entry.open_edge)
        judgement = judge(at)
        if judgement.joins:
            self.rows[-1] = joined(self.rows[-1], row)
            self.rows[-1].repaired(_repair(self.rows[-1]))
            self.rows[-1].confidence *= judgement.confidence
        if judgement.doubtful:
            self._doubt(row, judgement)
        return judgement.joins

    def _cut(self, row: Row) -> Row:
        """A row of a dump that starts with the rest of the row above it, without that rest."""
        found = cut_row(self.rows[-1], row, self.table.columns)
        if found is None:
            return row
        rest, own = found
        self.rows[-1] = joined(self.rows[-1], rest)
        self.rows[-1].repaired(_repair(self.rows[-1]))
        for part in (self.rows[-1], own):
            part.repaired(Repair.SPLIT_ROW)
            part.flagged(Flag.DOUBTFUL_JOIN)
            part.confidence *= CUT_CONFIDENCE
        return own

    def _doubt(self, row: Row, judgement: Judgement) -> None:
        flag = Flag.DOUBTFUL_JOIN if judgement.joins else Flag.DOUBTFUL_BREAK
        code = ProblemCode.DOUBTFUL_JOIN if judgement.joins else ProblemCode.DOUBTFUL_BREAK
        self.rows[-1].flagged(flag)
        done = "joined to" if judgement.joins else "kept apart from"
        self.problems.append(
            Problem(
                code=code,
                severity=Severity.WARNING,
                page=row.page,
                message=(
                    f"The first row on page {row.page} was {done} the last one before it on weak "
                    f"evidence ({', '.join(judgement.clues)}). Compare both pages."
                ),
            )
        )

    def _new(self, row: Row) -> None:
        row.section, row.band = self.section, self.band
        if self.band and self.band == self.table.band:
            row.band_repair = Repair.RECOMMENDATION_FROM_PARAGRAPH
        if self.band:
            row.group = self.groups
        self.rows.append(row)


def _repair(row: Row) -> Repair:
    pages = {p.page for p in row.provenance}
    return Repair.JOINED_ACROSS_PAGES if len(pages) > 1 else Repair.JOINED_ROWS


def _goes_on(above: str, below: str) -> bool:
    return below[:1].islower() or above.rstrip()[-1:] not in ".!?:"


def whole_rows(
    table: PlanTable, words: frozenset[str], groups: int
) -> tuple[list[Row], list[Problem], int]:
    """Rows of ``table``, doubts, and the number of groups counted so far."""
    rows = [e.item for e in table.entries if isinstance(e.item, Row)]
    maker = _Maker(table, usual_columns(rows), words, table.section, table.band, groups + 1)
    for entry in table.entries:
        maker.add(entry)
    rows, last = shared_recommendations(maker.rows, table, maker.groups)
    return rows, maker.problems, last


def shared_recommendations(
    rows: Sequence[Row], table: PlanTable, groups: int
) -> tuple[list[Row], int]:
    """A recommendation printed once for several rows repeated on each of them.

    It is a merged cell, or a cell that the rows below leave blank; where a page break cuts
    it, its rest stands beside a later row and goes back to all of them.
    """
    columns = [i for i, c in enumerate(table.columns) if c.assigned.field == "recommendation"]
    numbers = [i for i, c in enumerate(table.columns) if c.assigned.field == "number"]
    if not columns:
        return list(rows), groups
    key = columns[0]
    for above, below in itertools.pairwise(rows):
        if above.section != below.section:
            continue
        if _shares(above, below, key, numbers):
            if above.group is None:
                groups += 1
                above.group = groups
            below.group = above.group
            _repeat_shared_cells(rows, above, below, [key, *numbers])
    return list(rows), groups


def _shares(above: Row, below: Row, key: int, numbers: Sequence[int]) -> bool:
    if any(p.from_row_above and p.lines for p in below.cells.get(key, ())):
        return True
    own = [line for p in below.cells.get(key, ()) if not p.from_row_above for line in p.lines]
    numbered = any(below.lines(n) for n in numbers)
    if not below.written() - {key, *numbers} or not above.lines(key):
        return False
    if not own:
        return not numbered or _sub_number(above, below, numbers)
    first = own[0].text.strip()
    rest = above.lines(key)[-1].text.strip()
    crossed = above.provenance[-1].page != below.provenance[0].page
    return crossed and not numbered and first[:1].islower() and rest[-1:] not in ".!?"


def _sub_number(above: Row, below: Row, numbers: Sequence[int]) -> bool:
    """``4.2`` after ``4.1`` in the number column: a further action of one recommendation."""
    pairs = [(above.lines(n), below.lines(n)) for n in numbers]
    return any(a and b and "." in b[0].text for a, b in pairs)


def _is_rest(merged: Sequence[Part], above: Sequence[Part]) -> bool:
    """Whether a merged cell goes on from the page before, and these are its last lines alone."""
    return len(above) > len(merged) and above[-1].lines == merged[-1].lines


def _repeat_shared_cells(
    rows: Sequence[Row], above: Row, below: Row, columns: Sequence[int]
) -> None:
    for column in columns:
        own = [p for p in below.cells.get(column, ()) if p.lines and not p.from_row_above]
        merged = [p for p in below.cells.get(column, ()) if p.lines and p.from_row_above]
        if own and column == columns[0]:
            for row in rows:
                if row.group == above.group and row is not below:
                    row.cells.setdefault(column, []).extend(own)
                    row.repaired(Repair.JOINED_ACROSS_PAGES)
        elif own or (merged and not _is_rest(merged, above.cells.get(column, ()))):
            continue
        below.cells[column] = [
            Part(p.lines, p.box, p.fill, True) for p in above.cells.get(column, ())
        ]
        below.repaired(Repair.MERGED_CELL_REPEATED)
