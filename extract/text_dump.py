"""Text dumps, as text-recognition services give them.

A tab stands between cells, a line is a row, several blank lines stand between pages. There
is no geometry, so the fragments have no boxes; rows may have fewer cells than the heading.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz

from extract.errors import UnreadableDocument
from extract.pdf.open import sha256
from schemas.fragment import (
    Block,
    Cell,
    DocumentContent,
    Line,
    PageContent,
    Paragraph,
    TableFragment,
)

PAGE_BREAK = re.compile(r"\f|\r?\n(?:[ \t]*\r?\n){3,}")
"""A form feed, or three or more blank lines."""
LOGO_ALIKE = 70
"""Least likeness, of 100, of one letterhead on two pages, as recognition reads it."""
LONGEST_LOGO = 5
"""Words of a letterhead, at most."""
BODY_WORDS = re.compile(
    r"\b(?:board|council|partnership|police|trust|service|services|authority|nhs)\W*$",
    re.IGNORECASE,
)


class NotText(UnreadableDocument):
    """A ``.txt`` file that holds no text."""

    advice = "The file is not plain text. Save it as text in UTF-8, with a tab between cells."


def read_dump(file: str, data: bytes) -> DocumentContent:
    """The pages of a text dump; ``NotText`` if the bytes are no text."""
    text = _decoded(data)
    pages = [_blocks(number, page) for number, page in enumerate(_pages(text), start=1)]
    logos = [_logo(blocks) for blocks in pages]
    return DocumentContent(
        file=file,
        sha256=sha256(data),
        pages=tuple(_page(i, blocks, logos) for i, blocks in enumerate(pages)),
        text_origin="text",
    )


def _decoded(data: bytes) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText
    for encoding in ("utf-8-sig", "utf-16" if b"\0" in data[:4096] else "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText


def _pages(text: str) -> list[str]:
    return [p for p in PAGE_BREAK.split(text) if p.strip()]


def _blocks(number: int, page: str) -> list[Block]:
    blocks: list[Block] = []
    for kind, lines in groupby(page.splitlines(), key=_kind):
        if kind == "row":
            blocks.append(_table(number, list(lines)))
        elif kind == "text":
            blocks.append(Paragraph(number, tuple(Line(x.strip()) for x in lines)))
    return blocks


def _kind(line: str) -> str:
    if "\t" in line and line.strip():
        return "row"
    return "text" if line.strip() else "blank"


def _table(number: int, lines: Sequence[str]) -> TableFragment:
    cells = tuple(_cells(lines))
    return TableFragment(
        page=number,
        rows=len(lines),
        cols=max(c.col for c in cells) + 1,
        cells=cells,
        method="dump",
    )


def _cells(lines: Sequence[str]) -> Iterator[Cell]:
    for row, line in enumerate(lines):
        for col, text in enumerate(line.rstrip("\r\n").split("\t")):
            yield Cell(row, col, (Line(text.strip()),) if text.strip() else ())


def _logo(blocks: Sequence[Block]) -> str:
    """The few words that are alone in the first row of a page's first table; else empty."""
    first = blocks[0] if blocks else None
    if not isinstance(first, TableFragment) or first.page == 1:
        return ""
    written = [c for c in first.cells if c.row == 0 and c.lines]
    alone = len(written) == 1 and written[0].col == 0 and first.rows > 1
    text = written[0].text if alone else ""
    return text if 0 < len(text.split()) <= LONGEST_LOGO and text[-1] not in ".;:," else ""


def _page(index: int, blocks: Sequence[Block], logos: Sequence[str]) -> PageContent:
    logo = logos[index]
    if not logo or not _is_logo(logo, [x for i, x in enumerate(logos) if x and i != index]):
        return PageContent(index + 1, 0.0, 0.0, tuple(blocks))
    kept = (_without_first_row(blocks[0]), *blocks[1:])
    return PageContent(index + 1, 0.0, 0.0, kept, furniture=(Line(logo),))


def _is_logo(logo: str, others: Sequence[str]) -> bool:
    """The page's letterhead read as a row: it comes again, or is the name of a body."""
    again = any(fuzz.ratio(logo.casefold(), o.casefold()) >= LOGO_ALIKE for o in others)
    return again or (logo[:1].isupper() and BODY_WORDS.search(logo) is not None)


def _without_first_row(block: Block) -> Block:
    if not isinstance(block, TableFragment):
        return block
    cells = tuple(Cell(c.row - 1, c.col, c.lines, fill=c.fill) for c in block.cells if c.row > 0)
    return TableFragment(block.page, block.rows - 1, block.cols, cells, method="dump")
