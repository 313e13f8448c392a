"""What a person should look at, by kind: the gravest first, equal doubts together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from actionplans.review.agency_candidates import DOUBTS, agency_doubts
from actionplans.review.batch_output import Document
from schemas.codes import Flag, ProblemCode, Severity
from schemas.plan import Action, Problem

GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""The order in which doubts are listed."""
TITLES = {
    Flag.DOUBTFUL_JOIN: "Rows that were joined on weak evidence",
    Flag.DOUBTFUL_BREAK: "Rows that may go on in the next one",
    Flag.AGENCY_UNRESOLVED: "Lead agencies that are not in the register",
    Flag.AGENCY_AMBIGUOUS: "Leads that fit several agencies",
    Flag.DATE_UNREAD: "Target dates that could not be read",
    Flag.DATE_DOUBTFUL: "Target dates that may be slips",
    Flag.YEAR_FROM_ROWS: "Target dates without a year of their own",
    Flag.REFERENCE_TO_SEVERAL: "References to several rows",
    Flag.REFERENCE_UNRESOLVED: "References to rows that were not found",
    Flag.COLUMNS_GUESSED: "Rows whose columns were guessed",
    Flag.UNSURE_TEXT: "Recognised text that is not sure",
    Flag.REDACTED: "Rows that are partly blacked out",
    Flag.STATUS_CONFLICT: "Rows that say two things of their status",
}
"""Headings of the kinds; one that is not here goes by its meaning."""


@dataclass(slots=True)
class Kind:
    """One kind of doubt: rows that carry it by what they share, and problems without a row."""

    code: str
    title: str
    gravity: int
    topics: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Ids of the rows for each topic: the words in doubt, or the document."""
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Rows and problems, each once."""
        return len({i for ids in self.topics.values() for i in ids}) + len(self.problems)


def kinds_of_doubt(documents: Sequence[Document]) -> list[Kind]:
    """Every kind of doubt in the batch: losses first, then by how many they are.

    A problem that a row's flag tells of is that row's doubt and is not listed twice.
    """
    kinds: dict[str, Kind] = {}
    for document in documents:
        for action in document.plan.actions:
            for flag in action.flags:
                kind = kinds.setdefault(flag.value, _kind(flag, Severity.WARNING))
                for topic in _topics(action, flag, document):
                    kind.topics[topic].append(action.action_id)
        for problem in _loose_problems(document):
            kind = kinds.setdefault(problem.code.value, _kind(problem.code, problem.severity))
            kind.problems.append(_problem_data(problem, document))
    return sorted(kinds.values(), key=lambda k: (k.gravity, -k.count, k.code))


def _kind(code: Flag | ProblemCode, severity: Severity) -> Kind:
    title = TITLES.get(code, "") if isinstance(code, Flag) else ""
    return Kind(code.value, title or code.meaning.rstrip("."), GRAVITY[severity])


def _topics(action: Action, flag: Flag, document: Document) -> Iterator[str]:
    words = [d.words for d in agency_doubts(action)] if flag in DOUBTS else []
    yield from words or [document.plan.review.title or document.name]


def _problem_data(problem: Problem, document: Document) -> dict[str, Any]:
    return {
        "document": document.plan.review.review_id,
        "page": problem.page,
        "message": problem.message,
        "row": problem.action_id,
    }


def _loose_problems(document: Document) -> Iterator[Problem]:
    """Problems that no row's flag tells of."""
    flagged = {(a.action_id, f.value) for a in document.plan.actions for f in a.flags}
    pages = {(p.page, f.value) for a in document.plan.actions for f in a.flags
             for p in a.provenance}  # fmt: skip
    for problem in document.plan.problems:
        code = problem.code.value
        listed = (
            (problem.action_id, code) in flagged
            if problem.action_id
            else (problem.page, code) in pages
        )
        if not listed:
            yield problem
