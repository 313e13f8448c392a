"""Printed lines to running text: lines joined, hyphens mended, bullets and paragraphs kept."""

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from normalise.text.word_lists import lines as word_list
from schemas.fragment import Box, Line

BULLET = "• "
BULLET_MARK = re.compile(
    r"^\s*(?:[•●▪▫◦○■□‣⁃∙·➢➤►❖✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d]|\(cid:\d+\)|o(?=\s+[A-Z])|[-–](?=\s))\s*"
)
TICKS = frozenset("✓✔\uf0fc")
"""Marks that are a bullet before text, and an answer where they are all that a cell holds."""
LIST_MARK = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)
LONGEST = 50
"""Letters of the longest word; it bounds the search for a word's beginning."""
MARKS = re.compile(r"[\W_]+")
SPACES = re.compile(r"\s+")
REMEMBERED = 5_000
"""Texts kept: the same headings and cells come again and again."""
HYPHENS = "-\u2010\u00ad\u0002\ufffe"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LETTERS_AT_END = re.compile(r"[^\W\d_]+$")
LETTERS_AT_START = re.compile(r"[^\W\d_]+")
ADDRESS_END = re.compile(r"\.(?:uk|com|org|net|wales|scot|eu)\W*$", re.IGNORECASE)
BROKEN_DATE = re.compile(r"(?:^|\s)\d{1,2}[/.]\d{1,2}[/.](?:20?|20\d)?$")
"""A date in figures whose year the column's edge cut."""
CUT_ADDRESS = re.compile(r"(@[\w-]+) ([\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net)\b)")
PARAGRAPH_GAP = 1.3
"""A step to the next line larger than this times the usual one starts a paragraph; set by hand."""
PADDING = 4.0
"""Space kept free at a cell's right edge, in points: a little less than Word's 5.4."""


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Words that a document prints unbroken, folded; for mending those that it breaks."""
    words: set[str] = set()
    for text in texts:
        for line in text.splitlines():
            # The first and the last word of a line may be halves.
            words.update(map(str.casefold, WORD.findall(line)[1:-1]))
    return frozenset(words)


def running_text(lines: Sequence[Line], box: Box | None, words: frozenset[str]) -> str:
    """The text of a cell's or paragraph's printed lines; paragraphs and bullets on new lines.

    ``box`` is the cell's: a line that ends well before its right edge ends a paragraph.
    """
    if len(lines) == 1 and lines[0].text.strip() in TICKS:
        return lines[0].text.strip()
    text = ""
    for i, line in enumerate(lines):
        clean = _clean(line.text)
        if not text:
            text = clean
        elif _starts_new(lines, i, box) or clean.startswith(BULLET):
            text = f"{text}\n{clean}"
        else:
            text = join_text(text, clean, words)
    return text


def _clean(text: str) -> str:
    text = SPACES.sub(" ", text.replace("\u00a0", " ")).strip()
    text = CUT_ADDRESS.sub(r"\1\2", text) if "@" in text else text
    return BULLET_MARK.sub(BULLET, text, count=1).rstrip() if text else text


def _starts_new(lines: Sequence[Line], i: int, box: Box | None) -> bool:
    above, below = lines[i - 1], lines[i]
    if BULLET_MARK.match(below.text):
        return True
    if above.text.rstrip()[-1:] and above.text.rstrip()[-1] in HYPHENS:
        return False
    if LIST_MARK.match(below.text) and _ends_sentence(above.text):
        return True
    return _ended_early(above, below, box) or _stepped(lines, i)


def _ends_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in ".:;!?)" or LIST_MARK.match(text) is not None


def _ended_early(above: Line, below: Line, box: Box | None) -> bool:
    """The next line's first word would have fitted: the author, not the column, broke it."""
    if above.box is None or below.box is None or box is None or not below.text:
        return False
    letter = below.box.width / len(below.text)
    first = len(below.text.split(" ", 1)[0]) + 1
    return box.x1 - PADDING - above.box.x1 > (first + 1) * letter


def _stepped(lines: Sequence[Line], i: int) -> bool:
    steps = [
        b.box.top - a.box.top
        for a, b in itertools.pairwise(lines)
        if a.box and b.box and b.box.top > a.box.top
    ]
    above, below = lines[i - 1].box, lines[i].box
    if len(steps) < 2 or above is None or below is None:
        return False
    return below.top - above.top > PARAGRAPH_GAP * min(steps)


def join_text(above: str, below: str, words: frozenset[str]) -> str:
    """Two lines of running text as one, a word that the break cut in two put together."""
    if not above or not below:
        return above or below
    if above.endswith("@-") and below[0].isalnum():
        return above[:-1] + below
    if above[-1] in HYPHENS and below[0].isalpha() and above[-2:-1].strip():
        return _mend_hyphen(above, below, words)
    if below[0] == "-" and below[1:2].isalpha() and above[-1].isalpha():
        return above + below
    if _inside_address(above, below) or _broken(above, below, words):
        return above + below
    return f"{above} {below}"


def _mend_hyphen(above: str, below: str, words: frozenset[str]) -> str:
    left = LETTERS_AT_END.search(above[:-1])
    right = LETTERS_AT_START.match(below)
    if left is None or right is None:
        return f"{above[:-1]}-{below}"
    head, tail = left.group().casefold(), right.group().casefold()
    # "Garstang-" and "Hume" are a double name.
    named = right.group()[0].isupper() and not left.group().isupper()
    if named or _keeps_hyphen(left.group(), head, tail, words):
        return f"{above[:-1]}-{below}"
    return above[:-1] + below


def _keeps_hyphen(printed: str, head: str, tail: str, words: frozenset[str]) -> bool:
    if head + tail in words:
        return False
    if (
        f"{head}-{tail}" in words
        or head in word_list("text/hyphen_prefixes.txt")
        or printed.isupper()
    ):
        return True
    return head in words and tail in words and len(head) > 3 and len(tail) > 3


def _inside_address(above: str, below: str) -> bool:
    """Whether the break falls inside an e-mail address."""
    last, first = above.rsplit(None, 1)[-1], below.split(None, 1)[0]
    if "@" in last:
        goes_on = first[0].islower() and "." in last + first
        return not ADDRESS_END.search(last) and (first[0] == "." or goes_on)
    if "@" not in first or not last.islower():
        return False
    return first[0] == "@" or "." in last.rstrip(".") or last[-1] in "._"


def _broken(above: str, below: str, words: frozenset[str]) -> bool:
    if below[0].isdecimal():
        return bool(BROKEN_DATE.search(above) and re.match(r"\d{1,3}\b", below))
    return _broken_word(above, below, words)


def _broken_word(above: str, below: str, words: frozenset[str]) -> bool:
    """A column too narrow for its word cut it without a hyphen."""
    right = LETTERS_AT_START.match(below)
    if right is None or not right.group().islower():
        return False
    left = LETTERS_AT_END.search(above, max(above.rfind(" ") + 1, len(above) - LONGEST))
    if left is None:
        return False
    head, tail = left.group().casefold(), right.group().casefold()
    return head not in words and tail not in words and head + tail in words


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Letters and figures only, lower case: what a reader would call the same."""
    return MARKS.sub("", text.replace("&", "and").casefold())
