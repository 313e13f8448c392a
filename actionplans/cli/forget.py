"""The command ``forget``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from actionplans.cli.batch import OutputFolder, faults
from actionplans.cli.corrections import entries_of
from actionplans.cli.terminal import say, stop
from actionplans.exit_codes import ExitCode

if TYPE_CHECKING:
    from actionplans.batching.forget import Forgotten


def forget_command(
    document: Annotated[
        str,
        typer.Argument(help="Its SHA-256, the file itself, or its name in run.json."),
    ],
    output: OutputFolder,
    undo: Annotated[
        bool, typer.Option("--undo", help="Let a forgotten document in again at the next run.")
    ] = False,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", help="A corrections file to take its entries out of, too."),
    ] = None,
) -> None:
    """Take a document out of all results, and keep it out of later runs.

    Review pages in OUTPUT are taken away. The file itself is left where it is. Of the document
    only its SHA-256 is kept, to know it by.
    Exit codes: 0 done; 2 wrong usage, or the results cannot be written.
    """
    from actionplans.batching.forget import forget, remember

    entries_of(corrections)  # a file that cannot be read is told before anything is done
    with faults(output, stop):
        try:
            if undo:
                remember(document, output)
                say("It will be converted at the next run.")
                return
            gone = forget(document, output)
        except LookupError as error:
            stop(ExitCode.USAGE, str(error.args[0]))
    _report(gone, output)
    _take_out(gone, corrections)


def _report(gone: "Forgotten", output: str) -> None:
    say(f"{gone.documents} taken out of {output}; later runs leave out {gone.sha256[:12]}….")
    if not gone.complete:
        say("The results were of a run that did not end and are taken away: run the batch again.")
    for page in gone.pages:
        say(f"The review page {page} is taken away: make it again with 'actionplans review'.")


def _take_out(gone: "Forgotten", corrections: Path | None) -> None:
    """Take the document's entries out of the corrections file, or say that it holds some."""
    if corrections is None:
        if gone.corrected:
            say(
                "Corrections of the document were applied, and their file holds its words: "
                "run this again with --corrections FILE to take them out."
            )
        return
    from actionplans.corrections_removal import remove_entries

    try:
        count = remove_entries(corrections, gone.sha256)
    except OSError as error:
        stop(ExitCode.USAGE, f"'{corrections}' cannot be written: {error.strerror}.")
    entries = "1 entry is" if count == 1 else f"{count} entries are"
    say(f"{entries} taken out of {corrections}.")
