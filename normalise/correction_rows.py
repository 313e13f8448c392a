"""Rows joined, split and added by corrections, and the links between rows kept true.

Ids of rows that no correction touches stay as they are, so that what a person decided about
one row moves no other.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from normalise.repeats import recommendation_id, same_but_for_slips
from normalise.text import BULLET, join_text
from schemas.codes import Flag, Repair
from schemas.plan import Action, Provenance

T = TypeVar("T")
CELLS = (
    "recommendation", "action", "milestones", "outcome", "scope_text", "lead_agency_text",
    "target_date_text", "rag_text",
)  # fmt: skip
FIRST_KNOWN = (
    "section",
    "number",
    "section_agency",
    "scope",
    "rag",
    "status",
    "status_basis",
    "repeat_of",
)
"""Fields of which a joined row keeps the first that says anything."""
LISTS = (
    "lead_agencies", "people", "themes", "addressee_types", "facets", "repairs", "flags",
    "corrections",
)  # fmt: skip
SHARED = (
    Repair.MERGED_CELL_REPEATED,
    Repair.RECOMMENDATION_FROM_BAND,
    Repair.RECOMMENDATION_FROM_PARAGRAPH,
)
"""Repairs of rows whose recommendation is printed once for several."""


def joined_rows(above: Action, below: Action) -> Action:
    """Two rows as one: each cell of ``below`` behind that of ``above``."""
    update = {f: _joined_text(getattr(above, f), getattr(below, f)) for f in CELLS}
    update |= {f: getattr(above, f) or getattr(below, f) for f in FIRST_KNOWN}
    for date in ("target_date", "completed_date"):
        source = above if getattr(above, date) else below
        update |= {f: getattr(source, f) for f in (date, f"{date}_precision")}
    agencies = {a.agency_id: a for a in (*below.lead_agencies, *above.lead_agencies)}
    printed = [*above.lead_agencies, *below.lead_agencies]
    shared = above.ocr_confidence.keys() & below.ocr_confidence.keys()
    doubts = (Flag.DOUBTFUL_BREAK, Flag.DOUBTFUL_JOIN)
    return above.model_copy(
        update=update
        | {
            "lead_agencies": list({a.agency_id: agencies[a.agency_id] for a in printed}.values()),
            "people": _all(above.people, below.people),
            "extra": {k: _joined_text(above.extra.get(k), below.extra.get(k)) or ""
                      for k in above.extra | below.extra},
            "ocr_confidence": above.ocr_confidence | below.ocr_confidence
            | {k: min(above.ocr_confidence[k], below.ocr_confidence[k]) for k in shared},
            "provenance": _all(above.provenance, below.provenance),
            "repairs": _all(above.repairs, below.repairs),
            "confidence": min(above.confidence, below.confidence),
            "flags": [f for f in _all(above.flags, below.flags) if f not in doubts],
        }
    )  # fmt: skip


def _all(above: Sequence[T], below: Sequence[T]) -> list[T]:
    return [*above, *(x for x in below if x not in above)]


def _joined_text(above: str | None, below: str | None) -> str | None:
    if above is None or below is None or above == below:
        return above if below is None else below
    if below.startswith(BULLET) and above:
        return f"{above}\n{below}"
    return join_text(above, below, frozenset())


def split_off(row: Action, part: int) -> Action:
    """The ``part``-th row that ``row`` is split into: the same until its fields are set."""
    return row.model_copy(update={"action_id": f"{row.action_id}-{part}"})


def blank_row(
    action_id: str, places: list[Provenance], section: Action | None, columns: Sequence[Action]
) -> Action:
    """A row with nothing in it yet, in the section of the row ``section``.

    A text that none of ``columns``, the plan's rows, has is a column that the plan lacks.
    """
    values: dict[str, object] = dict.fromkeys(Action.model_fields)
    values |= {f: "" for f in CELLS if any(getattr(r, f) is not None for r in columns)}
    values |= {f: [] for f in LISTS} | {"extra": {}, "ocr_confidence": {}}
    values |= {"action_id": action_id, "provenance": places, "confidence": 1.0}
    values |= {"recommendation_id": recommendation_id("")}
    if section:
        values |= {"section": section.section, "section_agency": section.section_agency}
    return Action.model_validate(values)


def relinked(
    before: Sequence[Action], rows: Sequence[Action], gone: Mapping[str, str | None]
) -> list[Action]:
    """``rows`` with recommendation ids and repeats that fit them.

    ``before``: the rows before the corrections. ``gone``: ids of rows that are no more, with the
    row that each was joined to, if any. Rows whose words are as before, and whose earlier row
    still stands, keep what they have.
    """
    old = {r.action_id: r for r in before}
    done: list[Action] = []
    changed: set[str] = set()
    for row in rows:
        kept = old.get(row.action_id)
        same = kept is not None and _words_of(kept) == _words_of(row)
        if not same:
            changed.add(row.action_id)
        done.append(_linked(row if same else _own(row), done, changed, gone))
    return done


def _words_of(row: Action) -> str:
    return row.recommendation or row.action or ""


def _linked(
    row: Action, earlier: Sequence[Action], changed: set[str], gone: Mapping[str, str | None]
) -> Action:
    target = row.repeat_of
    while target is not None and target in gone:
        target = gone[target]
    first = next((r for r in earlier if r.action_id == target), None)
    if row.action_id not in changed and first is not None and first.action_id not in changed:
        return row.model_copy(update={"repeat_of": target})
    touched = row.action_id in changed or row.repeat_of is not None or _known(row, earlier, changed)
    if not touched:
        return row
    if first is not None and _still_repeats(row, first, changed):
        return _repeating(row, first)
    row = row if row.action_id in changed or first is None else _own(row)
    again = next((r for r in earlier if _restates(row, r)), None)
    return row.model_copy(update={"repeat_of": None}) if again is None else _repeating(row, again)


def _known(row: Action, earlier: Sequence[Action], changed: set[str]) -> bool:
    """Whether a row that a correction changed now says what this one says."""
    own = row.recommendation_id
    return any(r.recommendation_id == own for r in earlier if r.action_id in changed)


def _own(row: Action) -> Action:
    return row.model_copy(update={"recommendation_id": recommendation_id(_words_of(row))})


def _repeating(row: Action, first: Action) -> Action:
    return row.model_copy(
        update={
            "repeat_of": first.repeat_of or first.action_id,
            "recommendation_id": first.recommendation_id,
        }
    )


def _still_repeats(row: Action, first: Action, changed: set[str]) -> bool:
    if Repair.REFERENCE_RESOLVED in row.repairs and row.action_id not in changed:
        return True
    own, other = (re.findall(r"[^\W_]+", _words_of(r).casefold()) for r in (row, first))
    return same_but_for_slips(own, other, frozenset(own) | frozenset(other))


def _restates(row: Action, earlier: Action) -> bool:
    same = earlier.recommendation_id == row.recommendation_id
    return same and bool(_words_of(row)) and not _one_group(earlier, row)


def _one_group(earlier: Action, row: Action) -> bool:
    """Whether two rows are actions of one printed recommendation."""
    if earlier.section != row.section:
        return False
    if any(r in SHARED for r in row.repairs):
        return True
    if row.provenance[:1] == earlier.provenance[:1]:
        return True
    major = [re.match(r"[A-Z]{0,3}\W?\d+", r.number or "") for r in (earlier, row)]
    return all(major) and len({m.group() for m in major if m}) == 1
