"""A person's decisions applied to a plan, last of all: pure, and nothing lost on the way.

Every entry finds its row in the plan as the converter reads it, so that the order of entries
does not matter. An entry that fits no row, or asks for what cannot be, is told and not applied.
"""

from collections.abc import Iterator, Sequence

from normalise.corrections.correction_finish import finished_plan
from normalise.corrections.correction_work import Part, Parts, Work, noted, page_of, with_values
from normalise.corrections.find_rows import ALIKE, find_row, likeness, printed_key
from normalise.corrections.masks import masked_again
from normalise.corrections.rows import blank_row, joined_rows, relinked, split_off
from normalise.corrections.values import settle
from schemas.codes import Flag, ProblemCode, Repair
from schemas.correction import ROW, Entry
from schemas.plan import Action, Plan, Provenance

DROP, JOIN, SPLIT, ADD, CHECKED = "drop", "join", "split", "add", "checked"
MAKES = (SPLIT, ADD)
CHANGES = (DROP, JOIN, CHECKED, SPLIT, ADD)
LIKE_THE_NEXT = ALIKE
"""Least likeness of the next row to the one that a join names."""


def corrected_plan(
    plan: Plan, entries: Sequence[Entry], *, keep_people: bool, keep_pseudonyms: bool = False
) -> Plan:
    """``plan`` with the entries for its document applied; others are passed over.

    What was not applied, or is no longer needed, is among the problems. Persons in new values
    are masked unless ``keep_people``.
    """
    own = [e for e in entries if e.sha256 == plan.source.sha256]
    if not own or plan.status == "failed":
        return plan
    work = Work(plan)
    found, alone = _by_row(work, own)
    rows: list[Action] = []
    for index in reversed(range(len(plan.actions))):
        rows = _corrected(work, index, found.get(index, {}), rows)
    rows = _with_new(work, rows, alone)
    rows = relinked(plan, rows, work.gone, masked=not keep_people)
    done = finished_plan(plan, rows, work.problems, work.gone)
    return done if keep_people else masked_again(done, keep_pseudonyms=keep_pseudonyms)


def _by_row(work: Work, entries: Sequence[Entry]) -> tuple[dict[int, Parts], list[Parts]]:
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
            work.tell(ProblemCode.CORRECTION_UNMATCHED, entry, what)
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


def _corrected(work: Work, index: int, parts: Parts, below: list[Action]) -> list[Action]:
    """``below``, the rows after this one, with this row and what is made of it before them."""
    row = work.plan.actions[index]
    own = parts.get(1, Part())
    change = own.change.new if own.change else ""
    if own.change and change == DROP:
        work.gone[row.action_id] = None
        work.tell(ProblemCode.ROW_DROPPED, own.change, "the row was taken out.")
        return [*_made(work, row, parts), *below]
    if own.change and change == JOIN:
        row, below = _joined(work, row, own.change, below)
    elif own.change and change == CHECKED:
        row = _checked(row, own.change)
    elif own.change:
        work.tell(ProblemCode.CORRECTION_REFUSED, own.change, _no_such_change())
    anchor = work.plan.actions[index]
    first = with_values(work, row, own, anchor)
    return [first, *_made(work, anchor, parts), *below]


def _no_such_change() -> str:
    return f"a row can be: {', '.join(CHANGES)}, the last two with part 2 or more."


def _joined(
    work: Work, row: Action, entry: Entry, below: list[Action]
) -> tuple[Action, list[Action]]:
    following = below[0] if below else None
    if following is None or likeness(entry.old, printed_key(following)) < LIKE_THE_NEXT:
        what = (
            "the row after it is not the one to be joined; perhaps the converter joins them by "
            "itself now. It was not applied."
        )
        work.tell(ProblemCode.CORRECTION_UNMATCHED, entry, what, row)
        return row, below
    work.gone[following.action_id] = row.action_id
    return noted(joined_rows(row, following), entry, None, printed_key(row)), below[1:]


def _checked(row: Action, entry: Entry) -> Action:
    """The row without its doubts: a person has seen it and its page."""
    row = settle(row, tuple(f for f in row.flags if f is not Flag.REDACTED))
    return noted(row, entry, None, printed_key(row), Repair.CHECKED)


def _with_new(work: Work, rows: Sequence[Action], alone: Sequence[Parts]) -> list[Action]:
    """``rows`` with those that are added by their page alone, each where it is printed."""
    result = list(rows)
    for parts in alone:
        for _, part in sorted(parts.items()):
            entry = next(part.entries())
            if part.change is None or part.change.new != ADD or page_of(work.plan, entry) is None:
                what = "without printed words a line can only 'add' a row, on a page that exists"
                work.tell(ProblemCode.CORRECTION_REFUSED, entry, f"{what}. It was not applied.")
                continue
            place = Provenance(page=entry.page or 1, bbox=entry.bbox, row=0)
            index = sum(1 for r in result if _printed_at(r) <= (place.page, _top(place)))
            above = result[index - 1] if index else None
            free = _free_id(f"{work.plan.review.review_id}-p{place.page}", result)
            row = noted(blank_row(free, [place], above, result), part.change, None, "")
            result.insert(index, with_values(work, row, part, row))
    return result


def _printed_at(row: Action) -> tuple[int, float]:
    return row.provenance[0].page, _top(row.provenance[0])


def _top(place: Provenance) -> float:
    return place.bbox[1] if place.bbox else float(place.row)


def _free_id(stem: str, rows: Sequence[Action]) -> str:
    taken = {r.action_id for r in rows}
    return next(i for n in range(1, 10**6) if (i := f"{stem}-{n}") not in taken)


def _made(work: Work, anchor: Action, parts: Parts) -> Iterator[Action]:
    """Rows that are split off ``anchor`` or added after it."""
    for number, part in sorted(parts.items()):
        if number == 1:
            continue
        if part.change is None or part.change.new not in MAKES:
            for entry in part.entries():
                what = f"part {number} is not made: a line for it with 'row' and 'split' or 'add'"
                work.tell(ProblemCode.CORRECTION_REFUSED, entry, f"{what} is needed.", anchor)
            continue
        row = split_off(anchor, number)
        if part.change.new == ADD:
            row = blank_row(row.action_id, anchor.provenance[-1:], anchor, work.plan.actions)
        yield with_values(work, noted(row, part.change, None, printed_key(anchor)), part, anchor)
