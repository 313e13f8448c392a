"""Blocks of borderless tables made whole: the rest of long cells, rows far apart, bands between."""

import statistics
from collections.abc import Sequence
from dataclasses import replace

from extract.model import Word
from extract.tables.borderless.blocks import FEWEST_LINES, MARGIN, Block, Line, near, of_figures
from extract.tables.prose import goes_on, is_title, keeps_to

FAR = 90.0
"""Parts of one table are no further apart than this, in points."""
FEWEST_REJOINED = 3
"""Columns that parts of one table have at least."""
MOST_BANDS = 4
"""Lines of a band between parts of one table, at most."""
CROSSING = 0.02
"""Share of a part's words that may cross the columns of the other."""


def whole_blocks(
    blocks: Sequence[Block], lines: Sequence[Line], before: Sequence[float] = ()
) -> list[Block]:
    """The blocks among ``lines``, each with all that belongs to its table.

    ``before`` are the edges of a borderless table that the page before ends with.
    """
    if before:
        blocks = _with_continuation(blocks, lines, before)
    return _rejoined(_extended(blocks, lines), lines)


def _with_continuation(
    blocks: Sequence[Block], lines: Sequence[Line], before: Sequence[float]
) -> Sequence[Block]:
    """The blocks, the first lines of the page among them if they keep to the edges ``before``."""
    taken = _head(lines, before)
    if not taken:
        return blocks
    words = [w for line in taken for w in line]
    left, right = min(w.box.x0 for w in words), max(w.box.x1 for w in words)
    ends = min(before[0], left - MARGIN), max(before[-1], right + MARGIN)
    head = Block(taken, (ends[0], *before[1:-1], ends[1]), continues=True)
    gone = set(map(_key, taken))
    rest = [Block(tuple(x for x in b.lines if _key(x) not in gone), b.xs) for b in blocks]
    return [head, *(b for b in rest if len(b.lines) >= FEWEST_LINES)]


def _head(lines: Sequence[Line], xs: Sequence[float]) -> tuple[Line, ...]:
    """The lines at the head of a page that stand in the columns ``xs``, close to each other."""
    size = statistics.median([w.size for line in lines for w in line]) if lines else 0.0
    taken: list[Line] = []
    for line in lines:
        if not keeps_to(line, xs) or is_title(line, size):
            break
        if taken and not near(taken[-1], line):
            break
        taken.append(line)
    return tuple(taken)


def _extended(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Blocks with the lines below them that go on in their columns."""
    order = _order(lines)
    heads = [order[_key(b.lines[0])] for b in blocks]
    ends = [*heads, len(lines)][1:]
    return [
        _grown(b, lines[order[_key(b.lines[-1])] + 1 : end])
        for b, end in zip(blocks, ends, strict=True)
    ]


def _order(lines: Sequence[Line]) -> dict[int, int]:
    """Which of ``lines``, from 0, each is, by its key."""
    return {_key(line): i for i, line in enumerate(lines)}


def _key(line: Line) -> int:
    """The number of its first word, which no other line of the page has."""
    return line[0].number


def _grown(block: Block, below: Sequence[Line]) -> Block:
    """``block`` with those of the lines ``below`` it that are the rest of its last row."""
    size = statistics.median([w.size for line in block.lines for w in line])
    taken = list(block.lines)
    for line in below:
        if not (near(taken[-1], line) and goes_on(line, taken[-1], block.xs, size)):
            break
        taken.append(line)
    foot = max([w.box.x1 for line in taken for w in line]) + MARGIN
    return replace(block, lines=tuple(taken), xs=(*block.xs[:-1], max(foot, block.xs[-1])))


def _rejoined(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Blocks put together again where one table's rows stand far apart, or bands part them.

    The lines of one keep to the columns of the other.
    """
    order = _order(lines)
    kept: list[Block] = []
    for block in blocks:
        if not kept:
            kept.append(block)
            continue
        between = lines[order[_key(kept[-1].lines[-1])] + 1 : order[_key(block.lines[0])]]
        both = _as_one(kept[-1], block, between)
        kept[-1:] = [both] if both else [kept[-1], block]
    return kept


def _as_one(above: Block, below: Block, bands: Sequence[Line]) -> Block | None:
    """The two blocks and the ``bands`` between them as one; ``None`` if they are two tables."""
    if _gap(above, below) > FAR or len(bands) > MOST_BANDS:
        return None
    if bands and of_figures(below.lines, below.xs[1:-1]):
        return None
    if above.continues and _keeps_to(below, above.xs):
        below = replace(below, xs=above.xs)
    rich, poor = sorted((above, below), key=lambda b: -len(b.xs))
    xs = next((a.xs for a, b in ((rich, poor), (poor, rich)) if _keeps_to(b, a.xs)), ())
    if len(xs) <= FEWEST_REJOINED + 1:
        return None
    ends = (min(above.xs[0], below.xs[0]), *xs[1:-1], max(above.xs[-1], below.xs[-1]))
    return Block((*above.lines, *bands, *below.lines), ends, continues=above.continues)


def _keeps_to(block: Block, xs: Sequence[float]) -> bool:
    words = [w for line in block.lines for w in line]
    return sum(1 for w in words if crosses(w, xs[1:-1])) <= CROSSING * len(words)


def crosses(word: Word, edges: Sequence[float]) -> bool:
    """Whether ``word`` stands over one of ``edges``."""
    return any(word.box.x0 + 1 < e < word.box.x1 - 1 for e in edges)


def _gap(above: Block, below: Block) -> float:
    foot = max(w.box.bottom for w in above.lines[-1])
    return min(w.box.top for w in below.lines[0]) - foot
