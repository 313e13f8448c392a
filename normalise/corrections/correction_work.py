"""A plan while it is being corrected: what is asked of each row, what was told, values set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from normalise.corrections.correction_follow import follow
from normalise.corrections.correction_repeats import set_repeat
from normalise.corrections.find_rows import ALIKE, likeness, printed_key
from normalise.corrections.masks import unmasked
from normalise.corrections.values import (
    REPEAT,
    SETTLES,
    TEXTS,
    Refused,
    read_by_a_person,
    same_value,
    set_field,
    settle,
    value_text,
)
from normalise.register.area import Area, find_area
from schemas.codes import ProblemCode, Repair, Severity
from schemas.correction import Entry
from schemas.plan import Action, Agency, Correction, Plan, Problem


@dataclass(slots=True)
class Part:
    """What is asked of one row: of the row found (part 1), or of one made beside it."""

    change: Entry | None = None
    values: dict[str, Entry] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """Every entry for the row."""
        if self.change:
            yield self.change
        yield from self.values.values()


Parts = dict[int, Part]


@dataclass(slots=True)
class Work:
    """A plan being corrected."""

    plan: Plan
    problems: list[Problem] = field(default_factory=list)
    gone: dict[str, str | None] = field(default_factory=dict)

    def tell(self, code: ProblemCode, entry: Entry, what: str, row: Action | None = None) -> None:
        """Note what became of an entry."""
        severity = (
            Severity.WARNING
            if code in (ProblemCode.CORRECTION_UNMATCHED, ProblemCode.CORRECTION_REFUSED)
            else Severity.INFO
        )
        message = f"Corrections, line {entry.line} ({entry.field}): {what}"
        self.problems.append(
            Problem(
                code=code,
                severity=severity,
                page=page_of(self.plan, entry),
                message=message,
                action_id=row.action_id if row else None,
            )
        )


def page_of(plan: Plan, entry: Entry) -> int | None:
    """The page of an entry, if the document has it."""
    return entry.page if entry.page and 1 <= entry.page <= max(plan.source.pages, 1) else None


def with_values(work: Work, row: Action, part: Part, anchor: Action) -> Action:
    """``row`` with the values asked for, and those that are read from its new texts."""
    before, done = row, []
    for name, entry in part.values.items():
        try:
            changed = _changed(work.plan, row, entry, anchor)
        except Refused as refused:
            work.tell(ProblemCode.CORRECTION_REFUSED, entry, f"{refused}. It was not applied.", row)
            continue
        row = _set(work, row, changed, entry, printed_key(anchor))
        done.append(name)
    row = read_by_a_person(row, [n for n in done if n in TEXTS])
    return follow(before, row, done, _area_of(work.plan))


def _changed(plan: Plan, row: Action, entry: Entry, anchor: Action) -> Action:
    """The row with the value that an entry asks for; raises ``Refused``."""
    name = entry.field
    if name == REPEAT:
        ids = [r.action_id for r in plan.actions]
        above = ids.index(anchor.action_id) if anchor.action_id in ids else 0
        return set_repeat(row, entry.new, plan.actions[:above])
    known = {a.agency_id: a.name for r in plan.actions for a in _agencies(r)}
    new = unmasked(entry, value_text(row, name)) if name in TEXTS else entry.new
    return set_field(row, name, new, known)


def _set(work: Work, row: Action, changed: Action, entry: Entry, printed: str) -> Action:
    """The row with one field set; what the entry thought to find there is compared."""
    name = entry.field
    was, now = value_text(row, name), value_text(changed, name)
    row = settle(row, SETTLES.get(name, ()))
    if same_value(name, was, now):
        if entry.part == 1:
            work.tell(
                ProblemCode.CORRECTION_UNNEEDED,
                entry,
                "the converter reads this by itself now; the line can be deleted.",
                row,
            )
        return row
    if entry.part == 1 and not _expected(entry, was):
        work.tell(
            ProblemCode.CORRECTION_OUTDATED,
            entry,
            "the converter reads another value now than the line's old one; the new one was set "
            "all the same. Look whether it still holds.",
            row,
        )
    new = changed.model_copy(update={"flags": row.flags, "confidence": row.confidence})
    return noted(new, entry, was or None, printed)


def _expected(entry: Entry, was: str) -> bool:
    return same_value(entry.field, entry.old, was) or likeness(entry.old, was) >= ALIKE


def _agencies(row: Action) -> Iterator[Agency]:
    yield from row.lead_agencies
    if row.section_agency:
        yield row.section_agency


def noted(
    row: Action, entry: Entry, was: str | None, printed: str, repair: Repair = Repair.CORRECTED
) -> Action:
    """``row`` with a note of what an entry changed."""
    note = Correction(
        field=entry.field,
        was=was,
        when=entry.when or None,
        why=entry.why or None,
        printed=printed,
        part=entry.part,
    )
    repairs = row.repairs if repair in row.repairs else [*row.repairs, repair]
    return row.model_copy(update={"repairs": repairs, "corrections": [*row.corrections, note]})


def _area_of(plan: Plan) -> Callable[[], Area]:
    """The review's area, found from the plan's words when first asked for."""

    @cache
    def area() -> Area:
        publisher = plan.review.publisher
        texts = [(plan.review.title or "", 5.0), (publisher.name if publisher else "", 5.0)]
        texts += [(s, 3.0) for s in dict.fromkeys(r.section or "" for r in plan.actions)]
        texts += [(r.lead_agency_text or "", 1.0) for r in plan.actions]
        return find_area([t for t in texts if t[0]])

    return area
