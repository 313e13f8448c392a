"""Real names in the names of files: ``DHR Jane Roe.pdf``, ``sar-mohammed-iqbal``.

A forename alone is the pseudonym of a review's subject, as the published file has it, and stays.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from normalise.people.find import find_people
from normalise.people.name_words import is_family, is_given, is_ordinary, is_place

PAIR = re.compile(r"(?<![^\W\d_])(?=(([^\W\d_]{2,})[\s_-]+([^\W\d_]{2,}))(?![^\W\d_]))")
MARK = "name"


def names_in_stem(stem: str) -> list[str]:
    """Persons' full names in the stem of a file's name, as it spells them."""
    spaced = re.sub(r"[_+]", " ", stem)
    found = [(p.start, p.end) for p in find_people(spaced)]
    for start, end in _pairs(stem):
        if not any(a < end and start < b for a, b in found):
            found.append((start, end))
    return [stem[a:b] for a, b in sorted(found)]


def _pairs(stem: str) -> Iterator[tuple[int, int]]:
    """Forename and surname in small letters, where neither is another word."""
    for match in PAIR.finditer(stem):
        given, family = match[2], match[3]
        sure = is_family(family) and not (is_given(family) or is_ordinary(family))
        if is_given(given) and sure and not (is_place(given) or is_place(family)):
            yield match.span(1)


def masked_stem(stem: str, sha256: str) -> str:
    """``stem`` with each full name replaced by ``name`` and a piece of the file's hash.

    The hash tells two files apart whose names differ in the person only, whatever else is in
    the batch.
    """
    for name in names_in_stem(stem):
        stem = stem.replace(name, f"{MARK}-{sha256[:8]}" if sha256 else MARK)
    return stem


def masked_path(path: PurePath, sha256: str = "") -> str:
    """A path, with forward slashes, whose parts hold no full name."""
    *folders, file = path.parts
    suffix = PurePath(file).suffix
    stem = masked_stem(file.removesuffix(suffix), sha256)
    return "/".join([*(masked_stem(f, "") for f in folders if f != "/"), stem + suffix])
