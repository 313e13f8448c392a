"""Rows found against rows printed: found at all, whole, and cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bench.truth import Row
from normalise.text.running_text import fold

FOUND = 60.0
"""A row is found when its texts are alike by at least this rapidfuzz ratio, of 100."""


@dataclass(slots=True)
class Score:
    """Counts over documents; the properties are shares from 0 to 1."""

    expected: int = 0
    found: int = 0
    paired: int = 0
    whole: int = 0
    cells: int = 0
    exact: int = 0

    @property
    def row_f1(self) -> float:
        """Rows found, one to one, against rows printed."""
        return 2 * self.paired / ((self.expected + self.found) or 1)

    @property
    def whole_rows(self) -> float:
        """Printed rows of which every cell is right."""
        return self.whole / (self.expected or 1)

    @property
    def cells_exact(self) -> float:
        """Printed cells that are right, case, white space and hyphens set aside."""
        return self.exact / (self.cells or 1)


def add(score: Score, truth: Sequence[Row], found: Sequence[Row]) -> None:
    """Count one document's rows into ``score``."""
    score.expected += len(truth)
    score.found += len(found)
    left = list(range(len(found)))
    for row in truth:
        at = max(left, key=lambda i: _alike(row, found[i]), default=None)
        if at is None or _alike(row, found[at]) < FOUND:
            score.cells += len(row)
            continue
        left.remove(at)
        right = sum(fold(text) == fold(found[at].get(name) or "") for name, text in row.items())
        score.paired += 1
        score.cells += len(row)
        score.exact += right
        score.whole += right == len(row)


def _alike(truth: Row, found: Row) -> float:
    names = [n for n in ("recommendation", "action", "lead", "outcome") if n in truth]
    return fuzz.ratio(_gist(truth, names), _gist(found, names))


def _gist(row: Row, names: Sequence[str]) -> str:
    return fold(" ".join(row.get(n) or "" for n in names))
