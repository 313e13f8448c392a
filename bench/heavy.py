"""Documents of absurd size through a real batch: part of ``make fuzz``.

    python -m bench.heavy [--pages 100000] [--rows 50000] [--timeout 1800]

Each must end in a plan, ``no_plan`` or a coded failure within its limits; of the long table every
row must be there, in order, unless it met a limit. Prints what each took.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from actionplans import batch
from bench.fuzz import FINDS
from schemas.run import RunInput

HOME = Path("build/heavy")
MEMORY = 2000
ROWS_A_PAGE = 20
LEFT = (40, 240, 440, 600, 760)
HEADINGS = (b"Recommendation", b"Action to take", b"Lead agency", b"Target date")
TOP, STEP = 555, 24


def main() -> None:
    """Make the documents, run the batch, check and tell what came of it."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--pages", type=int, default=100_000)
    ask.add_argument("--rows", type=int, default=50_000)
    ask.add_argument("--timeout", type=float, default=1800.0)
    options = ask.parse_args()
    shutil.rmtree(HOME, ignore_errors=True)
    (HOME / "in").mkdir(parents=True)
    _write("pages", [b"BT /F 9 Tf 50 500 Td (Chapter one) Tj ET"], options.pages)
    _write("table", [_page(start, options.rows) for start in range(0, options.rows, ROWS_A_PAGE)])
    run = batch(HOME / "in", HOME / "out", timeout=options.timeout, memory=MEMORY, jobs=1)
    for known in run.inputs:
        print(f"{known.file}: {known.status} {[*known.problem_codes]}, {known.pages} pages, "
              f"{known.actions} rows, {known.seconds} s")  # fmt: skip
    sound = not any(FINDS & known.problem_codes.keys() for known in run.inputs)
    sys.exit(not (sound and _whole(run.inputs[-1], options.rows)))


def _whole(known: RunInput, rows: int) -> bool:
    """Whether the table's rows are all there in order, or a limit was told."""
    if known.status == "failed":
        return True
    plan = json.loads((HOME / "out/plans/table.json").read_bytes())
    return [a["recommendation"] for a in plan["actions"]] == [f"Ask {i}" for i in range(rows)]


def _page(start: int, rows: int) -> bytes:
    """The drawing of a page of the table, from row ``start``."""
    return b"/F 9 Tf 0.6 w " + b" ".join(_drawn(start, min(ROWS_A_PAGE, rows - start)))


def _drawn(start: int, count: int) -> Iterator[bytes]:
    foot = TOP - STEP * (count + 1)
    for x in LEFT:
        yield b"%d %d m %d %d l S" % (x, TOP, x, foot)
    for line in range(count + 2):
        y = TOP - STEP * line
        yield b"%d %d m %d %d l S" % (LEFT[0], y, LEFT[-1], y)
    for line in range(count + 1):
        row = (b"Ask %d" % (start + line - 1), b"Add a prompt", b"Police", b"May 2024")
        for x, text in zip(LEFT, row if line else HEADINGS, strict=False):
            yield b"BT %d %d Td (%s) Tj ET" % (x + 4, TOP - STEP * line - 16, text)


def _write(name: str, drawings: list[bytes], pages: int = 0) -> None:
    """A PDF of a page a drawing, or of ``pages`` pages with the same one."""
    count = pages or len(drawings)
    first = 4 + len(drawings)
    kids = b" ".join(b"%d 0 R" % n for n in range(first, first + count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    objects += [b"<</Length %d>>stream\n%s\nendstream" % (len(d), d) for d in drawings]
    page = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]"
            b"/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>")  # fmt: skip
    objects += [page % (4 + n % len(drawings)) for n in range(count)]
    with (HOME / f"in/{name}.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        offsets = []
        for number, value in enumerate(objects, start=1):
            offsets.append(file.tell())
            file.write(b"%d 0 obj\n%s\nendobj\n" % (number, value))
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        file.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
        file.write(b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
        file.write(b"startxref\n%d\n%%%%EOF" % start)


if __name__ == "__main__":
    main()
