"""``actionplans export``."""

from typing import Annotated

import typer

from actionplans.cli.format_options import Excel, JsonLines, Parquet, Sqlite, Xlsx, chosen
from actionplans.cli.terminal import say, stop
from actionplans.exit_codes import ExitCode


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
