"""Headings of tables of actions: the fields that they can name, and whether words are a heading's.

What a heading means is not looked up: `normalise/fields/heading_meaning.py` weighs its words.
Whole columns are read in ``columns/assigned.py``, by their contents and neighbours too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from normalise.fields.heading_meaning import NO_HEADING, classes, meaning
from normalise.text.running_text import fold
from normalise.text.word_lists import rows

Field = Literal[
    "number", "recommendation", "scope", "action", "lead", "milestones",
    "target_date", "completed_date", "outcome", "rag", "status", "extra",
]  # fmt: skip

FIELD_OF: dict[str, Field] = {
    "number": "number", "recommendation": "recommendation", "finding": "recommendation",
    "action": "action", "lead": "lead", "milestones": "milestones",
    "target_date": "target_date", "revised_date": "target_date",
    "completed_date": "completed_date", "outcome": "outcome", "status": "status", "rag": "rag",
    "scope": "scope",
}  # fmt: skip
"""The field that a column of each meaning can fill; all others are kept in ``extra``."""
CLOSE = 90.0
"""Least rapidfuzz ratio, of 100, for a cell that holds one of the template's instructions."""
LONGEST = 90
"""A heading is no longer than this many characters."""
SURE = 0.9
"""A heading whose likeliest field is less probable is only guessed."""
LIKELY = 0.5
SERVES: frozenset[str] = frozenset({"recommendation", "action"})
TELLS: frozenset[str] = frozenset(
    {"lead", "target_date", "outcome", "milestones", "rag", "status", "scope", "completed_date"}
)


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a heading means by its words alone, and how probable that is."""

    field: Field
    score: float


@cache
def match_heading(text: str) -> HeadingMatch | None:
    """The likeliest field of a heading as printed; ``None`` if its words are no heading's."""
    if not text.strip() or len(text) > LONGEST:
        return None
    found = meaning(text)
    none = float(found[classes().index(NO_HEADING)])
    if none > LIKELY:
        return None
    shares: dict[Field, float] = {}
    for name, share in zip(classes(), found, strict=True):
        if name != NO_HEADING:
            field = "number" if name == "action_number" else FIELD_OF.get(name, "extra")
            shares[field] = shares.get(field, 0.0) + float(share)
    best = max(shares, key=lambda f: shares[f])
    return HeadingMatch(best, round(shares[best], 3))


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether words alone, without type or place, read as the headings of a table of actions."""
    written = [t for t in texts if t.strip()]
    known = [m for t in written if (m := match_heading(t))]
    fields = {m.field for m in known if m.score >= LIKELY}
    return len(written) >= 2 and len(known) * 4 >= len(written) * 3 and is_plan(fields)


def is_plan(fields: Iterable[str]) -> bool:
    """Whether columns of these fields make a table of actions."""
    present = set(fields)
    serves, tells = present & SERVES, present & TELLS
    return bool(serves) and (bool(tells) or serves == SERVES)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A column's field and heading, how sure the field is, and the next best one."""

    field: Field
    heading: str
    confidence: float = 1.0
    otherwise: Field = "extra"

    @property
    def known(self) -> bool:
        """Whether a column that is kept in ``extra`` surely belongs there."""
        return self.field != "extra" or self.confidence >= SURE or not self.heading.strip()

    @property
    def guessed(self) -> bool:
        """Whether the column may well hold another field."""
        return self.field != "extra" and self.confidence < SURE


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
