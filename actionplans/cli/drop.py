"""``actionplans drop``: what a shortcut runs when files or folders are dropped onto it.

A shortcut and no batch file: for one of those Explorer does not quote ``R&D.pdf``, which cuts the
name in two and runs what stands behind the ``&``.
"""

import sys
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from actionplans.cli.batch import batch_command
from actionplans.cli.convert import convert_command
from actionplans.cli.terminal import say, stop
from actionplans.exit_codes import ExitCode

BESIDE = " - action plan"
"""What the name of a document's results has behind its own; a folder's has an ``s`` more."""


def drop_command(
    paths: Annotated[list[Path], typer.Argument(help="PDFs, or folders of PDFs.")],
) -> None:
    """Convert documents and folders, put each one's results beside it, and wait for Enter.

    For a shortcut to drop them onto; docs/install.md says how to make one. A document gives a CSV
    file for Excel, a folder a folder of results with a workbook. No file is overwritten.
    Exit codes: 0 everything converted; 1 not everything.
    """
    converted = [_converted(path) for path in paths]
    if sys.stdin.isatty():
        typer.prompt("Press Enter to close this window", "", show_default=False, err=True)
    if not all(converted):
        stop(ExitCode.INCOMPLETE)


def _converted(path: Path) -> bool:
    """Whether all went well; the command says why not, and the next one is taken."""
    try:
        if path.is_dir():
            target = path.resolve().parent / f"{path.resolve().name}{BESIDE}s"
            batch_command(str(path), str(target), xlsx=True, excel=True)
        else:
            target = _free(path)
            convert_command(str(path), str(target), excel=True)
            say(f"The rows are in {target.name}, beside the document.")
    except typer.Exit as end:
        return end.exit_code == ExitCode.DONE
    return True


def _free(document: Path) -> Path:
    """A name for the document's rows that no file has."""
    tries = ("" if number == 1 else f" ({number})" for number in count(1))
    names = (document.with_name(f"{document.stem}{BESIDE}{again}.csv") for again in tries)
    return next(name for name in names if not name.exists())
