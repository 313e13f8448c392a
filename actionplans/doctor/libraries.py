"""The libraries that running needs, and those for more: imported, not only looked up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from actionplans.doctor.checks import Check, State
from actionplans.doctor.probing import probe

AREA, EXTRAS = "libraries", "more"


@dataclass(frozen=True, slots=True)
class Library:
    """A package by the name it is installed under, the module it gives, and what it is for."""

    package: str
    module: str
    used_for: str


LIBRARIES = (
    Library("pypdfium2", "pypdfium2", "opens PDFs"),
    Library("pdfplumber", "pdfplumber", "opens PDFs that the first cannot"),
    Library("camelot-py", "camelot", "finds tables without rules"),
    Library("opencv-python-headless", "cv2", "finds rules on scans"),
    Library("pillow", "PIL.Image", "pictures"),
    Library("numpy", "numpy", "figures"),
    Library("pandas", "pandas", "tables"),
    Library("rapidfuzz", "rapidfuzz", "likeness of words"),
    Library("pydantic", "pydantic", "checks what is written"),
    Library("psutil", "psutil", "limits of time and memory"),
    Library("xlsxwriter", "xlsxwriter", "Excel workbooks"),
    Library("rich", "rich", "tables in the terminal"),
    Library("typer", "typer", "the command"),
)
USED_FOR = {
    "cluster": "a Dask cluster (--scheduler)",
    "parquet": "Parquet files (--parquet)",
    "s3": "folders in S3 (s3://)",
}
"""What the named sets of further packages are for."""
AGAIN = "Install actionplans again as docs/install.md says; then run this again."


def library_checks() -> Iterator[Check]:
    """A check for each library that running needs."""
    faults = _faults([lib.module for lib in LIBRARIES])
    for lib in LIBRARIES:
        fault = faults.get(lib.module)
        found = f"{_version(lib.package)}, {lib.used_for}"
        if fault:
            words = f"cannot be loaded ({fault}); {lib.used_for}"
            yield Check(AREA, lib.package, State.FAULT, words, AGAIN)
        else:
            yield Check(AREA, lib.package, State.OK, found)


def _faults(modules: Sequence[str]) -> dict[str, str]:
    """What each module that cannot be imported dies of; the others go on without it."""
    left, faults = list(modules), dict[str, str]()
    while left:
        answer = probe("libraries", *left)
        left = left[len(answer.found) :]
        if left:
            faults[left.pop(0)] = answer.fault or "no answer"
    return faults


def extra_checks() -> Iterator[Check]:
    """A check for each named set of packages that may be installed beside."""
    try:
        extras = metadata("actionplans").get_all("Provides-Extra") or []
        wanted = requires("actionplans") or []
    except PackageNotFoundError:
        yield Check(EXTRAS, "actionplans", State.DOUBT, "is run without being installed", AGAIN)
        return
    for extra in extras:
        if extra != "dev":
            asked = [r for r in wanted if re.search(rf"extra == ['\"]{extra}['\"]", r)]
            yield _extra(extra, [re.split(r"[^\w.-]", r)[0] for r in asked])


def _extra(extra: str, packages: list[str]) -> Check:
    used_for = USED_FOR.get(extra, "")
    missing = [p for p in packages if _version(p) == MISSING]
    if missing:
        advice = f'If you want it: pip install "actionplans[{extra}]"'
        words = ", ".join(filter(None, [f"{' and '.join(missing)} not installed", used_for]))
        return Check(EXTRAS, extra, State.ABSENT, words, advice)
    there = ", ".join(f"{p} {_version(p)}" for p in packages)
    return Check(EXTRAS, extra, State.OK, ", ".join(filter(None, [there, used_for])))


MISSING = "not installed"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MISSING
