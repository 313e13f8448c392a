"""Recommendations that a plan makes again: by reference, word for word, or with slight edits.

Two that differ in a word that matters (an agency, ``children`` for ``adults``, ``not``, a
number) are two. Rows that share one printed recommendation do not repeat each other.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from rapidfuzz import fuzz

from normalise.area import Area
from normalise.likeness import written_out
from normalise.mentions import find_mentions
from normalise.text import fold
from normalise.word_lists import rows

ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_ABOVE = r"(?:\s+(?:above|below|in this (?:plan|section)))?"
ORDINAL = re.compile(
    rf"^\W*(?:(?:this is )?(?:a )?(?:repeat|duplicate|repetition) of|see|as(?: per| for)?|same as|"
    rf"refer to)\s+(?:the\s+)?(?P<nth>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s+"
    rf"(?:action|recommendation|row|point){_ABOVE}\W*$",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    rf"^\W*(?:(?:this is )?(?:a )?(?:repeat|duplicate|repetition) of|see|as(?: per| for| in)?|"
    rf"same as|refer to|covered (?:by|in|under)|linked to)\s+(?:the\s+)?(?:response to\s+)?"
    rf"(?:recommendations?|rec\.?|actions?|no\.?|number|point|row|item)\s*(?:no\.?|number)?\s*"
    rf"(?P<number>[A-Z]{{0,3}}\d+(?:\.\d+)*[a-z]?){_ABOVE}\W*$",
    re.IGNORECASE,
)
ABOVE = re.compile(
    r"^\W*(?:as above|as before|see above|ditto|same as above|(?:repeat|duplicate) of "
    r"(?:the )?(?:action |recommendation )?above|as (?:the )?previous|do\.?)\W*$|"
    r"^\s*[\"“”″〃]+\s*$",
    re.IGNORECASE,
)
NEAR = 90.0
"""Least rapidfuzz ratio, of 100, for two texts to be compared word by word."""
SLIP = 75.0
"""Least ratio, of 100, between a word and its misspelling."""
SHORTEST_SLIP = 5
SHORTEST_SWAP = 4
"""Letters of the shortest word that is misspelt by swapping letters."""
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "for",
        "on",
        "at",
        "by",
        "and",
        "or",
        "that",
        "this",
        "their",
        "its",
        "with",
        "is",
        "are",
        "be",
    ]
)


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
    """The earlier row that a row repeats, how it is known, and if the row only refers to it.

    ``target`` is ``None`` where a reference leads nowhere.
    """

    target: int | None
    way: str
    refers: bool


def find_repeats(statements: Sequence[Statement], area: Area) -> list[Repeat | None]:
    """For each row the first earlier row that it repeats, or ``None``."""
    texts = [_comparable(s.text, area) for s in statements]
    rare = _rare_words(texts)
    found: list[Repeat | None] = []
    for i, _statement in enumerate(statements):
        repeat = _referred(i, statements) or _restated(i, statements, texts, rare)
        if repeat and repeat.target is not None:
            before = found[repeat.target]
            first = before.target if before and before.target is not None else repeat.target
            repeat = Repeat(first, repeat.way, repeat.refers)
        found.append(repeat)
    return [r if r is None or r.target != i else None for i, r in enumerate(found)]


def _referred(i: int, statements: Sequence[Statement]) -> Repeat | None:
    """A row whose recommendation only refers to another."""
    own = statements[i].text.strip()
    if own and (ABOVE.match(own) or ORDINAL.match(own) or NUMBERED.match(own)):
        return Repeat(_target(own, i, statements), "reference", refers=True)
    if not own:
        pointer = next((p for p in statements[i].pointers if _points(p)), None)
        if pointer is not None:
            return Repeat(_target(pointer, i, statements), "reference", refers=True)
    return None


def _points(text: str) -> bool:
    return bool(ABOVE.match(text) or ORDINAL.match(text) or NUMBERED.match(text))


def _target(words: str, i: int, statements: Sequence[Statement]) -> int | None:
    if ABOVE.match(words):
        return i - 1 if i else None
    nth = ORDINAL.match(words)
    if nth:
        return _nth(nth["nth"], i, statements)
    numbered = NUMBERED.match(words)
    return _numbered(numbered["number"], i, statements) if numbered else None


def _nth(word: str, i: int, statements: Sequence[Statement]) -> int | None:
    """The nth row of the section; of the plan if the section is shorter."""
    digits = re.match(r"\d+", word)
    n = int(digits.group()) if digits else ORDINALS.index(word.casefold()) + 1
    own = [k for k in range(i) if statements[k].section == statements[i].section]
    rows_before = own if len(own) >= n else list(range(i))
    return rows_before[n - 1] if len(rows_before) >= n else None


def _numbered(number: str, i: int, statements: Sequence[Statement]) -> int | None:
    wanted = number.casefold()
    own = [
        k
        for k, s in enumerate(statements)
        if k < i and s.number and s.number.casefold().rstrip(".") == wanted
    ]
    same = [k for k in own if statements[k].section == statements[i].section]
    if same or own:
        return (same or own)[0]
    return _nth(number, i, statements) if number.isdigit() else None


def _restated(
    i: int,
    statements: Sequence[Statement],
    texts: Sequence[Sequence[str]],
    rare: frozenset[str],
) -> Repeat | None:
    earlier = [k for k in range(i) if texts[k] and not _one_group(statements[k], statements[i])]
    if not texts[i]:
        return None
    exact = next((k for k in earlier if texts[k] == texts[i]), None)
    if exact is not None:
        return Repeat(exact, "exact", refers=False)
    near = [k for k in earlier if same_but_for_slips(texts[k], texts[i], rare)]
    if near:
        return Repeat(near[0], "near", refers=False)
    pointer = next((p for p in statements[i].pointers if ORDINAL.match(p) or NUMBERED.match(p)), "")
    target = _target(pointer, i, statements) if pointer else None
    return Repeat(target, "reference", refers=False) if target is not None else None


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


def _comparable(text: str, area: Area) -> tuple[str, ...]:
    """The words of a text, agencies by their ids and words of one meaning as one."""
    text = written_out(text)
    for mention in reversed(find_mentions(text, area)):
        if mention.body is not None and not mention.body.generic:
            text = f"{text[: mention.start]}§{mention.body.id}§{text[mention.end :]}"
    return tuple(_words(text))


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("&", " and ")
    for word, same in _same_words():
        plain = re.sub(rf"\b{word}\b", same, plain)
    return re.findall(r"§[^§]+§|[^\W_]+", re.sub(r"(?<=\w)['’](?=\w)", "", plain))


@cache
def _same_words() -> tuple[tuple[str, str], ...]:
    return tuple((r["word"], r["same_as"]) for r in rows("same_words.csv"))


def _rare_words(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that a plan holds once: a slip of the pen is one of them."""
    counts = Counter(w for text in texts for w in text)
    return frozenset(w for w, n in counts.items() if n == 1)


def same_but_for_slips(a: Sequence[str], b: Sequence[str], rare: frozenset[str]) -> bool:
    """Whether two texts differ in nothing but spelling and small words."""
    if fuzz.ratio(" ".join(a), " ".join(b)) < NEAR:
        return False
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal" and not _harmless(a[a0:a1], b[b0:b1], rare):
            return False
    return True


def _harmless(left: Sequence[str], right: Sequence[str], rare: frozenset[str]) -> bool:
    if "".join(left) == "".join(right):
        return True
    if set(left) | set(right) <= SMALL:
        return True
    return len(left) == len(right) and all(
        a == b or (bool(rare & {a, b}) and _slip(a, b)) for a, b in zip(left, right, strict=True)
    )


def _slip(a: str, b: str) -> bool:
    """One word a misspelling of the other, and not another word."""
    if "§" in a + b or any(c.isdigit() for c in a + b) or a[0] != b[0]:
        return False
    if sorted(a) == sorted(b):
        return len(a) >= SHORTEST_SWAP
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if len(shorter) < SHORTEST_SLIP or len(longer) - len(shorter) > 1:
        return False
    return fuzz.ratio(a, b) >= SLIP and _one_edit(longer, shorter)


def _one_edit(longer: str, shorter: str) -> bool:
    """One letter left out, put in or changed within the word; not its first or an ending."""
    ops = [o for o in SequenceMatcher(None, longer, shorter).get_opcodes() if o[0] != "equal"]
    inside = all(o[1] > 0 and o[2] <= len(longer) for o in ops)
    letters = sum(max(o[2] - o[1], o[4] - o[3]) for o in ops)
    return inside and letters <= 1


def recommendation_id(text: str) -> str:
    """A stable id for a recommendation's words: the same words give the same id anywhere."""
    return "rec-" + hashlib.sha256(fold(" ".join(_words(text))).encode()).hexdigest()[:12]
