"""What an engine for text recognition is: pictures of text in, words with boxes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from cv2.typing import MatLike

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
