"""All checks, in order, and whether a batch would work."""

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence

from actionplans import __version__
from actionplans.doctor.checks import Check, State
from actionplans.doctor.engines import engine_checks
from actionplans.doctor.libraries import extra_checks, library_checks
from actionplans.doctor.machine import machine_checks
from actionplans.doctor.probing import probe

WORDS = {State.OK: "ok", State.ABSENT: "absent", State.DOUBT: "look", State.FAULT: "FAULT"}
FONTS = "none of the machine's is needed: the line was drawn in Pillow's own"
REPORT = "See to the other faults first; if there are none, please report this."
INDENT = " " * 31
"""Under what was found: as wide as the columns of the state, 7, and the name, 24."""
WIDEST = 100
"""Letters of a line, however wide the terminal is: longer ones are hard to read."""


def diagnosis() -> Iterator[Check]:
    """Each check as it is done; nothing is looked up on a network."""
    yield from machine_checks()
    yield from library_checks()
    yield from engine_checks()
    yield from _trial()
    yield from extra_checks()


def _trial() -> Iterator[Check]:
    """A whole batch of one page, in which a line is drawn."""
    answer = probe("batch")
    status = answer.found[0]["status"] if answer.found else answer.fault
    if status == "no_plan":
        yield Check("trial", "batch", State.OK, "of one drawn page ran in a process of its own")
        yield Check("trial", "fonts", State.OK, FONTS)
    else:
        yield Check("trial", "batch", State.FAULT, f"did not work ({status})", REPORT)


def works(checks: Sequence[Check]) -> bool:
    """Whether a batch would work as it should."""
    return not any(c.state is State.FAULT for c in checks)


def as_json(checks: Sequence[Check]) -> str:
    """The checks for a program."""
    return json.dumps(
        {
            "actionplans": __version__,
            "works": works(checks),
            "checks": [c.record() for c in checks],
        },
        indent=2,
    )  # fmt: skip


def lines(check: Check) -> Iterator[str]:
    """A check for a person: how it is, what it is, and what to do."""
    start = f"{WORDS[check.state]:7}{check.name:24}"
    width = min(shutil.get_terminal_size().columns, WIDEST) - 1
    yield from textwrap.wrap(check.found, width, initial_indent=start, subsequent_indent=INDENT)
    yield from textwrap.wrap(check.advice, width, initial_indent=INDENT, subsequent_indent=INDENT)
