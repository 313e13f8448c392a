"""Rows of a text dump that hold the end of one row and the whole of the next."""

import re
from collections.abc import Sequence
from dataclasses import replace

from normalise.rows.printed_row import Column, Part, Row

SENTENCE = re.compile(r"[.!?][)\"'”’]?\s+(?=[A-Z])")
CUT_CONFIDENCE = 0.7
"""What is left of the confidence of both rows: the cut is made by words alone; set by hand."""
LEAST_OWN_CELLS = 2
"""A row that is new has at least this many filled cells beside its recommendation."""


def cut_row(above: Row, below: Row, columns: Sequence[Column]) -> tuple[Row, Row] | None:
    """``below`` cut in two: the rest of ``above``, and a row of its own; ``None`` to leave it.

    Only a dump's rows have no boxes, and only theirs are cut: where ``above`` stops within a
    sentence that the first sentence of ``below`` ends, and ``below`` has cells of its own.
    """
    key = next((i for i, c in enumerate(columns) if c.assigned.field == "recommendation"), None)
    one_page = above.provenance[-1].page == below.provenance[0].page
    if key is None or one_page or below.provenance[0].bbox is not None:
        return None
    ended = above.lines(key)[-1].text.rstrip()[-1:] in ".!?" if above.lines(key) else True
    own = below.written() - {key}
    found = SENTENCE.search(below.lines(key)[0].text) if below.lines(key) else None
    if ended or found is None or len(own) < LEAST_OWN_CELLS:
        return None
    return _cut(below, key, found.end())


def _cut(row: Row, key: int, at: int) -> tuple[Row, Row]:
    line = row.lines(key)[0]
    head, tail = line.text[:at].rstrip(), line.text[at:]
    part = row.cells[key][0]
    rest = replace(row, cells={key: [Part((replace(line, text=head),), None, None)]},
                   repairs=list(row.repairs), flags=list(row.flags))  # fmt: skip
    own = {**row.cells, key: [replace(part, lines=(replace(line, text=tail),))]}
    return rest, replace(row, cells=own, repairs=list(row.repairs), flags=list(row.flags))
