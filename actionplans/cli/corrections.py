"""Corrections at the terminal: the file read, and what became of its entries said."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from actionplans.exit_codes import ExitCode

if TYPE_CHECKING:
    from schemas.correction import Entry
    from schemas.plan import Plan
    from schemas.run import Run


def entries_of(path: Path | None) -> "Sequence[Entry]":
    """The entries of the file at ``path``; ends the command if it cannot be read."""
    if path is None:
        return ()
    from actionplans.corrections_file import CorrectionsUnreadable, read_corrections

    try:
        return read_corrections(path)
    except CorrectionsUnreadable as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(int(ExitCode.USAGE)) from error


def report_plan_corrections(plan: "Plan", entries: "Sequence[Entry]") -> None:
    """Say which entries were not applied to the only document, or should be looked at again."""
    if not entries:
        return
    from actionplans.corrections_file import lines_of_plan

    if not any(e.sha256 == plan.source.sha256 for e in entries):
        typer.echo("No correction is for this document.", err=True)
    for line in lines_of_plan(plan):
        typer.echo(line, err=True)


def report_run_corrections(run: "Run", output: Path, entries: "Sequence[Entry]") -> None:
    """The same for a batch."""
    if not entries:
        return
    from actionplans.corrections_file import lines_of_output, without_document

    documents = [(Path(i.file).name, i.sha256) for i in run.inputs]
    for line in (*without_document(entries, documents), *lines_of_output(output)):
        typer.echo(line, err=True)
