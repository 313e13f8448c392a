"""Page furniture: headers, footers, page numbers, security markings and footnotes.

What is printed at the same place on several pages, or reads as a page number, is furniture,
unless rules, rows of shading or the columns below show that it is part of a table.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from extract.heading_lines import without_heading_rows
from extract.lines import line_of, rows_of_words, runs
from extract.model import Fill, Page, Word, bounds
from schemas.fragment import Box, Line

LinesByHeight = dict[int, list[tuple[int, list[Word]]]]

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARGIN = 0.12
"""Share of the page's height at its head and foot where furniture stands."""
ALIKE = 88
"""Least likeness, of 100, of a running header's lines on two pages, their figures left out."""
LEVEL = 40.0
"""A table's row at the page's edge is no further from a level rule than this, in points."""
NEAR = 4.0
"""Lines no further apart than this in height, in points, stand at one height."""
NOISE = 0.6
"""Recognised lines outside tables that are less sure than this, on average, are no text."""
CORNER = 0.2
"""Share of a page's width at its right in which no title starts."""
PAGE_NUMBER = re.compile(
    r"^(\W*(page|p\.?|tudalen)\W*)?\d{1,4}(\W*(of|/|o)\W*\d{1,4})?\W*$", re.IGNORECASE
)
MARKING = re.compile(
    r"^\W*(official|not protectively marked|unclassified|protect|restricted|confidential)"
    r"([\s\-:/–]*(sensitive|personal|closed|marked|gsc|when complete|draft))*\W*$",
    re.IGNORECASE,
)
SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+$|[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=\W)")
NOTE_START = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\d{1,2})\s*(?=[A-Z‘“\"'(h])")


def split_furniture(pages: Sequence[Page]) -> list[tuple[Page, list[Line]]]:
    """Each page without its running headers and footers, and those lines."""
    edges = [_edge_lines(page) for page in pages]
    by_height = _by_height(edges)
    return [_stripped(page, i, edges[i], by_height) for i, page in enumerate(pages)]


def _by_height(edges: Sequence[list[list[Word]]]) -> LinesByHeight:
    """Every line with the index of its page, by its height on the page in steps of ``NEAR``."""
    by_height: LinesByHeight = {}
    for index, lines in enumerate(edges):
        for line in lines:
            by_height.setdefault(_step(line), []).append((index, line))
    return by_height


def _step(line: Sequence[Word]) -> int:
    return int(line[0].box.top // NEAR)


def _edge_lines(page: Page) -> list[list[Word]]:
    head, foot = MARGIN * page.height, (1 - MARGIN) * page.height
    edge = [w for w in page.words if w.box.bottom <= head or w.box.top >= foot]
    lines = [line for line in rows_of_words(edge) if not _in_table(line, page)]
    return without_heading_rows(lines, page)


def _in_table(line: Sequence[Word], page: Page) -> bool:
    """Whether upright rules or a row of shaded cells stand around the line."""
    y = line[0].middle[1]
    sides = [r for r in page.rules if r.vertical and r.start <= y <= r.end]
    return len(sides) >= 2 or len(_shades(y, page.fills)) >= 2 or _between_levels(line, page)


def _shades(y: float, fills: Sequence[Fill]) -> set[int]:
    return {round(f.box.x0) for f in fills if f.box.top <= y <= f.box.bottom}


def _between_levels(line: Sequence[Word], page: Page) -> bool:
    """Several words apart from each other, near level rules: a table's row.

    A row's other lines may be of fewer words; between two level rules it is looked at whole.
    """
    y = line[0].middle[1]
    wide = _wide_levels(page)
    if not any(abs(position - y) < LEVEL for position in wide):
        return False
    head = max((p for p in wide if p <= y), default=y)
    foot = min((p for p in wide if p > y), default=y)
    closed = head < y < foot <= head + 2 * LEVEL
    row = [w for w in page.words if head < w.middle[1] < foot] if closed else line
    return any(len(runs(part)) >= 3 for part in rows_of_words(row))


def _wide_levels(page: Page) -> list[float]:
    """Heights of the level rules, whole or in segments, that run over much of the page."""
    lengths: dict[float, float] = {}
    for rule in page.rules:
        if not rule.vertical:
            y = round(rule.position, 1)
            lengths[y] = lengths.get(y, 0.0) + rule.length
    return [y for y, length in lengths.items() if length > 0.4 * page.width]


def _stripped(
    page: Page, index: int, lines: Sequence[list[Word]], by_height: LinesByHeight
) -> tuple[Page, list[Line]]:
    found = [line for line in lines if _is_furniture(line, _others(line, index, by_height))]
    gone = {w.number for line in found for w in line}
    kept = tuple(w for w in page.words if w.number not in gone)
    return page.with_words(kept), [line_of(line) for line in found]


def _others(line: Sequence[Word], page: int, by_height: LinesByHeight) -> Iterator[list[Word]]:
    """Lines of other pages at about the same height."""
    step = _step(line)
    for near in (step - 1, step, step + 1):
        yield from (other for index, other in by_height.get(near, ()) if index != page)


def _is_furniture(line: Sequence[Word], others: Iterable[Sequence[Word]]) -> bool:
    text = line_of(line).text
    if PAGE_NUMBER.match(text) or MARKING.match(text):
        return True
    return any(_same_height(line, other) and _alike(text, line_of(other).text) for other in others)


def _same_height(line: Sequence[Word], other: Sequence[Word]) -> bool:
    return abs(line[0].box.top - other[0].box.top) <= NEAR


def _alike(text: str, other: str) -> bool:
    """The same words but for the page's number."""
    return fuzz.ratio(_without_figures(text), _without_figures(other)) >= ALIKE


def _without_figures(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def is_marking(line: Sequence[Word]) -> bool:
    """Whether a line outside tables is a security marking, wherever on the page it stands."""
    return bool(MARKING.match(line_of(line).text))


def is_noise(line: Sequence[Word]) -> bool:
    """Whether text recognition made a line of a stamp, a punched hole or dirt."""
    letters = sum(len(w.text) for w in line)
    sure = sum(len(w.text) * (1.0 if w.confidence is None else w.confidence) for w in line)
    return sure < NOISE * letters


def is_stamp(line: Sequence[Word], tables: Sequence[Box], width: float) -> bool:
    """Whether a recognised line stands in the margin beside a table, or in a corner below one."""
    box = bounds([w.box for w in line])
    if line[0].confidence is None:
        return False
    corner = box.x0 >= (1 - CORNER) * width
    beside = any(
        t.top < box.bottom < t.bottom and (box.x1 <= t.x0 or box.x0 >= t.x1) for t in tables
    )
    return beside or (corner and any(t.top < box.top for t in tables))


def split_footnotes(lines: Sequence[Line], words: Sequence[Word]) -> tuple[list[Line], list[Line]]:
    """Lines outside tables, and the footnotes at their end.

    A footnote starts with a figure whose superscript stands somewhere on the page.
    """
    marks = {m.group() for w in words if (m := SUPERSCRIPT.search(w.text))}
    for i, line in enumerate(lines):
        if _note_figure(line.text) in marks:
            return list(lines[:i]), list(lines[i:])
    return list(lines), []


def _note_figure(text: str) -> str:
    """The superscript of the figure that ``text`` starts with; empty if there is none."""
    found = NOTE_START.match(text)
    return found.group(1).translate(SUPERSCRIPTS) if found else ""
