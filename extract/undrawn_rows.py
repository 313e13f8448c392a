"""Rows of undrawn tables: by their numbers, or by the white between them.

Where the lines before which the white is a little wider than within a text are mostly those
that the votes of the columns (``text_rows``) start rows at, the white is the better witness:
no other line starts a row. A column of numbers is a better one still. Lines in bold across the
table are a heading row, whatever else they say.
"""

import itertools
import re
import statistics
from collections.abc import Sequence

from extract.carried import NOTHING, Carried
from extract.printed import Word
from extract.text_rows import FULL, Parts, by_column, row_starts

WIDER = 0.12
"""White between rows is wider than within a text by more than this, in the size of the type."""
AGREED = 0.6
"""Share of the rows found by votes that stand under such white, where it parts rows."""
WRITTEN = 0.5
"""A row's first line fills at least this share of the columns that first lines usually do."""
FEWEST_AGAIN = 2
LABEL = re.compile(r"^\W*([a-z]{1,4}[\s.\-]?)?\d{1,3}([.\-/]\d{1,3})*[a-z]?\W*$", re.IGNORECASE)
LABELLED = 0.8
FEWEST_LABELS = 2
WORDS_A_LINE = 2.5
"""Lines of the widest column of running text hold more words than this, on average."""

Line = Sequence[Word]


def undrawn_starts(
    lines: Sequence[Line], xs: Sequence[float], before: Carried = NOTHING
) -> list[bool]:
    """For each of ``lines`` whether it starts a row of the undrawn table with edges ``xs``.

    ``before`` says how the heading row reads on the page before.
    """
    parts = [by_column(line, xs) for line in lines]
    starts = row_starts(lines, xs)
    if not _is_wordy(parts):
        return starts
    heading = [
        bold or before.repeats(line)
        for bold, line in zip(_bold_lines(lines, parts), lines, strict=True)
    ]
    starts = _numbered(parts, heading) or _spaced(lines, parts, starts) or _reopened(parts, starts)
    after = [False, *heading]
    return [
        here != above if here or above else start
        for start, here, above in zip(starts, heading, after, strict=False)
    ]


def _bold_lines(lines: Sequence[Line], parts: Sequence[Parts]) -> list[bool]:
    """The lines of heading rows: those in bold that together fill half of the columns."""
    found: list[bool] = []
    bold = [all(w.bold for w in line) for line in lines]
    for is_bold, group in itertools.groupby(zip(bold, parts, strict=True), lambda x: x[0]):
        rows = [line for _, line in group]
        most = max(sum(map(bool, line)) for line in rows)
        found += [is_bold and 2 * most >= max(4, len(rows[0]))] * len(rows)
    return [False] * len(lines) if all(found) else found


def _is_wordy(parts: Sequence[Parts]) -> bool:
    """Whether a column holds running text: tables of figures are left to the votes."""
    columns = list(zip(*parts, strict=True))
    written = [[len(p) for p in column if p] for column in columns]
    return max((statistics.mean(c) for c in written if c), default=0.0) > WORDS_A_LINE


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
    """The lines voted for, and those at which several columns that had ended are written again."""
    starts = list(voted)
    for i, (above, here) in enumerate(itertools.pairwise(parts), start=1):
        again = sum(1 for a, h in zip(above, here, strict=True) if h and not a)
        filled = sum(map(bool, here))
        if here[0] and again >= FEWEST_AGAIN and filled >= FULL * len(here):
            starts[i] = True
    return starts


def _under_white(lines: Sequence[Line]) -> list[bool]:
    heads = [min([w.box.top for w in line]) for line in lines]
    feet = list(itertools.accumulate((max([w.box.bottom for w in x]) for x in lines), max))
    white = [head - foot for foot, head in zip(feet, heads[1:], strict=False)]
    if not white:
        return [False] * len(lines)
    usual = sorted(white)[len(white) // 4]
    return [False, *(w > usual + WIDER * x[0].size for w, x in zip(white, lines[1:], strict=True))]
