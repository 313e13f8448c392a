"""What the entries ask of each row: gathered, carried out and noted on the row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from normalise.corrections.find_rows import (
    LEAST_SIMILARITY,
    MASK,
    find_row,
    printed_key,
    similarity,
)
from normalise.corrections.rows import set_repeat
from normalise.corrections.values import (
    REPEAT,
    SETTLES,
    TEXTS,
    Refused,
    follow,
    read_by_a_person,
    same_value,
    set_field,
    settle,
    value_text,
)
from normalise.register.area import LEAD_WEIGHT, OPENING_WEIGHT, SECTION_WEIGHT, Area, find_area
from schemas.codes import ProblemCode, Repair, Severity
from schemas.correction import ROW, Entry
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

    def report(self, code: ProblemCode, entry: Entry, what: str, row: Action | None = None) -> None:
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


def entries_by_row(work: Work, entries: Sequence[Entry]) -> tuple[dict[int, Parts], list[Parts]]:
    """What is asked of each row, by its index, and of each row to be added by its page alone."""
    found: dict[int, Parts] = {}
    alone: dict[tuple[object, ...], Parts] = {}
    for entry in entries:
        if not entry.printed:
            parts = alone.setdefault((entry.page, entry.bbox, entry.position), {})
            _ask(parts, entry)
            continue
        index = find_row(entry, work.plan.actions)
        if index is None:
            what = (
                "no row, or more than one, is like the one that it names. It was not applied: "
                "look at its page, and correct the row again or delete the line."
            )
            work.report(ProblemCode.CORRECTION_UNMATCHED, entry, what)
        else:
            _ask(found.setdefault(index, {}), entry)
    return found, list(alone.values())


def _ask(parts: Parts, entry: Entry) -> None:
    """Note an entry; a later one for the same field outweighs an earlier one."""
    part = parts.setdefault(entry.part, Part())
    if entry.field == ROW:
        part.change = entry
    else:
        earlier = part.values.get(entry.field)
        part.values[entry.field] = entry._replace(old=earlier.old) if earlier else entry


def with_values(work: Work, row: Action, part: Part, anchor: Action) -> Action:
    """``row`` with the values asked for, and those that are read from its new texts."""
    before, done = row, []
    for name, entry in part.values.items():
        try:
            changed = _changed(work.plan, row, entry, anchor)
        except Refused as refused:
            work.report(
                ProblemCode.CORRECTION_REFUSED, entry, f"{refused}. It was not applied.", row
            )
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
            work.report(
                ProblemCode.CORRECTION_UNNEEDED,
                entry,
                "the converter reads this by itself now; the line can be deleted.",
                row,
            )
        return row
    if entry.part == 1 and not _expected(entry, was):
        work.report(
            ProblemCode.CORRECTION_OUTDATED,
            entry,
            "the converter reads another value now than the line's old one; the new one was set "
            "all the same. Look whether it still holds.",
            row,
        )
    new = changed.model_copy(update={"flags": row.flags, "confidence": row.confidence})
    return noted(new, entry, was or None, printed)


def unmasked(entry: Entry, printed: str) -> str:
    """The entry's new words, each mask that ``printed`` does not have given back its words.

    Raises ``Refused`` if it cannot be told which words.
    """
    masks = MASK.findall(entry.new)
    if not masks or MASK.search(printed):
        return entry.new
    known = MASK.findall(entry.old)
    pattern = re.sub(r"\\\[(?:name|email|phone)\\\]", "(.+?)", re.escape(entry.old.strip()))
    found = re.fullmatch(re.sub(r"(?:\\\s)+", r"\\s+", pattern), printed.strip(), re.DOTALL)
    if found is None or known != masks:
        raise Refused(
            "it was made from masked output and its names cannot be put back; correct the row on "
            "a page of output with --people keep"
        )
    words = iter(found.groups())
    return MASK.sub(lambda _: next(words), entry.new)


def _expected(entry: Entry, was: str) -> bool:
    return same_value(entry.field, entry.old, was) or similarity(entry.old, was) >= LEAST_SIMILARITY


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
        heads = (plan.review.title or "", publisher.name if publisher else "")
        texts = [(head, OPENING_WEIGHT) for head in heads]
        sections = dict.fromkeys(r.section or "" for r in plan.actions)
        texts += [(section, SECTION_WEIGHT) for section in sections]
        texts += [(r.lead_agency_text or "", LEAD_WEIGHT) for r in plan.actions]
        return find_area([t for t in texts if t[0]])

    return area
