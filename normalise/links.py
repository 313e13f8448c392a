"""The same recommendation in different rows and documents: one id.

Rows whose words agree (``normalise.wording``) have one id, made from those words alone. A row with
a slip that could be read in several ways has the id of the row without it, if there is one; that
id is the only kind that a document added later may change. The ids are a function of the set of
rows: neither order nor earlier runs matter.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from normalise.spelling import Lexicon, close_words
from normalise.wording import Wording, recommendation_id

MOST_SLIPS = 6
"""A text with more slips is too damaged to be read by them."""
MOST_READINGS = 500
"""Combinations of readings that are tried for one text."""


@dataclass(slots=True)
class Wordings:
    """The different wordings of a batch."""

    clean: set[str] = field(default_factory=set)
    """Letters of those without a slip."""
    slipped: dict[str, Wording] = field(default_factory=dict)
    vocabulary: set[str] = field(default_factory=set)
    """Words of those without a slip."""

    def add(self, wording: Wording) -> str:
        """Take a wording in; its letters."""
        letters = wording.letters
        if wording.slips:
            known = self.slipped.setdefault(letters, wording)
            if _order(wording) < _order(known):
                self.slipped[letters] = wording
        elif letters not in self.clean:
            self.clean.add(letters)
            self.vocabulary.update(wording.words)
        return letters

    def same(self) -> dict[str, str]:
        """For the letters of slipped wordings, those of the wording that was meant."""
        lexicon = Lexicon(self.vocabulary)
        found = {k: self._meant(w, lexicon) for k, w in self.slipped.items() if k not in self.clean}
        return {k: meant for k, meant in found.items() if meant is not None}

    def _meant(self, wording: Wording, lexicon: Lexicon) -> str | None:
        hits = {x for x in _readings(wording, lexicon) if x in self.clean}
        return hits.pop() if len(hits) == 1 else None


def _order(wording: Wording) -> tuple[int, tuple[tuple[int, str], ...], tuple[str, ...]]:
    return len(wording.slips), wording.slips, wording.words


def _readings(wording: Wording, lexicon: Lexicon) -> Iterator[str]:
    """Letters of what a wording may have been meant to be."""
    if len(wording.slips) > MOST_SLIPS:
        return
    words = list(wording.words)
    places = [i for i, _ in wording.slips]
    choices = [
        sorted({words[i], *close_words(printed, lexicon), *close_words(words[i], lexicon)})
        for i, printed in wording.slips
    ]
    for reading in itertools.islice(itertools.product(*choices), MOST_READINGS):
        for i, word in zip(places, reading, strict=True):
            words[i] = word
        yield "".join(words)


def link(rows: Iterable[tuple[str, Wording]]) -> dict[str, str]:
    """The recommendation's id for each row, given by its key and its words."""
    wordings = Wordings()
    letters = {k: wordings.add(w) for k, w in rows}
    same = wordings.same()
    return {k: recommendation_id(same.get(x, x)) for k, x in letters.items()}


def groups(ids: Mapping[str, str]) -> dict[str, list[str]]:
    """Keys of rows by the id that they share."""
    found: dict[str, list[str]] = {}
    for row, recommendation in ids.items():
        found.setdefault(recommendation, []).append(row)
    return found
