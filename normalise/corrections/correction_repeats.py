"""A person's decision that a row repeats an earlier one, or that it does not."""

from collections.abc import Mapping, Sequence

from normalise.corrections.find_rows import likeness, printed_key
from normalise.corrections.values import REPEAT, Refused
from schemas.plan import Action

SAME_WORDS = 0.9
"""Least likeness of an earlier row to the words that name it: no place helps to find it."""


def set_repeat(row: Action, new: str, earlier: Sequence[Action]) -> Action:
    """``row`` as a repeat of the one of ``earlier`` that ``new`` names, or of none if it is empty.

    A row is named by its words, which a better version of the converter still finds, or by its
    id. Raises ``Refused``. Of rows that read alike the first is what the others repeat.
    """
    return row.model_copy(update={REPEAT: _named(new, earlier) if new.strip() else None})


def _named(new: str, earlier: Sequence[Action]) -> str:
    if any(r.action_id == new for r in earlier):
        return new
    likely = [(likeness(new, printed_key(r)), r.action_id) for r in earlier]
    best, found = max(likely, key=lambda pair: pair[0], default=(0.0, ""))
    if best < SAME_WORDS:
        raise Refused("no earlier row of the document has that id, or reads like these words")
    return found


def decided(rows: Sequence[Action]) -> set[str]:
    """Ids of rows of which a person said what they repeat."""
    return {r.action_id for r in rows if any(c.field == REPEAT for c in r.corrections)}


def first_of(row: Action, above: Mapping[str, Action]) -> str | None:
    """What a row repeats: never a row that is itself a repeat, nor one that is gone."""
    found = above.get(row.repeat_of or "")
    return (found.repeat_of or found.action_id) if found else None
