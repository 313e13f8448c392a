"""Tables of any PDF, plans or not, for measuring the table finder on public benchmarks.

``tables`` has the form that table benchmarks ask for: a path in, pages and rows of texts out.
"""

from pathlib import Path

from extract import ReadOptions
from extract.read import StudiedPage, study_pdf
from schemas.fragment import TableFragment

Rows = list[list[str]]


def tables(pdf_path: str) -> list[tuple[int, Rows]]:
    """Tables of the PDF at ``pdf_path``: page from 1, rows of cell texts.

    The text of a spanning cell stands once, at its first row and column.
    """
    study = study_pdf(Path(pdf_path), ReadOptions(ocr="off", thorough=True))
    return [
        (page.page.number, rows(placed.fragment))
        for page in study.pages
        if isinstance(page, StudiedPage)
        for placed in page.tables
    ]


def rows(fragment: TableFragment) -> Rows:
    """Cell texts of ``fragment``, lines joined by spaces."""
    grid = [[""] * fragment.cols for _ in range(fragment.rows)]
    for cell in fragment.cells:
        grid[cell.row][cell.col] = " ".join(line.text for line in cell.lines)
    return grid
