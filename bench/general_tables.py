"""Tables of any PDF, plans or not, for measuring the table finder on public benchmarks.

``tables`` has the form that table benchmarks ask for: a path in, pages and rows of texts out.
"""

from pathlib import Path

from extract.choose import page_tables
from extract.furniture import split_furniture
from extract.opening import file_bytes, open_pdf
from extract.reader import _printed_pages
from extract.stream import stream_finder
from schemas.fragment import TableFragment

Rows = list[list[str]]


def tables(pdf_path: str) -> list[tuple[int, Rows]]:
    """Tables of the PDF at ``pdf_path``: page from 1, rows of cell texts.

    The text of a spanning cell stands once, at its first row and column.
    """
    path = Path(pdf_path)
    with open_pdf(file_bytes(path)) as pdf:
        printed, _ = _printed_pages(pdf)
    finder = stream_finder(path)
    return [
        (page.number, rows(placed.fragment))
        for page, _ in split_furniture(printed)
        for placed in page_tables(page, finder)
    ]


def rows(fragment: TableFragment) -> Rows:
    """Cell texts of ``fragment``, lines joined by spaces."""
    grid = [[""] * fragment.cols for _ in range(fragment.rows)]
    for cell in fragment.cells:
        grid[cell.row][cell.col] = " ".join(line.text for line in cell.lines)
    return grid
