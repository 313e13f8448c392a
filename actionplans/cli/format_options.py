"""The options for the formats of the tables, which ``batch``, ``export`` and ``convert`` share."""

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
