import pytest

from normalise.actions.assemble import assembled_plan, plan_status
from normalise.actions.make import MadeActions
from schemas.codes import ProblemCode, Severity
from schemas.fragment import DocumentContent
from schemas.plan import Problem, Review

REVIEW = Review(review_id="dhr", title=None, review_types=[], case_reference=None, publisher=None)


def problem(code):
    return Problem(code=code, severity=Severity.WARNING, page=1, message="")


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([], "no_plan"),
        ([ProblemCode.UNKNOWN_HEADING], "no_plan"),
        ([ProblemCode.PAGE_WITHOUT_TEXT], "partial"),  # a scan may hold a plan
    ],
)
def test_status_without_rows(codes, status):
    assert plan_status([], [problem(c) for c in codes]) == status


def test_a_problem_noticed_twice_is_listed_once_and_the_missing_plan_last():
    content = DocumentContent("plan.pdf", "0" * 64, ())
    noticed = [problem(ProblemCode.UNKNOWN_HEADING)] * 2
    plan = assembled_plan(content, REVIEW, MadeActions([], []), noticed)
    assert [p.code for p in plan.problems] == [ProblemCode.UNKNOWN_HEADING, ProblemCode.NO_PLAN]
