"""Cells that only refer to another row: ``As above``, ``See Police action 2``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from normalise.text.word_lists import alternatives, rows

NUMBER = r"(?:[a-z]{1,3}\s?)?\d{1,3}(?:\.\d+)*+[a-z]?"
LISTED = re.compile(r"\b[a-z]{0,3}\d{1,3}(?:\.\d+)*[a-z]?", re.IGNORECASE)
CODE = r"[a-z]{1,3}\d{1,3}(?:\.\d+)*[a-z]?|\d+(?:\.\d+)+[a-z]?"
OWNER = r"[^\W\d_][\w&'’/ -]{0,50}?"
LONGEST = 120
"""Characters of the longest cell that only refers; it bounds the patterns."""
DITTO = re.compile(r"^\s*[\"“”″〃]+\s*$")


class NumberedRow(Protocol):
    """Where a row stands that may be referred to."""

    @property
    def number(self) -> str | None:
        """Its printed number."""

    @property
    def section(self) -> str | None:
        """The title it stands under."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a cell refers to: the row above, the nth, or one by its number."""

    numbers: tuple[str, ...] = ()
    nth: int = 0
    owner: str = ""
    """Words that name the section or agency of the row."""
    again: bool = False
    """Whether it says that the row is the same (``Repeat of …``), not only where to look."""


def read_reference(cell: str) -> Reference | None:
    """The reference that a cell consists of; ``None`` if it says anything else."""
    text = " ".join(cell.split())
    if len(text) > LONGEST:
        return None
    if DITTO.match(text) or _above().match(text):
        return Reference()
    nth = _nth_pattern().match(text)
    if nth:
        return Reference(nth=_ordinal(nth["nth"]), again=_again(text))
    found = _numbered_pattern().match(text) or _code_pattern().match(text)
    if found is None:
        return None
    parts = found.groupdict()
    numbers = LISTED.findall(parts["numbers"])
    owner = next((parts[k] for k in ("before", "after", "bracket") if parts.get(k)), "")
    return Reference(tuple(numbers), owner=owner.strip(), again=_again(text))


def _again(text: str) -> bool:
    return re.match(rf"\W*(?:{_any_of('again')})\b", text, re.IGNORECASE) is not None


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    words = [r["words"] for r in rows("links/reference_words.csv") if r["part"] == "nth"]
    return words.index(word.casefold()) + 1


@cache
def _any_of(*parts: str) -> str:
    listed = [r["words"] for r in rows("links/reference_words.csv") if r["part"] in parts]
    return alternatives([re.escape(w).replace(r"\ ", r"[\s-]+") for w in listed])


@cache
def _above() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_any_of('above')}|do\.)\W*$", re.IGNORECASE)


@cache
def _nth_pattern() -> re.Pattern[str]:
    nth = rf"(?P<nth>{_any_of('nth')}|\d{{1,2}}(?:st|nd|rd|th))"
    return re.compile(
        rf"^\W*(?:{_any_of('lead', 'again')})\s+(?:the\s+)?{nth}\s+(?:{_any_of('thing')})"
        rf"(?:\s+(?:{_any_of('tail')}))*\W*$",
        re.IGNORECASE,
    )


@cache
def _numbered_pattern() -> re.Pattern[str]:
    """``Covered in Police action 2``, ``See recommendations 3 & 7 of the overview report``."""
    between = r"\s*(?:,\s*and|,|&|/|and)\s*"
    thing = rf"(?:{_any_of('thing')})\.?"
    return re.compile(
        rf"^\W*(?:{_any_of('lead', 'again')})\s+(?:the\s+)?(?:responses?\s+(?:to|for|under)\s+)?"
        rf"(?:(?P<before>{OWNER})\s+)??{thing}\s*(?:{thing}\s*)?#?\s*"
        rf"(?P<numbers>{NUMBER}(?:{between}(?:{thing}\s*)?{NUMBER})*+)"
        rf"(?:\s+(?:{_any_of('tail')}))*"
        rf"(?:\s+(?:of|in|under|from|for)\s+(?:the\s+)?(?P<after>{OWNER})"
        rf"(?:\s+(?:section|action\s+plan|plan|imr|report|recommendations?|actions?))?)?"
        rf"(?:\s*\((?P<bracket>{OWNER})\))?\W*$",
        re.IGNORECASE,
    )


@cache
def _code_pattern() -> re.Pattern[str]:
    """``See R5``, ``As 4.2 above``."""
    return re.compile(
        rf"^\W*(?:{_any_of('lead', 'again')})\s+(?P<numbers>{CODE}|\d{{1,2}}(?=\s+above))"
        rf"(?:\s+(?:{_any_of('tail')}))*\W*$",
        re.IGNORECASE,
    )


def target(reference: Reference, i: int, plan_rows: Sequence[NumberedRow]) -> int | None:
    """The row before row ``i`` that is referred to; ``None`` if it is not found or not certain."""
    if reference.nth:
        return _nth(reference.nth, i, plan_rows)
    if not reference.numbers:
        return i - 1 if i else None
    return _numbered(reference.numbers[0], reference.owner, i, plan_rows)


def _nth(n: int, i: int, plan_rows: Sequence[NumberedRow]) -> int | None:
    """The nth row of the section; of the plan if the section is shorter."""
    own = [k for k in range(i) if plan_rows[k].section == plan_rows[i].section]
    rows_before = own if len(own) >= n else list(range(i))
    return rows_before[n - 1] if len(rows_before) >= n else None


def _numbered(number: str, owner: str, i: int, plan_rows: Sequence[NumberedRow]) -> int | None:
    found = _with_number(number, i, plan_rows)
    if owner:
        alike = [k for k in range(i) if _figures(plan_rows[k].number) == _figures(number)]
        named = [k for k in alike if _names(owner, plan_rows[k].section or "")]
        return named[0] if named else found[0] if len(found) == 1 else None
    same = [k for k in found if plan_rows[k].section == plan_rows[i].section]
    if same or found:
        return (same or found)[0]
    return _nth(int(number), i, plan_rows) if number.isdigit() else None


def _with_number(number: str, i: int, plan_rows: Sequence[NumberedRow]) -> list[int]:
    """Earlier rows with a number; without regard to its letters (``R5``, ``5``) if none has it."""
    wanted = _folded(number)
    exact = [k for k in range(i) if _folded(plan_rows[k].number) == wanted]
    return exact or [k for k in range(i) if _figures(plan_rows[k].number) == _figures(number)]


def _folded(number: str | None) -> str:
    return re.sub(r"\W+$|\s", "", (number or "").casefold())


def _figures(number: str | None) -> str:
    return re.sub(r"^[a-z]+\W*", "", _folded(number))


def _names(owner: str, section: str) -> bool:
    """Whether ``Police`` or ``ASC`` names the section ``Kent Police``, ``Adult Social Care``."""
    words = re.findall(r"\w+", section.casefold())
    wanted = [w for w in re.findall(r"\w+", owner.casefold()) if w not in {"the", "report"}]
    initials = "".join(w[0] for w in words)
    return bool(wanted) and all(w in words or (len(w) > 1 and w in initials) for w in wanted)
