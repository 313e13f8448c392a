"""A folder of documents to plans, tables and the record of the run."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from actionplans.batching.corrected import corrections_used
from actionplans.batching.forgotten import forgotten
from actionplans.batching.inputs import Input, gone, read_inputs
from actionplans.batching.limits import MEMORY, TIMEOUT
from actionplans.batching.lock import locked
from actionplans.batching.publish import publish
from actionplans.batching.report import Report
from actionplans.batching.scheduler import Processes, Scheduler
from actionplans.batching.settings import Settings, usual_jobs
from actionplans.batching.store import Store
from actionplans.batching.tasks import Done, Task
from actionplans.batching.versions import fingerprint, versions
from actionplans.formats.registry import in_order
from extract import OcrName
from extract.scans.engines import check_installed
from schemas.correction import Entry
from schemas.plan import SCHEMA_VERSION
from schemas.run import Run, RunCounts, RunInput, RunSettings


def batch(
    folder: str | Path,
    output: str | Path,
    *,
    keep_people: bool = False,
    keep_pseudonyms: bool = False,
    ocr: OcrName = "auto",
    corrections: Sequence[Entry] = (),
    formats: Iterable[str] = (),
    reproducible: bool = False,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    retry: bool = False,
    report: Report | None = None,
    scheduler: Scheduler | None = None,
) -> Run:
    """Convert every PDF and text dump in ``folder`` and its subfolders into ``output``.

    Documents are read in processes of their own, ``jobs`` at a time (one a core if not given):
    one that fails, takes longer than ``timeout`` seconds or more than ``memory`` megabytes is
    recorded, and the rest goes on. ``keep_people`` and ``keep_pseudonyms`` are as in ``convert``.
    ``corrections`` are applied last, each to its document. What an earlier run on ``output`` has
    done is not done again, unless the document, its corrections, the converter or the settings
    changed; ``retry`` does documents again that were stopped or whose process died.
    ``formats`` are those that the tables are written in: 'sqlite', 'parquet', 'xlsx'
    and 'jsonl' beside CSV, and 'excel' for CSV that Excel knows. ``reproducible`` leaves times and
    versions out of ``run.json``, so that the same files give the same bytes. ``report`` is told
    how it goes. ``scheduler`` does the work elsewhere or otherwise than in ``jobs`` processes of
    this machine.

    Raises ``NotADirectoryError`` if ``folder`` is none, ``EngineMissing`` if the text recognition
    engine ``ocr`` is not installed, ``FormatMissing`` if what writes a format is not,
    ``ValueError`` if there is no such format, ``OutputInUse`` if another run is writing to
    ``output``, ``OSError`` if that cannot be written to, and ``WorkerCannotStart``.
    """
    source, target = Path(folder), Path(output)
    if not source.is_dir():
        raise NotADirectoryError(f"There is no folder '{source}'.")
    check_installed(ocr)
    settings = Settings(keep_people, keep_pseudonyms, ocr, timeout, memory)
    wanted = in_order(formats)
    with locked(target):
        here = Processes(target, jobs or usual_jobs(memory))
        return _Batch(source, target, settings, wanted, corrections, report or Report()).run(
            scheduler or here, reproducible=reproducible, retry=retry
        )


class _Batch:
    """One run over a folder, with the lock on its output held."""

    def __init__(
        self,
        folder: Path,
        output: Path,
        settings: Settings,
        formats: list[str],
        corrections: Sequence[Entry],
        report: Report,
    ) -> None:
        self._output = output
        self._corrections = corrections
        self._settings = settings
        self._formats = formats
        self._report = report
        self._started = _now()
        self._store = Store(output)
        self._store.tidy()
        inputs, self._skipped = read_inputs(folder, output, keep_people=settings.keep_people)
        left_out = forgotten(output)
        self._inputs = [i for i in inputs if i.sha256 not in left_out]
        self._forgotten = len(inputs) - len(self._inputs)

    def run(self, scheduler: Scheduler, *, reproducible: bool, retry: bool) -> Run:
        known = self._store.done()
        tasks = {i.document: self._task(i) for i in self._inputs}
        done = {n: d for n, d in known.items() if n in tasks and _stands(d, tasks[n], retry)}
        self._report.begin(
            total=len(tasks),
            done=[d.input for d in done.values()],
            gone=gone((d.input.file for d in known.values()), self._inputs),
        )
        self._convert(scheduler, [t for n, t in tasks.items() if n not in done], done)
        run = self._record([done[n].input for n in tasks], reproducible=reproducible)
        publish(self._output, [done[name] for name in tasks], run)
        for name in self._store.names() - tasks.keys():
            self._store.drop(name)
        return run

    def _convert(self, scheduler: Scheduler, tasks: Sequence[Task], done: dict[str, Done]) -> None:
        with closing(scheduler.run(tasks)) as results:
            for result in results:
                done[result.input.document] = result
                self._report.document(result.input)

    def _task(self, found: Input) -> Task:
        return Task(
            path=str(found.path),
            file=found.file,
            document=found.document,
            sha256=found.sha256,
            settings=self._settings,
            converter=fingerprint(),
            corrections=tuple(e for e in self._corrections if e.sha256 == found.sha256),
        )

    def _record(self, inputs: list[RunInput], *, reproducible: bool) -> Run:
        if reproducible:
            inputs = [i.model_copy(update={"seconds": None}) for i in inputs]
        return Run(
            schema_version=SCHEMA_VERSION,
            versions=versions(reproducible=reproducible),
            started=None if reproducible else self._started,
            finished=None if reproducible else _now(),
            settings=RunSettings(
                **self._settings.record().model_dump(),
                formats=self._formats,
                corrections=corrections_used(self._corrections, inputs),
            ),
            inputs=inputs,
            skipped=self._skipped,
            forgotten=self._forgotten,
            counts=counts(inputs),
        )


def _stands(done: Done, task: Task, retry: bool) -> bool:
    return done.answers(task) and not (retry and done.stopped)


def counts(inputs: Sequence[RunInput]) -> RunCounts:
    """Totals of the documents of a run."""
    by_status = Counter(i.status for i in inputs)
    return RunCounts(
        documents=len(inputs),
        ok=by_status["ok"],
        partial=by_status["partial"],
        no_plan=by_status["no_plan"],
        failed=by_status["failed"],
        actions=sum(i.actions for i in inputs),
        doubtful_actions=sum(i.doubtful_actions for i in inputs),
        problems=sum(i.problems for i in inputs),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
