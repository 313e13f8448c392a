"""Where a page break cuts a row: evidence for and against, weighed, never one rule alone.

Each clue adds or takes away from a sum of log odds; the sum's sign decides and its size is
the confidence. The weights are set by hand and checked on invented plans.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from normalise.rows.printed_row import Column, Part, Row
from normalise.text.running_text import BULLET_MARK, HYPHENS, LIST_MARK
from schemas.fragment import TableFragment

DOUBT = 1.2
"""A sum nearer to nought than this is a doubt."""
USUAL = 0.75
"""A column that at least this share of rows fills is usually filled."""
PLAIN = 1.5
"""A cell whose text plainly goes on weighs at least this much."""
LEAST_FLOW = -2.0
"""Cells that break between sentences count against a join together no more than this."""
ROOM = 3.2
"""Empty lines under a cell's text that show that it was not cut there: three and some padding."""
SHORT_FIELDS = frozenset({"number", "scope", "target_date", "rag", "status", "completed_date"})
SENTENCE_END = re.compile(r"[.!?;:][\"'”’)\]]*$")
GOES_ON = re.compile(
    r"(?:[,(–/&]|\b(?:and|or|the|a|an|of|to|for|in|on|by|with|that|is|are|be|as|at|from|end))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether one page break cuts a row: ``weight`` above nought joins."""

    weight: float
    clues: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """Whether the rows are one."""
        return self.weight > 0

    @property
    def doubtful(self) -> bool:
        """Whether the evidence is weak."""
        return abs(self.weight) < DOUBT

    @property
    def confidence(self) -> float:
        """How sure the judgement is, 0.5 to 1."""
        return round(1 / (1 + math.exp(-abs(self.weight))), 3)


@dataclass(frozen=True, slots=True)
class Break:
    """A page break within a table: the rows on either side, and how rows usually look."""

    above: Row
    below: Row
    columns: Sequence[Column]
    usual: dict[int, float]
    """Share of the table's rows that fill each column."""
    open_edge: bool = False

    def texts(self, column: int) -> tuple[str, str]:
        """Last printed line above the break and first one below, of one column."""
        above, below = self.above.lines(column), self.below.lines(column)
        return (above[-1].text.strip() if above else ""), (below[0].text.strip() if below else "")


Clue = Callable[[Break], tuple[float, str]]


def judge(at: Break) -> Judgement:
    """Whether the row above a page break goes on in the row below it."""
    found = [clue(at) for clue in CLUES]
    named = tuple(name for weight, name in found if weight)
    return Judgement(round(sum(weight for weight, _ in found), 2), named)


def usual_columns(rows: Sequence[Row]) -> dict[int, float]:
    """Share of rows that fill each column."""
    count = len(rows) or 1
    columns = {c for row in rows for c in row.cells}
    return {c: sum(1 for row in rows if row.lines(c)) / count for c in columns}


def open_edges(above: TableFragment, below: TableFragment) -> bool:
    """Whether no rule closes a written row at the foot of one page or the head of the next."""
    foot = above.open_bottom and _written(above, above.rows - 1)
    return foot or (below.open_top and _written(below, 0))


def _written(fragment: TableFragment, row: int) -> bool:
    return any(c.lines and c.row <= row < c.row + c.row_span for c in fragment.cells)


def _columns(at: Break, field: str) -> list[int]:
    return [i for i, c in enumerate(at.columns) if c.assigned.field == field]


def _number(at: Break) -> tuple[float, str]:
    for c in _columns(at, "number"):
        above, below = at.texts(c)
        if not below:
            return (2.5 if at.usual.get(c, 0) > 0.4 else 0.8), "number blank"
        if above and below != above:
            return -4.0, "new number"
    return 0.0, ""


def _key(at: Break) -> tuple[float, str]:
    """A row without recommendation and action of its own is the rest of another."""
    keys = _columns(at, "recommendation") + _columns(at, "action")
    keys = [c for c in keys if at.usual.get(c, 0) >= USUAL] or keys
    if keys and not any(at.below.lines(c) for c in keys):
        return 3.0, "no recommendation and no action"
    return 0.0, ""


def _lead(at: Break) -> tuple[float, str]:
    """Nobody leads the lower row and somebody the upper one; or each has a lead of its own."""
    for c in _columns(at, "lead"):
        above, below = at.texts(c)
        if above and not below and at.usual.get(c, 0) > 0.4:
            return 0.8, "lead blank"
        if above and below and not _mends(above, below):
            return -0.8, "two leads"
    return 0.0, ""


def _blanks(at: Break) -> tuple[float, str]:
    usual = [c for c, share in at.usual.items() if share >= USUAL]
    blank = sum(1 for c in usual if not at.below.lines(c))
    if not usual:
        return 0.0, ""
    if not blank:
        return -1.5, "every usual cell filled"
    return min(2.5, 1.0 * blank), "usual cells blank"


def _sentences(at: Break) -> tuple[float, str]:
    weights = [_flow(*at.texts(c)) for c in at.below.cells if _long(at, c)]
    if not weights:
        return 0.0, ""
    best = max(weights)
    # One cell that plainly goes on outweighs others that happen to break between sentences.
    if best >= PLAIN:
        return best, "sentences"
    return max(best, 0.0) + max(sum(w for w in weights if w < 0), LEAST_FLOW), "sentences"


def _long(at: Break, column: int) -> bool:
    return at.columns[column].assigned.field not in SHORT_FIELDS


def _flow(above: str, below: str) -> float:
    if not below:
        return 0.0
    if not above:
        return -0.8
    if above[-1] in HYPHENS and below[0].islower():
        return 3.0
    ended = bool(SENTENCE_END.search(above))
    if below[0].islower() and not LIST_MARK.match(below):
        return 1.0 if ended else 2.5
    if GOES_ON.search(above):
        return 2.0
    if BULLET_MARK.match(below):
        return 0.3
    return -0.4 if ended else 0.5


def _short_values(at: Break) -> tuple[float, str]:
    """Two dates, two scopes or two ratings: two rows, unless the second mends the first."""
    clashes = 0
    for c in range(len(at.columns)):
        above, below = at.texts(c)
        if at.columns[c].assigned.field in SHORT_FIELDS - {"number"} and above and below:
            clashes += 0 if _mends(above, below) else 1
    return -1.6 * clashes, "short cells on both sides" if clashes else ""


def _mends(above: str, below: str) -> bool:
    return bool(
        above[-1] in HYPHENS
        or GOES_ON.search(above)
        or below[0].islower()
        or below[0] in "(&"
        or (above.isalpha() and below[0].isdigit())
    )


def _edges(at: Break) -> tuple[float, str]:
    return (1.0, "open edge") if at.open_edge else (0.0, "")


def _room(at: Break) -> tuple[float, str]:
    """Cells that go on overleaf fill their page; room under the text speaks against it."""
    rooms = [
        _room_below(at.above.cells[c][-1])
        for c in at.below.cells
        if at.below.lines(c) and at.above.lines(c) and at.above.cells.get(c)
    ]
    known = [r for r in rooms if r is not None]
    if not known:
        return 0.0, ""
    if min(known) > ROOM:
        return -1.5, "room left above the break"
    return (0.5, "cells filled to the break") if max(known) <= ROOM else (0.2, "")


def _room_below(part: Part) -> float | None:
    """Empty lines between a cell's last line and its lower edge."""
    if not part.lines or part.box is None or part.lines[-1].box is None:
        return None
    height = max(part.lines[-1].box.height, 4.0)
    return (part.box.bottom - part.lines[-1].box.bottom) / height


def _one_page(at: Break) -> tuple[float, str]:
    """Rows of one page are two unless the rest says otherwise plainly."""
    same = at.above.provenance[-1].page == at.below.provenance[0].page
    return (-1.5, "on one page") if same else (0.0, "")


CLUES: tuple[Clue, ...] = (
    _number, _key, _lead, _blanks, _sentences, _short_values, _edges, _room, _one_page,
)  # fmt: skip
