"""Speed and accuracy on the samples: ``make bench``.

Each sample's rows are compared with its source; times are CPU seconds of this process.
"""

import time
import tomllib
from pathlib import Path
from typing import Any

from actionplans import Plan, convert
from normalise.text import fold

SAMPLES = Path(__file__).parent.parent / "samples"
FIELDS = {"recommendation": "recommendation", "action": "action", "target_date": "target_date_text"}


def main() -> None:
    """Print one line a sample and the totals."""
    pages = rows = whole = expected = 0
    seconds = 0.0
    for path in sorted(SAMPLES.glob("sources/*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        before = time.process_time()
        plan = convert(SAMPLES / f"{path.stem}.pdf", keep_people=True)
        taken = time.process_time() - before
        wanted = source_rows(source)
        good = whole_rows(wanted, plan)
        print(f"{path.stem:40} {len(plan.actions):3} rows, {good:3} whole, {taken:5.2f} s")
        pages, rows, seconds = pages + plan.source.pages, rows + len(plan.actions), seconds + taken
        whole, expected = whole + good, expected + len(wanted)
    print(f"{rows} rows of {expected}, {whole} whole; {seconds / pages:.3f} CPU seconds a page")


def source_rows(source: dict[str, Any]) -> list[dict[str, str]]:
    """The rows of a sample's source that are actions."""
    parts = [p for p in source["part"] if "columns" in p and not p.get("other")]
    listed = [r for p in parts for r in p["row"]]
    return [r for r in listed if "band" not in r and not r.get("instruction")]


def whole_rows(wanted: list[dict[str, str]], plan: Plan) -> int:
    """How many rows have every compared field that the source gives, word for word."""
    if len(wanted) != len(plan.actions):
        return 0
    pairs = zip(wanted, plan.actions, strict=True)
    return sum(
        all(_same(row[k], getattr(a, f)) for k, f in FIELDS.items() if k in row) for row, a in pairs
    )


def _same(wanted: str, found: str | None) -> bool:
    """Word for word; a number before a recommendation is not part of it."""
    text = fold(found or "")
    return fold(wanted).endswith(text) and bool(text) == bool(fold(wanted))


if __name__ == "__main__":
    main()
