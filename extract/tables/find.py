"""The tables of a page: the ways of finding them asked in turn, the best kept by their score."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from extract.model import Page
from extract.tables.borderless.page_ends import NO_TABLE, OpenTable
from extract.tables.cells import PlacedTable
from extract.tables.finders import (
    Search,
    StreamFinder,
    always,
    where_all_tables_are_doubtful,
    where_no_table_is_sure,
    with_banded,
    with_borderless,
    with_ruled,
    with_stream,
)
from extract.tables.score import box_of


class Finder(NamedTuple):
    """A way of finding tables, when it is asked, and why it is asked at its place in the order."""

    find: Callable[[Search], list[PlacedTable]]
    """The tables found so far, with those that it finds."""
    asked: Callable[[Search], bool]
    reason: str


FINDERS = (
    Finder(with_ruled, always, "rules on all sides leave least to guess"),
    Finder(with_banded, always, "beside ruled tables that are certain, or as rivals of others"),
    Finder(with_borderless, where_no_table_is_sure, "text that is set in columns is a weaker sign"),
    Finder(with_stream, where_all_tables_are_doubtful, "slow, so that it is the last resort"),
)


def page_tables(
    page: Page, stream: StreamFinder | None = None, before: OpenTable = NO_TABLE
) -> list[PlacedTable]:
    """Tables of ``page`` from top to bottom; no two overlap.

    ``stream`` finds tables by their text alone; ``before`` is what is known of a borderless table
    that the page before ends with.
    """
    search = Search(page, stream, before)
    for finder in FINDERS:
        if finder.asked(search):
            search = replace(search, found=finder.find(search))
    return sorted(search.kept, key=lambda p: box_of(p).top)
