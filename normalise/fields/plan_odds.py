"""Whether a table is one of actions: the fields that its best reading finds, weighed."""

from collections.abc import Sequence

import numpy as np

from normalise.fields.cell_roles import column_roles, roles, sampled
from normalise.fields.column_odds import FIELDS
from normalise.fields.heading_meaning import NO_HEADING, classes, meaning
from normalise.fields.weights import Array, weights

SAID = ("recommendation", "action", "finding", "lead", "target_date", "outcome", "other")
"""Meanings of headings that tell a plan from a chronology or list whose cells are alike."""


def plan_odds(headings: Sequence[str], cells: Sequence[Sequence[str]], odds: Array) -> float:
    """Log odds that a table with these headings and columns of cells is a plan's.

    ``odds``: ``column_odds`` of the same.
    """
    found = weights("plans").of_dense(plan_features(headings, cells, odds))
    return float(found[1] - found[0])


def plan_features(headings: Sequence[str], cells: Sequence[Sequence[str]], odds: Array) -> Array:
    """What the regression weighs."""
    shares = np.exp(odds)
    named = np.stack([meaning(h) for h in headings])
    held = np.stack([column_roles(sampled(c))[1] for c in cells])
    said = [float(named[:, classes().index(name)].max()) for name in SAID]
    none = named[:, classes().index(NO_HEADING)]
    most = {f: float(shares[:, i].max()) for i, f in enumerate(FIELDS)}
    asks = held[:, roles().index("recommendation")] + held[:, roles().index("action")]
    values = [
        *most.values(), *said, shares[:, FIELDS.index("extra")].mean(), len(headings) / 10,
        none.mean(), none.max(), *held.max(axis=0), asks.max(),
        max(most["recommendation"], most["action"], most["finding"]) * most["lead"],
        max(most["recommendation"], most["action"]) * most["target_date"],
        most["recommendation"] * most["action"],
        shares[0, FIELDS.index("target_date")],  # dates come first in a chronology
    ]  # fmt: skip
    return np.array(values, np.float32)
