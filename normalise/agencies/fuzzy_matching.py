"""Names that the register does not hold as printed: short words, acronyms, typos."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from normalise.agencies.body_name_typos import respelled
from normalise.agencies.mentions import find_mentions, local_body, settled
from normalise.agencies.place_and_kind import is_place, of_place
from normalise.register.acronyms import by_initials, letters_of
from normalise.register.area import Area
from normalise.register.body_name_parts import LEFT_OUT, SMALL_WORDS, plain
from normalise.register.kinds import is_kind
from normalise.register.register import Body, bodies, current, key, names, register_words
from normalise.text.word_lists import rows
from schemas.plan import MatchMethod

LEAST_RATIO = 88.0
"""Least rapidfuzz ratio, of 100, for a name read by fuzzy matching within the area.

Like the two below it is set by hand and checked on the labelled cells at hand
(``tests/cases/agencies.csv``).
"""
LEAST_RATIO_NATIONWIDE = 93.0
"""The same for a body that works in the whole nation, and for kinds of bodies: many are alike."""
LEAST_RATIO_OF_WORDS = 70.0
"""Least ratio of two words, of 100, for one to be a typo of the other."""
REMEMBERED = 20_000
"""Words kept: the same ones come again through a batch."""
SHORTEST = 6
"""Shorter words are too easily like another."""
NATIONS_APART = frozenset({"Scotland", "Northern Ireland", "Crown Dependency"})


@dataclass(frozen=True, slots=True)
class Match:
    """A body, and how it was recognised."""

    body: Body
    method: MatchMethod
    score: float


def resolve_unknown(text: str, area: Area) -> Match | None:
    """The body that ``text`` means, by the ways that need the area; ``None`` if unsure."""
    words = key(text)
    short = words.removeprefix("the ")
    if is_place(short):
        return None
    return (
        _shorthand(words, area)
        or _expanded(short, area)
        or _acronym(text, area)
        or _of_place(short, area)
        or _place_initials(short, area)
        or _partial(short, area)
        or _respelled(short, area)
        or _fuzzy(short, area)
    )


@cache
def shorthands() -> dict[str, str]:
    """For words that stand for a body of the area, the kind of that body."""
    return {r["wording"]: r["kind"] for r in rows("agencies/shorthand.csv")}


def is_shorthand(text: str) -> bool:
    """Whether words stand for a body that the area settles (``The Trust``)."""
    return key(text) in shorthands()


def _shorthand(words: str, area: Area) -> Match | None:
    kind = shorthands().get(words)
    found = of_kind(kind, area) if kind else []
    return Match(found[0], "area", 0.9) if len(found) == 1 else None


def of_kind(kind: str, area: Area) -> list[Body]:
    """Bodies of the area that shorthand of a kind may stand for."""
    if is_kind(kind):
        local = local_body(bodies()[kind], area)
        return [local] if local else []
    if kind == "nhs_trust":
        return area.most_named(kind)
    if kind == "health_board":
        return area.linked("health_board_id")
    tiers = {"upper": area.uppers(), "district": area.districts()}
    both = {b.id: b for b in area.uppers() + area.districts()}
    return tiers.get(kind, list(both.values()))


@cache
def _short_words() -> dict[str, str]:
    return {r["short"]: r["long"] for r in rows("agencies/short_words.csv")}


@lru_cache(REMEMBERED)
def written_out(text: str) -> str:
    """``text`` with its short words written out: ``Gtr Manchester Constabulary``."""
    longer = _short_words()
    return re.sub(r"[A-Za-z]+", lambda m: longer.get(m.group().casefold(), m.group()), text)


def _expanded(words: str, area: Area) -> Match | None:
    full = written_out(words)
    if full == words and full not in names():
        return None
    mentions = find_mentions(full, area)
    if len(mentions) == 1 and mentions[0].end - mentions[0].start >= len(full) - 4:
        body = mentions[0].body
        return Match(body, "alias", 0.95) if body else None
    return _of_place(full, area) or _partial(full, area)


def _of_place(words: str, area: Area) -> Match | None:
    body = of_place(words, area)
    return Match(body, "alias", 0.9) if body else None


def _acronym(text: str, area: Area) -> Match | None:
    letters = letters_of(text)
    if letters and (body := by_initials(letters, area)):
        return Match(body, "acronym", 0.9)
    return _spaced_acronym(text, area)


def _spaced_acronym(text: str, area: Area) -> Match | None:
    """``S&WM CRC`` for ``SWM CRC``: an acronym of several parts."""
    parts = re.sub(r"[^A-Za-z\s]", "", text).split()
    if not parts or not all(p.isupper() for p in parts):
        return None
    found = names().get(" ".join(parts).casefold()) or names().get("".join(parts).casefold(), ())
    body = settled("".join(parts), [bodies()[i] for i in found], area) if found else None
    return Match(current(body), "acronym", 0.9) if body and not body.generic else None


def _place_initials(words: str, area: Area) -> Match | None:
    """``K&M CCG``: initials of places before the name of a kind of body."""
    initials = re.match(r"(?:[a-z] )(?:(?:and )?[a-z] )*", words)
    kind = words[initials.end() :] if initials else ""
    mentions = [m for m in find_mentions(kind, area) if m.body and m.text == kind]
    if not initials or len(mentions) != 1 or mentions[0].body is None:
        return None
    body = mentions[0].body
    first = " ".join(w if w == "and" else w[0] for w in key(body.name).split() if w not in LEFT_OUT)
    return Match(body, "acronym", 0.9) if f"{first} ".startswith(initials.group()) else None


def _partial(words: str, area: Area) -> Match | None:
    """``health and care trust``: the end of one local body's name, or a trust's beginning."""
    wanted = plain(words)
    found = area.by_part(wanted) if " " in words and len(wanted) >= SHORTEST else {}
    named = {i: b for i, b in found.items() if i in area.named}
    chosen = list((named if len(found) > 1 else found).values())
    return Match(chosen[0], "area", 0.9) if len(chosen) == 1 else None


def _respelled(words: str, area: Area) -> Match | None:
    """A typo within the words of one name, of this nation's bodies if the area is known."""
    name = respelled(words)
    candidates = [bodies()[i] for i in names()[name.key]] if name else []
    body = settled(words, candidates, area) if candidates else None
    if name is None or body is None or (area.weights and body.nation in NATIONS_APART):
        return None
    local = local_body(body, area) if body.generic else None
    return Match(local or current(body), "fuzzy", name.score)


def _fuzzy(words: str, area: Area) -> Match | None:
    """A heavier typo in the name of one local body, or in a kind's (``Adult Socail Care``)."""
    # Where every word is known, nothing but words left out could differ: see _partial.
    if len(words) < SHORTEST or all(w in register_words() for w in words.split()):
        return None
    local = _best(words, area.local_keys, LEAST_RATIO)
    wide = _best_wide(words)
    found = max((m for m in (local, wide) if m), key=lambda m: m.score, default=None)
    if found is None or not found.body.generic:
        return found
    body = local_body(found.body, area) or found.body
    return Match(body, "fuzzy", found.score)


@lru_cache(REMEMBERED)
def _best_wide(words: str) -> Match | None:
    return _best(words, _wide_names(len(words)), LEAST_RATIO_NATIONWIDE)


@cache
def _wide_names(length: int) -> dict[str, Body]:
    """Bodies of the whole nation and kinds, by names about as long as ``length``."""
    kinds = {"generic", "national_body", "probation"}
    wide = {key(a): b for b in bodies().values() if b.type in kinds for a in (b.name, *b.aliases)}
    return {name: b for name, b in wide.items() if abs(len(name) - length) <= length // 6}


def _best(words: str, choices: Mapping[str, Body], least: float) -> Match | None:
    """The one body above the line; two of them are none."""
    close = process.extract(words, choices.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=5)
    close = [c for c in close if _same_words(words, c[0])]
    found = {current(choices[name]).id: score for name, score, _ in reversed(close)}
    if not found:
        return None
    top = max(found.values())
    best = [i for i, score in found.items() if score >= top - 1.0]
    if len(best) != 1:
        return None
    return Match(current(bodies()[best[0]]), "fuzzy", round(top / 100, 3))


def _same_words(printed: str, name: str) -> bool:
    """Whether two names differ by typos only, and in no word that the register knows."""
    ours, theirs = set(printed.split()), set(name.split())
    extra, missing = ours - theirs, theirs - ours - LEFT_OUT - SMALL_WORDS
    for word in extra - SMALL_WORDS:
        typos = [w for w in missing if fuzz.ratio(word, w) >= LEAST_RATIO_OF_WORDS]
        if not typos or (word in register_words() and len(word) > 2):
            return False
        missing.discard(typos[0])
    return not missing
