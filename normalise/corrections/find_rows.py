"""Which row an entry of the corrections file is about: by its place, its words, or both.

A row that a better version of the converter reads a little differently is still that row; two
that fit alike are none. Masks (``[name]``) are set aside, so that a file made from masked output
fits unmasked rows, and the other way round.
"""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from normalise.links.same_recommendation import link
from normalise.links.wording import wording
from normalise.register.area import Area
from schemas.correction import ROW, Entry
from schemas.plan import Action, BoundingBox

MASK = re.compile(r"\[(?:name|email|phone)\]")
WORD = re.compile(r"[^\W_]+")
CLIPS = (("number", 20), ("recommendation", 160), ("action", 160), ("lead_agency_text", 60))
"""Fields, with the most characters of each, that a row is known by.

Enough to tell rows apart, and few enough to be read in a line of the corrections file.
"""
OTHERWISE = (("outcome", 160), ("milestones", 160))
"""Fields for a row that has neither recommendation nor action."""
LEAST_SHARED = 0.5
"""Least share of the smaller box that two boxes of one row have in common: half of it."""
NEARBY = 2
"""Rows of a text dump, which have no boxes, may shift by so many."""
LEAST_SIMILARITY = 0.6
"""Least similarity of the words of a row that stands where the entry says.

This and the next are set by hand: a row read a little differently is still the row.
"""
LEAST_OF_WHOLE_ROW = 0.8
"""The same where the entry drops, joins or splits: half a row is not that row."""


def printed_key(action: Action) -> str:
    """The words that a row is found by; those of the uncorrected row if it was corrected."""
    if action.corrections:
        return action.corrections[0].printed
    parts = _clipped(action, CLIPS)
    own = action.recommendation or action.action
    return " | ".join(parts if own else parts + _clipped(action, OTHERWISE))


def _clipped(action: Action, clips: Sequence[tuple[str, int]]) -> list[str]:
    texts = ((" ".join((getattr(action, name) or "").split()), most) for name, most in clips)
    return [text[:most] for text, most in texts if text]


def similarity(a: str, b: str) -> float:
    """How similar the words of two rows are, 0 to 1: in order, or counted where columns moved."""
    first, second = _words_but_masks(a), _words_but_masks(b)
    if not first or not second:
        return float(first == second)
    shared = (Counter(first) & Counter(second)).total()
    counted = 2 * shared / (len(first) + len(second))
    return max(counted, fuzz.ratio(" ".join(first), " ".join(second)) / 100)


def _words_but_masks(text: str) -> list[str]:
    return WORD.findall(MASK.sub(" ", text.casefold()))


def find_row(entry: Entry, actions: Sequence[Action]) -> int | None:
    """The index of the one row that ``entry`` is about; ``None`` if there is none, or several."""
    least = LEAST_OF_WHOLE_ROW if entry.field == ROW else LEAST_SIMILARITY
    shares = {i: s for i, a in enumerate(actions) if (s := _share(entry, i, a)) >= LEAST_SHARED}
    ranks = {i: (similarity(entry.printed, printed_key(actions[i])), s) for i, s in shares.items()}
    here = {i: rank for i, rank in ranks.items() if rank[0] >= least}
    if here:
        best = [i for i, rank in here.items() if rank == max(here.values())]
        return best[0] if len(best) == 1 else None
    return _moved_row(entry.printed, [printed_key(a) for a in actions])


def _moved_row(printed: str, keys: Sequence[str]) -> int | None:
    """The one row of the same words elsewhere; one that differs in a real word is another row."""
    words = _words_but_masks(printed)
    same = [i for i, k in enumerate(keys) if _words_but_masks(k) == words] or [
        i for i, k in enumerate(keys) if words and _same_but_for_typos(printed, k)
    ]
    return same[0] if len(same) == 1 else None


def _same_but_for_typos(a: str, b: str) -> bool:
    area = Area()
    return len(set(link((str(i), wording(t, area)) for i, t in enumerate((a, b))).values())) == 1


def _share(entry: Entry, index: int, action: Action) -> float:
    """How much of the row lies where the entry says, 0 to 1."""
    boxes = [p.bbox for p in action.provenance if p.page == entry.page]
    if entry.bbox is not None:
        return max((_overlap(entry.bbox, b) for b in boxes if b), default=0.0)
    if entry.position is None or not boxes:
        return 0.0
    away = abs(entry.position - 1 - index)
    return 1.0 / (1 + away / NEARBY) if away <= NEARBY else 0.0


def _overlap(a: BoundingBox, b: BoundingBox) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b))
    return max(width, 0.0) * max(height, 0.0) / smaller if smaller > 0 else 0.0
