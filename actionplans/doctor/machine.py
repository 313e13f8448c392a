"""The machine: Python, folders, memory, the console."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator

from actionplans.doctor.checks import Check, State
from actionplans.doctor.probing import probe

AREA = "machine"
LETTERS = "é ŵ ’ – … ✓"
"""Letters and marks that plans print."""
LITTLE_DISK = 1_000
"""Megabytes free under which a large batch may not fit."""
MEGABYTE = 1_000_000
"""Bytes, as disks are sold."""


def machine_checks() -> Iterator[Check]:
    """What Python, the disk, the console and the memory are like."""
    yield _python()
    yield _folder()
    yield _console()
    yield _jobs()


def _python() -> Check:
    found = f"{platform.python_version()}, {platform.system()} {platform.machine()}"
    if sys.maxsize <= 2**32:
        advice = "Install the 64-bit Python from python.org."
        return Check(AREA, "Python", State.FAULT, f"{found}, 32-bit", advice)
    return Check(AREA, "Python", State.OK, found)


def _folder() -> Check:
    name, advice = "temporary folder", "Make room on the disk, or set TMPDIR (Windows: TEMP)."
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"a line")
            file.flush()
        free = shutil.disk_usage(tempfile.gettempdir()).free // MEGABYTE
    except OSError as error:
        return Check(AREA, name, State.FAULT, f"cannot be written: {error.strerror}", advice)
    found = f"can be written, {free:,} MB free"
    return Check(AREA, name, State.DOUBT if free < LITTLE_DISK else State.OK, found,
                 advice if free < LITTLE_DISK else "")  # fmt: skip


def _console() -> Check:
    encoding = sys.stdout.encoding or "ascii"
    try:
        LETTERS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        found = f"prints {encoding}, which lacks letters that plans use; files are not affected"
        return Check(AREA, "console", State.DOUBT, found, "Set PYTHONUTF8=1 before the command.")
    return Check(AREA, "console", State.OK, f"prints all letters ({encoding})")


def _jobs() -> Check:
    answer = probe("machine")
    if not answer.found:
        return Check(AREA, "memory", State.DOUBT, f"cannot be told ({answer.fault})")
    trial = answer.found[0]
    found = (
        f"{trial['memory']:,} MB, {trial['cores']} processors: "
        f"{trial['jobs']} documents at a time unless --jobs says otherwise"
    )
    if trial["memory"] < trial["needed"]:
        advice = "Long documents may be stopped: use --jobs 1, and close other programs."
        return Check(AREA, "memory", State.DOUBT, found, advice)
    return Check(AREA, "memory", State.OK, found)
