"""Rows of borderless tables: by their numbers, or by the white between them.

Where the lines before which the white is a little wider than within a text are mostly those
that the votes of the columns (``text_rows``) start rows at, the white is the better witness:
no other line starts a row. A column of numbers is a better one still. Lines in bold across the
table are a heading row, whatever else they say.
"""

import itertools
import re
import statistics
from collections.abc import Sequence

from extract.model import Word
from extract.tables.borderless.page_ends import NO_TABLE, OpenTable
from extract.tables.row_starts import FULL, Parts, by_column, row_starts

WIDER = 0.12
"""White between rows is wider than within a text by more than this, in the size of the type."""
AGREED = 0.6
"""Share of the rows found by votes that stand under such white, where it parts rows."""
WRITTEN = 0.5
"""A row's first line fills at least this share of the columns that first lines usually do."""
FEWEST_AGAIN = 2
"""Columns that are written again where a row starts: one may be a new paragraph."""
OVERLAP = 0.15
"""In the size of the type."""
INTERLEAVED = 0.06
"""Lines that overlap those above by so much of their size are so great a share where cells are
centred upon each other."""
CLEAR = 0.3
"""White between such rows is wider than within a text by this times the size of the type."""
LABEL = re.compile(r"^\W*([a-z]{1,4}[\s.\-]?)?\d{1,3}([.\-/]\d{1,3})*[a-z]?\W*$", re.IGNORECASE)
LABELLED = 0.8
"""Least share of what is written in the first column that reads as numbers."""
FEWEST_LABELS = 2
"""One number may be a figure of the text."""
WORDS_A_LINE = 2.5
"""Lines of the widest column of running text hold more words than this, on average."""

Line = Sequence[Word]


def borderless_row_starts(
    lines: Sequence[Line], xs: Sequence[float], before: OpenTable = NO_TABLE
) -> list[bool]:
    """For each of ``lines`` whether it starts a row of the borderless table with edges ``xs``.

    ``before`` says how the heading row reads on the page before.
    """
    parts = [by_column(line, xs) for line in lines]
    starts = row_starts(lines, xs)
    if not _is_wordy(parts):
        return starts
    heading = _heading_lines(lines, parts, before)
    numbered = _numbered(parts, heading)
    starts = (
        _not_level(lines, parts, numbered)
        or numbered
        or _spaced(lines, parts, starts)
        or _reopened(parts, starts)
    )
    after = [False, *heading]
    return [
        here != above if here or above else start
        for start, here, above in zip(starts, heading, after, strict=False)
    ]


def _is_wordy(parts: Sequence[Parts]) -> bool:
    """Whether a column holds running text: tables of figures are left to the votes."""
    columns = list(zip(*parts, strict=True))
    written = [[len(p) for p in column if p] for column in columns]
    return max((statistics.mean(c) for c in written if c), default=0.0) > WORDS_A_LINE


def _heading_lines(lines: Sequence[Line], parts: Sequence[Parts], before: OpenTable) -> list[bool]:
    """The lines of heading rows: those known from the page before, or bold ones.

    Bold lines are a heading if they fill half of the columns, and no known one is among them.
    """
    found: list[bool] = []
    looks = zip([all(w.bold for w in line) for line in lines], lines, parts, strict=True)
    for is_bold, group in itertools.groupby(looks, lambda x: x[0]):
        rows = list(group)
        known = [before.repeats(line) for _, line, _ in rows]
        most = max(sum(map(bool, part)) for _, _, part in rows)
        wide = is_bold and 2 * most >= max(4, len(rows[0][2]))
        found += known if any(known) else [wide] * len(rows)
    return [False] * len(lines) if all(found) else found


def _not_level(
    lines: Sequence[Line], parts: Sequence[Parts], numbered: Sequence[bool]
) -> list[bool]:
    """Rows of cells centred upon each other, or set down: the white over all columns parts them.

    A row may start in any column. None if the cells' first lines stand level.
    """
    white = _white(lines)
    sizes = [line[0].size for line in lines[1:]]
    leading = _leading(parts)
    wide = [True, *(w > leading + CLEAR * s for w, s in zip(white, sizes, strict=True))]
    starts = _several_columns(wide, parts)
    over = sum(1 for w, size in zip(white, sizes, strict=True) if w < -OVERLAP * size)
    centred = over >= INTERLEAVED * len(lines)
    return starts if centred or _numbers_low(numbered, starts) else []


def _numbers_low(numbered: Sequence[bool], starts: Sequence[bool]) -> bool:
    """Whether there are as many numbers as rows that white parts, but not on their first lines."""
    count, rows = sum(numbered[1:]), sum(starts[1:])
    level = sum(1 for n, s in zip(numbered[1:], starts[1:], strict=False) if n and s)
    return count >= FEWEST_LABELS and 2 * level < count and abs(rows - count) <= 1 + count // 4


def _leading(parts: Sequence[Parts]) -> float:
    """The white between two lines of a text: of those that follow each other in a column."""
    columns = [[p for p in column if p] for column in zip(*parts, strict=True)]
    pairs = [pair for column in columns for pair in itertools.pairwise(column)]
    white = sorted(below[0].box.top - above[0].box.bottom for above, below in pairs)
    return white[len(white) // 4] if white else 0.0


def _several_columns(starts: Sequence[bool], parts: Sequence[Parts]) -> list[bool]:
    """``starts`` but those of rows with words in one column alone, which go on from above."""
    kept = list(starts)
    firsts = [i for i, start in enumerate(starts) if start]
    for first, end in itertools.pairwise([*firsts, len(starts)]):
        filled = sum(1 for column in zip(*parts[first:end], strict=True) if any(column))
        kept[first] = first == 0 or filled > 1
    return kept


def _numbered(parts: Sequence[Parts], heading: Sequence[bool]) -> list[bool]:
    """The lines with a row's number in the first column; none if it has other words too."""
    firsts = [
        "" if head else " ".join([w.text for w in line[0]])
        for line, head in zip(parts, heading, strict=True)
    ]
    found = [bool(LABEL.match(text)) for text in firsts]
    written = sum(map(bool, firsts))
    # A heading that is not bold may stand above the numbers.
    enough = sum(found) >= max(FEWEST_LABELS, LABELLED * (written - 1))
    return [True, *found[1:]] if enough else []


def _spaced(lines: Sequence[Line], parts: Sequence[Parts], voted: Sequence[bool]) -> list[bool]:
    """The lines under wider white that fill most columns; none if that does not part rows."""
    wide = _under_white(lines)
    filled = [sum(map(bool, line)) for line in parts]
    usual = statistics.median([n for n, w in zip(filled, wide, strict=True) if w] or [0])
    starts = [w and n >= max(2, WRITTEN * usual) for n, w in zip(filled, wide, strict=True)]
    others = [w for w, vote in zip(wide[1:], voted[1:], strict=True) if vote]
    starts[:1] = [True]
    return starts if any(starts[1:]) and sum(others) >= AGREED * len(others) else []


def _reopened(parts: Sequence[Parts], voted: Sequence[bool]) -> list[bool]:
    """The lines voted for, and those at which several columns that had ended are written again.

    A line of one column, or that goes on in lower case in the first, starts no row.
    """
    starts = list(voted)
    for i, (above, here) in enumerate(itertools.pairwise(parts), start=1):
        again = sum(1 for a, h in zip(above, here, strict=True) if h and not a)
        filled = sum(map(bool, here))
        if here[0] and again >= FEWEST_AGAIN and filled >= FULL * len(here):
            starts[i] = True
        if filled < 2 or (above[0] and here[0] and here[0][0].text[:1].islower()):
            starts[i] = False
    return starts


def _under_white(lines: Sequence[Line]) -> list[bool]:
    white = _white(lines)
    if not white:
        return [False] * len(lines)
    usual = sorted(white)[len(white) // 4]
    return [False, *(w > usual + WIDER * x[0].size for w, x in zip(white, lines[1:], strict=True))]


def _white(lines: Sequence[Line]) -> list[float]:
    """The height of the white above each line but the first, over all columns."""
    heads = [min([w.box.top for w in line]) for line in lines]
    feet = list(itertools.accumulate((max([w.box.bottom for w in x]) for x in lines), max))
    return [head - foot for foot, head in zip(feet, heads[1:], strict=False)]
