"""Which agencies lead an action: the bodies that a lead cell, title or band names.

Order of the ways to a body: its name or alias, what the review's area settles, an acronym,
a partial name, and last a fuzzy match within the area. What none of them settles is no answer:
the candidates are reported, and a body that no register knows keeps its printed name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalise.agencies.containing_names import is_body_name, with_containing_names
from normalise.agencies.fuzzy_matching import is_shorthand, resolve_unknown
from normalise.agencies.lead_segments import (
    EMPTY,
    gaps,
    is_role,
    like_a_person,
    named_apart,
    named_like_body,
    outside_roles,
    segments,
)
from normalise.agencies.mentions import Mention, find_mentions
from normalise.agencies.place_and_kind import is_cut_place, is_place
from normalise.agencies.unregistered import local_id
from normalise.people.find import Person, find_people
from normalise.register.acronyms import initials_of, letters_of
from normalise.register.area import Area
from normalise.register.register import Body, key
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
TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Cllr|Rev|Sir|Dame)\.?\s+$")
BOARDS = frozenset({"safeguarding_board", "community_safety_partnership"})
"""Bodies whose managers and coordinators go by the body's letters."""
PRINTED_SCORE = 0.3
"""Low, for what no register knows may be no body at all; set by hand."""
FEW_WORDS = 2
"""So few words alone in a cell are a name, however they are capitalised."""


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
    people = [p for p in find_people(words, lead=True) if not _is_body(p)]
    cell = _read(_without(words, people), area, in_section=section is not None)
    agencies = tuple({a.agency_id: a for a in reversed(cell.found)}.values())[::-1]
    only_people = not agencies and not cell.ambiguous and not cell.unresolved
    if only_people and section is not None and not is_ditto(text):
        lead = LeadAgency(agency_id=section.agency_id, name=section.name, matched_text="",
                          method="section", score=1.0)  # fmt: skip
        return LeadReading((lead,), tuple(people), from_section=True)
    return LeadReading(agencies, tuple(people), tuple(cell.ambiguous), tuple(cell.unresolved))


def _is_body(person: Person) -> bool:
    return person.kind == "name" and is_body_name(person.name)


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
    mentions = with_containing_names(text, find_mentions(text, area), area)
    kept = outside_roles(text, mentions)
    cell = _cell(kept, gaps(text, mentions), area)
    if cell.found or cell.ambiguous:
        return cell
    # A job title says where a person works only if nothing else does: not a kind of body alone
    # ("Service Manager, Front Door") beside a body or where the section is an agency's.
    own = [m for m in mentions if not m.kind]
    cell = _cell(own if own or in_section else mentions, [], area)
    return cell if cell.found or cell.ambiguous else _employers(text, area)


def _employers(text: str, area: Area) -> _Cell:
    """``DSAB Manager``: the area's board whose letters stand before a job title."""
    cell = _Cell()
    for start, end in segments(text):
        first, *rest = text[start:end].split() or [""]
        employed = letters_of(first) and is_role(" ".join(rest))
        match = resolve_unknown(first, area) if employed else None
        if match is not None and match.body.type in BOARDS:
            cell.found.append(_lead(match.body, first, match.method, match.score))
    return cell


def _cell(mentions: Sequence[Mention], unread: Sequence[tuple[int, str]], area: Area) -> _Cell:
    cell = _Cell()
    parts: list[tuple[int, Mention | str]] = [(m.start, m) for m in mentions]
    parts += unread
    for _, part in sorted(parts, key=lambda p: p[0]):
        if isinstance(part, Mention):
            _add_mention(cell, part, area)
        else:
            _add_unknown(cell, part, area, alone=not mentions)
    return cell


def _add_mention(cell: _Cell, mention: Mention, area: Area) -> None:
    if mention.body is not None:
        cell.found.append(_lead(mention.body, mention.text, mention.method, 1.0))
    elif (match := resolve_unknown(mention.text, area)) is not None:
        cell.found.append(_lead(match.body, mention.text, match.method, match.score))
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
    if _explained(words, cell):
        return
    whole = resolve_unknown(words, area)
    if whole is not None:
        cell.found.append(_lead(whole.body, words, whole.method, whole.score))
        return
    pieces = [p for p in named_apart(words) if p != words]
    known = [(p, r) for p in pieces if (r := resolve_unknown(p, area)) is not None]
    for piece, match in known:
        cell.found.append(_lead(match.body, piece, match.method, match.score))
    if not known:
        _keep_printed(cell, words, alone=alone)


def _keep_printed(cell: _Cell, words: str, *, alone: bool) -> None:
    """A body of its own under its printed name; what may be none is only reported."""
    if is_shorthand(words):
        cell.ambiguous.append((words, ()))
        return
    if is_place(key(words)) or is_cut_place(key(words)):
        return
    cell.unresolved.append(words)
    short = alone and len(words.split()) <= FEW_WORDS
    person = like_a_person(words) and not is_body_name(words)
    if letters_of(words) or person or not (short or named_like_body(words)):
        return
    cell.found.append(printed_agency(words))


def _explained(words: str, cell: _Cell) -> bool:
    """``(MHCC)`` behind a printed name whose initials it is."""
    letters = letters_of(words)
    return bool(letters and cell.unresolved) and letters in initials_of(cell.unresolved[-1])
