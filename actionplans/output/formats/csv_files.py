"""The tables as CSV, one file each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

from actionplans.output.formats.interface import AddRows, Format
from actionplans.output.writers import EXCEL, UTF8, open_table
from schemas.tables import TABLES


@contextmanager
def _open(encoding: str, folder: Path) -> Iterator[AddRows]:
    with ExitStack() as files:
        write = {
            t.name: files.enter_context(open_table(folder / t.file, t, encoding)) for t in TABLES
        }
        yield lambda table, rows: write[table.name](rows)


FILES = tuple(t.file for t in TABLES)


def _format(name: str, encoding: str) -> Format:
    opened: Callable[[Path], AbstractContextManager[AddRows]] = partial(_open, encoding)
    return Format(name, FILES, opened)


PLAIN = _format("csv", UTF8)
MARKED = _format("excel", EXCEL)
"""With the mark before the text by which Excel knows UTF-8."""
