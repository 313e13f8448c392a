"""What the commands say to the person at the terminal, and how they end."""

from typing import NoReturn

import typer

from actionplans.cli_options import Ocr
from actionplans.exit_codes import ExitCode


def say(text: str) -> None:
    """A line for the person at the terminal; results go to standard output alone."""
    typer.echo(text, err=True)


def stop(code: ExitCode, message: str | None = None) -> NoReturn:
    """End the command with ``code``, saying what to do first."""
    if message:
        say(message)
    raise typer.Exit(int(code))


def check_engine(ocr: Ocr) -> None:
    """End the command if the text recognition engine is not installed."""
    from extract.errors import EngineMissing
    from extract.scans.engines import check_installed

    try:
        check_installed(ocr.value)
    except EngineMissing as error:
        stop(ExitCode.USAGE, str(error))
