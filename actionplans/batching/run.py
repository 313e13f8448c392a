"""A folder of documents to plans, tables and the record of the run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from actionplans.batching.cluster.client import connected
from actionplans.batching.corrections_used import corrections_used
from actionplans.batching.default_limits import MEMORY, TIMEOUT
from actionplans.batching.forgotten_list import forgotten
from actionplans.batching.input_folder import InputFolder
from actionplans.batching.inputs import Input, gone
from actionplans.batching.jobs import usual_jobs
from actionplans.batching.output_folder import Output, opened
from actionplans.batching.progress_report import ProgressReport
from actionplans.batching.publish import publish
from actionplans.batching.scheduler import Processes, Scheduler
from actionplans.batching.settings import Settings
from actionplans.batching.store import Store
from actionplans.batching.tasks import Done, Task
from actionplans.batching.versions import fingerprint, versions
from actionplans.output.formats.registry import in_order
from actionplans.urls import is_url, local_path
from extract import OcrName
from extract.scans.engines.choose import check_installed
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
    report: ProgressReport | None = None,
    scheduler: Scheduler | str | None = None,
) -> Run:
    """Convert every PDF and text dump in ``folder`` and its subfolders into ``output``.

    Documents are read in processes of their own, ``jobs`` at a time (one a core if not given):
    one that fails, takes longer than ``timeout`` seconds or more than ``memory`` megabytes is
    recorded, and the rest goes on. ``keep_people`` and ``keep_pseudonyms`` are as in ``convert``.
    ``corrections`` are applied last, each to its document. What an earlier run on ``output`` has
    done is not done again, unless the document, its corrections, the converter or the settings
    changed; ``retry`` does documents again that were stopped or whose process died.
    ``folder`` and ``output`` may be URLs that fsspec knows (``s3://bucket/reviews``).
    ``formats`` are those that the tables are written in: 'sqlite', 'parquet', 'xlsx'
    and 'jsonl' beside CSV, and 'excel' for CSV that Excel knows. ``reproducible`` leaves times and
    versions out of ``run.json``, so that the same files give the same bytes. ``report`` is told
    how it goes. ``scheduler`` is the address of a Dask scheduler whose workers convert, or does
    the work otherwise than in ``jobs`` processes of this machine.

    Raises ``NotADirectoryError`` if ``folder`` is none, ``EngineMissing`` if the text recognition
    engine ``ocr`` is not installed, ``FormatMissing`` if what writes a format is not,
    ``ValueError`` if there is no such format, ``OutputInUse`` if another run is writing to
    ``output``, ``OSError`` if that cannot be written to, ``WorkerCannotStart``, and, of URLs and
    clusters, ``LocationUnusable`` and ``ClusterUnusable``.
    """
    if not is_url(folder) and not local_path(folder).is_dir():
        raise NotADirectoryError(f"There is no folder '{folder}'.")
    check_installed(ocr)
    settings = Settings(keep_people, keep_pseudonyms, ocr, timeout, memory)
    wanted = in_order(formats)
    source = InputFolder(folder, keep_people=keep_people, shared=isinstance(scheduler, str))
    with (
        opened(output) as results,
        _workers(scheduler, results.folder, settings, jobs) as workers,
    ):
        made = _Batch(results, settings, wanted, corrections, report or ProgressReport(), workers)
        made.find(source, output)
        return made.run(reproducible=reproducible, retry=retry)


@contextmanager
def _workers(
    scheduler: Scheduler | str | None, output: Path, settings: Settings, jobs: int | None
) -> Iterator[Scheduler]:
    """What converts: a cluster by its address, something of the caller's, or processes here."""
    if isinstance(scheduler, str):
        with connected(scheduler, settings.ocr, Store(output)) as cluster:
            yield cluster
    else:
        yield scheduler or Processes(output, jobs or usual_jobs(settings.memory))


class _Batch:
    """One run over a folder, with the lock on its output held."""

    def __init__(
        self,
        output: Output,
        settings: Settings,
        formats: list[str],
        corrections: Sequence[Entry],
        report: ProgressReport,
        scheduler: Scheduler,
    ) -> None:
        self._output = output
        self._scheduler = scheduler
        self._corrections = corrections
        self._settings = settings
        self._formats = formats
        self._report = report
        self._started = _now()
        self._store = Store(output.folder)
        self._store.tidy()
        self._known = self._store.done()

    def find(self, source: InputFolder, output: str | Path) -> None:
        """Find the documents, but for those that were forgotten."""
        left_out = forgotten(self._output.folder)
        inputs, self._skipped = source.inputs(
            output,
            self._output.folder,
            self._known.values(),
            self._scheduler,
            read_first=bool(left_out or self._corrections),
        )
        self._location = source.location
        self._inputs = [i for i in inputs if i.sha256 not in left_out]
        self._forgotten = len(inputs) - len(self._inputs)

    def run(self, *, reproducible: bool, retry: bool) -> Run:
        """Convert what is not done yet, and publish."""
        known = self._known
        tasks = {i.document: self._task(i) for i in self._inputs}
        done = {n: d for n, d in known.items() if n in tasks and _still_holds(d, tasks[n], retry)}
        self._note_versions(done, tasks)
        self._report.begin(
            total=len(tasks),
            done=[d.input for d in done.values()],
            gone=gone((d.input.file for d in known.values()), self._inputs),
        )
        self._convert([t for n, t in tasks.items() if n not in done], done)
        run = self._record([done[n].input for n in tasks], reproducible=reproducible)
        publish(self._output.folder, [done[name] for name in tasks], run)
        for name in self._store.names() - tasks.keys():
            self._store.drop(name)
        return run

    def _convert(self, tasks: Sequence[Task], done: dict[str, Done]) -> None:
        with closing(self._scheduler.run(tasks)) as results:
            for result in results:
                done[result.input.document] = result
                self._output.kept(result.input.document)
                self._report.document(result.input)

    def _note_versions(self, done: Mapping[str, Done], tasks: Mapping[str, Task]) -> None:
        """Files that were written again with the same bytes need not be read at the next run."""
        for name, known in done.items():
            if known.version != tasks[name].version:
                self._store.note_version(known, tasks[name].version)
                self._output.kept(name)

    def _task(self, found: Input) -> Task:
        return Task(
            path=found.path,
            file=found.file,
            document=found.document,
            sha256=found.sha256,
            settings=self._settings,
            converter=fingerprint(),
            corrections=tuple(e for e in self._corrections if e.sha256 == found.sha256),
            location=self._location,
            version=found.version,
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


def _still_holds(done: Done, task: Task, retry: bool) -> bool:
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
