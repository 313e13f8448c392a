"""The command ``batch``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from actionplans.batching.default_limits import MEMORY, TIMEOUT
from actionplans.cli.corrections import entries_of, report_run_corrections
from actionplans.cli.format_options import Excel, JsonLines, Parquet, Sqlite, Xlsx, chosen
from actionplans.cli.options import (
    CorrectionsOption,
    Ocr,
    OcrOption,
    People,
    PeopleOption,
    PseudonymsOption,
    Quiet,
    Verbose,
)
from actionplans.cli.terminal import check_engine, say, stop
from actionplans.exit_codes import ExitCode
from actionplans.urls import LocationUnusable, is_url, local_path

if TYPE_CHECKING:
    from actionplans.batching.progress_report import ProgressReport
    from schemas.run import Run

Convert = Callable[["ProgressReport"], "Run"]

GO_ON = "What is done is kept: run the same command again to go on."


class LogFormat(str, Enum):
    """How to tell what happens."""

    TEXT = "text"
    JSON = "json"


OutputFolder = Annotated[
    str, typer.Option("--output", "-o", help="Folder for the results, or its URL (s3://…).")
]


def batch_command(
    folder: Annotated[
        str, typer.Argument(help="A folder of PDFs and text dumps, or its URL (s3://…).")
    ],
    output: OutputFolder,
    people: PeopleOption = People.MASK,
    keep_pseudonyms: PseudonymsOption = False,
    ocr: OcrOption = Ocr.AUTO,
    corrections: CorrectionsOption = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Documents at a time; one a core if left out."),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, help="Seconds a document may take.")
    ] = TIMEOUT,
    memory: Annotated[
        int, typer.Option("--memory", min=300, help="Megabytes of memory a document may take.")
    ] = MEMORY,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", help="Convert on a Dask cluster: its address, tcp://HOST:8786."
        ),
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again what was stopped, or crashed, before.")
    ] = False,
    sqlite: Sqlite = False,
    parquet: Parquet = False,
    xlsx: Xlsx = False,
    jsonl: JsonLines = False,
    excel: Excel = False,
    reproducible: Annotated[
        bool, typer.Option("--reproducible", help="Leave times and versions out of run.json.")
    ] = False,
    log_format: Annotated[
        LogFormat, typer.Option("--log-format", help="Say what happens in words, or as JSON lines.")
    ] = LogFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Convert a folder, its subfolders included, or go on where an earlier run stopped.

    Exit codes: 0 everything converted; 1 some documents failed or are partial; 2 wrong usage,
    or the results cannot be written, or a URL or cluster cannot be used; 130 stopped by Ctrl-C.
    """
    _check_locations(folder, output)
    if scheduler and jobs:
        stop(ExitCode.USAGE, "Leave --jobs out: a cluster works with the threads of its workers.")
    check_engine(ocr)
    entries = entries_of(corrections)
    formats = chosen(sqlite=sqlite, parquet=parquet, xlsx=xlsx, jsonl=jsonl, excel=excel)
    from actionplans.batching.output_folder import readable
    from actionplans.batching.run import batch

    def convert(report: "ProgressReport") -> "Run":
        return batch(
            folder,
            output,
            keep_people=people is People.KEEP,
            keep_pseudonyms=keep_pseudonyms,
            ocr=ocr.value,
            corrections=entries,
            formats=formats,
            reproducible=reproducible,
            jobs=jobs,
            timeout=timeout,
            memory=memory,
            retry=retry,
            report=report,
            scheduler=scheduler,
        )

    run_batch = _run_with_log if log_format is LogFormat.JSON else _run_with_progress
    run = run_batch(convert, output, quiet=quiet, verbose=verbose)
    if entries and not quiet and log_format is LogFormat.TEXT:
        with faults(output, stop), readable(output) as results:
            report_run_corrections(run, results, entries)
    if run.counts.failed or run.counts.partial:
        stop(ExitCode.INCOMPLETE)


def _check_locations(folder: str, output: str) -> None:
    if not is_url(folder) and not local_path(folder).is_dir():
        stop(ExitCode.USAGE, f"There is no folder '{folder}'. Check the name.")
    if not is_url(output) and local_path(output).is_file():
        stop(ExitCode.USAGE, f"'{output}' is a file. Give the name of a folder.")


def _run_with_progress(convert: Convert, output: str, *, quiet: bool, verbose: bool) -> "Run":
    from actionplans.cli.progress import report_run, terminal_progress

    with faults(output, stop), terminal_progress(quiet=quiet, verbose=verbose) as report:
        run = convert(report)
    if not quiet:
        if run.inputs:
            report_run(run)
        else:
            say("There is no PDF or .txt file in the folder.")
        say(f"Results are in {output}.")
    return run


def _run_with_log(convert: Convert, output: str, *, quiet: bool, verbose: bool) -> "Run":  # noqa: ARG001
    from actionplans.batching.progress_report import ProgressReport
    from actionplans.cli.progress import JsonLog

    log = JsonLog()

    def stopped(code: ExitCode, message: str) -> NoReturn:
        log.event("stopped", exit_code=int(code), message=message)
        stop(code)

    with faults(output, stopped):
        run = convert(ProgressReport() if quiet else log)
    if not quiet:
        log.end(run)
    return run


@contextmanager
def faults(output: str, end: Callable[[ExitCode, str], NoReturn]) -> Iterator[None]:
    """What stops a run, as an exit code and a message that says what to do."""
    from actionplans.batching.cluster.errors import ClusterUnusable
    from actionplans.batching.lock import OutputInUse
    from actionplans.batching.worker_supervisor import WorkerCannotStart

    try:
        yield
    except KeyboardInterrupt:
        end(ExitCode.STOPPED, f"Stopped. {GO_ON}")
    except (OutputInUse, WorkerCannotStart, ClusterUnusable, LocationUnusable) as error:
        end(ExitCode.USAGE, str(error))
    except OSError as error:
        why = f"The results cannot be written to '{output}': {error.strerror}."
        end(ExitCode.USAGE, f"{why} {GO_ON}")
