"""What became of the corrections of a run, counted for its record."""

from collections.abc import Iterable, Sequence

from actionplans.corrections_file import Corrections
from schemas.codes import ProblemCode
from schemas.correction import Entry
from schemas.run import CorrectionsUsed, RunInput


def corrections_used(
    entries: Sequence[Entry], inputs: Iterable[RunInput]
) -> CorrectionsUsed | None:
    """Counts over the entries of all documents; nothing if there was no file and no entry.

    A document that is there twice counts once, and one that could not be read not at all.
    """
    sha256 = entries.sha256 if isinstance(entries, Corrections) else None
    if not entries and sha256 is None:
        return None
    read = {i.sha256: i for i in inputs if i.status != "failed"}
    known = [read[e.sha256] for e in entries if e.sha256 in read]
    documents = {i.sha256: i for i in known}.values()
    unmatched = _count(documents, ProblemCode.CORRECTION_UNMATCHED)
    refused = _count(documents, ProblemCode.CORRECTION_REFUSED)
    return CorrectionsUsed(
        sha256=sha256,
        entries=len(entries),
        applied=len(known) - unmatched - refused,
        unmatched=unmatched,
        refused=refused,
        passed_over=len(entries) - len(known),
    )


def _count(documents: Iterable[RunInput], code: ProblemCode) -> int:
    return sum(i.problem_codes.get(code.value, 0) for i in documents)
