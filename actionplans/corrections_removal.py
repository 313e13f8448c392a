"""A document's entries taken out of a corrections file, all other lines left as they are."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from actionplans.corrections_file import read_corrections
from actionplans.output.writers import EXCEL, UTF8, write_text


def remove_entries(path: Path, sha256: str) -> int:
    """Write the file without the entries for the document; how many they were.

    Raises ``CorrectionsUnreadable`` if the file is none, and ``OSError``.
    """
    count = sum(1 for e in read_corrections(path) if e.sha256 == sha256)
    if count:
        data = path.read_bytes()
        encoding = EXCEL if data.startswith(codecs.BOM_UTF8) else UTF8
        write_text(path, "".join(_left(data.decode(EXCEL), sha256)), encoding)
    return count


def _left(text: str, sha256: str) -> Iterator[str]:
    """The lines of the heading and of entries for other documents."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    column, start = -1, 0
    for cells in reader:
        if column < 0:
            column = cells.index("sha256")
        elif "".join(cells[column : column + 1]).strip().lower() == sha256:
            start = reader.line_num
        yield from lines[start : reader.line_num]
        start = reader.line_num
