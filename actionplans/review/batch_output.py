"""The output of a batch, read for the review page."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.plan import Plan


class NoOutput(ValueError):
    """The folder is not the output of a batch; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A plan of the batch: its name in ``plans/`` and the input's path within its folder."""

    name: str
    plan: Plan
    path: str


@dataclass(frozen=True, slots=True)
class Output:
    """A batch: its documents in their order, and whether persons are masked."""

    documents: tuple[Document, ...]
    masked: bool


def read_output(folder: Path) -> Output:
    """The batch in ``folder``; raises ``NoOutput``.

    A run whose record does not say that persons were kept is taken for masked.
    """
    plans = {p.stem: p for p in sorted((folder / "plans").glob("*.json"))}
    if not plans:
        raise NoOutput(
            f"There is no plans/*.json in '{folder}'. Give the folder that 'actionplans batch' "
            "wrote (its -o)."
        )
    record = _record(folder / "run.json")
    paths = {i["document"]: i["file"] for i in record.get("inputs", [])}
    order = [n for n in paths if n in plans] + [n for n in plans if n not in paths]
    documents = tuple(_document(n, plans[n], paths.get(n)) for n in order)
    masked = record.get("settings", {}).get("people") != "keep"
    return Output(documents, masked)


def _record(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NoOutput(f"'{path}' is damaged. Run the batch again.") from error
    return record


def _document(name: str, path: Path, file: str | None) -> Document:
    try:
        plan = Plan.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise NoOutput(
            f"'{path}' is not a plan of this version. Run the batch again, or see "
            "'actionplans validate'."
        ) from error
    return Document(name, plan, file or plan.source.file)
