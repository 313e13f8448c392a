"""The same recommendation in different rows and documents: one id.

Rows whose words agree (``normalise.links.wording``) have one id, made from those words alone. A
wording with a typo has the id of the wording without it that is in the batch, if there is just
one; all that it may have been meant to say is looked up, so the cost grows with the rows, not
their square.

The ids are a function of the set of rows: neither order nor earlier runs matter. A row added later
changes the id only of rows with a typo or a kind of body (``normalise.links.addressed_body``); see
``docs/decisions/2026-11-recommendation-ids.md``.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache

from normalise.links.addressed_body import addressed, named_positions
from normalise.links.wording import Wording, recommendation_id
from normalise.text.typos import Lexicon, meant
from normalise.text.word_forms import one_spelling

MOST_TYPOS = 6
"""A text with more typos is too damaged to be read by them."""
MOST_READINGS = 500
"""Combinations of readings that are tried for one text; it bounds the cost."""


@dataclass(slots=True)
class Wordings:
    """The different wordings of a batch."""

    typos: dict[str, int] = field(default_factory=dict)
    """How many typos each has, by its letters."""
    mistyped: dict[str, Wording] = field(default_factory=dict)
    """Those with a typo."""
    vocabulary: set[str] = field(default_factory=set)
    """Words that are printed without a typo."""

    def add(self, wording: Wording) -> str:
        """Take a wording in; its letters."""
        letters = wording.letters
        self.vocabulary.update(_clear_words(wording))
        if letters not in self.typos or _order(wording) < self._order_of(letters):
            self.typos[letters] = len(wording.typos)
            self.mistyped.pop(letters, None)
            if wording.typos:
                self.mistyped[letters] = wording
        return letters

    def _order_of(self, letters: str) -> "Order":
        known = self.mistyped.get(letters)
        return _order(known) if known else (0, (), ())

    def same(self) -> dict[str, str]:
        """For the letters of mistyped wordings, those of the wording that was meant."""
        if not self.mistyped:
            return {}
        lexicon = Lexicon(form for word in self.vocabulary for form in _forms(word))
        words = cache(lambda typo: frozenset(map(one_spelling, meant(typo, lexicon))))
        found = {k: _readings(w, words) & self.typos.keys() for k, w in self.mistyped.items()}
        step = {k: self._meant(k, found) for k in found}
        return {k: _last(k, step) for k in step}

    def _meant(self, own: str, found: Mapping[str, set[str]]) -> str:
        """The one wording with the fewest typos that this one may be, or this one itself.

        Of two with as many typos that may be each other, both are the first in the alphabet.
        """
        typos = self.typos
        others = [
            x
            for x in found[own] - {own}
            if typos[x] < typos[own]
            or (typos[x] == typos[own] and own not in found[x])
            or (typos[x] == typos[own] and x < own)
        ]
        fewest = min((typos[x] for x in others), default=0)
        best = [x for x in others if typos[x] == fewest]
        return best[0] if len(best) == 1 else own


Order = tuple[int, tuple[tuple[int, str], ...], tuple[str, ...]]


def _order(wording: Wording) -> Order:
    return len(wording.typos), wording.typos, wording.words


def _clear_words(wording: Wording) -> Iterator[str]:
    typos = {i for i, _ in wording.typos}
    return (w for i, w in enumerate(wording.words) if i not in typos)


def _forms(word: str) -> tuple[str, ...]:
    """A word as it may be printed: a typo is often in the plural."""
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return (word, plural)


def _last(letters: str, step: Mapping[str, str]) -> str:
    """The end of a chain of steps; of a ring, the first in the alphabet."""
    path = [letters]
    while step.get(path[-1], path[-1]) != path[-1]:
        path.append(step[path[-1]])
        if path[-1] in path[:-1]:
            return min(path[path.index(path[-1]) :])
    return path[-1]


def _readings(wording: Wording, meant_by: Callable[[str], Set[str]]) -> set[str]:
    """Letters of what a wording may have been meant to be; ``meant_by`` gives words for a typo."""
    if len(wording.typos) > MOST_TYPOS:
        return set()
    words = list(wording.words)
    positions = [i for i, _ in wording.typos]
    choices = [sorted({words[i], *meant_by(printed)}) for i, printed in wording.typos]
    found: set[str] = set()
    for reading in itertools.islice(itertools.product(*choices), MOST_READINGS):
        for i, word in zip(positions, reading, strict=True):
            words[i] = word
        found.add("".join(words))
    return found


def link(rows: Iterable[tuple[str, Wording]]) -> dict[str, str]:
    """The recommendation's id for each row, given by its key and its words."""
    wordings = Wordings()
    read = {k: (wordings.add(w), w.meant) for k, w in rows}
    same = wordings.same()
    named = named_positions({same.get(x, x) for x in wordings.typos})
    made = cache(lambda letters, here: recommendation_id(addressed(letters, here, named)))
    return {k: made(same.get(x, x), here) for k, (x, here) in read.items()}
