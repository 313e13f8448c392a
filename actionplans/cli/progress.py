"""How a batch goes, for people at a terminal and for log collectors. Never words of a document."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from actionplans.batching.progress_report import ProgressReport
from schemas.codes import ProblemCode
from schemas.run import Run, RunInput

STATUSES = ("ok", "partial", "no_plan", "failed")


@contextmanager
def terminal_progress(*, quiet: bool, verbose: bool) -> Iterator[ProgressReport]:
    """A bar on a screen; in a file, a line for each document if ``verbose``."""
    console = Console(stderr=True)
    if quiet:
        yield ProgressReport()
    elif console.is_terminal:
        columns = (
            BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )  # fmt: skip
        with Progress(*columns, console=console, transient=True) as progress:
            yield _Bar(progress)
    else:
        yield _Lines(verbose=verbose)


class _Rate(ProgressColumn):
    """Documents a minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{60 * task.speed:.0f}/min" if task.speed else "")


class _Lines(ProgressReport):
    """Plain lines."""

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose

    def begin(self, *, total: int, done: Sequence[RunInput], gone: Sequence[str]) -> None:
        for line in _opening(total, done, gone):
            _say(line)

    def document(self, known: RunInput) -> None:
        if self._verbose:
            _say(f"{known.file}: {known.status}, {known.actions} actions")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _opening(total: int, done: Sequence[RunInput], gone: Sequence[str]) -> Iterator[str]:
    if done:
        yield f"{len(done)} of {total} documents are done already."
    for file in gone:
        yield f"{file} is gone from the folder; it leaves the results too."


class _Bar(ProgressReport):
    """A bar with rate, time left, and what came out so far."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("")
        self._rows = self._doubts = self._failed = 0

    def begin(self, *, total: int, done: Sequence[RunInput], gone: Sequence[str]) -> None:
        for line in _opening(total, done, gone):
            self._progress.console.print(line, markup=False, highlight=False)
        for known in done:
            self._count(known)
        self._progress.reset(self._task, total=total, completed=len(done))

    def document(self, known: RunInput) -> None:
        self._count(known)
        words = f"{self._rows} rows, {self._doubts} in doubt, {self._failed} failed"
        self._progress.update(self._task, advance=1, description=words)
        if known.status in ("failed", "partial"):
            self._progress.console.print(
                f"{known.file}: {known.status}", markup=False, highlight=False
            )

    def _count(self, known: RunInput) -> None:
        self._rows += known.actions
        self._doubts += known.doubtful_actions
        self._failed += known.status == "failed"


class JsonLog(ProgressReport):
    """One line of JSON for each thing that happens."""

    def begin(self, *, total: int, done: Sequence[RunInput], gone: Sequence[str]) -> None:
        """The start of a run."""
        self.event("begin", documents=total, done=len(done), gone=list(gone))

    def document(self, known: RunInput) -> None:
        """A document, its problems by their codes alone."""
        self.event("document", **known.model_dump(mode="json"))

    def end(self, run: Run) -> None:
        """The end of a run that wrote its results."""
        self.event("end", **run.counts.model_dump(mode="json"))

    def event(self, name: str, **values: Any) -> None:
        """Anything else."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        _say(json.dumps({"time": now, "event": name, **values}))


def report_run(run: Run) -> None:
    """The final table, and why documents failed."""
    table = Table(box=None)
    for title in ("", "documents", "rows", "in doubt", "problems"):
        table.add_column(title, justify="right" if title else "left")
    for status in STATUSES:
        _add_row(table, status.replace("_", " "), [i for i in run.inputs if i.status == status])
    _add_row(table, "all", run.inputs)
    Console(stderr=True).print(table)
    for known in run.inputs:
        if known.status == "failed":
            why = " ".join(c.meaning for c in ProblemCode if c.value in known.problem_codes)
            _say(f"{known.file}: failed. {why}")


def _add_row(table: Table, name: str, inputs: Sequence[RunInput]) -> None:
    sums = (
        len(inputs),
        sum(i.actions for i in inputs),
        sum(i.doubtful_actions for i in inputs),
        sum(i.problems for i in inputs),
    )
    table.add_row(name, *map(str, sums))
