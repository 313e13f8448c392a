"""A folder of documents to plans, tables and the record of the run."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath

from actionplans.conversion import attempt
from actionplans.datapackage import datapackage
from actionplans.linked import LinkedDocuments
from actionplans.shown_names import shown_path
from actionplans.tables import Document, all_tables
from actionplans.writers import plan_json, table_csv, write_json, write_text
from extract import OcrName
from extract.scans.engines import check_installed
from normalise.register import slug
from schemas.correction import Entry
from schemas.plan import SCHEMA_VERSION, Plan
from schemas.run import Run, RunCounts, RunInput, RunSettings
from schemas.tables import TABLES

INPUTS = (".pdf", ".txt")
STANDS_ON = (
    "pypdfium2",
    "tesserocr",
    "pdfplumber",
    "camelot-py",
    "pandas",
    "rapidfuzz",
    "pydantic",
)

Progress = Callable[[Path, Plan], None]


def batch(
    folder: str | Path,
    output: str | Path,
    *,
    keep_people: bool = False,
    keep_pseudonyms: bool = False,
    ocr: OcrName = "auto",
    reproducible: bool = False,
    corrections: Sequence[Entry] = (),
    progress: Progress | None = None,
) -> Run:
    """Convert every PDF and text dump in ``folder`` and its subfolders into ``output``.

    A document that fails is recorded and the rest goes on. ``keep_people`` and
    ``keep_pseudonyms`` are as in ``convert``. ``reproducible`` leaves times and versions out of
    ``run.json``, so that the same files give the same bytes. ``corrections`` are applied last,
    each to the document that it is for. ``progress`` is called after each document. Raises
    ``NotADirectoryError`` if ``folder`` is none, and ``EngineMissing`` if the text recognition
    engine ``ocr`` is not installed.
    """
    source, target = Path(folder), Path(output)
    if not source.is_dir():
        raise NotADirectoryError(f"There is no folder '{source}'.")
    check_installed(ocr)
    started = _now()
    paths, skipped = find_inputs(source, target)
    documents: list[Document] = []
    inputs: list[RunInput] = []
    shown = [shown_path(p, source, keep_people=keep_people) for p in paths]
    for path, own, name in zip(paths, shown, unique_names(shown), strict=True):
        before = time.perf_counter()
        plan = attempt(
            path, keep_people=keep_people, keep_pseudonyms=keep_pseudonyms, ocr=ocr,
            review_id=slug(name), corrections=corrections,
        )  # fmt: skip
        seconds = round(time.perf_counter() - before, 2)
        documents.append(Document(name, plan))
        inputs.append(_input(own, name, plan, None if reproducible else seconds))
        if progress:
            progress(path, plan)
    documents = list(LinkedDocuments(documents, masked=not keep_people))
    for name, plan in documents:
        write_text(target / "plans" / f"{name}.json", plan_json(plan))
    run = Run(
        schema_version=SCHEMA_VERSION,
        versions=versions(reproducible=reproducible),
        started=None if reproducible else started,
        finished=None if reproducible else _now(),
        settings=_settings(ocr, keep_people=keep_people, keep_pseudonyms=keep_pseudonyms),
        inputs=inputs,
        skipped=[shown_path(p, source, keep_people=keep_people).as_posix() for p in skipped],
        counts=_counts(documents),
    )
    write_batch(target, documents, run)
    return run


def _settings(ocr: OcrName, *, keep_people: bool, keep_pseudonyms: bool) -> RunSettings:
    people = "keep" if keep_people else "mask"
    return RunSettings(people=people, keep_pseudonyms=keep_pseudonyms, ocr=ocr)


def find_inputs(folder: Path, output: Path) -> tuple[list[Path], list[Path]]:
    """Documents of a folder in the order of their paths, and the files that are none.

    Hidden files, Word's lock files and what lies in ``output`` are passed over.
    """
    files = sorted(
        (p for p in folder.rglob("*") if p.is_file() and not _hidden(p.relative_to(folder))),
        key=lambda p: p.relative_to(folder).as_posix().casefold(),
    )
    own = output.resolve()
    files = [p for p in files if own not in p.resolve().parents]
    inputs = [p for p in files if p.suffix.lower() in INPUTS]
    return inputs, [p for p in files if p.suffix.lower() not in INPUTS]


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def unique_names(paths: Iterable[PurePath]) -> list[str]:
    """The stem of each path, with a number behind it where two differ only in case or marks."""
    names: list[str] = []
    taken: set[str] = set()
    for path in paths:
        stem = path.stem if slug(path.stem) else f"document-{path.stem}"
        name = next(n for i in range(1, 10**6) if slug(n := _numbered(stem, i)) not in taken)
        taken.add(slug(name))
        names.append(name)
    return names


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def write_batch(output: Path, documents: Sequence[Document], run: Run) -> None:
    """Write the tables, their description and the record of the run."""
    rows = all_tables(documents)
    for table in TABLES:
        write_text(output / table.file, table_csv(table, rows[table.name]))
    write_json(output / "datapackage.json", datapackage())
    _forget_others(output / "plans", {d.name for d in documents})
    write_json(output / "run.json", run.model_dump(mode="json"))


def _forget_others(plans: Path, names: set[str]) -> None:
    """Plans of an earlier run whose documents are gone: the tables no longer hold them."""
    for path in plans.glob("*.json"):
        if path.stem not in names:
            path.unlink()


def _input(path: PurePath, name: str, plan: Plan, seconds: float | None) -> RunInput:
    return RunInput(
        file=path.as_posix(),
        document=name,
        sha256=plan.source.sha256,
        status=plan.status,
        pages=plan.source.pages,
        actions=len(plan.actions),
        problems=len(plan.problems),
        seconds=seconds,
    )


def _counts(documents: Sequence[Document]) -> RunCounts:
    by_status = Counter(d.plan.status for d in documents)
    return RunCounts(
        documents=len(documents),
        ok=by_status["ok"],
        partial=by_status["partial"],
        no_plan=by_status["no_plan"],
        failed=by_status["failed"],
        actions=sum(len(d.plan.actions) for d in documents),
        problems=sum(len(d.plan.problems) for d in documents),
    )


def versions(*, reproducible: bool = False) -> dict[str, str]:
    """Versions of the converter and, unless ``reproducible``, of what it stands on."""
    from actionplans import __version__

    own = {"actionplans": __version__}
    if reproducible:
        return own
    return own | {"python": sys.version.split()[0]} | {n: _version(n) for n in STANDS_ON}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
