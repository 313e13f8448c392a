"""Rows joined, split and added by corrections, and which row repeats which kept true.

Ids of rows that no correction touches stay as they are, so that what a person decided about
one row moves no other.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from normalise.corrections.find_rows import printed_key, similarity
from normalise.corrections.values import REPEAT, Refused
from normalise.labels.row_labels import read_labels
from normalise.links.recommendation_ids import full_words, link_batch, with_links
from normalise.text.running_text import BULLET, join_text
from schemas.codes import Flag, Repair
from schemas.plan import Action, Plan, Provenance

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
SAME_WORDS = 0.9
"""Least similarity of an earlier row to the words that name it: no place helps to find it."""


def joined_pair(above: Action, below: Action) -> Action:
    """Two rows as one: each cell of ``below`` behind that of ``above``."""
    update = {f: _joined_text(getattr(above, f), getattr(below, f)) for f in CELLS}
    update |= {f: getattr(above, f) or getattr(below, f) for f in FIRST_KNOWN}
    for date in ("target_date", "completed_date"):
        source = above if getattr(above, date) else below
        update |= {f: getattr(source, f) for f in (date, f"{date}_precision")}
    agencies = {a.agency_id: a for a in (*below.lead_agencies, *above.lead_agencies)}
    leads = [*above.lead_agencies, *below.lead_agencies]
    shared = above.ocr_confidence.keys() & below.ocr_confidence.keys()
    doubts = (Flag.DOUBTFUL_BREAK, Flag.DOUBTFUL_JOIN)
    return above.model_copy(
        update=update
        | {
            "lead_agencies": list({a.agency_id: agencies[a.agency_id] for a in leads}.values()),
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
    action_id: str, provenance: list[Provenance], section: Action | None, columns: Sequence[Action]
) -> Action:
    """A row with nothing in it yet, in the section of the row ``section``.

    A text that none of ``columns``, the plan's rows, has is a column that the plan lacks.
    """
    values: dict[str, object] = dict.fromkeys(Action.model_fields)
    values |= {f: "" for f in CELLS if any(getattr(r, f) is not None for r in columns)}
    values |= {f: [] for f in LISTS} | {"extra": {}, "ocr_confidence": {}}
    values |= {"action_id": action_id, "provenance": provenance, "confidence": 1.0}
    values |= {"recommendation_id": "", "label_basis": read_labels("", None, [], None)}
    if section:
        values |= {"section": section.section, "section_agency": section.section_agency}
    return Action.model_validate(values)


def set_repeat(row: Action, new: str, earlier: Sequence[Action]) -> Action:
    """``row`` as a repeat of the one of ``earlier`` that ``new`` names, or of none if it is empty.

    A row is named by its words, which a better version of the converter still finds, or by its
    id. Raises ``Refused``. Of rows that read alike the first is what the others repeat.
    """
    return row.model_copy(update={REPEAT: _id_named(new, earlier) if new.strip() else None})


def _id_named(new: str, earlier: Sequence[Action]) -> str:
    if any(r.action_id == new for r in earlier):
        return new
    likely = [(similarity(new, printed_key(r)), r.action_id) for r in earlier]
    best, found = max(likely, key=lambda pair: pair[0], default=(0.0, ""))
    if best < SAME_WORDS:
        raise Refused("no earlier row of the document has that id, or reads like these words")
    return found


def repeats_decided(rows: Sequence[Action]) -> set[str]:
    """Ids of rows of which a person said what they repeat."""
    return {r.action_id for r in rows if any(c.field == REPEAT for c in r.corrections)}


def first_of(row: Action, above: Mapping[str, Action]) -> str | None:
    """What a row repeats: never a row that is itself a repeat, nor one that is gone."""
    found = above.get(row.repeat_of or "")
    return (found.repeat_of or found.action_id) if found else None


def relinked(
    before: Plan, rows: Sequence[Action], gone: Mapping[str, str | None], *, masked: bool
) -> list[Action]:
    """``rows``, corrected ones of the plan ``before``, with repeats and ids that fit their words.

    ``gone``: ids of rows that are no more, with the row that each was joined to, if any. Rows
    whose words are as before, and whose earlier row still stands as it was, keep their repeat, and
    so do rows of which a person said what they repeat.
    """
    old = {r.action_id: full_words(r) for r in before.actions}
    changed = {r.action_id for r in rows if old.get(r.action_id) != full_words(r)}
    moved = [_repeat_moved(r, gone) for r in rows]
    by_person = repeats_decided(rows)
    loose = {
        r.action_id
        for r in moved
        if r.action_id not in by_person and _is_loose(r, changed, {x.action_id for x in rows})
    }
    free = [_with_repeat(r, None) if r.action_id in loose else r for r in moved]
    ids = link_batch([before.model_copy(update={"actions": free})], masked=masked)
    done: list[Action] = []
    for row in free:
        if row.action_id in by_person or row.repeat_of in by_person:
            done.append(_with_repeat(row, first_of(row, {r.action_id: r for r in done})))
        elif row.repeat_of is None and (row.action_id in loose or old.get(row.action_id)):
            row_before = next((r for r in done if _restates(row, r, ids, loose, changed)), None)
            first = row_before and (row_before.repeat_of or row_before.action_id)
            done.append(_with_repeat(row, first) if first else row)
        else:
            done.append(row)
    plan = before.model_copy(update={"actions": done})
    return with_links(plan, link_batch([plan], masked=masked)).actions


def _with_repeat(row: Action, first: str | None) -> Action:
    return row.model_copy(update={"repeat_of": first})


def _repeat_moved(row: Action, gone: Mapping[str, str | None]) -> Action:
    target = row.repeat_of
    while target is not None and target in gone:
        target = gone[target]
    return row if target == row.repeat_of else _with_repeat(row, target)


def _is_loose(row: Action, changed: set[str], present: set[str]) -> bool:
    """Whether a row's repeat must be found anew; one that only refers to a row still does."""
    if row.action_id in changed or (row.repeat_of and row.repeat_of not in present):
        return True
    return row.repeat_of in changed and Repair.REFERENCE_RESOLVED not in row.repairs


def _restates(
    row: Action, earlier: Action, ids: Mapping[str, str], loose: set[str], changed: set[str]
) -> bool:
    """Whether a row says what an earlier one does, if one of the two was corrected."""
    touched = row.action_id in loose or earlier.action_id in changed
    same = ids[row.action_id] == ids[earlier.action_id] and bool(full_words(row))
    return touched and same and not _one_group(earlier, row)


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
