"""One tool over a list of files in a process of its own: what it found, what it cost.

    python -m bench.measure TOOL FOLDER [--ocr ENGINE] [--files STEM,STEM]

prints one JSON object. Run by ``bench.py``, so that no tool warms another one's caches and each
has its own peak of memory.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.peers import PEERS, rows_of
from bench.scores import Score, add
from bench.truth import Row, documents

if TYPE_CHECKING:
    from extract.scans.engines.choose import EngineKind
    from extract.scans.engines.engine import Engine, Patch, Token

NAMES_IN_PLANS = {
    "scope": "scope_text",
    "lead": "lead_agency_text",
    "target_date": "target_date_text",
    "rag": "rag_text",
}
"""Fields that go by another name in a plan."""
FIELDS = ("number", "recommendation", "action", "milestones", "outcome", *NAMES_IN_PLANS)


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser()
    ask.add_argument("tool")
    ask.add_argument("folder", type=Path)
    ask.add_argument("--ocr", default="off")
    ask.add_argument("--files", default="")
    args = ask.parse_args()
    wanted = set(filter(None, args.files.split(",")))
    listed = {p: r for p, r in documents(args.folder).items() if not wanted or p.stem in wanted}
    engine = timed_engine(args.ocr)
    score, seconds = Score(), {}
    for path, truth in listed.items():
        before = cpu_seconds()
        found = _found(args.tool, path, args.ocr)
        seconds[path.stem] = cpu_seconds() - before
        add(score, truth, found)
    result = {
        "row_f1": score.row_f1,
        "whole_rows": score.whole_rows,
        "cells_exact": score.cells_exact,
        "seconds": seconds,
        "total": cpu_seconds(),
        "peak_mb": _peak_mb(),
        "engine_seconds": engine.seconds if engine else 0.0,
    }
    sys.stdout.write(json.dumps(result) + "\n")


def _found(tool: str, path: Path, ocr: str) -> list[Row]:
    if tool in PEERS:
        return rows_of(PEERS[tool](path))
    from actionplans import convert

    plan = convert(path, keep_people=True, ocr=ocr)  # type: ignore[arg-type]
    return [
        {f: v for f in FIELDS if (v := getattr(a, NAMES_IN_PLANS.get(f, f))) is not None}
        for a in plan.actions
    ]


class TimedEngine:
    """A text recognition engine that keeps count of the CPU seconds it takes."""

    def __init__(self, kind: "EngineKind") -> None:
        """Wrap the engine that ``kind`` makes, once it is asked for."""
        self._kind = kind
        self._engine: Engine | None = None
        self.seconds = 0.0

    def made(self) -> "TimedEngine":
        """Make the engine, which loads its model; the time is counted."""
        before = cpu_seconds()
        self._engine = self._kind.make()
        self.seconds += cpu_seconds() - before
        self.name, self.version = self._engine.name, self._engine.version
        self.places_words = self._engine.places_words
        return self

    def read(self, patches: "Sequence[Patch]") -> "list[list[Token]]":
        """The words of each patch; the time is counted."""
        before = cpu_seconds()
        found = self._engine.read(patches) if self._engine else []
        self.seconds += cpu_seconds() - before
        return found


def timed_engine(name: str) -> TimedEngine | None:
    """Have the engine called ``name`` timed in this process; ``None`` if there is none."""
    from extract.scans.engines import choose as engines

    if name not in engines.ENGINES:
        return None
    timed = TimedEngine(engines.ENGINES[name])
    engines.ENGINES[name] = replace(engines.ENGINES[name], make=timed.made)
    return timed


def cpu_seconds() -> float:
    """Processor time of this process and of the programs that it has run: an engine may be one."""
    return time.process_time() + sum(os.times()[2:4])


def _peak_mb() -> float | None:
    """Greatest memory of this process, in MB; ``None`` on Windows, which does not say."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
