"""The tables of a batch, written row by row: no more than one plan is in memory."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from actionplans.tables import Document, Tally, document_rows
from actionplans.writers import open_table
from schemas.tables import AGENCIES, RECOMMENDATIONS, TABLES


def write_tables(folder: Path, documents: Iterable[Document]) -> None:
    """Write every table into ``folder``; ``documents`` are gone through twice.

    Rows are in the order of the documents and, within one, as printed; agencies by their ids;
    recommendations as first printed.
    """
    tally = Tally()
    with ExitStack() as files:
        write = {t.name: files.enter_context(open_table(folder / t.file, t)) for t in TABLES}
        for document in documents:
            tally.add(document)
            for name, rows in document_rows(document).items():
                write[name](rows)
        write[AGENCIES.name](tally.agency_rows())
        write[RECOMMENDATIONS.name](tally.recommendation_rows(documents))
