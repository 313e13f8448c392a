"""The tables of a batch, written row by row: no more than one plan is in memory."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from actionplans.output.csvw import csvw
from actionplans.output.datapackage import datapackage
from actionplans.output.formats.interface import AddRows
from actionplans.output.formats.registry import written
from actionplans.output.table_rows import Document, TableRow, Tally, document_rows
from actionplans.output.writers import write_json
from schemas.tables import AGENCIES, RECOMMENDATIONS, TABLES, Table

AT_ONCE = 1000
"""Rows handed to the writers together: more would cost memory, and fewer a call for a few rows."""


def write_tables(folder: Path, documents: Iterable[Document], formats: Iterable[str] = ()) -> None:
    """Write every table into ``folder`` as CSV, with descriptions, and in other ``formats``.

    ``documents`` are gone through twice. Rows are in the order of the documents and, within one,
    as printed; agencies by their ids; recommendations as first printed.
    """
    formats = tuple(formats)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers = [files.enter_context(f.open(folder)) for f in written(formats)]
        for table, rows in _all_rows(documents):
            _add(writers, table, rows)
    write_json(folder / "datapackage.json", datapackage(formats))
    write_json(folder / "csv-metadata.json", csvw())


def _all_rows(documents: Iterable[Document]) -> Iterator[tuple[Table, Iterable[TableRow]]]:
    tally, tables = Tally(), {t.name: t for t in TABLES}
    for document in documents:
        tally.add(document)
        for name, rows in document_rows(document).items():
            yield tables[name], rows
    yield AGENCIES, tally.agency_rows()
    yield RECOMMENDATIONS, tally.recommendation_rows(documents)


def _add(writers: Iterable[AddRows], table: Table, rows: Iterable[TableRow]) -> None:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        for add in writers:
            add(table, some)
