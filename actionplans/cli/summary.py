"""``actionplans summary``: counts over results, and what is overdue as of a date."""

import sys
from datetime import date, datetime
from typing import Annotated

import typer

from actionplans.cli.terminal import readable_location, stop
from actionplans.exit_codes import ExitCode
from actionplans.summary.options import By, Form


def summary_command(
    output: Annotated[
        str, typer.Argument(help="The results of a batch, or a plan's JSON file; or their URL.")
    ] = "output",
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help="Count what was overdue on this day, as 2024-06-01; or today."
        ),
    ] = None,
    by: Annotated[By | None, typer.Option("--by", help="A line for each of these.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TEXT,
) -> None:
    """Count actions by status, what is overdue as of a date, what has no owner or no date.

    Exit codes: 0 done; 2 wrong usage or no results.
    """
    day = _day(as_of)
    from actionplans.output.read_back import NoResults, read_plans
    from actionplans.summary import text as summary_text
    from actionplans.summary.counts import summary

    try:
        with readable_location(output) as results:
            found = summary(read_plans(results), day, by)
    except NoResults as error:
        stop(ExitCode.USAGE, str(error))
    write = {Form.TEXT: summary_text.text, Form.CSV: summary_text.as_csv}
    sys.stdout.buffer.write(write.get(form, summary_text.as_json)(found).encode())


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(ExitCode.USAGE, f"'{text}' is no day. Write it as 2024-06-01.")
