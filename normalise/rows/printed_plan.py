"""A document's plan as printed: whole rows and their text, before any value is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from normalise.rows.cell_texts import RowText, narrative_ratings, numbers_from_text, row_text
from normalise.rows.columns.assigned import settle_columns
from normalise.rows.conservation import lost_words
from normalise.rows.continuations import follow_continuations
from normalise.rows.headings import Assigned
from normalise.rows.plan_table import PlanTable
from normalise.rows.printed_row import Row
from normalise.rows.records.label_value import labelled_blocks, split_records
from normalise.rows.spreadsheets import put_beside
from normalise.rows.tables import plan_tables
from normalise.rows.translation import translations
from normalise.rows.whole_rows import whole_rows
from normalise.text.running_text import vocabulary
from schemas.codes import ProblemCode, Severity
from schemas.fragment import DocumentContent, Paragraph, TableFragment
from schemas.plan import Problem


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """Rows with their text, and what was noticed in making them."""

    rows: list[Row]
    texts: list[RowText]
    problems: list[Problem] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Row, RowText]]:
        """Each row with its text."""
        return zip(self.rows, self.texts, strict=True)


@dataclass(frozen=True, slots=True)
class _ReadTable:
    """One table's whole rows with their text, and what was noticed."""

    rows: list[Row]
    texts: list[RowText]
    problems: list[Problem]

    @property
    def page(self) -> int | None:
        return self.rows[0].page if self.rows else None


@dataclass(frozen=True, slots=True)
class InterpretedTables:
    """The tables of actions of a document, each with the field of every column."""

    tables: list[PlanTable]
    words: frozenset[str]
    """Words that the document prints unbroken."""
    unread: list[Problem]
    """Tables that may be the plan's and could not be read."""


def interpreted_tables(content: DocumentContent) -> InterpretedTables:
    """Every table of actions in ``content``, in printed order."""
    content = put_beside(content)
    words = vocabulary(document_texts(content))
    rest, records = split_records(content)
    found = plan_tables(rest, words)
    follow_continuations(found.tables)
    tables = found.tables + records or labelled_blocks(content)
    settle_columns(tables)
    unread = [_unread(page, BEHIND) for page in found.passed_over]
    unread += [_unread(page, AHEAD) for page in found.ahead]
    return InterpretedTables(tables, words, unread)


def joined_rows(interpreted: InterpretedTables) -> PrintedPlan:
    """Every row of the tables, whole, in printed order."""
    read, groups = list[_ReadTable](), 0
    for table in interpreted.tables:
        rows, doubts, groups = whole_rows(table, interpreted.words, groups)
        read.append(_read_table(table, rows, doubts, interpreted.words))
    left_out = translations(read)
    kept = [t for t in read if t not in left_out]
    return PrintedPlan(
        rows=[row for t in kept for row in t.rows],
        texts=[text for t in kept for text in t.texts],
        problems=[
            *interpreted.unread,
            *(p for t in kept for p in t.problems),
            *(_translated(t) for t in left_out),
        ],
    )


def _read_table(
    table: PlanTable, rows: list[Row], doubts: list[Problem], words: frozenset[str]
) -> _ReadTable:
    doubts = doubts + lost_words(table, rows)
    texts = [row_text(row, words) for row in rows]
    numbers_from_text(rows, texts)
    narrative_ratings(texts)
    return _ReadTable(rows, texts, [*heading_problems(table), *doubts])


def _translated(table: _ReadTable) -> Problem:
    return _problem(
        ProblemCode.TRANSLATION_LEFT_OUT,
        table.page,
        f"{len(table.rows)} rows from page {table.page} on are in Welsh and were left out; "
        "the document has as many in English.",
    )


AHEAD = "has the columns of the plan that follows but no row that reads as headings"
"""What is said of a table before the plan's first headings that has the same columns."""
BEHIND = "follows the plan but has other columns and no row that reads as headings"
"""The same of one that seems to go on overleaf, under columns that nothing explains."""


def _unread(page: int, how: str) -> Problem:
    """A table whose rows may be the plan's."""
    return Problem(
        code=ProblemCode.TABLE_PASSED_OVER,
        severity=Severity.ERROR,
        page=page,
        message=(
            f"The table on page {page} {how}; its rows were not read. "
            "Compare the page with the rows."
        ),
    )


def document_texts(content: DocumentContent) -> list[str]:
    """The printed text of every block, one string a paragraph or cell."""
    texts: list[str] = []
    for page in content.pages:
        for block in page.blocks:
            if isinstance(block, TableFragment):
                texts += [cell.text for cell in block.cells]
            elif isinstance(block, Paragraph):
                texts.append("\n".join(line.text for line in block.lines))
    return texts


def heading_problems(table: PlanTable) -> list[Problem]:
    """Columns whose field is not sure, and instruction rows left out."""
    page = next((e.item.page for e in table.entries if isinstance(e.item, Row)), None)
    problems = [
        _problem(
            ProblemCode.UNKNOWN_HEADING,
            page,
            f"The column '{c.assigned.heading}' is kept in 'extra', but "
            f"{_instead(c.assigned)}. Check what it holds.",
        )
        for c in table.columns
        if not c.assigned.known
    ]
    problems += [
        _problem(
            ProblemCode.HEADING_GUESSED,
            page,
            f"The column '{c.assigned.heading}' was read as '{c.assigned.field}', but "
            f"{_instead(c.assigned)}. Check what it holds.",
        )
        for c in table.columns
        if c.assigned.guessed
    ]
    return problems + [
        _problem(
            ProblemCode.INSTRUCTION_ROW_DROPPED,
            dropped,
            f"A row of the template's own instructions on page {dropped} was left out.",
        )
        for dropped in table.dropped
    ]


def _instead(column: Assigned) -> str:
    other = column.otherwise
    return "that is not sure" if other == column.field else f"may be '{other}'"


def _problem(code: ProblemCode, page: int | None, message: str) -> Problem:
    return Problem(code=code, severity=Severity.INFO, page=page, message=message)
