"""The forms that can be asked for, by name."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from actionplans.output.formats.csv_files import MARKED, PLAIN
from actionplans.output.formats.interface import Format, FormatMissing
from actionplans.output.formats.jsonl import JSON_LINES
from actionplans.output.formats.parquet import PARQUET
from actionplans.output.formats.sqlite import SQLITE
from actionplans.output.formats.workbook import WORKBOOK

FORMATS = {f.name: f for f in (SQLITE, PARQUET, WORKBOOK, JSON_LINES, MARKED)}
"""All but plain CSV, which is always written unless CSV is asked for with a mark."""

DESCRIPTIONS = ("datapackage.json", "csv-metadata.json")
"""Of the CSV files."""


def in_order(formats: Iterable[str]) -> list[str]:
    """The names, each once, in the order of ``FORMATS``.

    Raises ``ValueError`` if one is not known, and ``FormatMissing`` if one cannot be written.
    """
    wanted = set(formats)
    if unknown := sorted(wanted - FORMATS.keys()):
        raise ValueError(f"Unknown: {', '.join(unknown)}. There are {', '.join(FORMATS)}.")
    for name in wanted:
        check_installed(FORMATS[name])
    return [name for name in FORMATS if name in wanted]


def check_installed(wanted: Format) -> None:
    """Raise ``FormatMissing`` if what writes the form is not there."""
    if wanted.needs and find_spec(wanted.needs) is None:
        raise FormatMissing(
            f"--{wanted.name} needs {wanted.needs}: pip install 'actionplans[{wanted.name}]'"
        )


def written(formats: Iterable[str]) -> Iterator[Format]:
    """CSV, with a mark or without, and the forms asked for."""
    others = [FORMATS[name] for name in formats]
    if MARKED not in others:
        yield PLAIN
    yield from others


def files_of(formats: Iterable[str]) -> list[str]:
    """Names of all files of the tables in these forms, descriptions included."""
    return [*(file for f in written(formats) for file in f.files), *DESCRIPTIONS]


def all_files() -> list[str]:
    """Names of all files that any choice of forms gives."""
    return list(dict.fromkeys(files_of(FORMATS)))
