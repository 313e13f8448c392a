"""The five regressions, in the order in which one stands on the other."""

import random
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from fit.documents import LabelledDocument, ReadTable, fold, labelled_documents
from fit.invented_tables import (
    SHORT_CELLS,
    LabelledTable,
    drawn,
    invented_plans,
    narrow,
    other_tables,
    without_actions,
)
from fit.lexicon import Lexicon
from fit.regression import Stored, regression, sparse_rows, stored
from fit.vectors import SIZES, word_vectors
from normalise.fields import weights as used
from normalise.fields.cell_roles import cell_roles
from normalise.fields.column_odds import FIELDS, column_features, column_odds
from normalise.fields.heading_look import look_features, usual
from normalise.fields.heading_meaning import NO_HEADING, classes, features, meaning
from normalise.fields.plan_odds import plan_features
from normalise.fields.weights import Array, Weights, softmax
from normalise.fields.words import CELL_BUCKETS, HEADING_BUCKETS, cell_features
from normalise.rows.printed_row import cells_by_row

FOLDS = 5
"""A heading of the lexicon is weighed in tables by weights that were fitted without it."""
USUAL_MASS = 300.0
INVENTED = 1500
SEED = 7
OUTSIDE_WEIGHT = 4.0
"""What a column of an outside author counts for; those of our own corpus are much alike."""
NARROW = 12
"""Of every so many plans one of fewer columns is made, and a list without actions."""
LONGEST_RATING = 9
STATES = "status"
FOLDERS = ("corpus", "cases", "outside")


def fitted(shared: Path, without: frozenset[str], out: Path) -> None:
    """Fit on everything below ``shared`` but the authors ``without``; write ``out``."""
    lexicon = Lexicon(shared / "lexicon")
    documents = [
        d for d in labelled_documents(shared / f for f in FOLDERS) if d.author not in without
    ]
    labelled = [t for d in documents for t in _weighted(d)]
    found: Stored = _vectors(lexicon)
    _use(found)
    texts = _heading_texts(lexicon)
    found |= stored("headings", _headings(texts))
    found |= stored("cells", _cells(lexicon, labelled))
    _use(found)
    tables = [*invented_plans(lexicon, INVENTED, SEED), *labelled]
    unseen = _Unseen(texts)
    found |= stored("columns", _columns(tables, unseen))
    found |= stored("heading_rows", _heading_rows(documents))
    _use(found)
    found |= stored("plans", _plans(tables, other_tables(lexicon, SEED)))
    _use(found)
    out.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {k: found[k] for k in sorted(found)}
    np.savez_compressed(out, **arrays)


def _use(found: Stored) -> None:
    """Let the modules that are being fitted read what there is so far."""
    used.weights.cache_clear()
    used.word_vectors.cache_clear()
    meaning.cache_clear()
    cell_roles.cache_clear()
    used._stored = lambda: found  # type: ignore[assignment]


def _weighted(document: LabelledDocument) -> Iterator[LabelledTable]:
    weight = OUTSIDE_WEIGHT if document.author in ("D", "E") else 1.0
    for table in document.labelled():
        yield LabelledTable(table.headings, table.cells, table.fields, weight)


def _vectors(lexicon: Lexicon) -> Stored:
    texts = [w for w, _, _ in lexicon.headings]
    for name in ("recommendations", "actions", "milestones", "findings", "outcomes"):
        texts += lexicon.texts(name)
    english = files("normalise.data") / "english"
    common = [w for n in ("words-10.txt", "words-20.txt")
              for w in (english / n).read_text("utf-8").split() if w.islower()]  # fmt: skip
    words, vectors, tells = word_vectors(texts, common)
    scaled = np.round(vectors * 127).astype(np.int8)
    return {
        "vocabulary": np.frombuffer("\n".join(words).encode("ascii"), np.uint8),
        "vectors": scaled,
        "tells": tells,
    }


Texts = list[tuple[str, str, float]]


def _heading_texts(lexicon: Lexicon) -> Texts:
    """Wordings with field and weight, and cells as what no heading says."""
    mass: dict[str, float] = {}
    for _, field, certainty in lexicon.headings:
        mass[field] = mass.get(field, 0.0) + certainty
    texts = [(w, f, c * (USUAL_MASS / mass[f]) ** 0.5) for w, f, c in lexicon.headings]
    none = [t for own in lexicon.leads for t in own[:3]] + lexicon.states + lexicon.texts("dates")
    for name in ("recommendations", "actions", "milestones", "findings", "outcomes"):
        none += lexicon.texts(name)
    none += [c for name in ("ratings", "states", "scopes", "priorities") for v in SHORT_CELLS[name]
             for c in v if c]  # fmt: skip
    none += [str(n) for n in range(1, 13)] + [f"{a}.{b}" for a in range(1, 6) for b in range(1, 5)]
    return texts + [(t, NO_HEADING, 0.5) for t in none]


def _headings(texts: Texts) -> Weights:
    rows = sparse_rows([features(t) for t, _, _ in texts], HEADING_BUCKETS + SIZES)
    return regression(rows, [f for _, f, _ in texts], np.array([w for _, _, w in texts]), 6.0)


class _Unseen:
    """The meaning of headings by weights that were fitted without them."""

    def __init__(self, texts: Texts) -> None:
        self.known = {_key(t) for t, _, _ in texts}
        self.parts = [_headings([x for x in texts if _fold(x[0]) != k]) for k in range(FOLDS)]

    def __call__(self, headings: Sequence[str]) -> Array:
        return np.stack([self._meaning(h) for h in headings])

    def _meaning(self, heading: str) -> Array:
        if not heading.strip() or _key(heading) not in self.known:
            return meaning(heading)
        part = self.parts[_fold(heading)]
        shares = dict(zip(part.classes, softmax(part.of_sparse(features(heading))), strict=True))
        return np.array([shares.get(c, 0.0) for c in classes()], np.float32)


def _key(text: str) -> str:
    return fold(text) or text.strip()


def _fold(text: str) -> int:
    return crc32(_key(text).encode()) % FOLDS


def _cells(lexicon: Lexicon, labelled: Iterable[LabelledTable]) -> Weights:
    chance = random.Random(SEED)
    texts: Texts = []
    roles = {"recommendations": "recommendation", "actions": "action", "findings": "finding",
             "milestones": "milestones", "dates": "date"}  # fmt: skip
    for name, role in roles.items():
        texts += [(t, role, 1.0) for t in lexicon.texts(name)]
    texts += [(t, "outcome", 1.0) for t in lexicon.stories]
    texts += [(t, "status", 1.0) for t in lexicon.states]
    texts += [(t, "lead", 0.6) for own in lexicon.leads for t in own]
    for _ in range(40):
        texts += [(t, "number", 1.0) for t in drawn(lexicon, "number", 6, chance)]
    for name, role in (("ratings", "rag"), ("states", "status"), ("scopes", "scope"),
                       ("priorities", "other")):  # fmt: skip
        texts += [(t, role, 3.0) for own in SHORT_CELLS[name] for t in own]
    for name in ("themes", "resources", "risks", "assurance", "sources", "comments", "other"):
        texts += [(t, "other", 1.2) for t in SHORT_CELLS[name]]
    for table in labelled:
        for field, cells in zip(table.fields, table.cells, strict=True):
            if field not in (None, "extra"):
                texts += [(t, _role(str(field), cells), 0.5) for t in cells]
    texts = [x for x in texts if x[0].strip()]
    rows = sparse_rows([cell_features(t) for t, _, _ in texts], CELL_BUCKETS)
    return regression(rows, [r for _, r, _ in texts], np.array([w for _, _, w in texts]), 3.0)


def _role(field: str, cells: Sequence[str]) -> str:
    if field == "rag" and np.mean([len(c) for c in cells]) > LONGEST_RATING:
        return STATES
    return "date" if field == "target_date" else field


def _columns(tables: Iterable[LabelledTable], unseen: _Unseen) -> Weights:
    rows: list[Array] = []
    labels: list[str] = []
    weights: list[float] = []
    for table in tables:
        named = unseen(table.headings)
        for cells in _sizes(table):
            found = column_features(named, table.headings, cells)
            for i, field in enumerate(table.fields):
                if field is not None:
                    rows.append(found[i])
                    labels.append(_label(field, named[i], table.cells[i]))
                    weights.append(table.weight)
    return regression(np.stack(rows), labels, np.array(weights), 0.3, FIELDS)


def _sizes(table: LabelledTable) -> list[list[list[str]]]:
    """The table's cells, and those of its first rows: a page may hold few of them, or none."""
    few = [[c[:count] for c in table.cells] for count in (3, 1, 0)]
    return (
        [table.cells, *few]
        if table.weight != 1.0
        else [table.cells, few[_fold(table.cells[0][0]) % 3]]
    )


def _label(field: str, named: Array, cells: Sequence[str]) -> str:
    """The field as columns are read: the truth of documents has fewer of them."""
    said = classes()[int(np.argmax(named))]
    if field == "extra" and said == "status":
        return STATES
    if field == "outcome" and said == "completed_date":
        return "completed_date"
    if field == "rag" and np.mean([len(c) for c in cells]) > LONGEST_RATING:
        return STATES
    return field if field in FIELDS else "extra"


def _heading_rows(documents: Iterable[LabelledDocument]) -> Weights:
    rows: list[Array] = []
    labels: list[str] = []
    weights: list[float] = []
    for document in documents:
        weight = OUTSIDE_WEIGHT if document.author in ("D", "E") else 1.0
        for table in document.tables:
            for features_, label in _looks(table):
                rows.append(features_)
                labels.append(label)
                weights.append(weight)
    return regression(np.stack(rows), labels, np.array(weights), 1.0, ("no", "yes"))


def _looks(table: ReadTable) -> Iterator[tuple[Array, str]]:
    """Rows of a plan's table; of another only those below its first, which may be headings."""
    like = usual(table.fragment)
    rows = cells_by_row(table.fragment)
    plan = table.heading is not None or any(t is not None for t in table.truths)
    for index, cells in enumerate(rows):
        own = [c for c in cells if c.row == index and c.lines]
        if not own or (index <= 1 and not plan):
            continue
        if table.heading is not None and index != table.heading and table.truths[index] is None:
            continue
        below = [c for c in rows[index + 1] if c.row == index + 1] if index + 1 < len(rows) else []
        yield look_features(own, below, index, like), "yes" if index == table.heading else "no"


def _plans(plans: Sequence[LabelledTable], others: Iterable[LabelledTable]) -> Weights:
    chance = random.Random(SEED)
    fewer = [n for t in plans[::NARROW] if (n := narrow(t, chance))]
    lists = [n for t in plans[::NARROW] if (n := without_actions(t))]
    rows: list[Array] = []
    labels: list[str] = []
    for label, tables in (("yes", [*plans, *fewer]), ("no", [*others, *lists])):
        for table in tables:
            odds = column_odds(table.headings, table.cells)
            rows.append(plan_features(table.headings, table.cells, odds))
            labels.append(label)
    even = np.where(np.array(labels) == "yes", 1.0, labels.count("yes") / labels.count("no"))
    return regression(np.stack(rows), labels, even, 0.5, ("no", "yes"))
