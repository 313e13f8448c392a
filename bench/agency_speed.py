"""How fast agencies are resolved: ``python -m bench.agency_speed [MENTIONS]``.

Prints the seconds of processor time from nothing to the register's first answer in a fresh
process, and for so many mentions (100,000 unless told) on one core. The mentions are the
labelled cases in many settings: with roles, teams and persons around them, two in a cell, with
slips of the pen; no more than a few in a hundred are printed twice alike in the same area.
"""

import random
import subprocess
import sys
import time
from collections.abc import Iterator

from bench.cases import read_cases
from bench.cases_agencies import area_of
from normalise.agencies.leads import read_lead

MENTIONS = 100_000
SEED = 20
FORENAMES = ("Ann", "Bela", "Carys", "Dilip", "Esme", "Farid", "Gwen", "Hana")
SURNAMES = ("Arkwell", "Bostrey", "Camfield", "Dunmere", "Elvanor", "Fossgate")
ROLES = ("Head of Safeguarding", "Named Nurse", "Detective Inspector", "Service Manager")
START = """
import time
before = time.process_time()
from normalise.register.register import names
imported = time.process_time()
names()
print(imported - before, time.process_time() - imported)
"""


def main() -> None:
    """Measure and print."""
    imports, load = cold_start()
    print(f"cold start: {load:.2f} s for the register after {imports:.2f} s of imports")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else MENTIONS
    seconds, distinct = resolve(number)
    print(f"{number} mentions ({distinct} distinct): {seconds:.1f} s on one core, "
          f"{number / seconds:.0f} a second")  # fmt: skip


def cold_start() -> tuple[float, float]:
    """Seconds of imports and of the register's load in a process of its own."""
    command = [sys.executable, "-c", START]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    imports, load = map(float, out.split())
    return imports, load


def resolve(number: int) -> tuple[float, int]:
    """Seconds that so many mentions take, and how many of them are distinct."""
    mentions = list(_mentions(number))
    before = time.process_time()
    for text, area in mentions:
        read_lead(text, area_of(area), None)
    return time.process_time() - before, len(set(mentions))


def _mentions(number: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(SEED)  # noqa: S311
    cases = [c for c in read_cases("agencies") if c["text"].strip()]
    for _ in range(number):
        first, second = chance.choice(cases), chance.choice(cases)
        yield _setting(first["text"], second["text"], chance), first["area"]


def _setting(text: str, other: str, chance: random.Random) -> str:
    person = f"{chance.choice(FORENAMES)} {chance.choice(SURNAMES)}"
    role = f"{chance.choice(ROLES)} {chance.randrange(100)}"
    return chance.choice((
        text,
        f"{text}\n{other}",
        f"{text} / {other}",
        f"{role}, {text}",
        f"{text} - {person}",
        f"{text} Team {chance.randrange(100)}",
        _slip(text, chance),
    ))  # fmt: skip


def _slip(text: str, chance: random.Random) -> str:
    """``text`` with two neighbouring letters swapped."""
    i = chance.randrange(max(1, len(text) - 1))
    return text[:i] + text[i : i + 2][::-1] + text[i + 2 :]


if __name__ == "__main__":
    main()
