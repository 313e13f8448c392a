"""What others make of a PDF: their tables, read as an analyst would who writes a short script.

The heading row names the columns, as this project reads its words; a table without one goes on
under the last. No row is joined, no page's furniture taken out.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.truth import Row
from normalise.rows.columns.assigned import assigned_fields
from normalise.rows.headings import is_heading_row

Table = Sequence[Sequence[str | None]]


def pdfplumber_tables(path: Path) -> list[Table]:
    """Tables of every page by pdfplumber's ``extract_tables``, its usual settings."""
    import pdfplumber

    tables: list[Table] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            tables += page.extract_tables()
            page.close()
    return tables


def camelot_tables(path: Path) -> list[Table]:
    """Tables of every page by camelot's ``auto``."""
    import camelot

    found = camelot.read_pdf(str(path), pages="all", flavor="auto", suppress_stdout=True)
    return [t.df.values.tolist() for t in found]


PEERS: dict[str, Callable[[Path], list[Table]]] = {
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_tables,
}


def rows_of(tables: Sequence[Table]) -> list[Row]:
    """Rows by field, as the heading rows name the columns."""
    rows: list[Row] = []
    fields: list[str] = []
    for table in tables:
        for cells in table:
            texts = [c or "" for c in cells]
            if is_heading_row(texts):
                fields = [a.field for a in assigned_fields(texts)]
            elif len(texts) == len(fields):
                rows.append(_row(fields, texts))
    return rows


def _row(fields: Sequence[str], texts: Sequence[str]) -> Row:
    row: Row = {}
    for name, text in zip(fields, texts, strict=True):
        row[name] = f"{row[name]}\n{text}" if name in row else text
    return row
