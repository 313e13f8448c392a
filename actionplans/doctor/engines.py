"""Text recognition: each engine reads a drawn line, and what came of it is said."""

from collections.abc import Iterator
from typing import Any

from actionplans.doctor.checks import Check, State
from actionplans.doctor.probing import probe

AREA = "text recognition"
ENGLISH = "eng"
LACKS_ENGLISH = "Install its English (Debian: apt install tesseract-ocr-eng)."
COMPARE = "Compare what it reads with the pages, or name another engine by --ocr."
NONE = "Scans cannot be read without one. Install actionplans again as docs/install.md says."
SPARE = "Only if you want it beside the other. "


def engine_checks() -> Iterator[Check]:
    """A check for each engine, the best first; the one that is taken must work."""
    answer = probe("engines")
    if answer.fault:
        yield Check(AREA, "engines", State.FAULT, f"cannot be tried ({answer.fault})", NONE)
        return
    there = [e for e in answer.found if e["installed"]]
    for engine in answer.found:
        if engine["installed"]:
            yield _tried(engine, taken=engine is there[0])
        else:
            advice = SPARE * bool(there) + engine["advice"]
            yield Check(AREA, engine["name"], State.ABSENT, "not installed", advice)
    if not there:
        yield Check(AREA, "engines", State.FAULT, "none is installed", NONE)


def _tried(engine: dict[str, Any], *, taken: bool) -> Check:
    """An engine that is installed; what is wrong with it matters most if it is the one taken."""
    name, broken = engine["name"], State.FAULT if taken else State.DOUBT
    answer = probe("engine", name)
    if not answer.found:
        found = f"installed, but does not work ({answer.fault})"
        return Check(AREA, name, broken, found, engine["advice"])
    trial = answer.found[0]
    languages = trial["languages"]
    if languages and ENGLISH not in languages:
        return Check(AREA, name, broken, f"{trial['version']}, without English", LACKS_ENGLISH)
    if trial["read"].casefold() != trial["wanted"].casefold():
        found = f"{trial['version']}, read '{trial['read']}' where '{trial['wanted']}' is drawn"
        return Check(AREA, name, State.DOUBT, found, COMPARE)
    known = f"; languages: {', '.join(languages)}" if languages else ""
    used = "; taken unless you name another" if taken else ""
    return Check(AREA, name, State.OK, f"{trial['version']}, read a drawn line right{known}{used}")
