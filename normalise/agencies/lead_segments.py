"""A lead cell cut into its parts: what may be one body, a job title, a team, a person's name."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from normalise.agencies.fuzzy_matching import is_shorthand
from normalise.agencies.mentions import Mention
from normalise.agencies.place_and_kind import is_place
from normalise.people.name_words import is_given
from normalise.register.kinds import kinds_apart
from normalise.register.names_in_text import tokens
from normalise.register.register import key, usual_words
from normalise.text.word_lists import lines

SEPARATORS = re.compile(
    r"\n|•|[,;:()\[\]]|\s[-–—]\s|/|\s+(?:with|together with|supported by|led by|via|through)\s+"
)
JOINERS = re.compile(r"\s+(?:and|&|\+)\s+|\s*&\s*")
SHARED_KIND = re.compile(
    r"(.+?)\s+(?:and|&)\s+(.+?)\s+(Constabular|Council|CCG|ICB|SAB|CSP|Police [Ff]orce)(?:ie)?s"
)
EMPTY = re.compile(
    r"^\W*(?:tbc|tba|n/?a|none|not applicable|to be (?:confirmed|agreed|identified)|various|"
    r"as above|see above|ditto|same as above|as before|on-?going|completed?|not (?:known|stated)|"
    r"unknown|in progress|outstanding|open|closed|yes|no)?\W*$",
    re.IGNORECASE,
)
NOT_FIRST = frozenset({"for", "to", "via", "in", "on", "at", "of", "by", "as", "if", "see"})
"""Words that no body's name begins with: "(For learning subgroup)"."""
LONGEST_NAME = 80
"""Characters of the longest part that may be a name: all but nine of the register's are shorter."""
REMEMBERED = 20_000
"""Cells kept: the leads of a batch come again and again."""


@lru_cache(REMEMBERED)
def segments(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of the parts between marks that set bodies apart."""
    marks = [m.span() for m in SEPARATORS.finditer(text)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(text)]
    return tuple(zip(starts, ends, strict=True))


def named_apart(words: str) -> list[str]:
    """The names that an "and" joins, each with its kind: "Norfolk and Suffolk Constabularies"."""
    shared = SHARED_KIND.fullmatch(words)
    if shared is None:
        return JOINERS.split(words)
    kind = "Constabulary" if shared[3] == "Constabular" else shared[3]
    return [f"{place} {kind}" for place in shared.groups()[:2]]


def uncovered(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str:
    """A part of a text with the mentions in it blanked out."""
    for m in mentions:
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text[start:end]


@lru_cache(REMEMBERED)
def is_role(text: str) -> bool:
    """Whether words are a job title."""
    words = tokens(text.replace("-", "")).keys
    return any(
        w in lines("people/role_words.txt") or w[:-1] in lines("people/role_words.txt")
        for w in words
    )


def is_unit(text: str) -> bool:
    """Whether words name a part of a body: ``Lambeth BCU``."""
    words = text.split()
    return bool(words) and key(words[-1]) in lines("agencies/unit_words.txt")


def outside_roles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that are no part of a job title."""
    outside: list[Mention] = []
    after_role = False
    for start, end in segments(text):
        before = text[:start].rstrip(" ")
        after_role = after_role and (not before.endswith("\n") or before.endswith(",\n"))
        inside = [m for m in mentions if start <= m.start < end]
        role = is_role(uncovered(text, start, end, inside))
        if role:
            # "GMP Salford Detective Superintendent": a body of its own name before the title.
            outside += [m for m in inside if _leads_in(m, text, start)]
        else:
            outside += [m for m in inside if not (m.kind and (after_role or _is_title(m)))]
        after_role = after_role or role
    spanning = [m for m in mentions if not any(s <= m.start < e for s, e in segments(text))]
    return outside + spanning


def _is_title(mention: Mention) -> bool:
    """``Director of Adult Services``; the partners of ``all partners`` are no doctors."""
    return mention.kind not in kinds_apart("everyone") and is_role(mention.text)


def _leads_in(mention: Mention, text: str, start: int) -> bool:
    own_name = mention.method in ("exact", "alias", "fuzzy") and not mention.kind
    return own_name and not text[start : mention.start].strip()


def gaps(text: str, mentions: Sequence[Mention]) -> list[tuple[int, str]]:
    """Segments, or parts of them, that no mention explains and that may name a body."""
    found: list[tuple[int, str]] = []
    for start, end in segments(text):
        inside = [m for m in mentions if m.start < end and start < m.end]
        rest = uncovered(text, start, end, inside)
        pieces = JOINERS.split(rest) if inside else [rest]
        for piece in pieces:
            words = piece.strip(" .\t-–—\"'")
            part = is_unit(words) and bool(mentions)
            if not part and may_be_body(words, beside=bool(inside), apart=len(pieces) > 1):
                found.append((start + rest.find(piece), words))
    return found


def may_be_body(words: str, *, beside: bool, apart: bool) -> bool:
    """Whether words may name a body; ``beside`` one that is known, ``apart`` by an "and"."""
    if is_shorthand(words):
        return True
    if EMPTY.match(words) or len(words) > LONGEST_NAME or is_role(words) or "@" in words:
        return False
    left = [w for w in tokens(words).keys if w not in lines("agencies/filler_words.txt")]
    if words.split()[:1] and words.split(maxsplit=1)[0].casefold() in NOT_FIRST:
        return False
    if not left or not re.search(r"[A-Z]", words):
        return False
    # Beside a body that is known, a lone word is its place or team and no other body.
    return not beside or len(left) > 1 or (apart and words.isupper() and len(words) > 1)


def named_like_body(words: str) -> bool:
    """Most words begin with a capital, as a name's do."""
    parts = [w for w in words.split() if w.casefold() not in lines("agencies/filler_words.txt")]
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in parts)
    return bool(parts) and capitals * 3 >= len(parts) * 2


def like_a_person(words: str) -> bool:
    """Two or three capitalised words, a forename first or all of them places or unknown."""
    parts = words.split()
    if not 2 <= len(parts) <= 3 or not all(p.isalpha() and p.istitle() for p in parts):
        return False
    if any(key(p) in lines("people/organisation_words.txt") for p in parts):
        return False
    unknown = [p for p in parts if is_place(key(p)) or key(p) not in _known()]
    return is_given(parts[0]) or len(unknown) == len(parts)


@cache
def _known() -> frozenset[str]:
    return usual_words() | lines("people/plain_words.txt")
