"""``actionplans review``."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actionplans.exit_codes import ExitCode

if TYPE_CHECKING:
    from actionplans.review.write import WrittenPage


class PictureOption(str, Enum):
    """How much of the pages the pictures show."""

    COVERED = "covered"
    PRINTED = "printed"
    NONE = "none"


WARNING = (
    "Warning: the output is masked, but the pictures show the pages as printed, personal names "
    "included. Do not pass this page on."
)


def review_command(
    output: Annotated[Path, typer.Argument(help="The folder that a batch wrote.")],
    source: Annotated[
        Path | None,
        typer.Option("--source", help="The folder of the PDFs, for pictures of the rows' places."),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Where to write the page; OUTPUT/review, or OUTPUT/review.html with --single.",
        ),
    ] = None,
    single: Annotated[
        bool, typer.Option("--single", help="All in one file, to pass on a few documents.")
    ] = False,
    pictures: Annotated[
        PictureOption | None,
        typer.Option(
            "--pictures",
            help="covered: only words that the masked rows show, a grey bar for every other word, "
            "and no picture of scans; printed: the pages as they are, names included; none. "
            "If left out: covered for masked output, printed for output with people kept.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Write a page to check and correct the rows of a batch, for any browser, offline.

    The page's decisions are saved from it as a corrections file, for --corrections of convert
    and batch. Exit codes: 0 done; 2 wrong usage.
    """  # fmt: skip
    for folder in filter(None, (output, source)):
        if not folder.is_dir():
            _stop(f"There is no folder '{folder}'. Check the name.")
    from actionplans.review.batch_output import NoOutput
    from actionplans.review.write import NotOurs, write_review

    page = target or output / ("review.html" if single else "review")
    try:
        written = write_review(
            output,
            page,
            source=source,
            single=single,
            pictures=pictures.value if pictures else None,
        )
    except (NoOutput, NotOurs) as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"The page cannot be written to '{page}': {error.strerror}.")
    else:
        _report(written, output, pictures, quiet=quiet)


LARGE = 40_000_000
"""Bytes of a page in one file above which it is said that browsers are slow to open it."""


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(int(ExitCode.USAGE))


def _report(
    written: "WrittenPage", output: Path, pictures: PictureOption | None, *, quiet: bool
) -> None:
    from actionplans.review.batch_output import read_output

    if pictures is PictureOption.PRINTED and read_output(output).masked:
        typer.echo(WARNING, err=True)
    if quiet:
        return
    for reason, names in written.reasons.items():
        some = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
        typer.echo(f"{reason} ({some})", err=True)
    size = written.page.stat().st_size
    if size > LARGE:
        typer.echo(
            f"The file has {size // 10**6} MB and opens slowly: leave --single out.", err=True
        )
    typer.echo(
        f"{written.rows} rows, {written.pictures} pictures. Open {written.page} in a browser.",
        err=True,
    )
