"""Tesseract as a command: patches as files in one list, words as a table (TSV)."""

import csv
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import cv2

from extract.scans.engines.engine import Mode, Patch, Token

SEGMENTATION: dict[Mode, str] = {
    "block": "6", "line": "7", "sure line": "13", "word": "8", "letter": "10", "figure": "8",
}  # fmt: skip
WORD_LEVEL = "5"
LONGEST_RUN = 600
"""Seconds after which the command is given up."""


class TesseractCommand:
    """Reads patches with the ``tesseract`` found on the PATH, one run for each mode."""

    name = "tesseract"
    places_words = True

    def __init__(self) -> None:
        shown = _run(["--version"])
        self.version = shown.split("\n", 1)[0].strip()

    def read(self, patches: Sequence[Patch]) -> list[list[Token]]:
        """The words of each patch, in reading order."""
        words: list[list[Token]] = [[] for _ in patches]
        for mode in SEGMENTATION:
            chosen = [i for i, p in enumerate(patches) if p.mode == mode]
            if chosen:
                read = _read([patches[i] for i in chosen], mode)
                for i, found in zip(chosen, read, strict=True):
                    words[i] = found
        return words


def _read(patches: Sequence[Patch], mode: Mode) -> list[list[Token]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{i}.png" for i in range(len(patches))]
        for path, patch in zip(paths, patches, strict=True):
            cv2.imwrite(str(path), patch.pixels)
        listed = Path(folder) / "patches.txt"
        listed.write_text("\n".join(map(str, paths)), encoding="utf-8")
        dpi = str(patches[0].dpi)
        only = ["-c", "tessedit_char_whitelist=0123456789"] if mode == "figure" else []
        table = _run([str(listed), "-", "-l", "eng", "--psm", SEGMENTATION[mode], "--dpi", dpi,
                      *only, "tsv"])  # fmt: skip
    return words_of_table(table, len(patches))


def _run(arguments: Sequence[str]) -> str:
    # More threads make Tesseract slower (measured: 4 to 5 times).
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(  # noqa: S603 (no shell, and no argument from a document)
        ["tesseract", *arguments],  # noqa: S607 (the user's own, found on the PATH)
        check=True, capture_output=True, text=True, encoding="utf-8", env=environment,
        timeout=LONGEST_RUN,
    )  # fmt: skip
    return done.stdout or done.stderr


def words_of_table(table: str, count: int) -> list[list[Token]]:
    """Words of ``count`` pages from Tesseract's TSV."""
    pages: list[list[Token]] = [[] for _ in range(count)]
    lines: list[dict[tuple[str, ...], int]] = [{} for _ in range(count)]
    for row in _rows(table):
        if row["level"] != WORD_LEVEL or not (row["text"] or "").strip():
            continue
        page = int(row["page_num"]) - 1
        key = (row["block_num"], row["par_num"], row["line_num"])
        line = lines[page].setdefault(key, len(lines[page]))
        left, top, wide, high = (float(row[k]) for k in ("left", "top", "width", "height"))
        confidence = max(float(row["conf"]), 0.0) / 100
        pages[page].append(
            Token(row["text"].strip(), left, top, left + wide, top + high, confidence, line)
        )
    return pages


def _rows(table: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
