"""What a document's rows really say: from a sample's source, or a truth file beside a PDF."""

import json
import tomllib
from pathlib import Path
from typing import Any

FIELDS = ("number", "recommendation", "scope", "action", "lead", "milestones", "target_date",
          "outcome", "rag")  # fmt: skip
Row = dict[str, str]


def documents(folder: Path) -> dict[Path, list[Row]]:
    """PDFs of ``folder`` that have a truth, with their rows: the printed text by field."""
    found: dict[Path, list[Row]] = {}
    for path in sorted(folder.glob("*.pdf")):
        rows = _rows(path)
        if rows:
            found[path] = rows
    return found


def _rows(path: Path) -> list[Row]:
    source = path.parent / "sources" / f"{path.stem}.toml"
    if source.exists():
        return _of_source(tomllib.loads(source.read_text(encoding="utf-8")))
    truth = truth_file(path)
    if truth is None:
        return []
    actions = json.loads(truth.read_text(encoding="utf-8"))["actions"]
    return [{f: a[f] for f in FIELDS if a.get(f) is not None} for a in actions]


def truth_file(path: Path) -> Path | None:
    """The truth file beside a PDF, if there is one."""
    beside = (path.with_suffix(".json"), path.with_suffix(".truth.json"))
    return next((t for t in beside if t.exists()), None)


def _of_source(source: dict[str, Any]) -> list[Row]:
    parts = [p for p in source["part"] if "columns" in p and not p.get("other")]
    listed = [r for p in parts for r in p["row"]]
    rows = [r for r in listed if "band" not in r and not r.get("instruction")]
    return [{f: r[f] for f in ("action", "target_date") if f in r} for r in rows]
