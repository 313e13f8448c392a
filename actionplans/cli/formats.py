"""The options for the forms of the tables, and ``actionplans export``."""

from typing import TYPE_CHECKING, Annotated

import typer

from actionplans.cli.terminal import say, stop
from actionplans.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

Sqlite = Annotated[
    bool, typer.Option("--sqlite", help="A SQLite database too, with search, for Datasette.")
]
Parquet = Annotated[bool, typer.Option("--parquet", help="Parquet files too.")]
Xlsx = Annotated[bool, typer.Option("--xlsx", help="An Excel workbook too, one sheet a table.")]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="JSON Lines files too.")]
Excel = Annotated[
    bool, typer.Option("--excel", help="CSV with the mark by which Excel knows UTF-8.")
]


def chosen(**asked: bool) -> list[str]:
    """Names of the forms asked for; ends with a message if one cannot be written."""
    names = [name for name, wanted in asked.items() if wanted]
    check_formats(names)
    return names


def check_formats(names: "Iterable[str]") -> None:
    """End with a message if a form cannot be written; say what one of them lacks."""
    from actionplans.output.formats.interface import FormatMissing
    from actionplans.output.formats.registry import in_order
    from actionplans.output.formats.sqlite import searchable

    try:
        in_order(names)
    except FormatMissing as error:
        stop(ExitCode.USAGE, str(error))
    if "sqlite" in names and not searchable():
        say("This Python's SQLite lacks full-text search (FTS5): the database is without it.")


def export_command(
    output: Annotated[str, typer.Argument(help="The results of a batch, or their URL.")],
    sqlite: Sqlite = False,
    parquet: Parquet = False,
    xlsx: Xlsx = False,
    jsonl: JsonLines = False,
    excel: Excel = False,
) -> None:
    """Write the tables of results that are there in more formats, without converting again.

    The files stand beside the tables. Exit codes: 0 done; 2 wrong usage, or no results.
    """
    formats = chosen(sqlite=sqlite, parquet=parquet, xlsx=xlsx, jsonl=jsonl, excel=excel)
    if not formats:
        stop(ExitCode.USAGE, "Name a format: --sqlite, --parquet, --xlsx, --jsonl or --excel.")
    from actionplans.batching.export import export
    from actionplans.batching.lock import OutputInUse
    from actionplans.output.read_back import NoResults
    from actionplans.urls import LocationUnusable

    try:
        export(output, formats)
    except (NoResults, OutputInUse, LocationUnusable) as error:
        stop(ExitCode.USAGE, str(error))
    except OSError as error:
        stop(ExitCode.USAGE, f"The files cannot be written to '{output}': {error.strerror}.")
    say(f"Results are in {output}.")
