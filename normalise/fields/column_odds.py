"""Evidence for the fields of a table's columns: heading, contents, place and neighbours.

Name evidence and instance evidence are put side by side, as schema matchers do (Do and Rahm,
*COMA*, 2002; Hulsebos et al., *Sherlock*, 2019), and weighed by one fitted regression.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from normalise.fields.cell_roles import column_roles, roles, sampled
from normalise.fields.heading_meaning import classes, meaning
from normalise.fields.weights import Array, softmax, weights

FIELDS = (
    "number", "action_number", "recommendation", "finding", "action", "lead", "milestones",
    "target_date", "revised_date", "completed_date", "outcome", "status", "rag", "scope", "extra",
)  # fmt: skip
"""What a column can be read as."""
RIVALS = (
    "number", "recommendation", "finding", "action", "lead", "milestones", "target_date",
    "outcome", "status", "rag", "completed_date",
)  # fmt: skip
"""Fields that one column has the less likely the more another heading names it."""
RIVAL_ROLES = ("recommendation", "action", "lead", "date", "outcome", "milestones")
LEAST = 1e-4
FIGURE = re.compile(r"\D{0,5}(\d+)")
LONGEST_NUMBER = 12


def column_odds(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Array:
    """Log probability of each of ``FIELDS`` (columns) for each column of a table (rows).

    ``headings`` as printed, blank where there is none; ``cells``: each column's texts, blank ones
    included.
    """
    named = np.stack([meaning(h) for h in headings])
    logits = weights("columns").of_dense(column_features(named, headings, cells))
    return np.asarray(np.log(np.clip(softmax(logits), LEAST, 1)), np.float32)


def column_features(named: Array, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Array:
    """A row of features for each column; ``named``: the meaning of each heading."""
    logs = np.log(np.clip(named, LEAST, 1))
    logs -= logs.mean(axis=1, keepdims=True)
    held = np.stack([_contents(c) for c in cells])
    rivals: Array = named[:, [classes().index(f) for f in RIVALS]]
    rival_roles: Array = np.float32(1 / 3) * held[:, [roles().index(r) for r in RIVAL_ROLES]]
    count = len(headings)
    rows = [
        np.concatenate([
            logs[i] / 2, named[i] * 2, held[i],
            _most(rivals[:i]), _most(rivals[i + 1 :]),
            _most(rival_roles[:i]), _most(rival_roles[i + 1 :]),
            _place(i, count, headings[i]),
        ])
        for i in range(count)
    ]  # fmt: skip
    return np.asarray(np.stack(rows), np.float32)


def _most(rows: Array) -> Array:
    return rows.max(axis=0) if len(rows) else np.zeros(rows.shape[1], np.float32)


def _place(index: int, count: int, heading: str) -> Array:
    last = count - 1
    place = [
        index / max(1, last), index == 0, index == last, index == 1, index == last - 1,
        count / 10, not heading.strip(),
    ]  # fmt: skip
    return np.array(place, np.float32)


def _contents(cells: Sequence[str]) -> Array:
    written = sampled(cells)
    logs, shares = column_roles(written)
    lengths = [len(c) for c in written] or [0]
    distinct = len(set(written)) / max(1, len(written))
    blank = 1 - sum(1 for c in cells if c.strip()) / max(1, len(cells))
    shape = [np.log1p(np.median(lengths)) / 3, distinct, _rises(written) * distinct, blank,
             not written]  # fmt: skip
    return np.concatenate([logs - logs.mean(), shares * 2, np.array(shape, np.float32)])


def _rises(cells: Sequence[str]) -> float:
    """Share of neighbouring cells whose figures go on by one at most."""
    found = [int(m.group(1)) for c in cells if len(c) < LONGEST_NUMBER and (m := FIGURE.match(c))]
    if len(found) < 2 or len(found) < 0.8 * len(cells):
        return 0.0
    steps = [0 <= b - a <= 1 for a, b in pairwise(found)]
    return sum(steps) / len(steps)
