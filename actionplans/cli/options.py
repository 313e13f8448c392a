"""Options that several commands share."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class People(str, Enum):
    """What to do with personal names."""

    MASK = "mask"
    KEEP = "keep"


class Ocr(str, Enum):
    """Text recognition engines."""

    AUTO = "auto"
    TESSEROCR = "tesserocr"
    TESSERACT = "tesseract"
    RAPIDOCR = "rapidocr"
    OFF = "off"


OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr", help="Text recognition for scans: the best that is installed, a named one, none."
    ),
]
PeopleOption = Annotated[
    People,
    typer.Option(
        "--people",
        help="Mask the names, addresses and numbers of persons, or keep them.",
    ),
]
PseudonymsOption = Annotated[
    bool,
    typer.Option(
        "--keep-pseudonyms",
        help="With --people mask: leave the pseudonym of the review's subject in its title.",
    ),
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help="A corrections file (CSV), as the review page saves it; applied last.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List every problem.")]


def page_numbers(text: str) -> frozenset[int]:
    """The pages that ``3``, ``3-5`` or ``1,4-6`` names; ``ValueError`` if it names none."""
    pages: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        pages.update(range(int(first), int(last or first) + 1))
    if not pages or min(pages) < 1:
        raise ValueError(text)
    return frozenset(pages)
