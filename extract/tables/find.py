"""The tables of a page: every way of finding them tried, the best kept by a measured score."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.model import Page, Rule, Word, shared_area
from extract.tables.banded import banded_grids
from extract.tables.borderless.find import text_grids
from extract.tables.borderless.page_ends import NO_TABLE, OpenTable
from extract.tables.cells import PlacedTable, fill_grid, words_inside
from extract.tables.grid import Grid, ruled_grid
from extract.tables.refine.adjacent_tables import tables_apart
from extract.tables.refine.figure_columns import figure_columns_cut
from extract.tables.refine.numbered_rows import numbered_rows_cut
from extract.tables.refine.shading import shade_rules, with_shaded_heads
from extract.tables.refine.spanning_cells import spanning_cells_cut
from extract.tables.row_starts import figures_of, rows_cut
from extract.tables.rules import merged, touching
from schemas.fragment import Box, Cell, ExtractionMethod, TableFragment

LEAST_SCORE = 0.5
WEIGHTS = {"clean": 0.6, "drawn": 0.25, "filled": 0.15}
"""A table is trusted first for words that keep within its columns, then for drawn sides."""
DRAWN = {"ruled": 1.0, "banded": 0.6, "stream": 0.0, "dump": 0.0}
OVERLAP = 0.05
CERTAIN = 0.9
"""No table without upright rules can score more: a ruled one that does needs no rival."""
NEAR = 4.0
"""Rules and fills this far over a table's edge, in points, are its own."""
SURE_OF_TEXT = 0.65
SURE = 0.8
"""A table without upright rules that scores less gets a second opinion."""

COARSE = 2
SHARED = 0.9

StreamFinder = Callable[[Page], list[Grid]]


def page_tables(
    page: Page, stream: StreamFinder | None = None, before: OpenTable = NO_TABLE
) -> list[PlacedTable]:
    """Tables of ``page``, best candidates first come; no two overlap.

    ``stream`` finds tables by their text alone. It is asked where nothing is drawn, and for a
    second opinion where level rules or shading leave the columns in doubt. ``before`` is what
    is known of a borderless table that the page before ends with.
    """
    ruled = _ruled(page)
    rest = _beside(page, [_box(p) for p in ruled if p.fragment.score > CERTAIN])
    banded = [_rows_of_band(g, rest.words) for g in banded_grids(rest)]
    candidates = [*ruled, *_candidates(banded, rest, "banded")]
    kept = _best(candidates)
    if all(_doubtful(p) or _is_coarse(p) for p in kept):
        texts = _candidates(text_grids(page, before), page, "stream")
        candidates = [c for c in candidates if not any(_says_more(t, c) for t in texts)] + texts
        kept = _best(candidates)
    if stream is not None and kept and all(_doubtful(p) for p in kept):
        kept = _best([*candidates, *_candidates(stream(page), page, "stream")])
    return sorted(kept, key=lambda p: _box(p).top)


def _ruled(page: Page) -> list[PlacedTable]:
    rules = with_shaded_heads([*page.rules, *shade_rules(page.fills, page.width)], page)
    groups = [g for part in tables_apart(rules) for g in touching(merged(part))]
    grids = [g for g in map(ruled_grid, groups) if g]
    return _candidates([_refined(g, page) for g in grids], page, "ruled")


def _refined(grid: Grid, page: Page) -> Grid:
    """``grid`` with the rows and columns that its words show and no rule draws."""
    words = words_inside(page.words, grid.box)
    figures = figures_of(words)
    grid = spanning_cells_cut(figure_columns_cut(grid, words, figures), words)
    return spanning_cells_cut(_rows_parted(grid, words, figures), words)


def _rows_parted(grid: Grid, words: Sequence[Word], figures: Sequence[Word]) -> Grid:
    """``grid`` with the rows that figures and numbers tell apart."""
    cut = rows_cut(grid, words, figures)
    return numbered_rows_cut(cut, words_inside(words, cut.box)) if cut is grid else cut


def _rows_of_band(grid: Grid, words: Sequence[Word]) -> Grid:
    """``grid`` of level rules or shades; a heading and one row are left to the text's finder."""
    figures = figures_of(words)
    coarse = len(grid.ys) <= COARSE + 1
    return rows_cut(grid, words, figures) if coarse else _rows_parted(grid, words, figures)


def _beside(page: Page, taken: Sequence[Box]) -> Page:
    """The page without what stands in the boxes ``taken``."""
    if not taken:
        return page
    wide = [Box(b.x0 - NEAR, b.top - NEAR, b.x1 + NEAR, b.bottom + NEAR) for b in taken]
    rules = tuple([r for r in page.rules if not _in_any(_drawn_box(r), wide)])
    fills = tuple([f for f in page.fills if not _in_any(f.box, wide)])
    drawn = len(rules) + len(fills) > 1
    words = tuple([w for w in page.words if not _in_any(w.box, taken)]) if drawn else ()
    return replace(page, words=words, rules=rules, fills=fills)


def _in_any(inner: Box, boxes: Sequence[Box]) -> bool:
    return any(_within(inner, box) for box in boxes)


def _within(inner: Box, outer: Box) -> bool:
    left, top, right, bottom = inner
    x, y = (left + right) / 2, (top + bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _drawn_box(rule: Rule) -> Box:
    if rule.vertical:
        return Box(rule.position, rule.start, rule.position, rule.end)
    return Box(rule.start, rule.position, rule.end, rule.position)


def _doubtful(placed: PlacedTable) -> bool:
    least = {"banded": SURE, "stream": SURE_OF_TEXT}.get(placed.fragment.method, 0.0)
    return placed.fragment.score < least


def _is_coarse(placed: PlacedTable) -> bool:
    """Level rules that show a heading and one row at most: the others may be undrawn."""
    return placed.fragment.method == "banded" and placed.fragment.rows <= COARSE


def _says_more(text: PlacedTable, drawn: PlacedTable) -> bool:
    """Whether a table by its text alone holds the few drawn rows of another, and more rows."""
    more = text.fragment.rows > drawn.fragment.rows
    shared = len(text.words & drawn.words)
    return _is_coarse(drawn) and more and shared >= SHARED * len(drawn.words)


def _candidates(grids: Sequence[Grid], page: Page, method: ExtractionMethod) -> list[PlacedTable]:
    placed = [fill_grid(g, page, method) for g in grids]
    return [p for p in map(_scored, placed) if _is_table(p) and p.fragment.score >= LEAST_SCORE]


def _is_table(placed: PlacedTable) -> bool:
    """Several columns with words in them: not a frame, a box or a bar.

    The end of a cut row may be alone on its page, with words in one cell only.
    """
    written = sum(1 for c in placed.fragment.cells if c.lines)
    return (placed.fragment.cols >= 3 and written >= 1) or (
        placed.fragment.cols == 2 and written >= 2
    )


def _scored(placed: PlacedTable) -> PlacedTable:
    return replace(placed, fragment=_with_score(placed.fragment, score(placed)))


def score(placed: PlacedTable) -> float:
    """How well the grid explains the words it holds, 0 to 1."""
    count = len(placed.words) or 1
    parts = {
        "clean": max(0.0, 1 - 4 * placed.crossings / count),
        "drawn": DRAWN[placed.fragment.method],
        "filled": _filled_columns(placed.fragment),
    }
    return sum(WEIGHTS[name] * part for name, part in parts.items())


def _filled_columns(fragment: TableFragment) -> float:
    used: set[int] = set()
    for cell in fragment.cells:
        if cell.lines:
            used.update(_columns(cell))
    return len(used) / fragment.cols


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.col_span)


def _with_score(fragment: TableFragment, value: float) -> TableFragment:
    return replace(fragment, score=round(value, 4))


def _best(candidates: Sequence[PlacedTable]) -> list[PlacedTable]:
    kept: list[PlacedTable] = []
    for placed in sorted(candidates, key=_rank):
        if all(not _overlap(_box(placed), _box(k)) for k in kept):
            kept.append(placed)
    return kept


def _rank(placed: PlacedTable) -> tuple[float, int]:
    """By score, then by the number of words explained."""
    return -round(placed.fragment.score, 2), -len(placed.words)


def _box(placed: PlacedTable) -> Box:
    if placed.fragment.box is None:
        raise ValueError("a table on a page has a box")
    return placed.fragment.box


def _overlap(a: Box, b: Box) -> bool:
    smaller = min(a.width * a.height, b.width * b.height)
    return shared_area(a, b) > OVERLAP * smaller
