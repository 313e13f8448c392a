"""Which pages of a document get the dear work, and which are only skimmed for their words.

In a report of a hundred pages the plan stands on a few. A page is read in full if it, the page
before or the page after shows any sign of a table, or of text that is not text: the neighbours
hold titles above, and ends of rows that leave no sign.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from extract.model import Fill, Rule
from schemas.fragment import Box

FIRST_PAGES = 2
"""Title, reference and publisher stand here; their type sizes matter."""
SIDES = 2
"""Upright rules that make a table's sides."""
LEVELS = 3
"""Heights with a wide level rule: a header's line and a footer's are two."""
WIDE = 0.25
"""A level rule over less than this share of the page's width is no row's line."""
SHADES = 3
"""Heights at which shading begins, as in the rows of a table."""
COLUMNAR = 3
"""Lines set in columns: a header's and a footer's are two."""
PICTURE = 0.08
"""Share of the page that a picture covers which may be a picture of a table."""
FEW_LETTERS = 40
"""A page with fewer characters says nothing in text."""
LONG = 12
"""A document of more pages than this may be a scanned report: of its pictures, only those that
show rules are read. In a shorter one every picture is."""


class Glanced(Protocol):
    """What a glance at a page shows, its text not yet read."""

    @property
    def rules(self) -> list[Rule]:
        """Rules as displayed."""

    @property
    def fills(self) -> list[Fill]:
        """Filled areas as displayed."""

    @property
    def pictures(self) -> list[Box]:
        """Pictures as displayed."""

    @property
    def shapes(self) -> int:
        """Drawn paths that are no rules."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""

    @property
    def characters(self) -> int:
        """Characters of its text."""

    def lines_in_columns(self) -> int:
        """Pieces of text with a gutter to their right."""

    def shows_rules(self) -> bool:
        """Whether the page, as a picture, has the rules of a table."""


AnyPage = TypeVar("AnyPage", bound=Glanced)


def shows_a_table(page: Glanced, *, long: bool) -> bool:
    """Whether anything on the page may be a table, or a picture or drawing of one.

    ``long``: the document is long, so that its pictures are looked at before they are read.
    """
    return (
        _is_drawn(page)
        or (_is_pictured(page) and (not long or page.shows_rules()))
        or (page.characters < FEW_LETTERS and page.shapes > 0)
        or page.lines_in_columns() >= COLUMNAR
    )


def _is_drawn(page: Glanced) -> bool:
    width = page.size[0]
    levels = {
        round(r.position / 4) for r in page.rules if not r.vertical and r.length > WIDE * width
    }
    sides = sum(1 for r in page.rules if r.vertical)
    shades = {round(f.box.top / 4) for f in page.fills}
    return sides >= SIDES or len(levels) >= LEVELS or len(shades) >= SHADES


def _is_pictured(page: Glanced) -> bool:
    width, height = page.size
    covered = sum(b.width * b.height for b in page.pictures)
    return covered >= PICTURE * width * height


def triaged(
    pages: Iterable[AnyPage], count: int, *, thorough: bool = False
) -> Iterator[tuple[AnyPage, bool]]:
    """Each of ``count`` pages, and whether to read it in full; all of them if ``thorough``."""
    waiting: tuple[AnyPage, bool] | None = None
    before = shown = False
    for index, page in enumerate(pages):
        shows = thorough or shows_a_table(page, long=count > LONG)
        if waiting is not None:
            yield waiting[0], waiting[1] or before or shown or shows
        waiting, before, shown = (page, index < FIRST_PAGES), shown, shows
    if waiting is not None:
        yield waiting[0], waiting[1] or before or shown
