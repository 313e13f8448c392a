"""Statements of status in running text: a line or sentence that is a status and little else.

``Audit completed and presented to the executive`` tells of a step and states nothing of the
action. The phrases are data (``data/values/status_phrases.csv``), tried in the file's order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from rapidfuzz.distance import OSA

from normalise.text.word_lists import alternatives, lines, rows
from normalise.values.date_typos import SHAPES, mended
from normalise.values.dates import MONTHS, PartialDate, find_dates
from schemas.plan import ActionStatus

_SUBJECT = r"(?:recommendations?|actions?|tasks?|elements?|points?|items?|work)"
_IS = r"(?:is|are|was|were|has|have|been|now|currently|still|remains?)"
_LEAD_IN = (
    r"^\W*(?:\d+(?:\.\d+)*(?:\s?(?:[-–,&]|to|and)\s?\d+)*[.):]?\s+)?"
    r"(?:(?:status|progress|update|position|current position|rag|brag|outcome|rating|"
    r"red|amber|green|blue|r|a|g|b|(?:q|quarter )[1-4]|\d{1,2})\s*(?:[:–—/(-]|\s-)\s*)*"
    r"(?:mae['’]?r (?:cam|weithred|argymhelliad) (?:hwn|hon)\s+)?"
    r"(?:(?:this|the|these|all|both|each)\s+)*(?:(?:recommendations?|actions?|tasks?|elements?|"
    r"points?|items?|work|implementation|progress|of|were|was|now|therefore|currently|and|\d+\s?[-–]\s?\d+)\s*[:–—-]?\s*)*"
    rf"(?:{_IS}\s+)*"
)
_MONTH = rf"(?:{alternatives(list(MONTHS))})\b"
_FIGURES = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s?(?:[./-]|(?:of )?{_MONTH})|(?:19|20)\d\d\b(?! [a-z]))"
"""Figures that start a date; not those of ``Delivered 12 sessions``."""
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th|[ /.-])|{_MONTH}|(?:19|20)\d\d\b)"
_REST = (
    r"(?P<rest>\W*$|\s*[:;,(–—/-].*$|\s+(?:(?:and|but|as of|as at|as part of|across|following|"
    r"during|at|ym mis|subject to|awaiting|pending|due to|because|with effect|until|"
    r"for completion)\b.*|"
    r"on (?:[a-z]+ ){0,2}(?:\d|track|time|schedule).*|"
    rf"(?:since|from) (?:[a-z]+ ){{0,2}}(?:\d|{_MONTH}).*|"
    rf"in (?:full|part|line|time|place|principle|q[1-4]|{_MONTH}|\d{{4}}|spring|summer|autumn|"
    r"winter|the)\b.*|"
    rf"by (?:(?:the )?end\b|(?:the )?(?!\d)(?:[\w&,’'-]+ ){{1,5}}?(?:(?:in|on) )?{_DATE}|{_DATE}).*"
    r"|"
    rf"[&(].*|{_FIGURES}.*|{_MONTH}.*))"
)
_WITHIN = (
    rf"\b(?:(?:this|the|that)\s+{_SUBJECT}\s+|(?:^(?:was|were|previously|initially|originally)\b"
    rf".*\b(?:has|have|is|are)\s+now\s+))(?:{_IS}\s+)*"
)
"""A statement at a sentence's end: ``Training is in place and this action is complete.``"""
SENTENCES = re.compile(r"\n|(?<=[.!?;])\s+")
RUN_ON = re.compile(
    r"(?<=[a-z’'])\s+(?=(?:COMPLETED?|Completed?|Incomplete|Ongoing|In progress|Not started|"
    r"Overdue|Partially complete|Superseded)\b)"
)
"""A statement that a printed line break set apart, put behind a sentence without a full stop."""
LONG_WORD = re.compile(r"(?<!\w)[A-Za-z]{7,}(?!\w)")
SMALL_L = re.compile(r"^l(?=n (?:progress|hand)\b)")
INFLECTED = frozenset({"completes", "commences", "commence", "partial"})
"""Words of their own that are a letter away from a status."""
LONGEST_LEAD = len("Update (as at ")
"""A date further in than this is not the date that a statement starts with."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A status, the words that state it, whether they are all of a line, and their date."""

    status: ActionStatus
    words: str
    whole_line: bool
    date: PartialDate | None


def statements(text: str) -> list[Statement]:
    """Every statement in ``text``, in printed order."""
    found: list[Statement] = []
    for line in text.splitlines():
        parts = [p for s in SENTENCES.split(line) for p in RUN_ON.split(s) if p.strip()]
        for part in parts:
            statement = _statement(part.strip(), whole_line=len(parts) == 1)
            if statement:
                found.append(statement)
    return found


def _statement(words: str, *, whole_line: bool) -> Statement | None:
    undated, leading = _without_leading_date(mended(with_typos_mended(words)))
    for before in (_LEAD_IN, _WITHIN):
        found = _first_phrase(before, undated)
        if found:
            whole = whole_line and before == _LEAD_IN
            return Statement(found[1], words, whole, _own_date(found[0], undated, leading))
    return None


def _first_phrase(before: str, words: str) -> tuple[re.Match[str], ActionStatus] | None:
    """The first phrase of the list that ``words`` have behind ``before``, and its status."""
    found = _any_phrase(before).search(words) if _start(before).search(words) else None
    if found is None:
        return None
    listed = _phrases()
    at = next(i for i in range(len(listed)) if found[_group(i)] is not None)
    # One higher on the list may stand behind fewer of the words before it.
    earlier = (r for phrase, r in listed[:at] if phrase.search(words))
    matches = ((_full(before, r["pattern"]).search(words), r["status"]) for r in earlier)
    sooner = next(((match, s) for match, s in matches if match), None)
    match, status = sooner or (found, listed[at][1]["status"])
    return match, cast("ActionStatus", status)


def _own_date(
    found: re.Match[str], undated: str, leading: Sequence[PartialDate]
) -> PartialDate | None:
    """The statement's date: the first behind it unless the words between give it to another."""
    end = found.start("rest")
    after = [d for d in find_dates(undated) if d.start >= end]
    if after and not _of_another(undated[end : after[0].start]):
        return after[0]
    return next(iter(leading), None)


def _of_another(words: str) -> bool:
    return any(
        w in lines("values/other_dates.txt") for w in re.findall(r"[a-z]+", words.casefold())
    )


def _without_leading_date(words: str) -> tuple[str, list[PartialDate]]:
    """``May 2023: completed`` without its date, and that date."""
    dates = find_dates(words)
    if dates and dates[0].start <= LONGEST_LEAD:
        head, rest = words[: dates[0].start], words[dates[0].end :]
        if rest.strip(" :–—-).,") and not re.search(r"complete|closed|done", head, re.IGNORECASE):
            return rest.lstrip(" :–—-).,("), dates[:1]
    return words, []


def with_typos_mended(words: str) -> str:
    """``words`` with typos in the words of a status put right: ``Conpleted``, ``ln progess``."""
    return LONG_WORD.sub(lambda m: _likely(m.group()), SMALL_L.sub("I", words))


@cache
def _likely(word: str) -> str:
    plain = word.casefold()
    usual = [r["word"] for r in rows("values/status_slips.csv")]
    if plain in usual or plain in INFLECTED:
        return word
    forms = {plain, *(plain.replace(wrong, right) for wrong, right in SHAPES)}
    near = [u for u in usual if any(OSA.distance(f, u, score_cutoff=1) <= 1 for f in forms)]
    return near[0] if near else word


@cache
def _start(before: str) -> re.Pattern[str]:
    return re.compile(before, re.IGNORECASE)


@cache
def _any_phrase(before: str) -> re.Pattern[str]:
    """All phrases in one, each a group: most sentences have none, and are done with at once."""
    listed = (f"(?P<{_group(i)}>{r['pattern']})" for i, (_, r) in enumerate(_phrases()))
    return re.compile(f"{before}(?:{'|'.join(listed)}){_REST}", re.IGNORECASE)


def _group(index: int) -> str:
    """The name of the group of a phrase of the list."""
    return f"phrase{index}"


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Each row of the list and its phrase alone; few of them are ever needed in full."""
    listed = rows("values/status_phrases.csv")
    return tuple((re.compile(r["pattern"], re.IGNORECASE), r) for r in listed)


@cache
def _full(before: str, phrase: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{phrase}){_REST}", re.IGNORECASE)
