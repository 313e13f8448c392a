"""What the review is: its title, types, case reference, publisher and area."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from normalise.agencies.leads import printed_agency
from normalise.agencies.section_agency import is_publisher
from normalise.register.area import (
    LEAD_WEIGHT,
    OPENING_WEIGHT,
    SECTION_WEIGHT,
    TEXT_WEIGHT,
    Area,
    bodies_named,
    find_area,
)
from normalise.register.register import Body
from normalise.rows.printed_plan import PrintedPlan, document_texts
from normalise.rows.sections import CASE, GENERIC, body_size
from normalise.text.word_lists import rows
from schemas.fragment import DocumentContent, Paragraph, TableFragment
from schemas.plan import Agency, Review

FIRST_PAGES = 3
"""Cover, contents and the page where the text begins."""
PUBLISHING_BODY = re.compile(
    r"^(?:Safer \w[\w ]*|[\w ,&'’-]*(?:Community Safety Partnership|Safeguarding Adults? "
    r"(?:Board|Partnership)|Safeguarding (?:Children )?Partnership|Safeguarding Board))$"
)
TITLED_CASE = re.compile(
    r"\breview\b\W{0,3}(?P<case>Case\s[A-Z]?\d+|[A-Z]{1,2}\d{1,3}|\d{1,3}/(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A reference behind the words of the title: ``Domestic Homicide Review D12``."""
LONGEST_NAME = 110
"""Characters of the longest line that may be a body's name: longer ones are sentences."""
BODY_LINE = re.compile(r"\b(?:partnership|board|council|constabulary|police)\W*$", re.IGNORECASE)
ENDS_TITLE = re.compile(r"\bplans?\W*$", re.IGNORECASE)
REVIEW_WORDS = re.compile(
    r"\b(?:reviews?|plans?|reports?|responses?|DHR|SAR|adolygiad)", re.IGNORECASE
)
TITLE_SHARE = 0.85
"""Further lines of a title are at least this share of the size of its first; set by hand."""


@dataclass(frozen=True, slots=True)
class FirstPages:
    """Lines before the first table and in the margins of a document's first pages."""

    titles: tuple[Paragraph, ...]
    lines: tuple[str, ...]


def read_review(
    content: DocumentContent, printed: PrintedPlan, review_id: str
) -> tuple[Review, Area]:
    """The review's metadata, and its area; without an id, the file's hash gives one."""
    opening = first_pages(content)
    types = review_types(content, opening)
    publisher = find_publisher(opening, types)
    title = " ".join(" ".join(p.text.split()) for p in opening.titles) or content.metadata_title
    review = Review(
        review_id=review_id or content.sha256[:12],
        title=title or None,
        review_types=types,
        case_reference=case_reference(opening.lines),
        publisher=_as_agency(publisher),
    )
    return review, _area(content, printed, opening, publisher)


def _area(
    content: DocumentContent,
    printed: PrintedPlan,
    opening: FirstPages,
    publisher: Body | Agency | None,
) -> Area:
    texts = [(line, OPENING_WEIGHT) for line in opening.lines]
    sections = dict.fromkeys(r.section for r in printed.rows if r.section)
    texts += [(section, SECTION_WEIGHT) for section in sections]
    texts += [(t.lead, LEAD_WEIGHT) for t in printed.texts if t.lead]
    texts += [(text, TEXT_WEIGHT) for text in document_texts(content)]
    return find_area(texts, publisher if isinstance(publisher, Body) else None)


def _as_agency(publisher: Body | Agency | None) -> Agency | None:
    """The publisher as output gives it."""
    if isinstance(publisher, Body):
        return Agency(agency_id=publisher.id, name=publisher.name)
    return publisher


def first_pages(content: DocumentContent) -> FirstPages:
    """The document's opening: title, reference and publisher stand here."""
    lines: list[str] = []
    titles: list[Paragraph] = []
    usual = body_size(content)
    for page in content.pages[:FIRST_PAGES]:
        opening = list(takewhile(lambda b: not isinstance(b, TableFragment), page.blocks))
        paragraphs = [b for b in opening if isinstance(b, Paragraph)]
        if page.number == 1:
            titles = _title_run(paragraphs, usual)
        lines += [text for p in paragraphs for text in (*(x.text for x in p.lines), p.text)]
        lines += [x.text for x in page.furniture]
    return FirstPages(tuple(titles), tuple(dict.fromkeys(lines)))


def _title_run(paragraphs: Sequence[Paragraph], usual: float) -> list[Paragraph]:
    """The lines of the title: large or bold ones at the head of the first page.

    Lines that name the publisher alone are no title, unless the page has no other.
    """
    named = list(takewhile(lambda p: _names_publisher(p.text), paragraphs))
    paragraphs = paragraphs[len(named) :] or paragraphs
    if not paragraphs or not usual:
        return list(paragraphs[:1])
    least = TITLE_SHARE * paragraphs[0].size
    large = takewhile(lambda p: p.size >= least and (p.bold or p.size > usual + 1), paragraphs[:4])
    return _to_plan(list(large) or list(paragraphs[:1]), paragraphs)


def _to_plan(run: list[Paragraph], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The title up to its words ``Action Plan``, which may be set smaller; no section after it."""
    ends = next((i for i, p in enumerate(run) if ENDS_TITLE.search(p.text)), None)
    if ends is not None:
        return run[: ends + 1]
    behind = paragraphs[len(run) : len(run) + 1]
    return [*run, *(p for p in behind if GENERIC.match(p.text))]


def _names_publisher(line: str) -> bool:
    if len(line) > LONGEST_NAME or REVIEW_WORDS.search(line):
        return False
    printed = PUBLISHING_BODY.match(line.strip())
    named = printed or BODY_LINE.search(line)
    return bool(named) or any(is_publisher(b) for b in bodies_named(line))


def find_publisher(opening: FirstPages, types: Sequence[str]) -> Body | Agency | None:
    """The partnership or board that publishes: of the kind that the review's types call for."""
    wanted = [r["publisher"] for r in rows("review_types.csv") if r["code"] in types]
    short = [x for x in opening.lines if len(x) <= LONGEST_NAME]
    named = [b for x in (*short, *opening.lines) for b in bodies_named(x) if is_publisher(b)]
    fitting = [b for b in named if b.type in wanted]
    if fitting or named:
        return (fitting or named)[0]
    printed = next((x.strip() for x in short if PUBLISHING_BODY.match(x.strip())), None)
    if printed is None or len(printed.split()) < 3:
        return None
    agency = printed_agency(printed, 0.5)
    return Agency(agency_id=agency.agency_id, name=agency.name)


def review_types(content: DocumentContent, opening: FirstPages) -> list[str]:
    """Codes of the review's types, in printed order, from the first place that has one."""
    title = " ".join(p.text for p in opening.titles)
    texts = (title, *opening.lines, content.metadata_title or "", _words_of_file_name(content.file))
    return next((found for text in texts if (found := _types_in(text))), [])


def _words_of_file_name(file: str) -> str:
    return re.sub(r"[_\W]+", " ", file.rsplit(".", 1)[0]).upper()


def _types_in(text: str) -> list[str]:
    found: list[tuple[int, str]] = []
    for row in rows("review_types.csv"):
        match = re.search(row["pattern"], text, re.IGNORECASE)
        if match:
            found.append((match.start(), row["code"]))
    return [code for _, code in sorted(found)]


def case_reference(lines: Iterable[str]) -> str | None:
    """The case reference as printed: a line that is one, else one within a line."""
    texts = [x.strip() for x in lines]
    whole = next((m.group() for x in texts if (m := CASE.fullmatch(x))), None)
    within = whole or next((m.group() for x in texts if (m := CASE.search(x))), None)
    return within or next((m["case"] for x in texts if (m := TITLED_CASE.search(x))), None)
