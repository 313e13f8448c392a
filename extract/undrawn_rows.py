"""Rows of undrawn tables: by their numbers, or by the white between them.

Where the lines before which the white is a little wider than within a text are mostly those
that the votes of the columns (``text_rows``) start rows at, the white is the better witness:
no other line starts a row. A column of numbers is a better one still.
"""

import itertools
import re
import statistics
from collections.abc import Sequence

from extract.printed import Word
from extract.text_rows import Parts, by_column, row_starts

WIDER = 0.12
"""White between rows is wider than within a text by more than this, in the size of the type."""
AGREED = 0.7
"""Share of the rows found by votes that stand under such white, where it parts rows."""
WRITTEN = 0.5
"""A row's first line fills at least this share of the columns that first lines usually do."""
LABEL = re.compile(r"^\W*([a-z]{1,4}[\s.\-]?)?\d{1,3}([.\-/]\d{1,3})*[a-z]?\W*$", re.IGNORECASE)
LABELLED = 0.8
FEWEST_LABELS = 2
WORDS_A_LINE = 2.5
"""Lines of a table whose rows are numbered hold more words in their widest column, on average."""

Line = Sequence[Word]


def undrawn_starts(lines: Sequence[Line], xs: Sequence[float]) -> list[bool]:
    """For each of ``lines`` whether it starts a row of the undrawn table with edges ``xs``."""
    voted = row_starts(lines, xs)
    parts = [by_column(line, xs) for line in lines]
    if not _is_wordy(parts):
        return voted
    spaced = _spaced(lines, parts, voted)
    numbered = _numbered(parts)
    weight = [_weight(line) for line in lines]
    starts = [True] * bool(lines)
    for i in range(1, len(lines)):
        changed = weight[i] != weight[i - 1] and sum(map(bool, parts[i])) > 1
        if numbered:
            own = numbered[i] or (changed and bool(parts[i][0]))
        else:
            own = spaced[i] or changed if spaced else voted[i]
        starts.append(own)
    return starts


def _is_wordy(parts: Sequence[Parts]) -> bool:
    """Whether a column holds running text: tables of figures are left to the votes."""
    columns = list(zip(*parts, strict=True))
    written = [[len(p) for p in column if p] for column in columns]
    return max((statistics.mean(c) for c in written if c), default=0.0) > WORDS_A_LINE


def _weight(line: Line) -> bool:
    """Whether a line is set in bold throughout."""
    return all(w.bold for w in line)


def _numbered(parts: Sequence[Parts]) -> list[bool]:
    """The lines with a row's number in the first column; none if it has other words too."""
    firsts = [" ".join([w.text for w in line[0]]) for line in parts]
    found = [bool(LABEL.match(text)) for text in firsts]
    written = sum(map(bool, firsts))
    enough = sum(found) >= max(FEWEST_LABELS, LABELLED * (written - 1))
    return found if enough else []


def _spaced(lines: Sequence[Line], parts: Sequence[Parts], voted: Sequence[bool]) -> list[bool]:
    """The lines under wider white that fill most columns; none if that does not part rows."""
    wide = _under_white(lines)
    filled = [sum(map(bool, line)) for line in parts]
    usual = statistics.median([n for n, w in zip(filled, wide, strict=True) if w] or [0])
    starts = [w and n >= max(2, WRITTEN * usual) for n, w in zip(filled, wide, strict=True)]
    others = [w for w, vote in zip(wide[1:], voted[1:], strict=True) if vote]
    return starts if any(starts) and sum(others) >= AGREED * len(others) else []


def _under_white(lines: Sequence[Line]) -> list[bool]:
    heads = [min([w.box.top for w in line]) for line in lines]
    feet = list(itertools.accumulate((max([w.box.bottom for w in x]) for x in lines), max))
    white = [head - foot for foot, head in zip(feet, heads[1:], strict=False)]
    if not white:
        return [False] * len(lines)
    usual = sorted(white)[len(white) // 4]
    return [False, *(w > usual + WIDER * x[0].size for w, x in zip(white, lines[1:], strict=True))]
