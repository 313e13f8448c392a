"""The table without upright rules that a page ends with, for the page after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.lines import line_of, rows_of_words
from extract.model import Page, Word
from extract.tables.cells import PlacedTable, words_inside


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table that may go on overleaf: edges of its columns, and texts of its first row's lines."""

    xs: tuple[float, ...] = ()
    head: frozenset[str] = frozenset()

    def repeats(self, line: Sequence[Word]) -> bool:
        """Whether ``line`` is one of the first row: a heading row that stands here again."""
        return bool(self.head) and line_of(line).text in self.head


NO_TABLE = OpenTable()


def table_at_end(
    page: Page, tables: Sequence[PlacedTable], before: OpenTable = NO_TABLE
) -> OpenTable:
    """What is known of the table without upright rules that ``page`` ends with, if it does."""
    fragment = tables[-1].fragment if tables else None
    box = fragment.box if fragment else None
    if fragment is None or box is None or fragment.method == "ruled":
        return NO_TABLE
    if any(w.box.top > box.bottom for w in page.words):
        return NO_TABLE
    if before.head and fragment.column_edges[1:-1] == before.xs[1:-1]:
        return OpenTable(fragment.column_edges, before.head)
    foot = max((c.box.bottom for c in fragment.cells if c.row == 0 and c.box), default=box.top)
    first = [w for w in words_inside(page.words, box) if w.middle[1] < foot]
    return OpenTable(
        fragment.column_edges, frozenset(line_of(x).text for x in rows_of_words(first))
    )
