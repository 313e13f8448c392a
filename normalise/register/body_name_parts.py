"""Parts of a body's name that it is known by: without small words, cut short at either end."""

from functools import cache

from normalise.register.register import Body, key

LEFT_OUT = frozenset({"nhs", "foundation", "university", "the"})
"""Words of bodies' names that plans often leave out."""
SMALL_WORDS = frozenset({"and", "of", "the", "for", "in"})
CUT_SHORT = frozenset(
    {"nhs_trust", "health_board", "ambulance", "fire", "police", "local_authority", "icb", "pcc",
     "safeguarding_board", "community_safety_partnership", "adult_social_care",
     "childrens_social_care", "youth_justice"}
)  # fmt: skip
"""Kinds of bodies that are known by a part of their name."""
LED_BY_PLACE = frozenset({"nhs_trust", "fire"})
"""Kinds of bodies whose names begin with their place and are cut short behind it."""


def plain(words: str) -> str:
    """A name's ``key`` without the words that are often left out and without small ones."""
    return " ".join(w for w in words.split() if w not in LEFT_OUT and w not in SMALL_WORDS)


@cache
def body_name_parts(body: Body) -> frozenset[str]:
    """Ends of a body's names of two words or more, and beginnings where they are its place."""
    if body.type not in CUT_SHORT:
        return frozenset()
    names_words = [plain(key(alias)).split() for alias in (body.name, *body.aliases)]
    ends = {" ".join(w[i:]) for w in names_words for i in range(len(w) - 1)}
    if body.type in LED_BY_PLACE:
        ends |= {" ".join(w[:i]) for w in names_words for i in range(2, len(w))}
    return frozenset(ends)
