"""The lexicon of headings, cell texts and tables that weights are fitted on."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

LIKELY = 0.6
FEWEST_WORDS = 4
"""An outcome of fewer words stands in a column of states as well."""


@dataclass(frozen=True)
class Lexicon:
    """The files of one folder; its README says how they were made."""

    folder: Path

    @cached_property
    def headings(self) -> list[tuple[str, str, float]]:
        """Wording, field and certainty; a doubtful wording has several lines."""
        with (self.folder / "headings.csv").open(encoding="utf-8", newline="") as file:
            return [(r["wording"], r["field"], float(r["certainty"])) for r in csv.DictReader(file)]

    @cached_property
    def wordings(self) -> dict[str, list[str]]:
        """Wordings of each field that more likely than not mean it."""
        found: dict[str, list[str]] = defaultdict(list)
        for wording, field, certainty in self.headings:
            if certainty >= LIKELY:
                found[field].append(wording)
        return found

    @cached_property
    def heading_rows(self) -> list[dict[str, Any]]:
        """Whole rows of headings of plans, with the field of each."""
        return self._lines("header_rows")

    @cached_property
    def not_plans(self) -> list[dict[str, Any]]:
        """Rows of headings of tables that are no plans, with two rows of cells each."""
        return self._lines("not_plans")

    def texts(self, name: str) -> list[str]:
        """The texts of ``NAME.jsonl``."""
        return list(_texts(self.folder / f"{name}.jsonl"))

    @cached_property
    def leads(self) -> list[list[str]]:
        """Lead cells, those of one document together."""
        by_document: dict[str, list[str]] = defaultdict(list)
        for line in self._lines("leads"):
            if line["text"].strip():
                document = line["document"]
                by_document[document["title"] + document["area"]].append(line["text"])
        return list(by_document.values())

    @cached_property
    def states(self) -> list[str]:
        """Outcomes of a few words."""
        return [t for t in self.texts("outcomes") if len(t.split()) <= FEWEST_WORDS]

    @cached_property
    def stories(self) -> list[str]:
        """Outcomes of more words."""
        return [t for t in self.texts("outcomes") if len(t.split()) >= FEWEST_WORDS]

    def _lines(self, name: str) -> list[dict[str, Any]]:
        return _lines(self.folder / f"{name}.jsonl")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]


@cache
def _texts(path: Path) -> tuple[str, ...]:
    return tuple(d["text"] for d in _lines(path) if d["text"].strip())
