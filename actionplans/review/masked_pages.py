"""A page drawn for masked output: only words that the masked rows show, bars for all others."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageDraw

from extract.model import Word
from extract.pdf.document import OpenPage
from schemas.fragment import Box
from schemas.plan import Plan

MASK = re.compile(r"\[(?:name|email|phone)\]")
LETTERS = re.compile(r"[^\W_]+")
HYPHENS = ("-", "\u2010", "\u00ad", "\u0002", "\ufffe")
SHORTEST_PIECE = 4
"""Letters of the shortest piece of a word, broken at a line's end, that is shown: shorter ones
begin or end too many words, and may be half a name."""
BAR, RULE = "#c9ccd1", "#6f777b"
TEXTS = (
    "number", "section", "recommendation", "action", "milestones", "outcome", "scope_text",
    "lead_agency_text", "target_date_text", "rag_text",
)  # fmt: skip


@dataclass(slots=True)
class VisibleWords:
    """What the masked rows of a page show, case and all."""

    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Words that stand side by side: ``Kent`` of ``Kent Police`` is not that of a person."""
    alone: set[str] = field(default_factory=set)
    """Words that fill a line by themselves."""
    words: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Take in the text of a field; what stands on the two sides of a mask is not a pair."""
        for piece in MASK.split(text):
            found = LETTERS.findall(piece)
            self.words.update(found)
            self.pairs.update(pairwise(found))
        for line in text.splitlines():
            if len(LETTERS.findall(line)) == 1 and not MASK.search(line):
                self.alone.update(LETTERS.findall(line))


def visible_words(plan: Plan) -> dict[int, VisibleWords]:
    """For each page what its masked rows show."""
    visible: dict[int, VisibleWords] = defaultdict(VisibleWords)
    for action in plan.actions:
        texts = [getattr(action, name) or "" for name in TEXTS]
        for page in dict.fromkeys(p.page for p in action.provenance):
            for text in (*texts, *action.extra, *action.extra.values()):
                visible[page].add(text)
    return visible


def covered_page(
    page: Image.Image, opened: OpenPage, scale: float, visible: VisibleWords
) -> Image.Image:
    """A new picture with the rules and fills of the page, and the words ``visible`` cut from it."""
    picture = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(picture)
    content = opened.read()
    for fill in opened.fills:
        draw.rectangle(_pixels(fill.box, scale), fill.colour)
    for rule in opened.rules:
        ends = (rule.position, rule.start, rule.position, rule.end)
        x0, top, x1, bottom = ends if rule.vertical else (ends[1], ends[0], ends[3], ends[0])
        draw.line(tuple(v * scale for v in (x0, top, x1, bottom)), RULE, 1)
    for word, seen in zip(content.words, _visibility(content.words, visible), strict=True):
        box = _pixels(content.displayed(word.box), scale)
        if seen:
            picture.paste(page.crop(box), box)
        else:
            draw.rectangle(box, BAR)
    return picture


def _pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(v * scale) for v in box)
    return x0, top, max(x0, x1), max(top, bottom)


def _visibility(words: Sequence[Word], visible: VisibleWords) -> Iterator[bool]:
    """For each printed word whether it may be seen; marks and bullets always may."""
    pieces = [(i, p) for i, w in enumerate(words) for p in LETTERS.findall(w.text)]
    texts = ["", *(p for _, p in pieces), ""]
    hidden: set[int] = set()
    for k, (i, piece) in enumerate(pieces):
        before, after = texts[k], texts[k + 2]
        beside = (before, piece) in visible.pairs or (piece, after) in visible.pairs
        if not (beside or piece in visible.alone or _half(words, i, piece, visible)):
            hidden.add(i)
    return (i not in hidden for i in range(len(words)))


def _half(words: Sequence[Word], i: int, piece: str, visible: VisibleWords) -> bool:
    """Whether a piece is half a word that a line's end broke, and that is shown."""
    if len(piece) < SHORTEST_PIECE:
        return False
    if words[i].text[-1] in HYPHENS and words[i].text[:-1].endswith(piece):
        return any(w.startswith(piece) and w != piece for w in visible.words)
    broken = i > 0 and words[i - 1].text[-1:] in HYPHENS and words[i].text.startswith(piece)
    return broken and any(w.endswith(piece) and w != piece for w in visible.words)
