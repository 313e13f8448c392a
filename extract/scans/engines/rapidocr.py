"""RapidOCR: neural recognition of lines, slower than Tesseract and good on poor pictures."""

import importlib.metadata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import cv2

from extract.scans.engines.engine import Patch, Token

SETTINGS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1600,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
"""Patches stand upright, and are large enough: usually each is enlarged to 736 pixels at least,
which takes many times as long and finds no more."""

SAME_LINE = 0.4
"""Words whose middles are no further apart than this share of their boxes' height share a line."""
INK = 0.65
"""Share of a box's height that the letters take."""


class RapidEngine:
    """Reads patches with RapidOCR, whose models come with the package."""

    name = "rapidocr"
    places_words = False

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._ocr: Any = RapidOCR(params=dict(SETTINGS))
        self.version = f"rapidocr {importlib.metadata.version('rapidocr')}"

    def read(self, patches: Sequence[Patch]) -> list[list[Token]]:
        """The words of each patch, in reading order."""
        return [in_lines(list(self._recognised(patch))) for patch in patches]

    def _recognised(self, patch: Patch) -> Iterator[Token]:
        colour = cv2.cvtColor(patch.pixels, cv2.COLOR_GRAY2RGB)
        found = self._ocr(colour, use_det=patch.mode == "block")
        if found.txts is None:
            return
        height, width = patch.pixels.shape[:2]
        whole = [(0, 0), (width, 0), (width, height), (0, height)]
        boxes = getattr(found, "boxes", None)
        for line, (text, score) in enumerate(zip(found.txts, found.scores, strict=True)):
            corners = boxes[line] if boxes is not None else whole
            yield from _parts(str(text), float(score), corners, line)


def in_lines(words: Sequence[Token]) -> list[Token]:
    """``words``, each found by itself, numbered by their lines and in reading order.

    The boxes are drawn so large that those of one line reach into the next: they are cut back.
    """
    lines: list[list[Token]] = []
    for word in sorted(words, key=_middle):
        last = lines[-1][-1] if lines else None
        high = word.bottom - word.top
        if last and _middle(word) - _middle(last) <= SAME_LINE * min(high, last.bottom - last.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [
        _cut_back(word, number)
        for number, line in enumerate(lines)
        for word in sorted(line, key=lambda w: w.x0)
    ]


def _middle(word: Token) -> float:
    return (word.top + word.bottom) / 2


def _cut_back(word: Token, line: int) -> Token:
    half = INK * (word.bottom - word.top) / 2
    return replace(word, top=_middle(word) - half, bottom=_middle(word) + half, line=line)


def _parts(text: str, score: float, corners: Any, line: int) -> Iterator[Token]:
    """Words of a line read as a whole, its width shared out evenly among the characters."""
    xs, ys = [float(c[0]) for c in corners], [float(c[1]) for c in corners]
    each = (max(xs) - min(xs)) / max(len(text), 1)
    at = 0
    for word in text.split(" "):
        if word:
            x0 = min(xs) + at * each
            yield Token(word, x0, min(ys), x0 + len(word) * each, max(ys), score, line)
        at += len(word) + 1
