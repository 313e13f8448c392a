"""Recommendations that a plan makes again: by reference, word for word, or with slight edits.

Two that differ in a word that matters (an agency, ``children`` for ``adults``, ``not``, a
number) are two. Rows that share one printed recommendation do not repeat each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.links.references import Reference, read_reference, target
from normalise.links.same_recommendation import link
from normalise.links.wording import wording
from normalise.register.area import Area


@dataclass(frozen=True, slots=True)
class Statement:
    """What decides whether a row repeats another."""

    text: str
    """Its recommendation, or its action where the plan has no recommendation."""
    number: str | None
    section: str | None
    group: int | None
    pointers: tuple[str, ...]
    """Other cells, where a reference to an earlier row may stand."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The earlier row that a row repeats, and whether the row only refers to it.

    ``target`` is ``None`` where a reference leads nowhere. ``several`` says that the row refers to
    more than one; the first is the target.
    """

    target: int | None
    refers: bool
    several: bool = False


def find_repeats(statements: Sequence[Statement], area: Area) -> list[Repeat | None]:
    """For each row the first earlier row that it repeats, or ``None``."""
    ids = _ids(statements, area)
    found: list[Repeat | None] = []
    for i, _statement in enumerate(statements):
        repeat = _referred(i, statements) or _restated(i, statements, ids)
        if repeat and repeat.target is not None:
            before = found[repeat.target]
            first = before.target if before and before.target is not None else repeat.target
            repeat = replace(repeat, target=first)
        found.append(repeat)
    return found


def _ids(statements: Sequence[Statement], area: Area) -> list[str]:
    """An id for each row, the same for the same words; empty where there are none."""
    words = [wording(s.text, area) for s in statements]
    ids = link((str(i), w) for i, w in enumerate(words))
    return [ids[str(i)] if w.words else "" for i, w in enumerate(words)]


def _referred(i: int, statements: Sequence[Statement]) -> Repeat | None:
    """A row whose recommendation only refers to another."""
    own = statements[i].text.strip()
    reference = read_reference(own) if own else _pointer(statements[i])
    if reference is None:
        return None
    several = len(reference.numbers) > 1
    return Repeat(target(reference, i, statements), refers=True, several=several)


def _pointer(statement: Statement) -> Reference | None:
    """The reference in another cell of the row."""
    found = (read_reference(cell) for cell in statement.pointers)
    return next((reference for reference in found if reference), None)


def _restated(i: int, statements: Sequence[Statement], ids: Sequence[str]) -> Repeat | None:
    if not ids[i]:
        return None
    again = (k for k in range(i) if ids[k] == ids[i])
    first = next((k for k in again if not _one_group(statements[k], statements[i])), None)
    if first is not None:
        return Repeat(first, refers=False)
    pointer = _pointer(statements[i])
    # "See action 3" beside a recommendation of its own says where more is told.
    if pointer is None or not pointer.again:
        return None
    pointed = target(pointer, i, statements)
    return None if pointed is None else Repeat(pointed, refers=False)


def _one_group(a: Statement, b: Statement) -> bool:
    """Whether two rows are actions of one recommendation: printed once, or 4.1 and 4.2."""
    if a.group is not None and a.group == b.group:
        return True
    major, other = _major(a.number), _major(b.number)
    return major is not None and major == other and a.section == b.section


def _major(number: str | None) -> str | None:
    """``4`` of ``4.2``, ``4b`` or ``4``; ``None`` where there is no number."""
    found = re.match(r"[A-Z]{0,3}\W?\d+", number or "")
    return found.group() if found else None
