"""The ways of finding the tables of a page, and when each is asked: ``find.py`` has their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.model import Page, Rule
from extract.tables.banded import banded_grids
from extract.tables.borderless.find import text_grids
from extract.tables.borderless.page_ends import OpenTable
from extract.tables.cells import PlacedTable, words_inside
from extract.tables.grid import Grid, ruled_grid
from extract.tables.refine.adjacent_tables import tables_apart
from extract.tables.refine.shading import shade_rules, with_shaded_heads
from extract.tables.refine.steps import COARSE, RULED_STEPS, banded_steps, refined
from extract.tables.rules import merged, touching
from extract.tables.score import best, box_of, candidates
from schemas.fragment import Box

CERTAIN = 0.9
"""No table without upright rules can score more: a ruled one that does needs no rival."""
NEAR = 4.0
"""Rules and fills this far over a table's edge, in points, are its own."""
SURE_OF_TEXT = 0.65
"""A table found by its text alone that scores less gets a second opinion."""
SURE = 0.8
"""A table of level rules or shades that scores less gets a second opinion."""
SHARED = 0.9
"""A table that takes so many of another's words, and gives more rows, is the same one, whole."""

StreamFinder = Callable[[Page], list[Grid]]


@dataclass(frozen=True, slots=True)
class Search:
    """The search for a page's tables: what is known beforehand, and what was found so far."""

    page: Page
    stream: StreamFinder | None
    """Finds tables by their text alone, at a price."""
    before: OpenTable
    """The borderless table that the page before ends with."""
    found: Sequence[PlacedTable] = ()

    @property
    def kept(self) -> list[PlacedTable]:
        """The best of the tables found, the better ones first."""
        return best(self.found)


def always(_search: Search) -> bool:
    """Asked of every page."""
    return True


def where_no_table_is_sure(search: Search) -> bool:
    """Asked where nothing is drawn, or what is leaves the columns or the rows in doubt."""
    return all(_is_doubtful(p) or _is_coarse(p) for p in search.kept)


def where_all_tables_are_doubtful(search: Search) -> bool:
    """Asked for a second opinion where there are tables, but all of them are doubtful."""
    kept = search.kept if search.stream is not None else []
    return bool(kept) and all(_is_doubtful(p) for p in kept)


def with_ruled(search: Search) -> list[PlacedTable]:
    """The tables found, and those that rules close off on all sides, made finer by their words."""
    page = search.page
    rules = with_shaded_heads([*page.rules, *shade_rules(page.fills, page.width)], page)
    groups = [g for part in tables_apart(rules) for g in touching(merged(part))]
    grids = [g for g in map(ruled_grid, groups) if g]
    finer = [refined(g, words_inside(page.words, g.box), RULED_STEPS) for g in grids]
    return [*search.found, *candidates(finer, page, "ruled")]


def with_banded(search: Search) -> list[PlacedTable]:
    """The tables found, and those of level rules or shades beside the ones that are certain."""
    certain = [box_of(p) for p in search.found if p.fragment.score > CERTAIN]
    rest = _beside(search.page, certain)
    grids = [refined(g, rest.words, banded_steps(g)) for g in banded_grids(rest)]
    return [*search.found, *candidates(grids, rest, "banded")]


def with_borderless(search: Search) -> list[PlacedTable]:
    """The tables found, and those of text alone, which take the place of the few rows drawn."""
    texts = candidates(text_grids(search.page, search.before), search.page, "stream")
    drawn = [c for c in search.found if not any(_says_more(t, c) for t in texts)]
    return drawn + texts


def with_stream(search: Search) -> list[PlacedTable]:
    """The tables found, and those that camelot finds by their text."""
    grids = search.stream(search.page) if search.stream else []
    return [*search.found, *candidates(grids, search.page, "stream")]


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


def _is_doubtful(placed: PlacedTable) -> bool:
    least = {"banded": SURE, "stream": SURE_OF_TEXT}.get(placed.fragment.method, 0.0)
    return placed.fragment.score < least


def _is_coarse(placed: PlacedTable) -> bool:
    """Level rules that show a heading and one row at most: no rule may part the others."""
    return placed.fragment.method == "banded" and placed.fragment.rows <= COARSE


def _says_more(text: PlacedTable, drawn: PlacedTable) -> bool:
    """Whether a table by its text alone holds the few drawn rows of another, and more rows."""
    more = text.fragment.rows > drawn.fragment.rows
    shared = len(text.words & drawn.words)
    return _is_coarse(drawn) and more and shared >= SHARED * len(drawn.words)
