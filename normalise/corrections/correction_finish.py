"""A corrected plan put together: doubts that a person has answered are no problems any more."""

from collections.abc import Iterator, Mapping, Sequence

from schemas.codes import LOSSES, Flag, ProblemCode, Repair
from schemas.plan import Action, Plan, PlanStatus, Problem

ANSWERS = {
    "rag": ProblemCode.RAG_UNREAD,
    "rag_text": ProblemCode.RAG_UNREAD,
    "status": ProblemCode.RAG_UNREAD,
    "scope": ProblemCode.SCOPE_UNREAD,
    "scope_text": ProblemCode.SCOPE_UNREAD,
}
"""Problems without a flag that a corrected field answers."""


def finished_plan(
    plan: Plan, rows: Sequence[Action], told: Sequence[Problem], gone: Mapping[str, str | None]
) -> Plan:
    """``plan`` with ``rows`` and what is told of the corrections.

    ``gone``: ids of rows that are no more, with the row that each was joined to.
    """
    problems = [*_left(plan, rows, gone), *_moved(told, gone)]
    if rows:
        problems = [p for p in problems if p.code is not ProblemCode.NO_PLAN]
    source = plan.source.model_copy(
        update={"plan_pages": sorted({p.page for r in rows for p in r.provenance})}
    )
    return plan.model_copy(
        update={
            "status": _status(rows, problems),
            "source": source,
            "actions": list(rows),
            "problems": problems,
        }
    )


def _status(rows: Sequence[Action], problems: Sequence[Problem]) -> PlanStatus:
    if any(p.code in LOSSES for p in problems):
        return "partial"
    return "ok" if rows else "no_plan"


def _left(plan: Plan, rows: Sequence[Action], gone: Mapping[str, str | None]) -> Iterator[Problem]:
    """The converter's problems that no decision answers."""
    now = {r.action_id: r for r in rows}
    for problem in _moved(plan.problems, gone):
        row = now.get(problem.action_id or "")
        if row is not None and _answered(problem, row):
            continue
        if problem.action_id is None and _answered_on_page(problem, plan.actions, rows):
            continue
        yield problem


def _moved(problems: Sequence[Problem], gone: Mapping[str, str | None]) -> Iterator[Problem]:
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
    """Whether the rows of a page carried a problem's doubt and none does any more."""
    if not _is_flag(problem) or problem.page is None:
        return False
    had, has = (
        any(problem.code.value in r.flags for r in some if problem.page in _pages(r))
        for some in (before, rows)
    )
    return had and not has


def _pages(row: Action) -> set[int]:
    return {p.page for p in row.provenance}
