"""Taking every trace of the persons found out of a text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from normalise.people.find import find_people, local_words
from normalise.people.full_names import TASK, Spans, follows_a_sign, is_organised, spans_of_bodies
from normalise.people.name_words import (
    body_words,
    is_family,
    is_given,
    is_ordinary,
    is_place,
    letters,
    only_letters,
)
from normalise.people.person import MASKS, Person
from normalise.text.word_lists import lines

WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
CUT = "…"
CUT_WORD = re.compile(r"([^\W\d_]{3,})…")
REPEATED = re.compile(r"\[name\](?:[\s.‐-]+\[name\])+")
NOT_A_PERSON = re.compile(r"\b(?:St|Saint|Queen|King)\.?\s+\Z")
SHORTEST = 3
"""Letters of the shortest name that is sought elsewhere: shorter ones are words or initials."""
SHORTEST_SPLIT = 6
"""Letters of the shortest name sought with a break inside: halves of shorter ones are words."""
SHORTEST_INSIDE = 5
"""Letters of the shortest name that is sought inside a longer word: shorter ones are in many."""
Finder = Callable[[str], list[Person]]


@dataclass(frozen=True)
class KnownNames:
    """Words of the names found in a document, for what is left of them elsewhere.

    ``sure`` ones are no other word; ``wordlike`` ones are (Brown, Kent) and are taken out only
    where a person stands. Both as ``letters``.
    """

    sure: frozenset[str]
    wordlike: frozenset[str]
    in_small_letters: frozenset[str]
    """Words that the document prints in small letters."""
    kept: frozenset[str] = frozenset()
    """Pseudonyms, as ``letters``, that the user lets stand."""

    @cached_property
    def any(self) -> re.Pattern[str]:
        """Finds out quickly whether a text may hold a word of a name."""
        words = sorted(self.sure | self.wordlike)
        return re.compile("|".join(words) or r"(?!)")

    @cached_property
    def split(self) -> re.Pattern[str]:
        """A name with a break inside: ``Rich ardson``, ``Apple-garth``."""
        long = sorted(w for w in self.sure if len(w) >= SHORTEST_SPLIT)
        broken = "|".join(r"(?:[ \n]|[-‐]\n?)?".join(w) for w in long)
        return re.compile(rf"\b(?:{broken})\b" if long else r"(?!)", re.IGNORECASE)

    @cached_property
    def inside(self) -> re.Pattern[str]:
        """A name inside a longer word: ``MsRichardson``."""
        long = sorted((w for w in self.sure if len(w) >= SHORTEST_INSIDE), key=len, reverse=True)
        return re.compile("|".join(long) or r"(?!)", re.IGNORECASE)


def known_names(
    people: Iterable[Person], in_small_letters: frozenset[str], kept: frozenset[str] = frozenset()
) -> KnownNames:
    """The words of the names found, but ``kept`` ones; sorted by whether they are other words."""
    sure: set[str] = set()
    wordlike: set[str] = set()
    for word in {w for p in people if letters(p.name) not in kept for w in _name_words(p)}:
        if len(letters(word)) >= SHORTEST and word.casefold() not in lines(
            "people/name_particles.txt"
        ):
            (sure if _is_sure(word) else wordlike).add(letters(word))
    return KnownNames(frozenset(sure), frozenset(wordlike), in_small_letters, kept)


def _name_words(person: Person) -> list[str]:
    if person.kind == "name":
        glued = re.sub(r"([a-z])([A-Z][a-z]{2})", r"\1 \2", person.name)
        return [w for w in re.split(r"[\s,.‐-]+", glued) if w]
    return local_words(person)


def _is_sure(word: str) -> bool:
    if is_place(word):
        return False
    return is_given(word) or not (is_ordinary(word) or word.casefold() in body_words())


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that texts hold in small letters."""
    return frozenset(w for text in texts for w in re.findall(r"(?<![\w.@])[a-z]+(?![\w@])", text))


def masked(text: str, known: KnownNames, *, lead: bool = False) -> str:
    """``text`` with every person, address and number in it replaced by its mask."""
    people = find_people(text, lead=lead, in_small_letters=known.in_small_letters)
    persons = (p for p in people if p.kind != "name" or letters(p.name) not in known.kept)
    return without_names(with_masks(text, persons), known)


def with_masks(text: str, people: Iterable[Person]) -> str:
    """``text`` with ``people``, found in it, replaced; ranks and titles are left."""
    for person in sorted(people, key=lambda p: p.start, reverse=True):
        keep = person.text[: len(person.text) - len(person.name)] if person.kind == "name" else ""
        text = f"{text[: person.start]}{keep}{MASKS[person.kind]}{text[person.end :]}"
    return text


def without_names(text: str, known: KnownNames) -> str:
    """``text`` without words of the known names, glued, cut or in other letters too."""
    if CUT in text:
        text = CUT_WORD.sub(lambda m: "[name]…" if _begins(m[1], known) else m.group(), text)
    if known.any.search(only_letters(text)) is None:
        return text
    spans = spans_of_bodies(text)
    found = [*_whole_words(text, known, spans), *_broken(text, known, spans)]
    for start, end in sorted(found, reverse=True):
        text = f"{text[:start]}[name]{text[end:]}"
    return REPEATED.sub("[name]", text)


def _begins(word: str, known: KnownNames) -> bool:
    return any(name.startswith(letters(word)) for name in known.sure) and not is_ordinary(word)


def _whole_words(text: str, known: KnownNames, spans: Spans) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(text):
        start, end = match.span()
        if text[start - 1 : start] == "[" or any(a < end and start < b for a, b in spans):
            continue
        if letters(match.group()) in known.sure:
            if not is_other_word(match, spans):
                yield start, end
        elif letters(match.group()) in known.wordlike:
            joined = _beside(text, match, known)
            if match.group()[0].isupper() and (joined or _person_stands(text, start, end)):
                yield start, end
        else:
            yield from _inside(match, known)


def is_other_word(match: re.Match[str], spans: Spans) -> bool:
    """Whether a word is not the person's name here: ``Clare's Law``, ``St James``, a carol."""
    word, text = match.group(), match.string
    small = word[0].islower() and is_ordinary(word)
    saint = NOT_A_PERSON.search(text[max(0, match.start() - 10) : match.start()]) is not None
    return small or saint or is_organised(text, match.end(), spans)


def _beside(text: str, match: re.Match[str], known: KnownNames) -> bool:
    """``Wisniewska-Hart``: a hyphen joins the word to one that is surely a name."""
    before = re.search(r"([^\W\d_]+)[-‐]\Z", text[: match.start()])
    after = re.match(r"[-‐]([^\W\d_]+)", text[match.end() :])
    return any(m is not None and letters(m[1]) in known.sure for m in (before, after))


def _person_stands(text: str, start: int, end: int) -> bool:
    return bool(
        TASK.match(text, end) or text[end : end + 2] in ("'s", "’s") or follows_a_sign(text, start)
    )


def _inside(match: re.Match[str], known: KnownNames) -> Iterator[tuple[int, int]]:
    word = match.group()
    if is_ordinary(word) or is_family(word) or is_given(word):
        return
    if _misspelt(word, known):
        yield match.span()
        return
    for found in known.inside.finditer(word):
        yield match.start() + found.start(), match.start() + found.end()


def _misspelt(word: str, known: KnownNames) -> bool:
    """A name with one letter wrong, as text recognition reads it: ``Szymezak``."""
    if len(word) < SHORTEST_SPLIT or not word[0].isupper() or word.casefold() in body_words():
        return False
    long_names = (n for n in known.sure if len(n) >= SHORTEST_SPLIT)
    return any(Levenshtein.distance(letters(word), n, score_cutoff=1) <= 1 for n in long_names)


def _broken(text: str, known: KnownNames, spans: Spans) -> Iterator[tuple[int, int]]:
    for match in known.split.finditer(text):
        broken = not match.group().isalpha()
        if broken and not any(a < match.end() and match.start() < b for a, b in spans):
            yield match.span()
