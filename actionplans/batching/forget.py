"""Takes a document out of everything that an output holds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from actionplans.batching.forgotten_list import add_forgotten, forgotten, remove_forgotten
from actionplans.batching.output_folder import opened
from actionplans.batching.publish import publish, withdraw
from actionplans.batching.run import counts
from actionplans.batching.store import STATE, Store
from actionplans.batching.tasks import Done
from actionplans.batching.versions import fingerprint
from actionplans.failed_plan import file_hash
from actionplans.output.read_back import NoResults, read_run
from actionplans.review.page_files import pages_in, remove_page
from actionplans.urls import is_url, local_path
from schemas.run import Run, RunInput

SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What came of a wish to forget."""

    sha256: str
    documents: int
    """Documents that were taken out: more than one if the folder holds copies."""
    complete: bool
    """Whether the results were written anew; if not they were taken away, until the next run."""
    pages: tuple[Path, ...]
    """Review pages in the output, which were taken away: they show all documents."""
    corrected: bool
    """Whether corrections of the document were applied, so that their file holds its words."""


def forget(wanted: str, output: str | Path) -> Forgotten:
    """Take a document out of plans, tables, state and record, and keep it out of later runs.

    Review pages in the output are taken away whole.

    ``wanted`` is the SHA-256 of its bytes, the file itself, or its name in ``run.json``. Only
    the hash is kept. Raises ``LookupError`` if nothing goes by that name, and as ``batch`` does.
    """
    with _results(output) as target:
        store, run = Store(target), _published(target)
        known = store.done()
        sha256 = _hash(wanted, [d.input for d in known.values()] + (run.inputs if run else []))
        add_forgotten(target, sha256)
        names = {n for n, d in known.items() if d.input.sha256 == sha256}
        corrected = any(known[n].corrections for n in names)
        names |= {i.document for i in run.inputs if i.sha256 == sha256} if run else set()
        pages = tuple(pages_in(target))
        for page in pages:
            remove_page(page)
        for name in names:
            store.drop(name)
        whole = run is not None and _write_anew(target, run, store, sha256)
        if not whole:
            withdraw(target)
    return Forgotten(sha256, len(names), whole, pages, corrected)


def remember(wanted: str, output: str | Path) -> str:
    """Let a forgotten document in again at the next run; its SHA-256.

    Raises ``LookupError`` if it was not forgotten.
    """
    with _results(output) as target:
        sha256 = _hash(wanted, [])
        if sha256 not in forgotten(target):
            raise LookupError(f"'{wanted}' is not forgotten in '{output}'.")
        remove_forgotten(target, sha256)
    return sha256


@contextmanager
def _results(output: str | Path) -> Iterator[Path]:
    """The results on this machine, held; ``LookupError`` if a folder holds none."""
    if not is_url(output) and not (local_path(output) / STATE).is_dir():
        raise LookupError(f"'{output}' is not the output of a batch. Check its name.")
    with opened(output) as results:
        if {p.name for p in results.folder.rglob("*")} <= {STATE, "lock"}:
            raise LookupError(f"'{output}' is not the output of a batch. Check its name.")
        yield results.folder


def _hash(wanted: str, inputs: list[RunInput]) -> str:
    if SHA256.fullmatch(wanted):
        return wanted.lower()
    if Path(wanted).is_file():
        return file_hash(Path(wanted))
    for known in inputs:
        if wanted in (known.file, known.document):
            return known.sha256
    raise LookupError(
        f"'{wanted}' is no SHA-256, no file, and no document of these results. Give one of them."
    )


def _published(output: Path) -> Run | None:
    """The record of the results that stand there; none if the last run did not end."""
    try:
        return read_run(output)
    except NoResults:
        return None


def _write_anew(output: Path, run: Run, store: Store, sha256: str) -> bool:
    """Publish the run without the document, if the state is still that run's."""
    left = [i for i in run.inputs if i.sha256 != sha256]
    known = store.done()
    if not all(_of_run(known.get(i.document), i, run) for i in left):
        return False
    update = {
        "inputs": left,
        "forgotten": run.forgotten + len(run.inputs) - len(left),
        "counts": counts(left),
    }
    publish(output, [known[i.document] for i in left], run.model_copy(update=update))
    return True


def _of_run(done: Done | None, known: RunInput, run: Run) -> bool:
    if done is None or done.converter != fingerprint():
        return False
    if done.settings != run.settings.of_documents:
        return False
    return done.input.model_copy(update={"seconds": known.seconds}) == known
