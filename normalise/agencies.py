"""Which agencies lead an action: the bodies that a lead cell, title or band names.

Order of the ways to a body: its name or alias, what the review's area settles, an acronym,
a partial name, and last a likeness within the area. What none of them settles is no answer:
it keeps its printed name, and the candidates are told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from normalise.area import COUNCIL_WORDS, Area
from normalise.likeness import is_shorthand, resolve_unknown
from normalise.mentions import Mention, find_mentions
from normalise.people import Person, find_people
from normalise.phrases import ordinary_words, tokens
from normalise.register import Body, key, slug
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
    [
        "is",
        "are",
        "this",
        "the",
        "in",
        "to",
        "of",
        "for",
        "on",
        "a",
        "an",
        "by",
        "with",
        "from",
        "and",
        "updating",
        "update",
        "leading",
        "lead",
        "leads",
        "also",
        "plus",
        "via",
        "nhs",
        "ft",
        "trust",
        "foundation",
        "team",
        "teams",
        "service",
        "services",
        "all",
        "jointly",
        "joint",
    ]
)
NOT_FIRST = frozenset({"for", "to", "via", "in", "on", "at", "of", "by", "as", "if", "see"})
"""Words that no body's name begins with: "(For learning subgroup)"."""
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
    words = "" if EMPTY.match(text or "") else text or ""
    people = find_people(words, lead=True)
    cell = _read(_without(words, people), area)
    agencies = tuple({a.agency_id: a for a in reversed(cell.found)}.values())[::-1]
    only_people = not agencies and not cell.ambiguous
    if only_people and section is not None and not is_ditto(text):
        lead = LeadAgency(agency_id=section.agency_id, name=section.name, matched_text="",
                          method="section", score=1.0)  # fmt: skip
        return LeadReading((lead,), tuple(people), from_section=True)
    return LeadReading(agencies, tuple(people), tuple(cell.ambiguous), tuple(cell.unresolved))


def is_ditto(text: str | None) -> bool:
    """Whether a lead cell says that it is the same as the one above."""
    return bool(text and DITTO.match(text))


TASK = re.compile(
    r"\s(?:leads?|to (?:write|speak|talk|liaise|meet)(?: to| with)?|is (?:updating|leading)"
    r"(?: on)?(?: this)?)(?=\s|$)"
)
"""What a person does, beside initials or a name."""


def _without(text: str, people: Sequence[Person]) -> str:
    """``text`` with persons and their tasks blanked out, all else in its place."""
    spans = [(p.start, p.end) for p in people] + [m.span() for m in TASK.finditer(text)]
    for start, end in spans:
        text = f"{text[:start]};{' ' * (end - start - 1)}{text[end:]}"
    return text


def _read(text: str, area: Area) -> _Cell:
    mentions = _whole_segments(text, find_mentions(text, area), area)
    kept = _outside_roles(text, mentions)
    cell = _cell(kept, _gaps(text, mentions), area)
    # A job title says where a person works only if nothing else in the cell does.
    return cell if cell.found or cell.ambiguous else _cell(mentions, [], area)


def _cell(mentions: Sequence[Mention], gaps: Sequence[tuple[int, str]], area: Area) -> _Cell:
    cell = _Cell()
    parts: list[tuple[int, Mention | str]] = [(m.start, m) for m in mentions]
    parts += gaps
    for _, part in sorted(parts, key=lambda p: p[0]):
        if isinstance(part, Mention):
            _add_mention(cell, part)
        else:
            _add_unknown(cell, part, area, alone=not mentions)
    return cell


def _whole_segments(text: str, mentions: Sequence[Mention], area: Area) -> list[Mention]:
    """``Gtr Manchester Police``: words beside a known name that with it name a body."""
    found = list(mentions)
    for start, end in _segments(text):
        inside = [m for m in found if start <= m.start and m.end <= end]
        rest = _uncovered(text, start, end, inside)
        words = text[start:end].strip()
        if not inside or is_role(rest) or not re.search(r"[A-Za-z]", rest):
            continue
        match = resolve_unknown(words, area)
        if match is not None:
            whole = Mention(words, start, end, match.body, match.method)
            found = [m for m in found if m not in inside] + [whole]
        else:
            found = [
                m for m in found if m not in inside or not _other_body(m, text, (start, end), area)
            ]
    return sorted(found, key=lambda m: m.start)


def _other_body(mention: Mention, text: str, segment: tuple[int, int], area: Area) -> bool:
    """``Framework Housing`` is not the council's housing service but a body of that name."""
    ordinary = key(mention.text) in ordinary_words() and not mention.kind
    if mention.method != "area" and not ordinary:
        return False
    before = re.search(r"([A-Z][\w'’]{2,})\s+$", text[segment[0] : mention.start])
    after = re.match(r"\s+([A-Z][\w'’]{2,})", text[mention.end : segment[1]]) if ordinary else None
    places = {w for x in area.core() for w in key(x.name).split()}
    known = places | FILLER | COUNCIL_WORDS | lines("role_words.txt")
    beside = [m.group(1) for m in (before, after) if m]
    return any(key(w) not in known and not w.isupper() for w in beside)


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
    words = (t.key for t in tokens(text.replace("-", "")))
    return any(w in lines("role_words.txt") or w[:-1] in lines("role_words.txt") for w in words)


def _outside_roles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that are no part of a job title."""
    outside: list[Mention] = []
    after_role = False
    for start, end in _segments(text):
        before = text[:start].rstrip(" ")
        after_role = after_role and (not before.endswith("\n") or before.endswith(",\n"))
        inside = [m for m in mentions if start <= m.start < end]
        role = is_role(_uncovered(text, start, end, inside))
        if role:
            # "GMP Salford Detective Superintendent": a body of its own name before the title.
            outside += [m for m in inside if _leads_in(m, text, start)]
        else:
            outside += [m for m in inside if not (m.kind and (after_role or is_role(m.text)))]
        after_role = after_role or role
    spanning = [m for m in mentions if not any(s <= m.start < e for s, e in _segments(text))]
    return outside + spanning


def _leads_in(mention: Mention, text: str, start: int) -> bool:
    own_name = mention.method in ("exact", "alias") and not mention.kind
    return own_name and not text[start : mention.start].strip()


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
        pieces = JOINERS.split(rest) if inside else [rest]
        for piece in pieces:
            words = piece.strip(" .\t-–—\"'")
            if _may_be_body(words, beside=bool(inside), apart=len(pieces) > 1):
                found.append((start + rest.find(piece), words))
    return found


def _may_be_body(words: str, *, beside: bool, apart: bool) -> bool:
    """Whether words may name a body; ``beside`` one that is known, ``apart`` by an "and"."""
    if is_shorthand(words):
        return True
    if EMPTY.match(words) or len(words) > LONGEST_NAME or is_role(words) or "@" in words:
        return False
    left = [t.key for t in tokens(words) if t.key not in FILLER]
    if words.split()[:1] and words.split(maxsplit=1)[0].casefold() in NOT_FIRST:
        return False
    if not left or not re.search(r"[A-Z]", words):
        return False
    # Beside a body that is known, a lone word is its place or team and no other body.
    return not beside or len(left) > 1 or (apart and words.isupper() and len(words) > 1)


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
    return (
        bool(parts) and sum(w[0].isupper() or w[0].isdigit() for w in parts) * 3 >= len(parts) * 2
    )
