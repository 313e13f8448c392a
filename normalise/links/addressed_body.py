"""Whom a recommendation addresses that names a kind of body (``Adult Social Care should …``).

As a rule its words are all that counts: the same sentence in Leeds and in Worcester is one
recommendation made twice. But where a row of the batch has a body's name in the kind's place and
is the same otherwise (``Kent County Council Adult Social Care should …``), the wording is one that
is made to each body by itself; the kind then stands for the body of its own area.
"""

import itertools
import re
from collections.abc import Collection, Iterator, Set

from normalise.agencies.kinds_of_body import KIND, MARKED, is_unnamed, role_of, words_of
from normalise.text.word_forms import AGENCY

Position = tuple[str, int]
"""Letters with bodies and kinds alike by their roles, and which of these places it is."""


def named_positions(wordings: Collection[str]) -> set[Position]:
    """Places where one wording names a body and another, else the same, a kind of body.

    Wordings are given by their letters.
    """
    asked = {_by_role(letters) for letters in wordings if _has_kind(letters)}
    return (
        {position for letters in wordings for position in _positions_of_bodies(letters, asked)}
        if asked
        else set()
    )


def _positions_of_bodies(letters: str, asked: Set[str]) -> Iterator[Position]:
    by_role = _by_role(letters)
    if by_role in asked:
        bodies = enumerate(MARKED.findall(letters))
        yield from ((by_role, i) for i, body in bodies if not is_unnamed(body))


def _has_kind(letters: str) -> bool:
    return AGENCY + KIND in letters


def _by_role(letters: str) -> str:
    return MARKED.sub(lambda m: f"{AGENCY}{role_of(m.group())}{AGENCY}", letters)


def addressed(letters: str, meant: tuple[tuple[str, str], ...], named: Set[Position]) -> str:
    """``letters`` with each kind's words, or with the body that it stands for.

    ``meant`` gives the body of the area for what is put for a kind (``Wording.meant``).
    """
    if not _has_kind(letters):
        return letters
    by_role, here, positions = _by_role(letters), dict(meant), itertools.count()

    def read(found: re.Match[str]) -> str:
        body, is_named = found.group(), (by_role, next(positions)) in named
        if not is_unnamed(body):
            return body
        return here.get(body, words_of(body)) if is_named else words_of(body)

    return MARKED.sub(read, letters)
