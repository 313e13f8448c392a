"""Titles above tables and bands within them: which is a section, which a recommendation."""

import re
from collections.abc import Sequence
from itertools import takewhile

from schemas.fragment import Block, DocumentContent, Paragraph

LABEL = re.compile(
    r"^\W*(?:(?:over-?arching|overview|panel|national|local|key|imr|dhr|sar)\s+)?"
    r"(?:recommendations?|rec|argymhelliad)\b\W{0,3}(?:no|number)?\W{0,3}"
    r"(?P<number>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)\s*[:.)\-–—]*\s*",
    re.IGNORECASE,
)
"""``Recommendation 3: …``, ``Rec 1. …`` at the start of a band, paragraph or cell."""
ADVICE = re.compile(
    r"\b(?:should|must|to ensure|recommend(?:s|ed)? that|needs? to)\b", re.IGNORECASE
)
REVIEW_TITLE = re.compile(
    r"\b(?:homicide|death|adults?|case|practice|abuse related|safeguarding)\s+review\b",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^\W*(?:appendix|annex)?\W*[a-z0-9]?\W*(?:the\s+)?(?:composite\s+)?action\s+plans?\W*$",
    re.IGNORECASE,
)
CASE = re.compile(
    r"\b(?:Ref(?:erence)?(?:\s(?:no|number))?\s?[.:]\s?[A-Z0-9][\w/.-]*\d|"
    r"(?:Case|CASE)\s(?:(?i:no)\.?|(?i:number)|(?i:ref(?:erence)?))\s?[.:]?\s?(?:[\w/-]*\d[\w/-]*|[A-Z])|"
    r"(?:[A-Z]{2,6}[/-])?(?:DHR|SAR|SCR|CSPR|LCSPR|DARDR|SUSR|OWHR|MHHR|APR|CPR)"
    r"(?:\s(?:No\.?|Case|Number|Ref\.?))?\s?[-–/:]?\s?"
    r"(?:[A-Z]{1,4}[/-]|[A-Z]{1,2}(?=\d))?\d+(?:[/-]\d+)*(?:[/-]?[A-Z])?)(?!\w)"
)
"""A case reference: ``DHR 12/2022``, ``Case No. 18``, ``Ref: DCC/DHR/29``, ``SAR 2023/B``."""
LONGEST_TITLE = 160
"""Characters of the longest title: longer ones are prose."""
LONG_BAND = 60
"""A band longer than this states something, where a section's title only names it; set by hand."""


def body_size(content: DocumentContent) -> float:
    """The type size, in points, that most of the document's text is set in."""
    weights: dict[float, int] = {}
    for page in content.pages:
        for block in page.blocks if not page.skimmed else ():
            for size, letters in _sizes(block):
                weights[size] = weights.get(size, 0) + letters
    return max(weights, key=lambda s: weights[s]) if weights else 0.0


def _sizes(block: Block) -> list[tuple[float, int]]:
    if isinstance(block, Paragraph):
        return [(round(x.size, 1), len(x.text)) for x in block.lines]
    return [(round(x.size, 1), len(x.text)) for c in block.cells for x in c.lines]


def is_title(paragraph: Paragraph, usual_size: float) -> bool:
    """Whether a paragraph outside tables is a title rather than prose."""
    text = paragraph.text.strip()
    if not text or len(text) > LONGEST_TITLE or text.endswith((".", ";", ",")):
        return False
    if not usual_size:
        return len(text) <= 90
    return paragraph.bold or paragraph.size >= usual_size + 1 or text.isupper()


def section_title(above: Sequence[Paragraph], usual_size: float) -> str | None:
    """The nearest title among the paragraphs above a table; lines of one size are one title."""
    found = [p for p in above if is_title(p, usual_size)]
    # Beside bold titles a line in plain type is a subtitle: a reference, a publisher, a date.
    bold = any(p.bold for p in found)
    titles = [p for p in found if (p.bold or not bold or p.text.isupper())]
    titles = [p for p in titles if _names_section(p.text)]
    if not titles:
        return None
    last = titles[-1]
    if not last.size:
        return last.text.strip()
    run = list(takewhile(lambda p: _same_type(p, last), reversed(titles)))
    return " ".join(p.text.strip() for p in reversed(run))


def _same_type(a: Paragraph, b: Paragraph) -> bool:
    return a.page == b.page and abs(a.size - b.size) <= 0.3 and a.bold == b.bold


def _names_section(text: str) -> bool:
    """Not the title of the whole document, a case reference, nor just ``Action plan``."""
    return not any(
        (REVIEW_TITLE.search(text), GENERIC.match(text), LABEL.match(text), CASE.match(text))
    )


def recommendation_above(above: Sequence[Paragraph]) -> str | None:
    """A recommendation printed as a paragraph above the table of its actions."""
    labelled = [i for i, p in enumerate(above) if LABEL.match(p.text)]
    if not labelled:
        return None
    return "\n".join(p.text.strip() for p in above[labelled[-1] :])


def is_recommendation_band(text: str, *, has_column: bool) -> bool:
    """Whether a band is a recommendation; else it is a section's title.

    ``has_column``: the table has a column for recommendations, so a band is one only if
    it says so.
    """
    if LABEL.match(text):
        return len(LABEL.sub("", text)) > 3
    return not has_column and (len(text) > LONG_BAND or bool(ADVICE.search(text)))


def as_title(block: Block) -> Block:
    """A frame around nothing but a recommendation's label as the paragraph that it is."""
    if isinstance(block, Paragraph):
        return block
    written = [c for c in block.cells if c.lines]
    if len(written) != 1 or block.rows > 1 or not LABEL.match(written[0].text):
        return block
    return Paragraph(block.page, written[0].lines, written[0].box)


def split_label(text: str) -> tuple[str | None, str]:
    """The number that a recommendation's text starts with, and the text without that label."""
    found = LABEL.match(text)
    if found is None or not text[found.end() :].strip():
        return None, text
    return found.group("number"), text[found.end() :].strip()
