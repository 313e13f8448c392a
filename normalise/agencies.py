"""Which agencies lead an action: the bodies that a lead cell, title or band names.

Order of the ways to a body: its name or alias, what the review's area settles, an acronym,
a partial name, and last a likeness within the area. What none of them settles is no answer:
the candidates are told, and a body that no register knows keeps its printed name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.acronyms import initials_of, letters_of
from normalise.area import COUNCIL_WORDS, Area
from normalise.departments import kind_of
from normalise.likeness import is_shorthand, resolve_unknown
from normalise.local_agencies import local_id
from normalise.mentions import BODIES_THEMSELVES, Mention, find_mentions
from normalise.people import Person, find_people
from normalise.phrases import ordinary_words
from normalise.places import is_place
from normalise.register import Body, key
from normalise.segments import (
    EMPTY,
    JOINERS,
    gaps,
    is_role,
    like_a_person,
    named_like_body,
    outside_roles,
    segments,
    uncovered,
)
from normalise.word_lists import lines, rows
from schemas.plan import Agency, LeadAgency, MatchMethod

DITTO = re.compile(
    r"^\W*(?:as above|as before|see above|same as above|same|ditto|do)\W*$|^\s*[\"“”″〃]+\s*$",
    re.IGNORECASE,
)
TASK = re.compile(
    r"\s(?:leads?|to (?:write|speak|talk|liaise|meet)(?: to| with)?|is (?:updating|leading)"
    r"(?: on)?(?: this)?)(?=\s|$)"
)
"""What a person does, beside initials or a name."""
BEFORE = re.compile(r"([A-Z][\w'’]{2,})\s+$")
AFTER = re.compile(r"\s+(?:(?:for|of|in)\s+)?([A-Z][\w'’]{2,})")
TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Cllr|Rev|Sir|Dame)\.?\s+$")
PRINTED_SCORE = 0.3


@dataclass(frozen=True, slots=True)
class LeadReading:
    """Agencies and persons of a lead cell, and what could not be settled."""

    agencies: tuple[LeadAgency, ...] = ()
    people: tuple[Person, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Printed words that fit several bodies or do not say which, and the candidates' names."""
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
    people = [p for p in find_people(words, lead=True) if not kind_of(p.name)]
    cell = _read(_without(words, people), area, in_section=section is not None)
    agencies = tuple({a.agency_id: a for a in reversed(cell.found)}.values())[::-1]
    only_people = not agencies and not cell.ambiguous and not cell.unresolved
    if only_people and section is not None and not is_ditto(text):
        lead = LeadAgency(agency_id=section.agency_id, name=section.name, matched_text="",
                          method="section", score=1.0)  # fmt: skip
        return LeadReading((lead,), tuple(people), from_section=True)
    return LeadReading(agencies, tuple(people), tuple(cell.ambiguous), tuple(cell.unresolved))


def is_ditto(text: str | None) -> bool:
    """Whether a lead cell says that it is the same as the one above."""
    return bool(text and DITTO.match(text))


def _without(text: str, people: Sequence[Person]) -> str:
    """``text`` with persons and their tasks blanked out, all else in its place."""
    spans = [(_with_title(text, p), p.end) for p in people]
    spans += [m.span() for m in TASK.finditer(text)]
    for start, end in spans:
        text = f"{text[:start]};{' ' * (end - start - 1)}{text[end:]}"
    return text


def _with_title(text: str, person: Person) -> int:
    """Where a person's name begins, the title before it included."""
    title = TITLE.search(text[: person.start])
    return title.start() if title else person.start


def _read(text: str, area: Area, *, in_section: bool) -> _Cell:
    mentions = _whole_segments(text, find_mentions(text, area), area)
    kept = outside_roles(text, mentions)
    cell = _cell(kept, gaps(text, mentions), area)
    if cell.found or cell.ambiguous:
        return cell
    # A job title says where a person works only if nothing else does: not a kind of body alone
    # ("Service Manager, Front Door") where the section is an agency's.
    return _cell([m for m in mentions if not (in_section and m.kind)], [], area)


def _cell(mentions: Sequence[Mention], unread: Sequence[tuple[int, str]], area: Area) -> _Cell:
    cell = _Cell()
    parts: list[tuple[int, Mention | str]] = [(m.start, m) for m in mentions]
    parts += unread
    for _, part in sorted(parts, key=lambda p: p[0]):
        if isinstance(part, Mention):
            _add_mention(cell, part)
        else:
            _add_unknown(cell, part, area, alone=not mentions)
    return cell


def _whole_segments(text: str, mentions: Sequence[Mention], area: Area) -> list[Mention]:
    """``Gtr Manchester Police``: words beside a known name that with it name a body."""
    found = list(mentions)
    for start, end in segments(text):
        inside = [m for m in found if start <= m.start and m.end <= end]
        rest = uncovered(text, start, end, inside)
        words = text[start:end].strip()
        if not inside or is_role(rest) or not re.search(r"[A-Za-z]", rest):
            continue
        match = resolve_unknown(words, area)
        if match is not None:
            whole = Mention(words, start, end, match.body, match.method)
            found = [m for m in found if m not in inside] + [whole]
        else:
            found = [m for m in found if m not in inside or not _other_body(m, text, area)]
    return sorted(found, key=lambda m: m.start)


def _other_body(mention: Mention, text: str, area: Area) -> bool:
    """``Framework Housing`` is not the council's housing service but a body of that name."""
    before, after = _beside(mention, text)
    if _is_branch(mention):
        return any(_names_another(w, frozenset()) for w in (before, after))
    ordinary = key(mention.text) in ordinary_words() and not mention.kind
    known = _ordinary_beside(area)
    if ordinary:
        return _names_another(before, known) or _names_another(after, known)
    if key(after) in lines("whole_body_words.txt"):
        return mention.method != "exact"
    itself = mention.kind in BODIES_THEMSELVES and _names_another(after, known)
    kind = mention.kind or mention.method == "area"
    charity = mention.method == "alias" and mention.body and mention.body.type == "charity"
    return itself or bool((kind or charity) and _names_another(before, known))


def _beside(mention: Mention, text: str) -> tuple[str, str]:
    """The capitalised words on the same line before and behind a name, ``""`` if none."""
    start = max(text.rfind(mark, 0, mention.start) for mark in "\n,;/()") + 1
    end = re.search(r"[\n,;/()]|$", text[mention.end :])
    before = BEFORE.search(text[start : mention.start])
    after = AFTER.match(text[mention.end : mention.end + (end.start() if end else 0)])
    return before[1] if before else "", after[1] if after else ""


def _is_branch(mention: Mention) -> bool:
    """Whether a name may be that of a local member of a federation: ``Ipswich Women's Aid``."""
    federations = {r["id"] for r in rows("agencies/federations.csv")}
    return mention.body is not None and mention.body.id in federations


def _names_another(word: str, known: frozenset[str]) -> bool:
    """Whether a capitalised word beside a name makes it the name of another body."""
    plain = lines("filler_words.txt") | lines("role_words.txt")
    return bool(word) and not word.isupper() and key(word) not in known | plain


def _ordinary_beside(area: Area) -> frozenset[str]:
    """Words that beside the name of a kind of body do not make it another body."""
    places = {w for x in area.core() for w in key(x.name).split()}
    lists = ("filler_words.txt", "role_words.txt", "kind_adjectives.txt")
    return COUNCIL_WORDS.union(places, *map(lines, lists))


def _add_mention(cell: _Cell, mention: Mention) -> None:
    if mention.body is not None:
        cell.found.append(_lead(mention.body, mention.text, mention.method, 1.0))
    else:
        cell.ambiguous.append((mention.text, tuple(b.name for b in mention.candidates)))


def _lead(body: Body, text: str, method: MatchMethod, score: float) -> LeadAgency:
    return LeadAgency(
        agency_id=body.id, name=body.name, matched_text=text, method=method, score=round(score, 3)
    )


def printed_agency(text: str, score: float = PRINTED_SCORE) -> LeadAgency:
    """A body that the register does not hold, under its printed name."""
    name = " ".join(text.split())
    return LeadAgency(agency_id=local_id(name), name=name, matched_text=name, method="printed",
                      score=score)  # fmt: skip


def _add_unknown(cell: _Cell, words: str, area: Area, *, alone: bool) -> None:
    whole = resolve_unknown(words, area)
    if whole is not None:
        cell.found.append(_lead(whole.body, words, whole.method, whole.score))
        return
    pieces = [p for p in JOINERS.split(words) if p != words]
    known = [(p, r) for p in pieces if (r := resolve_unknown(p, area)) is not None]
    for piece, match in known:
        cell.found.append(_lead(match.body, piece, match.method, match.score))
    if not known:
        _keep_printed(cell, words, alone=alone)


def _keep_printed(cell: _Cell, words: str, *, alone: bool) -> None:
    """A body of its own under its printed name; what may be none is only told."""
    if is_shorthand(words):
        cell.ambiguous.append((words, ()))
        return
    if is_place(key(words)) or _explained(words, cell):
        return
    cell.unresolved.append(words)
    if letters_of(words) or like_a_person(words) or not (alone or named_like_body(words)):
        return
    cell.found.append(printed_agency(words))


def _explained(words: str, cell: _Cell) -> bool:
    """``(MHCC)`` behind a printed name whose initials it is."""
    letters = letters_of(words)
    own = [a for a in cell.found if a.method == "printed"]
    return bool(letters and own) and letters in initials_of(own[-1].name)
