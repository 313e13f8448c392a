"""One row explained in plain text: values, the words behind them, and what was done to it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from actionplans.output.read_back import NoResults, content, plan_files, read_plan
from normalise.values.evidence import Evidence, evidence
from schemas.codes import Code
from schemas.plan import Action, Plan, Provenance

WIDTH = 100
"""Letters of a line: no longer than is read with ease."""
INDENT = "    "
LABEL = 18
"""Letters of the column of labels, of which ``recommendation_id`` is the longest."""
SHORTENED = 400
"""Printed words longer than this, four or five lines, are cut; the record has them all."""


def explained(output: Path, action_id: str) -> str:
    """What is known of the row ``action_id`` in written results; ``NoResults`` if none has it."""
    for file in plan_files(output):
        # A batch may hold many plans: only the one that names the row is read.
        if f'"{action_id}"'.encode() in content(file):
            plan = read_plan(file)
            for action in plan.actions:
                if action.action_id == action_id:
                    return "\n".join(_lines(plan, action)) + "\n"
    raise NoResults(
        f"No row '{action_id}' is in '{output}'. The column action_id of actions.csv has the ids."
    )


def _lines(plan: Plan, action: Action) -> Iterator[str]:
    yield f"{action.action_id}, {plan.source.file}"
    yield from (f"{INDENT}{_location(p)}" for p in action.provenance)
    yield f"{INDENT}confidence {action.confidence:.2f}, text {plan.source.text_origin}"
    yield ""
    for name in ("section", "number", "recommendation", "action", "milestones", "outcome"):
        yield from _labelled(name, _quoted(getattr(action, name)))
    for item in evidence(action):
        yield from _evidence(item)
    yield from _belonging(action)
    yield from _codes("repairs", action.repairs)
    yield from _codes("flags", action.flags)
    yield from _problems(plan, action)


def _location(part: Provenance) -> str:
    box = ", ".join(f"{x:g}" for x in part.bbox) if part.bbox else "not known"
    return f"page {part.page}, row {part.row} of its table, box {box}"


def _evidence(item: Evidence) -> Iterator[str]:
    yield ""
    yield from _labelled(item.field, item.value or "(none)")
    yield from _labelled("  printed", _quoted(item.words))
    yield from _labelled("  rule", item.rule)
    for words in item.rejected:
        yield from _labelled("  not taken", words)


def _belonging(action: Action) -> Iterator[str]:
    yield ""
    yield from _labelled("recommendation_id", action.recommendation_id)
    if action.repeat_of:
        yield from _labelled("repeat_of", action.repeat_of)
    for name in ("themes", "addressee_types", "facets"):
        yield from _labels(name, getattr(action.label_basis, name))
    for field, confidence in action.ocr_confidence.items():
        yield from _labelled("recognised", f"{field}: least sure word {confidence:.2f}")


def _labels(name: str, basis: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Labels and the words that decided each."""
    for label, words in basis.items():
        because = ", ".join(f"'{w}'" for w in words)
        yield from _labelled(name, f"{label}: {because}" if because else label)


def _codes(name: str, codes: Sequence[Code]) -> Iterator[str]:
    for code in codes:
        yield from _labelled(name, f"{code}: {code.meaning}")


def _problems(plan: Plan, action: Action) -> Iterator[str]:
    for problem in plan.problems:
        if problem.action_id == action.action_id:
            yield from _labelled("problem", f"{problem.code}: {problem.message}")


def _quoted(text: str | None) -> str:
    if text is None:
        return "(no such column)"
    if not text:
        return "(blank)"
    flat = " / ".join(text.splitlines())
    return f"'{flat}'" if len(flat) <= SHORTENED else f"'{flat[:SHORTENED]}…'"


def _labelled(label: str, text: str) -> list[str]:
    """``text`` behind its label, folded to the width of a page."""
    first = f"{label:{LABEL}}"
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * LABEL)
