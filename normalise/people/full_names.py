"""Full names: which runs of capitalised words name a person.

A word list alone decides nothing: a forename needs a surname, unknown words a place in the text
where persons stand, and a body, law or street named after a person is none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from normalise.people.name_runs import Word, runs, stretches, words_of
from normalise.people.name_words import (
    body_words,
    is_family,
    is_given,
    is_ordinary,
    is_place,
    is_role_word,
    may_be_family,
    may_be_given,
    names_nobody,
)
from normalise.people.person import Person, person
from normalise.register.names_in_text import body_spans
from normalise.text.word_lists import alternatives, lines, rows

Spans = Sequence[tuple[int, int]]
SHORTEST_UNKNOWN = 3
"""Letters of the shortest surname that no list has: two are initials or an acronym."""
REMEMBERED = 1_000
"""Texts whose bodies are kept: a text is asked once for each name that may be in it."""
BEFORE_ALONE = re.compile(r"(?:^|[\n,;(/&:•]|\s[-–—]|\band|\bwith)[^\S\n]*\Z")
AFTER_ALONE = re.compile(r"[^\S\n]*(?:$|[\n,;)(/&•]|[-–—]\s|and\b|with\b)")
TASK = re.compile(r"\s+(?:leads\b|to\s+[a-z]+|is\s+[a-z]+ing\b|will\b|in\s+[A-Z])")
"""What follows a person in a lead cell: "Jane Doe in CSP is updating this"."""
NEXT_WORD = re.compile(r"[^\S\n]+([\w'’&-]+)")
FURTHEST = 3
"""How many words behind a name may make it a body's; set by hand."""
OWNED = frozenset({"law", "rule"})
SELDOM_SURNAMES = frozenset({"House", "Street", "Council", "Church", "Law", "Wing"})
JOINING = frozenset({"and", "&", "of"})


def full_names(text: str, *, lead: bool, in_small_letters: frozenset[str]) -> Iterator[Person]:
    """Persons with forename and surname in ``text``.

    ``in_small_letters`` holds words that the document also prints so: they are no names that the
    lists do not know.
    """
    if not _two_capitals().search(text):
        return
    words = words_of(text)
    spans: Spans | None = None
    for first, end in runs(text, words):
        named_to = -1
        for part in stretches(first, end, words):
            if part[0].start < named_to or not _names_a_person(
                text, part, lead=lead, in_small_letters=in_small_letters
            ):
                continue
            spans = spans_of_bodies(text) if spans is None else spans
            if not is_body(text, part[0].start, part[-1].end, spans):
                named_to = part[-1].end
                yield person(text, part[0].start, named_to)


@cache
def _two_capitals() -> re.Pattern[str]:
    """Two words that follow each other and start with a capital, or with a letter beyond A to Z.

    Bounded, so that no text makes it slow.
    """
    capital = "[A-Z\u00c0-\U0010ffff]"
    small = alternatives([re.escape(word) for word in lines("people/name_particles.txt")])
    return re.compile(rf"{capital}\S{{0,60}}[^\S\n]+(?:(?i:{small})[^\S\n]+){{0,6}}{capital}")


@lru_cache(REMEMBERED)
def spans_of_bodies(text: str) -> Spans:
    """Places in ``text`` of bodies, and of things known to be named after a person."""
    return (*body_spans(text), *(m.span() for m in _named_after().finditer(text)))


@cache
def _named_after() -> re.Pattern[str]:
    known = "|".join(re.escape(r["name"]) for r in rows("people/named_after_people.csv"))
    return re.compile(rf"\b(?:{known})\b", re.IGNORECASE)


def is_body(text: str, start: int, end: int, spans: Spans) -> bool:
    """Whether words that look like a name are a body's, a law's or a street's."""
    if any(a < end and start < b for a, b in spans):
        return True
    words = text[start:end].split()
    first, last = words[0], words[-1]
    if _is_organised(last) and not (len(words) == 2 and _is_surname(first, last)):
        return True
    return is_organised(text, end, spans, small=not is_given(first))


def _is_surname(first: str, last: str) -> bool:
    """``Hannah Ward``, where ``Victoria Ward`` is a ward."""
    ward = first.casefold() in lines("people/names_of_wards.txt") or last in SELDOM_SURNAMES
    return is_given(first) and may_be_family(last) and not ward


def is_organised(text: str, end: int, spans: Spans, *, small: bool = False) -> bool:
    """Whether what follows makes a name that of a body: ``Julian House``, ``Clare's Law``.

    ``small``: in small letters too, as in "the Rose Green centre".
    """
    owned = text.startswith(("'s", "’s"), end)
    at = end + 2 if owned else end
    for _ in range(FURTHEST):
        word = NEXT_WORD.match(text, at)
        if word is None or any(a <= word.start(1) < b for a, b in spans):
            return False
        if _is_organised(word[1]) and (
            small or word[1][0].isupper() or (owned and word[1] in OWNED)
        ):
            role = NEXT_WORD.match(text, word.end())
            return not (role and is_role_word(role[1]))
        if not (word[1][0].isupper() or word[1] in JOINING):
            return False
        at = word.end()
    return False


def _is_organised(word: str) -> bool:
    return word.casefold() in lines("people/organised_words.txt")


def _names_a_person(
    text: str, part: Sequence[Word], *, lead: bool, in_small_letters: frozenset[str]
) -> bool:
    """Whether a stretch of words names a person, bodies set aside."""
    first, last = part[0], part[-1]
    if last.initial:
        return is_given(first.text) and len(part) == 2 and _alone(text, part, lead=lead)
    if first.particle or last.particle or not _one_case(part):
        return False
    if any(names_nobody(w.text) for w in part if not (w.initial or w.particle)):
        return False
    if _is_place(first.text, last.text):
        return False
    if _by_lists(first, last, capitals=last.capitals, in_small_letters=in_small_letters):
        return True
    alone = _alone(text, part, lead=lead)
    return alone and _by_position(part, capitals=last.capitals, in_small_letters=in_small_letters)


def _is_place(first: str, last: str) -> bool:
    """``Preston North``: a place's name, and behind it another place or an English word."""
    return is_place(first) and (is_place(last) or (is_ordinary(last) and not is_family(last)))


def _one_case(part: Sequence[Word]) -> bool:
    return len({w.capitals for w in part if not (w.initial or w.particle)}) == 1


def _by_lists(first: Word, last: Word, *, capitals: bool, in_small_letters: frozenset[str]) -> bool:
    """Forename and surname by the lists; an initial or an unknown forename with a surname."""
    given, family = first.text, last.text
    sure = is_family(family) and not is_place(family)
    if capitals:
        return is_given(given) and may_be_family(family)
    if first.initial:
        return _after_initial(first, family, in_small_letters)
    if is_given(given):
        return may_be_family(family) or _unknown(family, in_small_letters)
    if may_be_given(given):
        return (sure or _is_usual(family)) and not _is_month(given)
    if is_family(given) and not is_place(given):
        return is_given(family) or sure
    return sure and _unknown(given, in_small_letters)


def _is_usual(family: str) -> bool:
    """``Smith``, ``Taylor``: words, but in no body's name and no rating."""
    small = family.casefold()
    rating = any(small == r["word"] for r in rows("values/rag_words.csv"))
    return may_be_family(family) and not (rating or small in body_words() or is_place(family))


def _is_month(word: str) -> bool:
    """``May``, ``June``: "in May James Roe agreed"."""
    return any(
        word.casefold() == r["word"] for r in rows("values/months.csv") if len(r["word"]) > 3
    ) or (word == "May")


def _after_initial(first: Word, family: str, in_small_letters: frozenset[str]) -> bool:
    if is_place(family):
        return False
    known = may_be_family(family) or _unknown(family, in_small_letters)
    return known if first.text.endswith(".") else is_family(family) and not is_given(family)


def _unknown(word: str, in_small_letters: frozenset[str]) -> bool:
    """A word that no list knows and the document never prints small."""
    small = word.casefold()
    return len(word) >= SHORTEST_UNKNOWN and not (
        names_nobody(word) or is_ordinary(word) or is_place(word) or small in in_small_letters
    )


def _alone(text: str, part: Sequence[Word], *, lead: bool) -> bool:
    """Whether the words stand where a person does: a lead cell's part, behind "Signed:"."""
    start, end = part[0].start, part[-1].end
    if lead and BEFORE_ALONE.search(text, 0, start):
        return bool(AFTER_ALONE.match(text, end) or TASK.match(text, end))
    return follows_a_sign(text, start)


def follows_a_sign(text: str, start: int) -> bool:
    """Whether a job title, or a word such as "signed by", stands right before."""
    before = re.sub(r"[\s,:(–-]+\Z", "", text[max(0, start - 60) : start])
    last = re.search(r"[\w-]+\Z", before)
    if last is None:
        return False
    signs = (s for s in lines("people/before_names.txt") if before.casefold().endswith(s))
    return is_role_word(last.group()) or any(
        not before[: len(before) - len(s)][-1:].isalnum() for s in signs
    )


def _by_position(part: Sequence[Word], *, capitals: bool, in_small_letters: frozenset[str]) -> bool:
    """Words that the place alone makes a name: unknown ones, or names that are words too."""
    first, last = part[0].text, part[-1].text
    if capitals:
        return may_be_given(first) and (may_be_family(last) or _unknown(last, in_small_letters))
    if part[0].initial:
        return may_be_family(last) or _unknown(last, in_small_letters)
    if may_be_given(first):
        return may_be_family(last) or may_be_given(last) or _unknown(last, in_small_letters)
    return all(
        is_given(w.text) or is_family(w.text) or _unknown(w.text, in_small_letters)
        for w in (part[0], part[-1])
    ) and not (is_place(first) or is_place(last))
