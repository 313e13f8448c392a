"""Bodies that no register knows: a stable id, and their spellings across a batch as one.

The id is the name without case, marks, article and legal form, so that it depends on nothing
but the name. Typos that still differ are grouped over a batch: names are compared only with
those that begin or end alike, and join if they differ in one letter (two in a long name) and in
no word that the register knows. A group goes by its most frequent spelling, then by its first in
the alphabet; the order of the documents plays no part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from normalise.register.kinds import LOCAL
from normalise.register.register import key, register_words, slug
from normalise.text.word_lists import lines
from schemas.plan import Agency

LONG_NAME = 20
"""From this many letters on two spellings may differ in two; set by hand."""
SHORTEST = 10
"""Letters of the shortest names that are compared: one letter of fewer may matter."""
ALIKE_AT_END = 5
"""Letters at the beginning or end that two compared names share: not every pair is compared."""


def local_id(name: str) -> str:
    """The id of a body that the register does not hold: ``local-leeds-womens-aid``."""
    words = [w for w in key(name).split() if w not in lines("agencies/legal_forms.txt")]
    plain = " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
    return f"{LOCAL}{slug(plain or name)}"


def one_spelling(agencies: Iterable[Agency]) -> dict[str, Agency]:
    """The agency that each local id of a batch goes by; every mention is to be given."""
    mentions = Counter((a.agency_id, a.name) for a in agencies if a.agency_id.startswith(LOCAL))
    groups = _groups(sorted({agency_id for agency_id, _ in mentions}))
    return {agency_id: _leading(group, mentions) for group in groups for agency_id in group}


def _leading(group: Sequence[str], mentions: Mapping[tuple[str, str], int]) -> Agency:
    spelt = [(-n, agency_id, name) for (agency_id, name), n in mentions.items()
             if agency_id in group]  # fmt: skip
    _, agency_id, name = min(spelt)
    return Agency(agency_id=agency_id, name=name)


def _groups(ids: Sequence[str]) -> Iterator[list[str]]:
    """Ids that are spellings of one name, each id in one group."""
    leader = {i: i for i in ids}
    for a, b in _compared(ids):
        first, second = sorted((_root(a, leader), _root(b, leader)))
        leader[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for i in ids:
        found[_root(i, leader)].append(i)
    yield from found.values()


def _root(agency_id: str, leader: Mapping[str, str]) -> str:
    while leader[agency_id] != agency_id:
        agency_id = leader[agency_id]
    return agency_id


def _compared(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that are one name, out of those that begin or end alike."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for i in ids:
        letters = i.removeprefix(LOCAL).replace("-", "")
        if len(letters) >= SHORTEST:
            blocks[f"^{letters[:ALIKE_AT_END]}"].append(i)
            blocks[f"{letters[-ALIKE_AT_END:]}$"].append(i)
    for block in blocks.values():
        yield from (pair for pair in combinations(block, 2) if _same_name(*pair))


def _same_name(a: str, b: str) -> bool:
    ours, theirs = (set(x.removeprefix(LOCAL).split("-")) for x in (a, b))
    plain_a, plain_b = (x.removeprefix(LOCAL).replace("-", "") for x in (a, b))
    most = 2 if min(len(plain_a), len(plain_b)) >= LONG_NAME else 1
    if OSA.distance(plain_a, plain_b, score_cutoff=most) > most:
        return False
    return plain_a == plain_b or not _matters(ours - theirs, theirs - ours)


def _matters(ours: set[str], theirs: set[str]) -> bool:
    """Whether names differ in a figure, or in words that are words on both sides."""
    words = ours | theirs
    if any(not w.isalpha() for w in words):
        return True
    known = [any(w in register_words() for w in side) for side in (ours, theirs)]
    return all(known)
