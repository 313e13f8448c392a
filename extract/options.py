"""How a document is to be read."""

from dataclasses import dataclass
from typing import Literal

OcrName = Literal["auto", "tesserocr", "tesseract", "rapidocr", "off"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Choices of the caller."""

    ocr: OcrName = "auto"
    """Text recognition engine for pages without text that can be trusted."""
    thorough: bool = False
    """Read every page in full, also pages that show no sign of a table."""
    words: frozenset[str] = frozenset()
    """Words in small letters that text recognition may well meet, such as agencies' names."""
