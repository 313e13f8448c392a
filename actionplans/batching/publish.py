"""Writes what users read, all of one run: plans, tables, their description, the record of the run.

Everything is first written beside the state. Then ``run.json`` is taken away, the rest moved into
place, and the new ``run.json`` comes last: where it stands, all is of its run.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from actionplans.batching.store import STATE, Store, StoredPlans
from actionplans.batching.tasks import Done
from actionplans.batching.versions import fingerprint
from actionplans.failed_plan import file_hash
from actionplans.output.formats.registry import all_files, files_of
from actionplans.output.linked_documents import LinkedDocuments
from actionplans.output.table_files import write_tables
from actionplans.output.table_rows import Document
from actionplans.output.writers import plan_text, write_json, write_text
from schemas.run import Run

MARKER = f"{STATE}/published.json"


def publish(output: Path, records: Sequence[Done], run: Run) -> None:
    """Write the results of a run, whose ``records`` are in its order, over those of the one before.

    If records, formats and all files are as at the last time, only ``run.json`` is written.
    """
    made_from, formats = _fingerprint_of(records), run.settings.formats
    if not _is_current(output, made_from, formats):
        names = tuple(record.input.document for record in records)
        masked = run.settings.people == "mask"
        _write_anew(output, _as_published(Store(output), names, masked=masked), names, formats)
    _write_record(output, run, made_from)


def publish_again(output: Path, documents: Iterable[Document], run: Run) -> None:
    """Write the tables of published ``documents`` anew, in the formats that ``run`` now names."""
    marker = output / MARKER
    made_from = json.loads(marker.read_bytes())["made_from"] if marker.exists() else ""
    _write_anew(output, documents, [i.document for i in run.inputs], run.settings.formats)
    _write_record(output, run, made_from)


def _write_record(output: Path, run: Run, made_from: str) -> None:
    record = output / STATE / "run.json"
    write_json(record, run.model_dump(mode="json"))
    record.replace(output / "run.json")
    write_json(output / MARKER, _marker(output, made_from, run.settings.formats))


def _as_published(store: Store, names: tuple[str, ...], *, masked: bool) -> Iterable[Document]:
    """The documents in order, read one at a time, as often as they are gone through.

    What looks at the whole batch and changes plans goes here; the store keeps them as they were.
    """
    return LinkedDocuments(StoredPlans(store, names), masked=masked)


def _fingerprint_of(records: Iterable[Done]) -> str:
    """Changes whenever documents, their order, or the converter do."""
    digest = hashlib.sha256(fingerprint().encode())
    for record in records:
        digest.update(record.model_dump_json(exclude={"version"}).encode())
    return digest.hexdigest()


def _is_current(output: Path, made_from: str, formats: Sequence[str]) -> bool:
    marker = output / MARKER
    if not marker.exists() or not (output / "run.json").exists():
        return False
    return bool(json.loads(marker.read_bytes()) == _marker(output, made_from, formats))


def _marker(output: Path, made_from: str, formats: Sequence[str]) -> dict[str, Any]:
    return {"made_from": made_from, "formats": list(formats), "files": _published(output)}


def _published(output: Path) -> dict[str, str]:
    """SHA-256 of every file of the results but ``run.json``, by its path; empty if not there."""
    files = [*sorted((output / "plans").glob("*.json")), *(output / n for n in all_files())]
    return {path.relative_to(output).as_posix(): file_hash(path) for path in files}


def _write_anew(
    output: Path, documents: Iterable[Document], names: Collection[str], formats: Sequence[str]
) -> None:
    new = output / STATE / "new"
    shutil.rmtree(new, ignore_errors=True)
    _stage_plans(new / "plans", documents, output / "plans")
    write_tables(new, documents, formats)
    (output / "run.json").unlink(missing_ok=True)
    _move(new, output, names, files_of(formats))
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


def _move(new: Path, output: Path, names: Collection[str], files: Sequence[str]) -> None:
    plans = output / "plans"
    plans.mkdir(exist_ok=True)
    _drop_others(plans, names)
    for path in sorted((new / "plans").iterdir()):
        path.replace(plans / path.name)
    for name in files:
        (new / name).replace(output / name)
    for name in set(all_files()).difference(files):  # of formats that are asked for no more
        (output / name).unlink(missing_ok=True)


def _drop_others(plans: Path, names: Collection[str]) -> None:
    """Plans of an earlier run whose documents are gone: the tables no longer hold them."""
    for path in plans.glob("*.json"):
        if path.stem not in names:
            path.unlink()


def withdraw(output: Path) -> None:
    """Take away all that a run published."""
    for name in ("run.json", MARKER, *all_files()):
        (output / name).unlink(missing_ok=True)
    _drop_others(output / "plans", set())
