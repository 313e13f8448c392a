"""The agency that a section of a plan belongs to, from the section's title."""

import re
from collections.abc import Sequence
from functools import cache

from normalise.agencies.fuzzy_matching import resolve_unknown
from normalise.agencies.lead_segments import SEPARATORS, uncovered
from normalise.agencies.mentions import Mention, find_mentions
from normalise.register.area import Area
from normalise.register.kinds import kinds_apart
from normalise.register.register import Body, bodies, key
from normalise.text.word_lists import alternatives, lines, rows
from schemas.plan import Agency

SHARED = re.compile(
    r"\b(?:overview|over-?arching|multi-?\s?agency|partner(?:ship)? agencies|all (?:agencies|"
    r"partners)|composite|joint|panel|theme|national recommendations?)\b",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"\b(?:for|to)\b", re.IGNORECASE)
BOARD = re.compile(r"^\W*(?:the )?(?:safeguarding )?board\W*$", re.IGNORECASE)
PUBLISHERS = frozenset({"community_safety_partnership", "safeguarding_board"})


@cache
def _fillers() -> re.Pattern[str]:
    """Words of a title that name no agency: what is left is read as one."""
    words = alternatives([r["pattern"] for r in rows("agencies/section_patterns.csv")])
    return re.compile(rf"(?<![\w&])(?:{words})(?![\w&])", re.IGNORECASE)


def read_section(title: str | None, area: Area) -> Agency | None:
    """The one agency that a section title names; ``None`` for sections of several."""
    if not title or SHARED.search(title):
        return None
    body = _body_named(title, area)
    if body is None or body.id in kinds_apart("everyone"):
        return None
    if body.generic and _is_topic(title):
        return None
    # "Community Safety Partnership Action Plan" is the plan of all that the partnership leads.
    own = area.publisher is None and is_publisher(body)
    own = own or (area.publisher is not None and body.id == area.publisher.id)
    if own and not ADDRESSED.search(title):
        return None
    return Agency(agency_id=body.id, name=body.name)


def _body_named(title: str, area: Area) -> Body | None:
    mentions = find_mentions(title, area)
    named = [m for m in mentions if m.body is not None]
    if len({m.body.id for m in named if m.body}) == 1 and not _left(title, named):
        return named[0].body
    rest = _fillers().sub(" ", title).strip(" -–—:.,()\t")
    rest = re.sub(r"\s+", " ", rest)
    if BOARD.match(rest):
        return _board(area)
    whole = [m for m in find_mentions(rest, area) if len(m.text) >= len(rest) - 2]
    if whole:
        return whole[0].body
    match = resolve_unknown(rest, area) if rest else None
    return match.body if match else None


def _is_topic(title: str) -> bool:
    """Whether a title that names a kind of body may as well name a theme: ``Mental Health``."""
    words = {w.removesuffix("s") for w in key(title).split()}
    return not words & lines("agencies/kind_words.txt")


def _left(title: str, named: Sequence[Mention]) -> str:
    """What of a title is neither the body's name nor a title's usual words."""
    rest = _fillers().sub(" ", uncovered(title, 0, len(title), named))
    rest = re.sub(r"\([^)]*\)", " ", rest)
    return re.sub(r"[\W_]+", " ", SEPARATORS.sub(" ", rest)).strip()


def _board(area: Area) -> Body | None:
    if area.publisher and area.publisher.type == "safeguarding_board":
        return area.publisher
    found = area.linked("safeguarding_adults_board_id")
    return found[0] if len(found) == 1 else None


def is_publisher(body: Body) -> bool:
    """Whether a body is of a kind that publishes reviews."""
    return body.type in PUBLISHERS and body.id in bodies()
