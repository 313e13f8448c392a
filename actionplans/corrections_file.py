"""The corrections file: read whole, or refused with the line and what to do."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from actionplans.output.writers import RUNS
from schemas.codes import ProblemCode
from schemas.correction import COLUMNS, Entry
from schemas.plan import BoundingBox, Plan
from schemas.tables import PROBLEMS

NEEDED = ("sha256", "printed", "field", "new")
SHA256 = re.compile(r"[0-9a-f]{64}\Z")
REPORTED_CODES = (
    ProblemCode.CORRECTION_UNMATCHED,
    ProblemCode.CORRECTION_REFUSED,
    ProblemCode.CORRECTION_OUTDATED,
    ProblemCode.CORRECTION_UNNEEDED,
)
"""Problems that are said at the terminal; their messages quote no printed words."""


class Corrections(tuple[Entry, ...]):
    """The entries of a file, in order; ``sha256`` is that of its bytes."""

    sha256: str


class CorrectionsUnreadable(ValueError):
    """The corrections file cannot be read; the message says why and what to do."""


def read_corrections(path: str | Path) -> Corrections:
    """The entries of the CSV file at ``path``, in order; raises ``CorrectionsUnreadable``."""
    path = Path(path)
    csv.field_size_limit(2**31 - 1)
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise CorrectionsUnreadable(f"'{path}' cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        message = f"'{path}' is not UTF-8: save it as 'CSV UTF-8'."
        raise CorrectionsUnreadable(message) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    missing = [c for c in NEEDED if c not in (reader.fieldnames or ())]
    if missing:
        raise CorrectionsUnreadable(
            f"'{path}' has no column {', '.join(missing)}. Its columns are: {', '.join(COLUMNS)}."
        )
    try:
        entries = Corrections(_entry(r, reader.line_num) for r in reader if any(r.values()))
    except csv.Error as error:
        message = f"'{path}', line {reader.line_num}: this is no CSV ({error})."
        raise CorrectionsUnreadable(message) from error
    except _BadCell as error:
        message = f"'{path}', line {reader.line_num}: {error}"
        raise CorrectionsUnreadable(message) from error
    entries.sha256 = hashlib.sha256(data).hexdigest()
    return entries


class _BadCell(ValueError):
    """A cell that tells no place."""


def _entry(row: dict[str, str], line: int) -> Entry:
    cells = {name: _unguarded(row.get(name) or "") for name in COLUMNS}
    sha256 = cells["sha256"].strip().lower()
    if not SHA256.match(sha256):
        raise _BadCell("sha256 must be the 64 figures and letters of the document's hash.")
    return Entry(
        line=line,
        sha256=sha256,
        file=cells["file"],
        page=_number(cells["page"], "page"),
        bbox=_bbox(cells["bbox"]),
        position=_number(cells["position"], "position"),
        printed=cells["printed"].strip(),
        part=_number(cells["part"], "part") or 1,
        field=cells["field"].strip(),
        old=cells["old"],
        new=cells["new"].strip(),
        who=cells["who"],
        when=cells["when"],
        why=cells["why"],
    )


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in RUNS and cell[1:] else cell


def _number(cell: str, name: str) -> int | None:
    if not cell.strip():
        return None
    if not re.fullmatch(r"\d{1,6}(?:\.0)?", cell.strip()) or float(cell) < 1:
        raise _BadCell(f"{name} must be a whole number from 1, or empty.")
    return int(float(cell))


def _bbox(cell: str) -> BoundingBox | None:
    numbers = cell.split()
    if not numbers:
        return None
    if len(numbers) != 4 or not all(re.fullmatch(r"-?\d+(?:\.\d+)?", n) for n in numbers):
        raise _BadCell("bbox must be four numbers with spaces between them, or empty.")
    x0, top, x1, bottom = map(float, numbers)
    return x0, top, x1, bottom


def lines_of_plan(plan: Plan) -> list[str]:
    """What became of a document's entries, where a person should know."""
    return [p.message for p in plan.problems if p.code in REPORTED_CODES]


def lines_of_output(output: Path) -> list[str]:
    """The same for every document of a batch, from its problems.csv."""
    with (output / PROBLEMS.file).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [c.value for c in REPORTED_CODES]
    return [f"{r['document']}: {r['message']}" for r in rows if r["code"] in codes]


def without_document(entries: Sequence[Entry], plans: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each document that entries name and the run did not have.

    ``plans``: file name and sha256 of every document of the run.
    """
    known = {sha: file for file, sha in plans}
    names = set(known.values())
    for sha256, file in dict.fromkeys((e.sha256, e.file) for e in entries):
        if sha256 in known:
            continue
        count = sum(1 for e in entries if e.sha256 == sha256)
        lines = "1 correction is" if count == 1 else f"{count} corrections are"
        changed = file in names
        yield (
            f"{lines} for {file or sha256[:12]}, "
            + (
                "which has changed since: its sha256 differs. Look at its rows again."
                if changed
                else "which is not among the documents."
            )
        )
