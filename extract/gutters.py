"""The white strips between columns of text."""

from collections.abc import Iterable, Sequence

from extract.lines import rows_of_words, runs
from extract.printed import Word
from extract.rules import clusters

GUTTER = 4.0
"""Least width of the white strip between two columns, in points."""
NEAR = 40.0
"""Words within this distance of a column's start, in points, belong to it."""
FEWEST_STARTS = 3
STARTS_SHARE = 0.7
LINES_A_STRAY = 12
"""One line in so many may run over a gutter: a title, or a heading over several columns."""

Span = tuple[float, float]


def gutters(words: Sequence[Word]) -> list[float]:
    """Middles of the white strips between columns, from left to right.

    A strip is one that no line but a full-width band crosses, or, where a full line comes so
    near to the next column that it seems to run on, one with lines that start at its edge, or
    one that hardly a line of many crosses.
    """
    lines = [row for row in rows_of_words(words) if len(runs(row)) > 1]
    spans = [(run[0].box.x0, run[-1].box.x1) for line in lines for run in runs(line)]
    narrow = _strips([(w.box.x0, w.box.x1) for line in lines for w in line])
    found = [*_strips(spans), *(s for s in narrow if _starts_column(s[1], lines))]
    found += [s for s in _quiet(spans, len(lines) // LINES_A_STRAY) if not _meets(s, found)]
    return clusters(((left + right) / 2 for left, right in found), 2 * GUTTER)


def _strips(spans: Sequence[Span]) -> list[Span]:
    """The white between spans, where it is wide enough: left, right."""
    strips: list[Span] = []
    reach = min((start for start, _ in spans), default=0.0)
    for start, end in sorted(spans):
        if start - reach >= GUTTER:
            strips.append((reach, start))
        reach = max(reach, end)
    return strips


def _starts_column(x: float, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether most lines that have words near ``x`` or behind it start there."""
    firsts = [min((w.box.x0 for w in line if w.box.x0 >= x - 2), default=None) for line in lines]
    near = [f for f in firsts if f is not None and f - x <= NEAR]
    there = [f for f in near if f - x <= 2]
    return len(there) >= FEWEST_STARTS and len(there) >= STARTS_SHARE * len(near)


def _quiet(spans: Sequence[Span], strays: int) -> list[Span]:
    """Strips that no more than ``strays`` of the spans cover, with more on both sides."""
    if not strays:
        return []
    turns = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    strips: list[Span] = []
    covered, since = 0, None
    for x, change in turns:
        before, covered = covered, covered + change
        if before > strays >= covered:
            since = x
        elif before <= strays < covered:
            strips += [(since, x)] if since is not None and x - since >= GUTTER else []
    return strips


def _meets(strip: Span, others: Iterable[Span]) -> bool:
    return any(strip[0] < right and left < strip[1] for left, right in others)
