"""A ruled table from its rules: every region that rules close off is one cell.

The rules of one table cut its area into base cells; neighbours with no rule drawn between
them belong to one printed cell. So merged cells, rows without a closing rule at a page's
edge and borders left out by the author need no special case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import Rule
from extract.tables.rules import DisjointSets, clusters
from schemas.fragment import Box

OPEN_END = 6.0
"""A table is open where its upright rules go on for more than this past its last level rule."""
DRAWN_SHARE = 0.5
"""A side is drawn when rules cover at least this share of it."""
SNAP = 5.0
"""A rule no further than this, in points, from a line of the grid lies on it."""


@dataclass(frozen=True, slots=True)
class Region:
    """A printed cell: first row and column of the grid, and how many it covers."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions of a table's lines and the regions they close off."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def box(self) -> Box:
        """Outer box of the grid."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def region_box(self, region: Region) -> Box:
        """Box of one region."""
        return Box(
            self.xs[region.col],
            self.ys[region.row],
            self.xs[region.col + region.col_span],
            self.ys[region.row + region.row_span],
        )


def ruled_grid(rules: Sequence[Rule]) -> Grid | None:
    """The grid that a group of touching rules draws; ``None`` if they close off no cells."""
    upright = [r for r in rules if r.vertical]
    level = [r for r in rules if not r.vertical]
    if not upright or not level:
        return None
    xs = _with_ends(clusters(r.position for r in upright), level, minimum=2)
    ys = _with_ends(clusters(r.position for r in level), upright, minimum=2)
    if len(xs) < 2 or len(ys) < 2:
        return None
    first, last = min(r.position for r in level), max(r.position for r in level)
    return Grid(
        xs=tuple(xs),
        ys=tuple(ys),
        regions=tuple(_regions(xs, ys, rules)),
        open_top=ys[0] < first - OPEN_END,
        open_bottom=ys[-1] > last + OPEN_END,
    )


def rising(values: Iterable[float]) -> list[float]:
    """The values but those that do not rise above the one before: lines of text may overlap."""
    kept: list[float] = []
    for value in values:
        if not kept or value > kept[-1] + 0.5:
            kept.append(value)
    return kept


def full_grid(xs: Sequence[float], ys: Sequence[float]) -> Grid:
    """A grid without merged cells."""
    regions = [Region(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(len(xs) - 1)]
    return Grid(tuple(xs), tuple(ys), tuple(regions))


def _with_ends(positions: list[float], across: Sequence[Rule], minimum: int) -> list[float]:
    """Add an edge where at least ``minimum`` rules run on past the outermost position."""
    starts = [r.start for r in across if r.start < positions[0] - OPEN_END]
    ends = [r.end for r in across if r.end > positions[-1] + OPEN_END]
    before = [min(starts)] if len(starts) >= minimum else []
    after = [max(ends)] if len(ends) >= minimum else []
    return [*before, *positions, *after]


def _regions(xs: Sequence[float], ys: Sequence[float], rules: Sequence[Rule]) -> list[Region]:
    rows, cols = len(ys) - 1, len(xs) - 1
    upright = _by_position([r for r in rules if r.vertical], xs)
    level = _by_position([r for r in rules if not r.vertical], ys)
    joined = DisjointSets(rows * cols)
    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and not _drawn(upright[c + 1], ys[r], ys[r + 1]):
                joined.join(r * cols + c, r * cols + c + 1)
            if r + 1 < rows and not _drawn(level[r + 1], xs[c], xs[c + 1]):
                joined.join(r * cols + c, (r + 1) * cols + c)
    return _rectangles([[divmod(i, cols) for i in group] for group in joined.groups()])


def _by_position(rules: Sequence[Rule], positions: Sequence[float]) -> list[list[Rule]]:
    return [[r for r in rules if abs(r.position - p) <= SNAP] for p in positions]


def _drawn(rules: Sequence[Rule], start: float, end: float) -> bool:
    covered = 0.0
    for rule in rules:
        if rule.start < end and rule.end > start:
            covered += min(rule.end, end) - max(rule.start, start)
    return covered >= DRAWN_SHARE * (end - start)


def _rectangles(groups: Sequence[Sequence[tuple[int, int]]]) -> list[Region]:
    """One region a group of base cells; a group that is no rectangle is cut into its rows."""
    regions: list[Region] = []
    for spots in groups:
        whole = _span(spots)
        if whole.row_span * whole.col_span == len(spots):
            regions.append(whole)
        else:
            regions += _by_rows(spots)
    return sorted(regions, key=lambda g: (g.row, g.col))


def _span(spots: Sequence[tuple[int, int]]) -> Region:
    rows, cols = [r for r, _ in spots], [c for _, c in spots]
    return Region(min(rows), min(cols), max(rows) - min(rows) + 1, max(cols) - min(cols) + 1)


def _by_rows(spots: Sequence[tuple[int, int]]) -> list[Region]:
    regions: list[Region] = []
    for r, c in sorted(spots):
        last = regions[-1] if regions else None
        if last and last.row == r and last.col + last.col_span == c:
            regions[-1] = Region(r, last.col, 1, last.col_span + 1)
        else:
            regions.append(Region(r, c, 1, 1))
    return regions
