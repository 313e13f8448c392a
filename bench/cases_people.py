r"""Persons found in labelled texts (``tests/cases/people.csv``): ours, and two capitals in a row.

In the file ``\n`` stands for a new line, ``|`` sets expected persons apart. A name is given
without rank and title, an e-mail address without white space. ``held_out`` says which cases were
not looked at while the rules were written (``yes``), or came after them (``second``).
"""

import re
from collections.abc import Sequence

from bench.cases import Answers, read_cases
from normalise.people.file_names import names_in_stem
from normalise.people.find import Person, find_people
from normalise.people.review_title import title_people

TWO_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+|\S+@\S+|0\d[\d ]{8,}")


def answers() -> Answers:
    """What each method finds in every case."""
    cases = read_cases("people")
    expected = [c["expected"] for c in cases]
    ours = [people_in(c["kind"], c["text"].replace(r"\n", "\n")) for c in cases]
    naive = ["|".join(TWO_CAPITALS.findall(c["text"].replace(r"\n", "\n"))) for c in cases]
    return {
        "actionplans": list(zip(expected, ours, strict=True)),
        "naive": list(zip(expected, naive, strict=True)),
    }


def people_in(kind: str, text: str) -> str:
    """The persons found in a text of a kind, ``|``-joined."""
    if kind == "file name":
        return "|".join(names_in_stem(text))
    found = title_people(text) if kind == "title" else find_people(text, lead=kind == "lead")
    return "|".join(_as_expected(found))


def _as_expected(people: Sequence[Person]) -> list[str]:
    texts = [p.name if p.kind == "name" else p.text for p in people]
    return [
        re.sub(r"\s+", "" if p.kind == "email" else " ", t)
        for t, p in zip(texts, people, strict=True)
    ]
