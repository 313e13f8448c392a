"""Tables of plans whose truth is known, with the field of each column and the rows of headings."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from extract import ReadOptions, read
from fit.invented_tables import LabelledTable
from normalise.rows.printed_row import cells_by_row
from schemas.fragment import Cell, TableFragment

FIELDS = (
    "number", "recommendation", "scope", "action", "lead", "milestones", "target_date", "outcome",
    "rag", "finding",
)  # fmt: skip
AUTHOR_D = (
    "bcssp", "calderdale", "casnewydd", "eeast", "karbon", "north-yorkshire", "notts-police",
    "probation", "safer-lambeth", "safer-somerset", "stockton", "sutton",
)  # fmt: skip
"""How the names of one outside author's documents start; the others are the other's."""
LEAST_LETTERS = 12
"""A row of fewer letters is told from no other."""
MATCHED = 0.5
"""Share of a row's letters that stand in one row of the truth."""
FEWEST_COLUMNS = 3


@dataclass(slots=True)
class ReadTable:
    """A fragment with the row of the truth that each of its rows is, ``None`` where none."""

    fragment: TableFragment
    truths: list[int | None]
    fields: list[str | None]
    heading: int | None = None


@dataclass(frozen=True)
class LabelledDocument:
    """A document with its truth, read."""

    path: Path
    truth: Mapping[str, Any]

    @property
    def author(self) -> str:
        """Whose hand it is: ``D`` or ``E`` of the outside authors, else the folder's name."""
        if self.path.parent.name != "outside":
            return self.path.parent.name
        return "D" if self.path.stem.startswith(AUTHOR_D) else "E"

    @cached_property
    def tables(self) -> list[ReadTable]:
        """Its tables, those without rows of the plan among them."""
        content = read(self.path, ReadOptions(ocr="off"))
        rows = [_folded_row(r) for r in self.truth["actions"]]
        headings = (self.truth["document"].get("layout") or {}).get("columns") or []
        wanted = [fold(h) for h in headings]
        blocks = (b for p in content.pages for b in p.blocks if isinstance(b, TableFragment))
        return [_read_table(b, rows, wanted) for b in blocks]

    def labelled(self) -> Iterator[LabelledTable]:
        """Its plan tables of one width each, whole."""
        widths: dict[int, list[ReadTable]] = {}
        for table in self.tables:
            if any(t is not None for t in table.truths):
                widths.setdefault(table.fragment.cols, []).append(table)
        for tables in widths.values():
            if (whole := _whole(tables)) is not None:
                yield whole


def labelled_documents(folders: Iterable[Path]) -> list[LabelledDocument]:
    """The digital documents of ``folders`` that have a truth with actions."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.pdf")):
            truths = [path.with_suffix(s) for s in (".json", ".truth.json")]
            truth: dict[str, Any] = next(
                (json.loads(t.read_text("utf-8")) for t in truths if t.exists()), {}
            )
            if truth.get("actions"):
                found.append(LabelledDocument(path, truth))
    return found


def fold(text: str | None) -> str:
    """Letters and figures alone."""
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def _folded_row(row: Mapping[str, Any]) -> dict[str, str]:
    texts = {k: fold(row.get(k)) for k in FIELDS if row.get(k)}
    extra = {k: fold(v) for k, v in (row.get("extra") or {}).items() if isinstance(v, str)}
    return texts | {f"extra {k}": v for k, v in extra.items() if v}


def _read_table(
    fragment: TableFragment, truths: Sequence[Mapping[str, str]], headings: Sequence[str]
) -> ReadTable:
    votes = [Counter[str]() for _ in range(fragment.cols)]
    rows = cells_by_row(fragment)
    matched: list[int | None] = []
    for index, cells in enumerate(rows):
        own = [c for c in cells if c.row == index and fold(c.text)]
        truth = _best_truth(own, truths)
        matched.append(truth)
        if truth is not None:
            _vote(votes, own, truths[truth])
    table = ReadTable(fragment, matched, [_winner(v) for v in votes])
    table.heading = _heading_row(rows, headings)
    return table


def _best_truth(cells: Sequence[Cell], truths: Sequence[Mapping[str, str]]) -> int | None:
    texts = [fold(c.text) for c in cells]
    whole = sum(map(len, texts))
    if whole < LEAST_LETTERS:
        return None
    shares = [sum(len(t) for t in texts if _stands_in(t, row)) for row in truths]
    best = max(range(len(shares)), key=lambda i: shares[i])
    return best if shares[best] >= MATCHED * whole else None


def _stands_in(text: str, row: Mapping[str, str]) -> bool:
    return any(text in v or (len(v) > LEAST_LETTERS and v in text) for v in row.values())


def _vote(votes: Sequence[Counter[str]], cells: Sequence[Cell], row: Mapping[str, str]) -> None:
    for cell in cells:
        text = fold(cell.text)
        same = [k for k, v in row.items() if v == text]
        holds = same or [k for k, v in row.items() if text in v]
        for name in holds if cell.col_span == 1 else ():
            votes[cell.col][name] += (2 if same else 1) / len(holds)  # type: ignore[assignment]


def _winner(votes: Counter[str]) -> str | None:
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] <= 1.5 * ranked[1][1]):
        return None
    name = ranked[0][0]
    return "extra" if name.startswith("extra ") else name


def _heading_row(rows: Sequence[Sequence[Cell]], headings: Sequence[str]) -> int | None:
    wanted = [h for h in headings if h]
    for index, cells in enumerate(rows):
        texts = [t for c in cells if c.row == index and (t := fold(c.text))]
        hits = sum(any(t == h or t.startswith(h) for h in wanted) for t in texts)
        if len(texts) >= 2 and hits >= max(2, 0.6 * len(texts)):
            return index
    return None


def _whole(tables: Sequence[ReadTable]) -> LabelledTable | None:
    headed = next((t for t in tables if t.heading is not None), None)
    if headed is None or headed.heading is None:
        return None
    count = headed.fragment.cols
    votes = [Counter(f for t in tables if (f := t.fields[i])) for i in range(count)]
    fields = [v.most_common(1)[0][0] if v else None for v in votes]
    if sum(f is not None for f in fields) < FEWEST_COLUMNS:
        return None
    by_column: dict[int, list[str]] = {i: [] for i in range(count)}
    for table in tables:
        for index, cells in enumerate(cells_by_row(table.fragment)):
            if table.truths[index] is not None:
                own = {c.col: c.text for c in cells if c.row == index and c.col_span == 1}
                for i in range(count):
                    by_column[i].append(own.get(i, ""))
    heads = {c.col: c.text for c in cells_by_row(headed.fragment)[headed.heading]}
    headings = [heads.get(i, "") for i in range(count)]
    return LabelledTable(headings, list(by_column.values()), fields)
