"""The command: a thin skin over ``convert`` and ``batch``.

Heavy imports wait until a command needs them, so that ``--help`` answers at once.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from actionplans import __version__
from actionplans.cli.batch import batch_command
from actionplans.cli.convert import convert_command
from actionplans.cli.doctor import doctor_command
from actionplans.cli.drop import drop_command
from actionplans.cli.explain import explain_command
from actionplans.cli.export import export_command
from actionplans.cli.forget import forget_command
from actionplans.cli.options import Ocr, OcrOption, page_numbers
from actionplans.cli.review import review_command
from actionplans.cli.summary import summary_command
from actionplans.cli.terminal import check_engine, readable_location, say, stop
from actionplans.exit_codes import ExitCode
from actionplans.urls import is_url, local_path

app = typer.Typer(
    name="actionplans",
    help="Turn published UK review action plans (PDF) into data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"actionplans {__version__}")
        raise typer.Exit


app.command("convert")(convert_command)
app.command("batch")(batch_command)
app.command("forget")(forget_command)
app.command("export")(export_command)


@app.command("debug")
def debug_command(
    file: Annotated[Path, typer.Argument(help="A PDF.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the pictures.")],
    pages: Annotated[
        str | None, typer.Option("--pages", help="Pages to draw: 3, 3-5 or 1,4-6; all if left out.")
    ] = None,
    ocr: OcrOption = Ocr.AUTO,
) -> None:
    """Draw what was seen on each page: words, rules, cells, headings, furniture and rows.

    The pictures show the pages as printed, personal names included.
    Exit codes: 0 done; 2 wrong usage; 4 cannot be read.
    """
    if not file.is_file():
        stop(ExitCode.USAGE, f"There is no file '{file}'. Check the name and the folder.")
    try:
        wanted = page_numbers(pages) if pages else None
    except ValueError:
        stop(ExitCode.USAGE, f"'{pages}' names no pages. Write 3, 3-5 or 1,4-6.")
    check_engine(ocr)
    from actionplans.debug import draw_pages
    from extract.errors import UnreadableDocument

    try:
        drawn = draw_pages(file, output, pages=wanted, ocr=ocr.value)
    except UnreadableDocument as error:
        stop(ExitCode.UNREADABLE, f"{file}: {error}")
    except OSError as error:
        stop(ExitCode.USAGE, f"'{output}' cannot be written: {error.strerror}.")
    say(f"{len(drawn)} pictures are in {output}.")


app.command("review")(review_command)


@app.command("validate")
def validate_command(
    path: Annotated[
        str, typer.Argument(help="A plan's JSON file, or the output of a batch; or its URL.")
    ],
) -> None:
    """Check written results against the schema, keys and foreign keys.

    Exit codes: 0 valid; 1 not valid; 2 wrong usage.
    """
    if not is_url(path) and not local_path(path).exists():
        stop(ExitCode.USAGE, f"There is no file or folder '{path}'.")
    from actionplans.output.validate import faults

    with readable_location(path) as results:
        found = faults(results)
    for fault in found:
        typer.echo(fault)
    if found:
        stop(ExitCode.INCOMPLETE, f"{path} is not valid.")
    say(f"{path} is valid.")


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema (2020-12) of a plan."""
    from actionplans.output.json_schema import schema_text

    sys.stdout.buffer.write(schema_text().encode())


app.command("explain")(explain_command)
app.command("summary")(summary_command)
app.command("doctor")(doctor_command)
app.command("drop")(drop_command)


def main() -> None:
    """Run the command."""
    app(prog_name="actionplans")
