"""A person's decisions applied to a plan, last of all: pure, and nothing lost on the way.

Every entry finds its row in the plan as the converter reads it, so that the order of entries
does not matter. An entry that fits no row, or asks for what cannot be, is reported and not applied.
Doubts that a person has answered are no problems any more.
"""

from collections.abc import Iterator, Mapping, Sequence

from normalise.actions.assemble import plan_pages, plan_status
from normalise.corrections.entries import (
    Part,
    Parts,
    Work,
    entries_by_row,
    noted,
    page_of,
    with_values,
)
from normalise.corrections.find_rows import LEAST_SIMILARITY, printed_key, similarity
from normalise.corrections.rows import blank_row, joined_pair, relinked, split_off
from normalise.corrections.values import settle
from normalise.people.masking import KnownNames, masked
from normalise.people.plan_masking import masked_plan
from schemas.codes import LOSSES, Flag, ProblemCode, Repair
from schemas.correction import Entry
from schemas.plan import Action, Plan, Problem, Provenance

DROP, JOIN, SPLIT, ADD, CHECKED = "drop", "join", "split", "add", "checked"
MAKES = (SPLIT, ADD)
CHANGES = (DROP, JOIN, CHECKED, SPLIT, ADD)
LEAST_OF_NEXT_ROW = LEAST_SIMILARITY
"""Least similarity of the next row to the one that a join names."""
ANSWERS = {
    "rag": ProblemCode.RAG_UNREAD,
    "rag_text": ProblemCode.RAG_UNREAD,
    "status": ProblemCode.RAG_UNREAD,
    "scope": ProblemCode.SCOPE_UNREAD,
    "scope_text": ProblemCode.SCOPE_UNREAD,
}
"""Problems without a flag that a corrected field answers."""


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
    found, alone = entries_by_row(work, own)
    rows: list[Action] = []
    for index in reversed(range(len(plan.actions))):
        rows = _corrected(work, index, found.get(index, {}), rows)
    rows = _with_new(work, rows, alone)
    rows = relinked(plan, rows, work.gone, masked=not keep_people)
    done = finished_plan(plan, rows, work.problems, work.gone)
    return done if keep_people else masked_again(done, keep_pseudonyms=keep_pseudonyms)


def _corrected(work: Work, index: int, parts: Parts, below: list[Action]) -> list[Action]:
    """``below``, the rows after this one, with this row and what is made of it before them."""
    row = work.plan.actions[index]
    own = parts.get(1, Part())
    change = own.change.new if own.change else ""
    if own.change and change == DROP:
        work.gone[row.action_id] = None
        work.report(ProblemCode.ROW_DROPPED, own.change, "the row was taken out.")
        return [*_new_rows(work, row, parts), *below]
    if own.change and change == JOIN:
        row, below = _with_next_joined(work, row, own.change, below)
    elif own.change and change == CHECKED:
        row = _checked(row, own.change)
    elif own.change:
        work.report(ProblemCode.CORRECTION_REFUSED, own.change, _no_such_change())
    anchor = work.plan.actions[index]
    first = with_values(work, row, own, anchor)
    return [first, *_new_rows(work, anchor, parts), *below]


def _no_such_change() -> str:
    return f"a row can be: {', '.join(CHANGES)}, the last two with part 2 or more."


def _with_next_joined(
    work: Work, row: Action, entry: Entry, below: list[Action]
) -> tuple[Action, list[Action]]:
    following = below[0] if below else None
    if following is None or similarity(entry.old, printed_key(following)) < LEAST_OF_NEXT_ROW:
        what = (
            "the row after it is not the one to be joined; perhaps the converter joins them by "
            "itself now. It was not applied."
        )
        work.report(ProblemCode.CORRECTION_UNMATCHED, entry, what, row)
        return row, below
    work.gone[following.action_id] = row.action_id
    return noted(joined_pair(row, following), entry, None, printed_key(row)), below[1:]


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
                work.report(ProblemCode.CORRECTION_REFUSED, entry, f"{what}. It was not applied.")
                continue
            where = Provenance(page=entry.page or 1, bbox=entry.bbox, row=0)
            index = sum(1 for r in result if _printed_at(r) <= (where.page, _top(where)))
            above = result[index - 1] if index else None
            unused_id = _unused_id(f"{work.plan.review.review_id}-p{where.page}", result)
            row = noted(blank_row(unused_id, [where], above, result), part.change, None, "")
            result.insert(index, with_values(work, row, part, row))
    return result


def _printed_at(row: Action) -> tuple[int, float]:
    return row.provenance[0].page, _top(row.provenance[0])


def _top(where: Provenance) -> float:
    return where.bbox[1] if where.bbox else float(where.row)


def _unused_id(stem: str, rows: Sequence[Action]) -> str:
    used = {r.action_id for r in rows}
    return next(i for n in range(1, 10**6) if (i := f"{stem}-{n}") not in used)


def _new_rows(work: Work, anchor: Action, parts: Parts) -> Iterator[Action]:
    """Rows that are split off ``anchor`` or added after it."""
    for number, part in sorted(parts.items()):
        if number == 1:
            continue
        if part.change is None or part.change.new not in MAKES:
            for entry in part.entries():
                what = f"part {number} is not made: a line for it with 'row' and 'split' or 'add'"
                work.report(ProblemCode.CORRECTION_REFUSED, entry, f"{what} is needed.", anchor)
            continue
        row = split_off(anchor, number)
        if part.change.new == ADD:
            row = blank_row(row.action_id, anchor.provenance[-1:], anchor, work.plan.actions)
        yield with_values(work, noted(row, part.change, None, printed_key(anchor)), part, anchor)


def finished_plan(
    plan: Plan, rows: Sequence[Action], reported: Sequence[Problem], gone: Mapping[str, str | None]
) -> Plan:
    """``plan`` with ``rows`` and what is reported of the corrections.

    ``gone``: ids of rows that are no more, with the row that each was joined to.
    """
    problems = [*_unanswered(plan, rows, gone), *_on_rows_left(reported, gone)]
    if rows:
        problems = [p for p in problems if p.code is not ProblemCode.NO_PLAN]
    source = plan.source.model_copy(update={"plan_pages": plan_pages(rows)})
    return plan.model_copy(
        update={
            "status": plan_status(rows, problems),
            "source": source,
            "actions": list(rows),
            "problems": problems,
        }
    )


def _unanswered(
    plan: Plan, rows: Sequence[Action], gone: Mapping[str, str | None]
) -> Iterator[Problem]:
    """The converter's problems that no decision answers."""
    now = {r.action_id: r for r in rows}
    for problem in _on_rows_left(plan.problems, gone):
        row = now.get(problem.action_id or "")
        if row is not None and _answered(problem, row):
            continue
        if problem.action_id is None and _answered_on_page(problem, plan.actions, rows):
            continue
        yield problem


def _on_rows_left(problems: Sequence[Problem], gone: Mapping[str, str | None]) -> Iterator[Problem]:
    """Problems with the rows that took the place of those that are no more."""
    for problem in problems:
        target = problem.action_id
        while target is not None and target in gone:
            target = gone[target]
        if target == problem.action_id:
            yield problem
        elif target is not None:
            yield problem.model_copy(update={"action_id": target})


def _answered(problem: Problem, row: Action) -> bool:
    if not row.corrections:
        return False
    if Repair.CHECKED in row.repairs:
        return problem.code not in LOSSES
    fields = {c.field for c in row.corrections}
    if any(ANSWERS.get(f) is problem.code for f in fields):
        return True
    return _is_flag(problem) and problem.code.value not in row.flags


def _is_flag(problem: Problem) -> bool:
    return problem.code.value in [f.value for f in Flag]


def _answered_on_page(problem: Problem, before: Sequence[Action], rows: Sequence[Action]) -> bool:
    """Whether the rows of a page had a problem's doubt and none does any more."""
    if not _is_flag(problem) or problem.page is None:
        return False
    had, has = (
        any(problem.code.value in r.flags for r in some if problem.page in _pages(r))
        for some in (before, rows)
    )
    return had and not has


def _pages(row: Action) -> set[int]:
    return {p.page for p in row.provenance}


def masked_again(plan: Plan, *, keep_pseudonyms: bool) -> Plan:
    """``plan`` with the persons masked whom its corrections name."""
    plan = masked_plan(plan, keep_pseudonyms=keep_pseudonyms)
    return plan.model_copy(update={"actions": [_masked_notes(a) for a in plan.actions]})


def _masked_notes(action: Action) -> Action:
    if not action.corrections:
        return action
    nobody = KnownNames(frozenset(), frozenset(), frozenset())
    notes = [
        c.model_copy(
            update={f: masked(t, nobody) if (t := getattr(c, f)) else t
                    for f in ("was", "why", "printed")}
        )
        for c in action.corrections
    ]  # fmt: skip
    return action.model_copy(update={"corrections": notes})
