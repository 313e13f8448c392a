"""Words and phrases of a list found in a text, by the labels that they stand for.

A term is written as one would say it: ``train*`` is any ending, ``raise ... awareness`` lets
words stand between, ``see/seen alone`` is either word, and a word in capitals (``IT``) is met in
capitals only. ``<agency>`` is any word that the list gives under that label. A term that does not
count (``training shoes``) hides what stands inside it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from normalise.text.word_lists import rows

WORD = re.compile(r"[A-Za-z]&[A-Za-z](?![^\W_])|[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
GAP = "..."
REACH = 4
"""Most words that ``...`` stands for: what may stand before a noun, not a clause; set by hand."""
SHORTEST_STEM = 2
"""Letters of the shortest stem of the lists (``li*``)."""
Found = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, as it is compared, and its place in the text."""

    printed: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a term: the words that fit, those that fit with any ending, a gap before it."""

    words: frozenset[str]
    stems: tuple[str, ...]
    capitals: frozenset[str]
    gap: bool

    def fits(self, word: Word) -> bool:
        """Whether a word can stand in this place."""
        return (
            word.folded in self.words
            or word.folded.startswith(self.stems)
            or word.printed in self.capitals
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a term list."""

    label: str
    slots: tuple[Slot, ...]
    counts: bool = True
    in_names: bool = False
    """Whether it counts in the name of a body too."""
    company: Slot | None = None
    """Words of which one must stand in the same sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found, and the places of its words in the sentence."""

    term: Term
    indexes: tuple[int, ...]


@dataclass(slots=True)
class TermList:
    """Terms by the word that they start with."""

    words: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    def add(self, term: Term) -> None:
        """Take a term in."""
        first = term.slots[0]
        for word in first.words | {c.casefold() for c in first.capitals}:
            self.words[word].append(term)
        for stem in first.stems:
            self.stems[stem].append(term)

    def starting(self, word: str) -> tuple[Term, ...]:
        """Terms that may start with a word."""
        known = self.known.get(word)
        if known is None:
            stems = (word[:n] for n in range(SHORTEST_STEM, len(word) + 1))
            found = [*self.words.get(word, ()), *(t for s in stems for t in self.stems.get(s, ()))]
            known = self.known[word] = tuple(found)
        return known

    def hits_at(self, sentence: Sequence[Word], i: int) -> list[Hit]:
        """Terms that start with the i-th word of a sentence."""
        return [
            Hit(term, indexes)
            for term in self.starting(sentence[i].folded)
            if (indexes := _indexes_of(term.slots, sentence, i)) and _in_company(term, sentence)
        ]


def words_of(text: str, start: int = 0) -> list[Word]:
    """The words of ``text``; ``start`` is its place in a longer one."""
    return [
        Word(m.group(), fold(m.group()), start + m.start(), start + m.end())
        for m in WORD.finditer(text)
    ]


def fold(word: str) -> str:
    """A word as it is compared: case and apostrophes set aside."""
    return word.casefold().replace("'", "").replace("’", "")


def sentences_of(text: str) -> list[list[Word]]:
    """The words of each sentence, clause behind a semicolon or colon, and line."""
    found: list[list[Word]] = []
    start = 0
    for end in [*(m.end() for m in SENTENCE_END.finditer(text)), len(text)]:
        words = words_of(text[start:end], start)
        start = end
        if words:
            found.append(words)
    return found


@cache
def term_list(name: str) -> TermList:
    """The terms of ``normalise/data/NAME``: columns label, term, counts, only_with and note.

    ``counts`` is ``yes``, ``no``, or ``always`` for a term that counts in a body's name too.
    """
    groups = _groups(rows(name))
    terms = TermList()
    for row in rows(name):
        if row["label"] not in groups:
            terms.add(_term(row, groups))
    return terms


def _groups(listed: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Words that a term may name together, by their label: ``<agency>``."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in listed:
        if row["label"].startswith("<"):
            groups[row["label"]].append(row["term"])
    return groups


def _term(row: Mapping[str, str], groups: Mapping[str, Sequence[str]]) -> Term:
    company = row["only_with"].split("|") if row["only_with"] else []
    return Term(
        label=row["label"],
        slots=read_term(row["term"], groups),
        counts=row["counts"] != "no",
        in_names=row["counts"] == "always",
        company=_slot(company, groups, gap=False) if company else None,
    )


def read_term(text: str, groups: Mapping[str, Sequence[str]] | None = None) -> tuple[Slot, ...]:
    """The places of a term as it is written in a list."""
    slots: list[Slot] = []
    gap = False
    for part in text.replace("-", " ").split():
        if part == GAP:
            gap = True
        else:
            slots.append(_slot(part.split("/"), groups or {}, gap=gap))
            gap = False
    return tuple(slots)


def _slot(choices: Iterable[str], groups: Mapping[str, Sequence[str]], *, gap: bool) -> Slot:
    words, stems, capitals = set(), set(), set()
    for choice in (w for c in choices for w in groups.get(c, (c,))):
        if choice.endswith("*"):
            stems.add(fold(choice[:-1]))
        elif len(choice) > 1 and choice[:2].isupper():
            capitals.add(choice)
        else:
            words.add(fold(choice))
    return Slot(frozenset(words), tuple(sorted(stems)), frozenset(capitals), gap)


def _indexes_of(slots: Sequence[Slot], sentence: Sequence[Word], i: int) -> tuple[int, ...]:
    """Where each place of a term is found, its first at ``i``; empty if one is not."""
    if not slots[0].fits(sentence[i]):
        return ()
    indexes: tuple[int, ...] = (i,)
    for slot in slots[1:]:
        i += 1
        last = min(i + REACH, len(sentence) - 1) if slot.gap else i
        while i <= last and i < len(sentence) and not slot.fits(sentence[i]):
            i += 1
        if i > last or i == len(sentence):
            return ()
        indexes += (i,)
    return indexes


def _in_company(term: Term, sentence: Sequence[Word]) -> bool:
    """Whether a term that counts only beside others has one of them in its sentence."""
    return term.company is None or any(map(term.company.fits, sentence))


def counted(terms: TermList, sentence: Sequence[Word], hidden: frozenset[int]) -> list[Hit]:
    """Terms of a sentence that count; words at the ``hidden`` places do not."""
    hits = [
        h
        for i, word in enumerate(sentence)
        if terms.starting(word.folded)
        for h in terms.hits_at(sentence, i)
    ]
    negatives = [h for h in hits if not h.term.counts]
    return [
        h
        for h in hits
        if h.term.counts
        and (h.term.in_names or not hidden.issuperset(h.indexes))
        and not any(_hides(n, h) for n in negatives)
    ]


def _hides(negative: Hit, hit: Hit) -> bool:
    inside = negative.indexes[0] <= hit.indexes[0] and hit.indexes[-1] <= negative.indexes[-1]
    return negative.term.label == hit.term.label and inside


def printed_words(hit: Hit, sentence: Sequence[Word], text: str) -> str:
    """The printed words of a term that was found; ``…`` for what stands between them."""
    words = text[sentence[hit.indexes[0]].start : sentence[hit.indexes[0]].end]
    for before, index in zip(hit.indexes, hit.indexes[1:], strict=False):
        start = sentence[before].end if index == before + 1 else sentence[index].start
        words += ("" if index == before + 1 else " … ") + text[start : sentence[index].end]
    return " ".join(words.split())


def in_order(found: Mapping[str, Sequence[str]], labels: Sequence[str]) -> Found:
    """Labels in their fixed order, each with the words that decided it, once each."""
    return {x: list(dict.fromkeys(found[x])) for x in labels if x in found}
