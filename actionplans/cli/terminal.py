"""What the commands say to the person at the terminal, and how they end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

from actionplans.cli.options import Ocr
from actionplans.exit_codes import ExitCode


def say(text: str) -> None:
    """A line for the person at the terminal; results go to standard output alone."""
    typer.echo(text, err=True)


def stop(code: ExitCode, message: str | None = None) -> NoReturn:
    """End the command with ``code``, saying what to do first."""
    if message:
        say(message)
    raise typer.Exit(int(code))


@contextmanager
def readable_location(location: str) -> Iterator[Path]:
    """Results, a plan or a document as a path of this machine; ends the command if that fails."""
    from actionplans.batching.output_folder import readable
    from actionplans.urls import LocationUnusable

    try:
        with readable(location) as path:
            yield path
    except LocationUnusable as error:
        stop(ExitCode.USAGE, str(error))


def check_engine(ocr: Ocr) -> None:
    """End the command if the text recognition engine is not installed."""
    from extract.errors import EngineMissing
    from extract.scans.engines.choose import check_installed

    try:
        check_installed(ocr.value)
    except EngineMissing as error:
        stop(ExitCode.USAGE, str(error))
