"""``actionplans doctor``."""

from enum import Enum
from typing import Annotated

import typer

from actionplans.cli.terminal import stop
from actionplans.exit_codes import ExitCode


class Form(str, Enum):
    """How to say what was found."""

    TEXT = "text"
    JSON = "json"


def doctor_command(
    form: Annotated[Form, typer.Option("--format", help="How to say it.")] = Form.TEXT,
) -> None:
    """Say what is installed, what is missing, and how to get it; every part is tried.

    Nothing is looked up on a network, and no name or path of yours is shown.
    Exit codes: 0 a batch works; 1 something that it needs is missing or broken.
    """
    from actionplans import __version__
    from actionplans.doctor.diagnosis import as_json, diagnosis, lines, works

    checks, area = [], ""
    if form is Form.TEXT:
        typer.echo(f"actionplans {__version__}")
    for check in diagnosis():
        checks.append(check)
        if form is Form.TEXT:
            if check.area != area:
                typer.echo(f"\n{check.area}")
            typer.echo("\n".join(lines(check)))
            area = check.area
    if form is Form.JSON:
        typer.echo(as_json(checks))
    elif works(checks):
        typer.echo("\nA batch works here.")
    else:
        typer.echo("\nA batch does not work here yet: see to what is marked FAULT.")
    if not works(checks):
        stop(ExitCode.INCOMPLETE)
