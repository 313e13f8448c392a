"""The plan of a document that could not be read."""

import hashlib
from pathlib import Path, PurePath

from normalise.register.register import slug
from schemas.codes import ProblemCode, Severity
from schemas.file_names import as_text
from schemas.plan import Plan, Problem, Review, Source


def failed_plan(
    path: Path,
    reported_name: str,
    code: ProblemCode,
    message: str,
    review_id: str | None,
    sha256: str | None = None,
) -> Plan:
    """The plan of a document that could not be read, with the reason.

    ``reported_name`` is what the output calls it. ``sha256`` is computed if it is not given.
    """
    return Plan(
        schema_version="1.0",
        status="failed",
        review=Review(
            review_id=review_id or slug(PurePath(reported_name).stem) or "document",
            title=None,
            review_types=[],
            case_reference=None,
            publisher=None,
        ),
        source=Source(
            file=as_text(reported_name),
            sha256=file_hash(path) if sha256 is None else sha256,
            pages=0,
            plan_pages=[],
            skimmed_pages=[],
            text_origin="text" if path.suffix.lower() == ".txt" else "digital",
        ),
        actions=[],
        problems=[Problem(code=code, severity=Severity.ERROR, page=None, message=message)],
    )


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes; empty if it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
