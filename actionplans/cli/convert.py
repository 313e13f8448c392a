"""``actionplans convert``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actionplans.cli.corrections import entries_of, report_plan_corrections
from actionplans.cli.format_options import Excel
from actionplans.cli.options import (
    CorrectionsOption,
    Ocr,
    OcrOption,
    People,
    PeopleOption,
    PseudonymsOption,
    Quiet,
    Verbose,
)
from actionplans.cli.terminal import check_engine, readable_location, say, stop
from actionplans.exit_codes import ExitCode
from actionplans.urls import is_url, local_path

if TYPE_CHECKING:
    from schemas.plan import Plan


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
    from actionplans.input_names import reported_path

    check_engine(ocr)
    keep = people is People.KEEP
    entries = entries_of(corrections)
    with readable_location(file) as path:
        plan = attempt(
            path,
            keep_people=keep,
            keep_pseudonyms=keep_pseudonyms,
            ocr=ocr.value,
            corrections=entries,
        )
        name = reported_path(path, path.parent, keep_people=keep).stem
    if plan.status == "failed":
        stop(ExitCode.UNREADABLE, f"{file}: {plan.problems[0].message}")
    _write(plan, output, name, excel=excel)
    if not quiet:
        _report_plan(plan, path, verbose=verbose)
        report_plan_corrections(plan, entries)
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
    from actionplans.output.table_rows import Document, action_row
    from actionplans.output.writers import EXCEL, UTF8, plan_json, table_csv
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
    from actionplans.output.writers import write_text

    try:
        write_text(path, text, encoding)
    except OSError as error:
        stop(ExitCode.USAGE, f"'{path}' cannot be written: {error.strerror}.")


def _report_plan(plan: "Plan", file: Path, *, verbose: bool) -> None:
    say(f"{file.name}: {plan.status}, {len(plan.actions)} actions, {_doubts(len(plan.problems))}.")
    if verbose:
        for problem in plan.problems:
            page = f"page {problem.page}: " if problem.page else ""
            say(f"  {problem.severity} {problem.code}: {page}{problem.message}")


def _doubts(count: int) -> str:
    return f"{count} problem" if count == 1 else f"{count} problems"
