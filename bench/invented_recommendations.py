"""Recommendations made from slots, and printed again as plans print them again.

Every second one differs from the one before in one slot only, so that near ones are many.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from normalise.register.register import bodies, names

KINDS = frozenset({"police", "local_authority", "nhs_trust", "ambulance"})
MOST_PRINTED = 5
"""A recommendation is printed one to so many times."""
UNCHANGED = 0.4
"""Share of the printings that are word for word the first."""
NUMBERED = 0.1
"""Share of the others that carry a number before their words."""
TASKS = (
    "review its policy on", "provide training for all frontline staff on", "audit its response to",
    "publish guidance for managers on", "agree a pathway for", "appoint a named lead for",
    "develop a communications campaign about", "include in its annual report progress on",
    "commission an independent evaluation of its work on", "strengthen supervision in cases of",
    "revise its procedure for", "share the learning from this review on",
)  # fmt: skip
TOPICS = (
    "domestic abuse", "coercive control", "economic abuse", "self-neglect", "stalking",
    "hoarding", "non-fatal strangulation", "forced marriage", "alcohol misuse", "drug misuse",
    "mental capacity assessments", "discharge planning", "fire safety at home", "routine enquiry",
    "professional curiosity", "information sharing", "repeat callers", "missing persons",
)  # fmt: skip
GROUPS = (
    "older people", "young people leaving care", "people with a learning disability", "carers",
    "male victims", "female victims", "pregnant women", "people in temporary accommodation",
    "people who decline services", "victims with no recourse to public funds", "children",
    "adults at risk", "families known to several agencies", "people detained in custody",
)  # fmt: skip
ENDS = (
    "and should report to the board within {n} months",
    "so that a DASH risk assessment is completed within {n} days",
    "and should offer a MARAC referral within {n} working days",
    "and should recognise the signs that this review describes in {n} of its findings",
    "before the panel meets again in {n} weeks",
    "and should not close a case until {n} attempts at contact were made",
    "with an audit of {n} cases in each quarter",
)
Edit = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The slots of one recommendation."""

    agency: str
    task: str
    topic: str
    group: str
    end: str

    def text(self, agency: str, modal: str) -> str:
        """Its sentence, with the agency under one of its names."""
        return f"{agency} {modal} {self.task} {self.topic} for {self.group} {self.end}."


@cache
def agencies() -> dict[str, tuple[str, ...]]:
    """Names that mean one body only, by its id."""
    now = (b for b in bodies().values() if b.type in KINDS and not b.successors)
    named = {b.id: [a for a in (b.name, *b.aliases) if _only(a, b.id)] for b in now}
    return {i: tuple(dict.fromkeys(found)) for i, found in named.items() if found}


def _only(alias: str, body: str) -> bool:
    return len(alias) > 4 and names().get(" ".join(alias.casefold().split())) == (body,)


def printed_recommendations(count: int, seed: int = 1) -> Iterator[tuple[int, str]]:
    """``count`` printed texts, each with the number of the recommendation that it is."""
    chance = random.Random(seed)  # noqa: S311  nothing secret is made
    made, number, last, seen = 0, 0, _new(chance), set[Recommendation]()
    while made < count:
        last = _neighbour(last, chance) if number % 2 else _new(chance)
        if last in seen:
            continue
        seen.add(last)
        for _ in range(min(chance.randint(1, MOST_PRINTED), count - made)):
            yield number, _printed(last, chance)
            made += 1
        number += 1


def _new(chance: random.Random) -> Recommendation:
    return Recommendation(
        agency=chance.choice(list(agencies())),
        task=chance.choice(TASKS),
        topic=chance.choice(TOPICS),
        group=chance.choice(GROUPS),
        end=_end(chance),
    )


def _end(chance: random.Random) -> str:
    return chance.choice(ENDS).format(n=chance.randint(2, 60))


def _neighbour(other: Recommendation, chance: random.Random) -> Recommendation:
    """``other`` with one slot filled otherwise."""
    slot = chance.choice(("agency", "task", "topic", "group", "end"))
    return replace(other, **{slot: getattr(_new(chance), slot)})


def _printed(recommendation: Recommendation, chance: random.Random) -> str:
    known = agencies()[recommendation.agency]
    if chance.random() < UNCHANGED:
        return recommendation.text(known[0], "should")
    text = recommendation.text(chance.choice(known), chance.choice(("should", "must", "to")))
    for _ in range(chance.randint(1, 2)):
        text = chance.choice(EDITS)(text, chance)
    return _numbered(text, chance) if chance.random() < NUMBERED else text


def _swapped(text: str, chance: random.Random) -> str:
    """Two letters of a long word changed places."""
    return _in_a_word(text, chance, lambda w, i: w[:i] + w[i + 1] + w[i] + w[i + 2 :])


def _dropped(text: str, chance: random.Random) -> str:
    return _in_a_word(text, chance, lambda w, i: w[:i] + w[i + 1 :])


def _doubled(text: str, chance: random.Random) -> str:
    return _in_a_word(text, chance, lambda w, i: w[: i + 1] + w[i:])


def _in_a_word(text: str, chance: random.Random, change: Callable[[str, int], str]) -> str:
    """A slip within a word of seven small letters or more."""
    words = text.split(" ")
    long = [k for k, w in enumerate(words) if len(w) > 6 and w.isalpha() and w.islower()]
    if long:
        k = chance.choice(long)
        words[k] = change(words[k], chance.randint(1, len(words[k]) - 3))
    return " ".join(words)


def _misread(text: str, chance: random.Random) -> str:
    read, meant = chance.choice((("rn", "m"), ("l", "1"), ("cl", "d"), ("q", "g")))
    return text.replace(meant if meant.isalpha() else read, read if meant.isalpha() else meant, 1)


def _numbered(text: str, chance: random.Random) -> str:
    return f"{chance.choice(('Recommendation', 'Rec', 'R'))} {chance.randint(1, 40)}: {text}"


def _respelt(text: str, _chance: random.Random) -> str:
    for plain, other in (("recognise", "recognize"), ("MARAC", "Multi-Agency Risk Assessment "
                         "Conference (MARAC)"), ("domestic abuse", "DA"), ("for all", "for all of "
                         "the"), ("within", "in"), ("enquiry", "inquiry")):  # fmt: skip
        text = text.replace(plain, other)
    return text


EDITS: tuple[Edit, ...] = (
    _swapped,
    _dropped,
    _doubled,
    _misread,
    _respelt,
    lambda text, _: text.upper(),
    lambda text, _: text.rstrip("."),
    lambda text, _: text.replace(" should ", " ought to ", 1),
)
