"""The heading row of a table: which column holds which field.

Wordings are data (``headings.csv``, then patterns in ``heading_words.csv``); spaces and hyphens are
set aside, because narrow columns break headings anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from rapidfuzz import fuzz, process

from normalise.text.running_text import fold
from normalise.text.word_lists import rows

Field = Literal[
    "number", "recommendation", "scope", "action", "lead", "milestones",
    "target_date", "completed_date", "outcome", "rag", "extra",
]  # fmt: skip

CLOSE = 90.0
"""Least rapidfuzz ratio, of 100, for a heading read by fuzzy matching."""
LONGEST = 90
"""A heading is no longer than this many characters."""
SERVES: frozenset[str] = frozenset({"recommendation", "action"})
TELLS: frozenset[str] = frozenset(
    {"lead", "target_date", "outcome", "milestones", "rag", "scope", "completed_date"}
)
JOINED: frozenset[str] = frozenset({"lead"})
"""Fields that two columns may share, joined by a new line (agency and officer)."""
MANY_FIELDS = 4
"""So many fields are seldom named by the words of one row that is no heading row."""


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a heading means: ``score`` 1.0 for a known wording, less for a fuzzy match."""

    field: Field
    rank: int
    score: float
    otherwise: Field = "extra"
    """The field when another column has the first one; the same one where both are joined."""


@cache
def _wordings() -> dict[str, HeadingMatch]:
    return {
        fold(r["wording"]) or r["wording"]: HeadingMatch(
            cast("Field", r["field"]), int(r["rank"]), 1.0, cast("Field", r["otherwise"] or "extra")
        )
        for r in rows("rows/headings.csv")
    }


@cache
def _patterns() -> list[tuple[re.Pattern[str], HeadingMatch]]:
    return [
        (
            re.compile(r["pattern"], re.IGNORECASE),
            HeadingMatch(cast("Field", r["field"]), int(r["rank"]), 0.7),
        )
        for r in rows("rows/heading_words.csv")
    ]


@cache
def _any_pattern() -> re.Pattern[str]:
    """All patterns in one: most texts have none of them."""
    return re.compile("|".join(f"(?:{p.pattern})" for p, _ in _patterns()), re.IGNORECASE)


@cache
def match_heading(text: str) -> HeadingMatch | None:
    """The field of a heading as printed; ``None`` if nothing is like it."""
    if not text.strip() or len(text) > LONGEST:
        return None
    folded = fold(text) or text.strip()
    known = _wordings().get(folded) or _wordings().get(fold(_without_note(text)))
    return known or _in_two_languages(text) or _alike(folded) or _by_words(text)


def _in_two_languages(text: str) -> HeadingMatch | None:
    """``Rhif / No.``: a heading whose parts are one heading each, one of them known."""
    parts = [p for p in re.split(r"\s*[/|]\s*", text) if p.strip()]
    known = [m for p in parts if (m := _wordings().get(fold(p)))]
    return known[0] if len(parts) == 2 and len({m.field for m in known}) == 1 else None


def _without_note(text: str) -> str:
    """The heading without what it says in brackets."""
    return re.sub(r"\([^)]*\)", " ", text)


def _alike(folded: str) -> HeadingMatch | None:
    if len(folded) < 5:
        return None
    found = process.extractOne(folded, _wordings().keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
    if found is None:
        return None
    match = _wordings()[found[0]]
    return replace(match, score=round(found[1] / 100, 3))


def _by_words(text: str) -> HeadingMatch | None:
    flat = re.sub(r"\s+", " ", re.sub(r"\b(i\.e|e\.g)\.", " ", text))
    if len(flat.split()) > 12 or re.search(r"[.;]\s", flat):
        return None
    flat = flat.strip(" :")
    asked = flat.endswith("?")
    if not _any_pattern().search(flat) or (asked and is_instruction(text)):
        return None
    found = next((match for pattern, match in _patterns() if pattern.search(flat)), None)
    # No cell of a plan asks a question: ``When will it be done?`` is a heading's.
    return replace(found, score=CLOSE / 100) if found and asked else found


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether the cells of a row read as headings of a table of actions."""
    written = [t for t in texts if t.strip()]
    if sum(len(t) > LONGEST for t in written) * 2 > len(written):
        return False
    matches = [match_heading(t) for t in written]
    known = [m for m in matches if m is not None]
    return (
        len(written) >= 2
        and _serves_plainly(known)
        and len(known) >= _worded(written, matches) * _enough(known)
        and _surely_headings(known)
        and is_plan({m.field for m in known})
    )


def _worded(written: Sequence[str], matches: Sequence[HeadingMatch | None]) -> int:
    """How many headings ask to be known: signs alone, as of a key of ticks and crosses, do not."""
    return sum(bool(m) or any(map(str.isalnum, t)) for t, m in zip(written, matches, strict=True))


def _surely_headings(known: Sequence[HeadingMatch]) -> bool:
    """A row whose headings are all read by single words is as likely a sentence of a row.

    Where two of them are known wordings and they name four fields, the others may be read so.
    """
    fields = {m.field for m in known if m.field != "extra"}
    sure = [m for m in known if m.score >= CLOSE / 100 and m.field != "extra"]
    return len(sure) * 2 >= len(known) or (len(sure) >= 2 and len(fields) >= MANY_FIELDS)


def _enough(known: Sequence[HeadingMatch]) -> float:
    """Share of the headings that must be known; a plain ``Recommendation`` vouches for others."""
    plain = any(m.field in SERVES and m.rank == 1 and m.score == 1.0 for m in known)
    return 0.5 if plain else 0.6


def _serves_plainly(known: Sequence[HeadingMatch]) -> bool:
    """Not ``Date | What happened | Response``: a second-rate heading needs someone who leads."""
    first = any(m.field in SERVES and m.rank == 1 for m in known)
    return first or any(m.field == "lead" for m in known)


def is_plan(fields: Iterable[str]) -> bool:
    """Whether columns of these fields make a table of actions."""
    present = set(fields)
    serves, tells = present & SERVES, present & TELLS
    return bool(serves) and (bool(tells) or serves == SERVES)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A column's field, its heading, and whether the wording was known."""

    field: Field
    heading: str
    known: bool
    guessed: bool


def assign_fields(headings: Sequence[str]) -> list[Assigned]:
    """One field a column. Of two columns for one field the better ranked keeps it.

    The other goes to ``extra`` under its heading; agency and officer share ``lead``, a first
    and a revised date ``target_date``.
    """
    matches = [match_heading(h) for h in headings]
    best: dict[str, int] = {}
    for i, match in enumerate(matches):
        if match and (match.field not in best or match.rank < _rank(matches, best[match.field])):
            best[match.field] = i
    return [_assigned(i, h, matches[i], best) for i, h in enumerate(headings)]


def _rank(matches: Sequence[HeadingMatch | None], index: int) -> int:
    match = matches[index]
    return match.rank if match else 99


def _assigned(
    index: int, heading: str, match: HeadingMatch | None, best: dict[str, int]
) -> Assigned:
    if match is None:
        return Assigned("extra", heading, known=not heading.strip(), guessed=False)
    if match.field in JOINED or match.otherwise == match.field or best[match.field] == index:
        return Assigned(match.field, heading, known=True, guessed=match.score < 1.0)
    taken = best.setdefault(match.otherwise, index) != index
    return Assigned("extra" if taken else match.otherwise, heading, known=True, guessed=False)


@cache
def _instructions() -> list[str]:
    return [fold(r["wording"]) for r in rows("rows/template_instructions.csv")]


def is_instruction(text: str) -> bool:
    """Whether a cell holds the template's own instruction."""
    folded = fold(text)
    if not folded:
        return False
    return any(
        fuzz.ratio(folded, known, score_cutoff=CLOSE) >= CLOSE
        or (len(known) > 25 and folded.startswith(known))
        for known in _instructions()
    )
