"""Whom a recommendation addresses that names a kind of body (``Adult Social Care should …``).

As a rule its words are all that counts: the same sentence in Leeds and in Worcester is one
recommendation made twice. But where a row of the batch has a body's name in the kind's place and
is the same otherwise (``Kent County Council Adult Social Care should …``), the wording is one that
is made to each body by itself; the kind then stands for the body of its own area.
"""

import itertools
import re
from collections.abc import Iterable, Set

from normalise.kinds import MARKED, is_unnamed, role_of, words_of

Place = tuple[str, int]
"""Letters with bodies and kinds alike by their roles, and which of these places it is."""


def named_places(wordings: Iterable[str]) -> set[Place]:
    """Places where one of the wordings, given by their letters, names a body."""
    return {place for letters in wordings for place in _named(letters)}


def _named(letters: str) -> Iterable[Place]:
    bodies = MARKED.findall(letters)
    if not bodies:
        return ()
    by_role = _by_role(letters)
    return ((by_role, i) for i, body in enumerate(bodies) if not is_unnamed(body))


def _by_role(letters: str) -> str:
    return MARKED.sub(lambda m: f"§{role_of(m.group())}§", letters)


def addressed(letters: str, meant: tuple[tuple[str, str], ...], named: Set[Place]) -> str:
    """``letters`` with each kind's words, or with the body that it stands for."""
    if "§?" not in letters:
        return letters
    by_role, here = _by_role(letters), dict(meant)
    places = itertools.count()

    def read(body: re.Match[str]) -> str:
        marked, named_here = body.group(), (by_role, next(places)) in named
        if not is_unnamed(marked):
            return marked
        return here.get(marked, words_of(marked)) if named_here else words_of(marked)

    return MARKED.sub(read, letters)
