"""The command: a thin skin over ``convert`` and ``batch``.

Heavy imports wait until a command needs them, so that ``--help`` answers at once.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actionplans import __version__
from actionplans.cli_batch import batch_command, forget_command
from actionplans.cli_corrections import entries_of, tell_plan_corrections
from actionplans.cli_explain import explain_command
from actionplans.cli_formats import Excel, export_command
from actionplans.cli_options import (
    CorrectionsOption,
    Ocr,
    OcrOption,
    People,
    PeopleOption,
    PseudonymsOption,
    Quiet,
    Verbose,
    page_numbers,
)
from actionplans.cli_summary import summary_command
from actionplans.exit_codes import ExitCode
from actionplans.places import is_url, local_path
from actionplans.review.command import review_command
from actionplans.terminal import check_engine, readable_place, say, stop

if TYPE_CHECKING:
    from schemas.plan import Plan

app = typer.Typer(
    name="actionplans",
    help="Turn published UK review action plans (PDF) into data.",
    add_completion=False,
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


@app.command("convert")
def convert_command(
    file: Annotated[str, typer.Argument(help="A PDF, or a text dump (.txt); or its URL.")],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="FILE.json or FILE.csv; '-' prints JSON.", show_default=True
        ),
    ] = "-",
    people: PeopleOption = People.MASK,
    keep_pseudonyms: PseudonymsOption = False,
    ocr: OcrOption = Ocr.AUTO,
    corrections: CorrectionsOption = None,
    excel: Excel = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Convert one document.

    Exit codes: 0 done; 1 done in part; 2 wrong usage; 3 no action plan found; 4 cannot be read.
    """
    _check_file(file, output)
    from actionplans.conversion import attempt
    from actionplans.shown_names import shown_path

    check_engine(ocr)
    keep = people is People.KEEP
    entries = entries_of(corrections)
    with readable_place(file) as path:
        plan = attempt(
            path,
            keep_people=keep,
            keep_pseudonyms=keep_pseudonyms,
            ocr=ocr.value,
            corrections=entries,
        )
        name = shown_path(path, path.parent, keep_people=keep).stem
    if plan.status == "failed":
        stop(ExitCode.UNREADABLE, f"{file}: {plan.problems[0].message}")
    _write(plan, output, name, excel=excel)
    if not quiet:
        _tell_plan(plan, path, verbose=verbose)
        tell_plan_corrections(plan, entries)
    if plan.status == "no_plan":
        stop(ExitCode.NO_PLAN, f"{file}: {plan.problems[-1].message}")
    if plan.status == "partial":
        stop(ExitCode.INCOMPLETE)


def _check_file(file: str, output: str) -> None:
    if not is_url(file) and not local_path(file).is_file():
        stop(ExitCode.USAGE, f"There is no file '{file}'. Check the name and the folder.")
    if is_url(output):
        stop(ExitCode.USAGE, "'convert' writes to this machine; 'batch' writes to URLs.")
    if output != "-" and Path(output).suffix.lower() not in (".json", ".csv"):
        stop(ExitCode.USAGE, f"'{output}' must end in .json or .csv, or be '-'.")
    if output != "-" and Path(output).resolve() == local_path(file).resolve():
        stop(ExitCode.USAGE, "The output would overwrite the input. Choose another name.")


def _write(plan: "Plan", output: str, name: str, *, excel: bool) -> None:
    from actionplans.tables import Document, action_row
    from actionplans.writers import EXCEL, UTF8, plan_json, table_csv
    from schemas.tables import ACTIONS

    document = Document(name, plan)
    if output == "-":
        sys.stdout.buffer.write(plan_json(plan).encode())
    elif output.lower().endswith(".csv"):
        rows = [action_row(a, document) for a in plan.actions]
        _save(Path(output), table_csv(ACTIONS, rows), EXCEL if excel else UTF8)
    else:
        _save(Path(output), plan_json(plan))


def _save(path: Path, text: str, encoding: str = "utf-8") -> None:
    from actionplans.writers import write_text

    try:
        write_text(path, text, encoding)
    except OSError as error:
        stop(ExitCode.USAGE, f"'{path}' cannot be written: {error.strerror}.")


def _tell_plan(plan: "Plan", file: Path, *, verbose: bool) -> None:
    say(f"{file.name}: {plan.status}, {len(plan.actions)} actions, {_doubts(len(plan.problems))}.")
    if verbose:
        for problem in plan.problems:
            page = f"page {problem.page}: " if problem.page else ""
            say(f"  {problem.severity} {problem.code}: {page}{problem.message}")


def _doubts(count: int) -> str:
    return f"{count} problem" if count == 1 else f"{count} problems"


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
    from actionplans.validate import faults

    with readable_place(path) as results:
        found = faults(results)
    for fault in found:
        typer.echo(fault)
    if found:
        stop(ExitCode.INCOMPLETE, f"{path} is not valid.")
    say(f"{path} is valid.")


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema (2020-12) of a plan."""
    from actionplans.json_schema import schema_text

    sys.stdout.buffer.write(schema_text().encode())


app.command("explain")(explain_command)
app.command("summary")(summary_command)


def main() -> None:
    """Run the command."""
    app()
