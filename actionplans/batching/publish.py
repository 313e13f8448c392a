"""Writes what users read, all of one run: plans, tables, their description, the record of the run.

Everything is first written beside the state. Then ``run.json`` is taken away, the rest moved into
place, and the new ``run.json`` comes last: where it stands, all is of its run.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from actionplans.batching.store import STATE, Store, StoredPlans
from actionplans.batching.tasks import Done
from actionplans.batching.versions import fingerprint
from actionplans.datapackage import datapackage
from actionplans.failures import file_hash
from actionplans.linked import LinkedDocuments
from actionplans.table_files import write_tables
from actionplans.tables import Document
from actionplans.writers import plan_text, write_json, write_text
from schemas.run import Run
from schemas.tables import TABLES

TABLE_FILES = (*(t.file for t in TABLES), "datapackage.json")


def publish(output: Path, records: Sequence[Done], run: Run) -> None:
    """Write the results of a run, whose ``records`` are in its order, over those of the one before.

    If records and all files are as at the last time, only ``run.json`` is written.
    """
    made_from = _print_of(records)
    if not _stands(output, made_from):
        names = tuple(record.input.document for record in records)
        masked = run.settings.people == "mask"
        _write_anew(output, _as_published(Store(output), names, masked=masked), set(names))
    record = output / STATE / "run.json"
    write_json(record, run.model_dump(mode="json"))
    record.replace(output / "run.json")
    marker = {"made_from": made_from, "files": _published(output)}
    write_json(output / STATE / "published.json", marker)


def _as_published(store: Store, names: tuple[str, ...], *, masked: bool) -> Iterable[Document]:
    """The documents in order, read one at a time, as often as they are gone through.

    What looks at the whole batch and changes plans goes here; the store keeps them as they were.
    """
    return LinkedDocuments(StoredPlans(store, names), masked=masked)


def _print_of(records: Iterable[Done]) -> str:
    """Changes whenever documents, their order, or the converter do."""
    digest = hashlib.sha256(fingerprint().encode())
    for record in records:
        digest.update(record.model_dump_json().encode())
    return digest.hexdigest()


def _stands(output: Path, made_from: str) -> bool:
    marker = output / STATE / "published.json"
    if not marker.exists() or not (output / "run.json").exists():
        return False
    expected = {"made_from": made_from, "files": _published(output)}
    return bool(json.loads(marker.read_bytes()) == expected)


def _published(output: Path) -> dict[str, str]:
    """SHA-256 of every file of the results but ``run.json``, by its path."""
    files = [*sorted((output / "plans").glob("*.json")), *(output / n for n in TABLE_FILES)]
    return {path.relative_to(output).as_posix(): file_hash(path) for path in files}


def _write_anew(output: Path, documents: Iterable[Document], names: set[str]) -> None:
    new = output / STATE / "new"
    shutil.rmtree(new, ignore_errors=True)
    _stage_plans(new / "plans", documents, output / "plans")
    write_tables(new, documents)
    write_json(new / "datapackage.json", datapackage())
    (output / "run.json").unlink(missing_ok=True)
    _move(new, output, names)
    shutil.rmtree(new)


def _stage_plans(new: Path, documents: Iterable[Document], old: Path) -> None:
    """Write the plans that are not there yet as they should be."""
    new.mkdir(parents=True)
    for name, plan in documents:
        text = plan_text(plan)
        if not _holds(old / f"{name}.json", text):
            write_text(new / f"{name}.json", text)


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode()


def _move(new: Path, output: Path, names: set[str]) -> None:
    plans = output / "plans"
    plans.mkdir(exist_ok=True)
    _drop_others(plans, names)
    for path in sorted((new / "plans").iterdir()):
        path.replace(plans / path.name)
    for name in TABLE_FILES:
        (new / name).replace(output / name)


def _drop_others(plans: Path, names: set[str]) -> None:
    """Plans of an earlier run whose documents are gone: the tables no longer hold them."""
    for path in plans.glob("*.json"):
        if path.stem not in names:
            path.unlink()


def withdraw(output: Path) -> None:
    """Take away all that a run published."""
    for name in ("run.json", f"{STATE}/published.json", *TABLE_FILES):
        (output / name).unlink(missing_ok=True)
    _drop_others(output / "plans", set())
