"""Progress of a batch on the terminal: a bar on a screen, silence in a log file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from actionplans.folder import Progress as Report
from actionplans.folder import find_inputs
from schemas.plan import Plan


@contextmanager
def shown_progress(
    folder: Path, output: Path, *, quiet: bool, verbose: bool
) -> Iterator[Report | None]:
    """A function to call after each document; ``None`` if there is nothing to show."""
    console = Console(stderr=True)
    if quiet:
        yield None
    elif console.is_terminal:
        yield from _bar(console, len(find_inputs(folder, output)[0]))
    else:
        yield _line if verbose else None


def _bar(console: Console, total: int) -> Iterator[Report]:
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.description}"))  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)

        def report(path: Path, plan: Plan) -> None:
            progress.update(task, advance=1, description=path.name)
            if plan.status in ("failed", "partial"):
                progress.console.print(f"{path.name}: {plan.status}", markup=False)

        yield report


def _line(path: Path, plan: Plan) -> None:
    print(f"{path.name}: {plan.status}, {len(plan.actions)} actions", file=sys.stderr)
