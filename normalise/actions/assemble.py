"""A document's actions, review and problems put together as a plan."""

from collections.abc import Iterable, Sequence

from normalise.actions.make import MadeActions
from schemas.codes import LOSSES, ProblemCode, Severity
from schemas.fragment import DocumentContent
from schemas.plan import Action, Plan, PlanStatus, Problem, Review, Source


def assembled_plan(
    content: DocumentContent, review: Review, made: MadeActions, noticed: Iterable[Problem]
) -> Plan:
    """The plan; ``noticed`` are problems found before values were read, each listed once."""
    problems: list[Problem] = []
    for problem in noticed:
        if problem not in problems:
            problems.append(problem)
    problems += made.problems
    if not made.actions:
        problems.append(_no_plan(content))
    return Plan(
        schema_version="1.0",
        status=plan_status(made.actions, problems),
        review=review,
        source=Source(
            file=content.file,
            sha256=content.sha256,
            pages=len(content.pages),
            plan_pages=plan_pages(made.actions),
            skimmed_pages=[p.number for p in content.pages if p.skimmed],
            text_origin=content.text_origin,
        ),
        actions=made.actions,
        problems=problems,
    )


def plan_pages(actions: Sequence[Action]) -> list[int]:
    """The pages that rows stand on, in order."""
    return sorted({p.page for a in actions for p in a.provenance})


def plan_status(actions: Sequence[Action], problems: Sequence[Problem]) -> PlanStatus:
    """What became of a plan with these actions and problems."""
    # A scan without text may well hold a plan: "no plan" would claim too much.
    if any(p.code in LOSSES for p in problems):
        return "partial"
    return "ok" if actions else "no_plan"


def _no_plan(content: DocumentContent) -> Problem:
    pictures = any(p.code is ProblemCode.PAGE_WITHOUT_TEXT for p in content.problems)
    advice = (
        "Pages without text may hold one: run the file through text recognition (OCR) first."
        if pictures
        else "If it holds one, its table was taken for another: look at its page with "
        "'actionplans debug', and please report it."
    )
    return Problem(
        code=ProblemCode.NO_PLAN,
        severity=Severity.WARNING,
        page=None,
        message=f"No table of actions was found. {advice}",
    )
