"""What the commands say to the person at the terminal, and how they end."""

from typing import NoReturn

import typer

from actionplans.exit_codes import ExitCode


def say(text: str) -> None:
    """A line for the person at the terminal; results go to standard output alone."""
    typer.echo(text, err=True)


def stop(code: ExitCode, message: str | None = None) -> NoReturn:
    """End the command with ``code``, saying what to do first."""
    if message:
        say(message)
    raise typer.Exit(int(code))
