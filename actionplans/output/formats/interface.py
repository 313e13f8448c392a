"""What a form of the tables is: which files, and a function that takes rows as they come."""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from actionplans.output.table_rows import TableRow
from schemas.tables import Table

AddRows = Callable[[Table, Iterable[TableRow]], None]
"""Takes rows of a table, as often as there are more, in their order."""

PROSE = frozenset({"recommendation", "action", "milestones", "outcome", "text", "message"})
"""Columns of long text."""


class FormatMissing(Exception):
    """What writes a form is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form that the tables can be written in."""

    name: str
    files: tuple[str, ...]
    open: Callable[[Path], AbstractContextManager[AddRows]]
    """Opens the files in a folder; they are whole, and on disk, when it is closed."""
    needs: str = ""
    """Module that must be installed."""


def to_disk(path: Path) -> None:
    """Wait until the file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
