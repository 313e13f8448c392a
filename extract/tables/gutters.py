"""The white strips between columns of text."""

import math
import statistics
from collections.abc import Iterable, Sequence

from extract.lines import rows_of_words, runs
from extract.model import Word
from extract.tables.rules import clusters

GUTTER = 4.0
"""Least width of the white strip between two columns, in points."""
NEAR = 40.0
"""Words within this distance of a column's start, in points, belong to it."""
FEWEST_STARTS = 3
"""Lines that start at a column's left edge: two may do so by chance."""
STARTS_SHARE = 0.7
"""Least share of the lines near a column's left edge that start there."""
NARROWEST = 0.4
"""Least width of a strip that all lines leave white, in the size of the type."""
BEFORE_START = 0.7
"""Where none is drawn, a column's edge is this far before it at most, in the size of the type."""
SPANNING = 0.3
"""Least share of the lines that have words on both sides of a strip."""
LINES_A_STRAY = 12
"""One line in so many may run over a gutter: a title, or a heading over several columns."""

BULLETS = frozenset("•-–—▪■●○o·*►➢✓✔§")
"""Signs before the points of a list, which are no column."""

BULLETS_SHARE = 0.7
"""Least share of bullets among the words of a strip that is a list's."""

Span = tuple[float, float]


def gutters(words: Sequence[Word]) -> list[float]:
    """Middles of the white strips between columns, from left to right.

    A strip is one that no line but a full-width band crosses, or, where a full line comes so
    near to the next column that it seems to run on, one with lines that start at its edge, or
    one that hardly a line of many crosses.
    """
    found = _strips_of_runs(rows_of_words(words))
    return clusters(((left + right) / 2 for left, right in found), 2 * GUTTER)


def _strips_of_runs(rows: Sequence[Sequence[Word]]) -> list[Span]:
    lines = [row for row in rows if len(runs(row)) > 1]
    spans = [(run[0].box.x0, run[-1].box.x1) for line in lines for run in runs(line)]
    narrow = _strips([(w.box.x0, w.box.x1) for line in lines for w in line])
    found = _strips(spans)
    found += [s for s in narrow if _starts_column(s[1], lines) and not _meets(s, found)]
    strays = len(lines) // LINES_A_STRAY
    return found + [s for s in (_quiet(spans, strays) if strays else []) if not _meets(s, found)]


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


def _quiet(spans: Sequence[Span], strays: int, width: float = GUTTER) -> list[Span]:
    """Strips that no more than ``strays`` of the spans cover, with more on both sides."""
    ends_of_spans = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    strips: list[Span] = []
    covered, since = 0, None
    for x, change in ends_of_spans:
        before, covered = covered, covered + change
        if before > strays >= covered:
            since = x
        elif before <= strays < covered:
            strips += [(since, x)] if since is not None and x - since >= width else []
    return strips


def _meets(strip: Span, others: Iterable[Span]) -> bool:
    return any(strip[0] < right and left < strip[1] for left, right in others)


def text_gutters(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Edges just before the columns of borderless text, from left to right.

    A strip that every line leaves white, if only as wide as two spaces, parts two columns:
    the spaces of running text never stand beneath each other for long.
    """
    size = statistics.median(w.size for line in lines for w in line)
    spans = [(w.box.x0, w.box.x1) for line in lines for w in line]
    found = _strips_of_runs(lines)
    narrow = _quiet(spans, len(lines) // LINES_A_STRAY, max(NARROWEST * size, 3.0))
    often = [s for s in narrow if _spanning(s, lines) >= max(4, SPANNING * len(lines))]
    found += [s for s in often if not _meets(s, found)]
    edges = [right - min((right - left) / 2, BEFORE_START * size) for left, right in sorted(found)]
    return _without_bullets(edges, lines)


def _spanning(strip: Span, lines: Sequence[Sequence[Word]]) -> int:
    middle = (strip[0] + strip[1]) / 2
    return sum(1 for line in lines if line[0].box.x0 < middle < line[-1].box.x1)


def _is_bullet(text: str) -> bool:
    # Symbol fonts put their bullets where Unicode has no signs of its own.
    return text in BULLETS or all("\ue000" <= c <= "\uf8ff" for c in text)


def _without_bullets(edges: Sequence[float], lines: Sequence[Sequence[Word]]) -> list[float]:
    """The edges but those that part a list's bullets from its text."""
    kept: list[float] = []
    for edge in edges:
        left = kept[-1] if kept else -math.inf
        texts = [w.text for line in lines for w in line if left <= w.box.x0 < edge]
        # A heading may begin over the bullets.
        bullets = sum(map(_is_bullet, texts))
        kept += [] if bullets >= BULLETS_SHARE * len(texts) else [edge]
    return kept
