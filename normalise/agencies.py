"""Which agencies lead an action: the bodies that a lead cell, title or band names.

Order of the ways to a body: its name or alias, what the review's area settles, an acronym,
a partial name, and last a likeness within the area. What none of them settles is no answer:
it keeps its printed name, and the candidates are told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from normalise.area import Area
from normalise.likeness import resolve_unknown
from normalise.mentions import Mention, find_mentions
from normalise.people import Person, find_people
from normalise.phrases import tokens
from normalise.register import Body, slug
from normalise.word_lists import lines
from schemas.plan import Agency, LeadAgency, MatchMethod

SEPARATORS = re.compile(
    r"\n|•|[,;:()\[\]]|\s[-–—]\s|/|\s+(?:with|together with|supported by|led by|via|through)\s+"
)
JOINERS = re.compile(r"\s+(?:and|&|\+)\s+|\s*&\s*")
EMPTY = re.compile(
    r"^\W*(?:tbc|tba|n/?a|none|not applicable|to be (?:confirmed|agreed|identified)|various|"
    r"as above|see above|ditto|same as above|as before)?\W*$",
    re.IGNORECASE,
)
DITTO = re.compile(
    r"^\W*(?:as above|as before|see above|same as above|same|ditto|do)\W*$|^\s*[\"“”″〃]+\s*$",
    re.IGNORECASE,
)
FILLER = frozenset(
    "is are this the in to of for on a an by with from and updating update leading lead leads "
    "also plus via nhs ft trust foundation team teams service services all jointly joint".split()
)
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class LeadReading:
    """Agencies and persons of a lead cell, and what could not be settled."""

    agencies: tuple[LeadAgency, ...] = ()
    people: tuple[Person, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Printed words that fit several bodies, and those bodies' names."""
    unresolved: tuple[str, ...] = ()
    """Printed words that look like a body and are not in the register."""
    from_section: bool = False


@dataclass(slots=True)
class _Cell:
    found: list[LeadAgency] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)


def read_lead(text: str | None, area: Area, section: Agency | None) -> LeadReading:
    """The agencies that lead, in printed order, each once.

    A cell that is blank or names only a person stands for the agency of its section.
    """
    words = text or ""
    people = find_people(words, lead=True)
    cell = _read(_without(words, people), area)
    agencies = tuple({a.agency_id: a for a in reversed(cell.found)}.values())[::-1]
    only_people = not agencies and not cell.ambiguous
    if only_people and section is not None and not DITTO.match(words):
        lead = LeadAgency(agency_id=section.agency_id, name=section.name, matched_text="",
                          method="section", score=1.0)  # fmt: skip
        return LeadReading((lead,), tuple(people), from_section=True)
    return LeadReading(agencies, tuple(people), tuple(cell.ambiguous), tuple(cell.unresolved))


def is_ditto(text: str | None) -> bool:
    """Whether a lead cell says that it is the same as the one above."""
    return bool(text and DITTO.match(text))


def _without(text: str, people: Sequence[Person]) -> str:
    """``text`` with persons blanked out, every other character in its place."""
    for person in people:
        text = f"{text[: person.start]}{' ' * (person.end - person.start)}{text[person.end :]}"
    return text


def _read(text: str, area: Area) -> _Cell:
    cell = _Cell()
    mentions = find_mentions(text, area)
    kept = _outside_roles(text, mentions)
    gaps = [] if mentions and not _gaps(text, mentions) else _gaps(text, mentions)
    parts: list[tuple[int, Mention | str]] = [(m.start, m) for m in kept]
    parts += [(start, words) for start, words in gaps]
    for _, part in sorted(parts, key=lambda p: p[0]):
        if isinstance(part, Mention):
            _add_mention(cell, part)
        else:
            _add_unknown(cell, part, area, alone=not kept)
    return cell


def _add_mention(cell: _Cell, mention: Mention) -> None:
    if mention.body is not None:
        cell.found.append(_lead(mention.body, mention.text, mention.method, 1.0))
    else:
        cell.ambiguous.append((mention.text, tuple(b.name for b in mention.candidates)))
        cell.found.append(printed_agency(mention.text, 0.5))


def _lead(body: Agency | Body, text: str, method: MatchMethod, score: float) -> LeadAgency:
    body_id = body.agency_id if isinstance(body, Agency) else body.id
    return LeadAgency(
        agency_id=body_id, name=body.name, matched_text=text, method=method, score=round(score, 3)
    )


def printed_agency(text: str, score: float) -> LeadAgency:
    """A body that the register does not settle, under its printed name."""
    name = " ".join(text.split())
    return LeadAgency(
        agency_id=f"local-{slug(name)}", name=name, matched_text=name, method="printed", score=score
    )


def _segments(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in SEPARATORS.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def is_role(text: str) -> bool:
    """Whether words are a job title."""
    return any(t.key in lines("role_words.txt") for t in tokens(text.replace("-", "")))


def _outside_roles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions outside job titles; if there are none, those within them."""
    outside: list[Mention] = []
    after_role = False
    for start, end in _segments(text):
        after_role = after_role and "\n" not in text[max(0, start - 2) : start]
        inside = [m for m in mentions if start <= m.start < end]
        role = is_role(_uncovered(text, start, end, inside))
        if not role:
            outside += [m for m in inside if not (after_role and m.kind)]
        after_role = after_role or role
    spanning = [m for m in mentions if not any(s <= m.start < e for s, e in _segments(text))]
    return outside + spanning or list(mentions)


def _uncovered(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str:
    for m in mentions:
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text[start:end]


def _gaps(text: str, mentions: Sequence[Mention]) -> list[tuple[int, str]]:
    """Segments, or parts of them, that no mention explains and that may name a body."""
    found: list[tuple[int, str]] = []
    for start, end in _segments(text):
        inside = [m for m in mentions if m.start < end and start < m.end]
        rest = _uncovered(text, start, end, inside)
        for piece in JOINERS.split(rest) if inside else [rest]:
            words = piece.strip(" .\t-–—\"'")
            if _may_be_body(words, partly=bool(inside)):
                found.append((start + rest.find(piece), words))
    return found


def _may_be_body(words: str, *, partly: bool) -> bool:
    if EMPTY.match(words) or len(words) > LONGEST_NAME or is_role(words) or "@" in words:
        return False
    left = [t.key for t in tokens(words) if t.key not in FILLER]
    if not left or not re.search(r"[A-Z]", words):
        return False
    # Beside a body that is known, a lone word is its place or team and no other body.
    return not partly or len(left) > 1 or words.isupper()


def _add_unknown(cell: _Cell, words: str, area: Area, *, alone: bool) -> None:
    pieces = [words, *(p for p in JOINERS.split(words) if p != words)] if words else []
    whole = resolve_unknown(words, area)
    if whole is not None:
        cell.found.append(_lead(whole.body, words, whole.method, whole.score))
        return
    known = [(p, r) for p in pieces[1:] if (r := resolve_unknown(p, area)) is not None]
    for piece, match in known:
        cell.found.append(_lead(match.body, piece, match.method, match.score))
    if not known:
        cell.unresolved.append(words)
        if alone or _named_like_body(words):
            cell.found.append(printed_agency(words, 0.3))


def _named_like_body(words: str) -> bool:
    """Most words begin with a capital, as a name's do."""
    parts = [w for w in words.split() if w.casefold() not in FILLER]
    return bool(parts) and sum(w[0].isupper() or w[0].isdigit() for w in parts) * 3 >= len(parts) * 2
