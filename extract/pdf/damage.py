"""Pages that draw less than they should: PDFium passes over damage without a word.

What a page draws is held against PDFium's reading of it: a stream that does not unpack to its
end was drawn up to the damage or not at all; text or a picture that is asked for on a page where
PDFium finds nothing was not drawn either.
"""

import base64
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extract.pdf.faults import PdfFault, pdf_faults
from schemas.codes import ProblemCode, Severity
from schemas.plan import Problem

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream

SHOWS = re.compile(rb"[^\s(<\[][)>]\s{0,9}\]?\s{0,9}T[jJ]\b|/[^\s/]{1,99}\s{1,9}Do\b")
"""Text that is not empty, or a picture or form; bounded, so that no content makes it slow."""
PIECE = 2**20
"""Bytes unpacked at a time, so that no stream is ever whole in memory."""
HEADER = 2
"""Bytes before the packed data itself; a checksum behind it may be missing, and nothing with it."""


class Damaged(ValueError):
    """A stream does not unpack to its end."""


def damaged_pages(data: bytes, blank: Collection[int]) -> list[int]:
    """Numbers of the pages of the PDF in ``data`` whose content is damaged or missing.

    ``blank`` are the pages on which PDFium finds nothing. None if pdfminer, which gives the
    streams as they stand in the file, cannot open it.
    """
    try:
        with pdf_faults():
            return [n for n, page in enumerate(_contents(data), 1) if _is_damaged(page, n in blank)]
    except PdfFault:
        return []


def _contents(data: bytes) -> Iterator[list[Any]]:
    """The content streams of each page; ``None`` stands for one that the file does not hold."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    for page in PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(data)))):
        found = resolve1(page.attrs.get("Contents", []))
        yield [resolve1(part) for part in found] if isinstance(found, list) else [found]


def _is_damaged(contents: Sequence[Any], blank: bool) -> bool:
    from pdfminer.pdftypes import PDFStream

    streams = [part for part in contents if isinstance(part, PDFStream)]
    if len(streams) < len(contents):
        return True
    try:
        shown = [_shows(stream) for stream in streams]
    except Damaged:
        return True
    return blank and any(shown)


def _shows(stream: "PDFStream") -> bool:
    """Whether the stream, unpacked to its end, shows text or pictures; raises ``Damaged``."""
    found = [bool(SHOWS.search(piece)) for piece in _unpacked(stream)]  # all, to see each unpacked
    return any(found)


def _unpacked(stream: "PDFStream") -> Iterator[bytes]:
    """The stream's bytes; nothing where it is packed otherwise than content streams are."""
    from pdfminer.pdftypes import LITERALS_ASCII85_DECODE, LITERALS_FLATE_DECODE

    data = stream.rawdata or b""
    if stream.decipher:
        data = stream.decipher(stream.objid or 0, stream.genno or 0, data, stream.attrs)
    filters = [name for name, _ in stream.get_filters()]
    if filters and filters[0] in LITERALS_ASCII85_DECODE:
        data, filters = _from_ascii(data), filters[1:]
    if not filters:
        yield data
    elif len(filters) == 1 and filters[0] in LITERALS_FLATE_DECODE and data.strip():
        yield from _inflated(data)


def _from_ascii(data: bytes) -> bytes:
    try:
        return base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
    except ValueError as error:
        raise Damaged from error


def _inflated(data: bytes) -> Iterator[bytes]:
    try:
        yield from _to_its_end(zlib.decompressobj(), data)
    except Damaged:
        for _ in _to_its_end(zlib.decompressobj(-zlib.MAX_WBITS), data[HEADER:]):
            pass


def _to_its_end(unpack: Any, data: bytes) -> Iterator[bytes]:
    try:
        while data and not unpack.eof:
            yield unpack.decompress(data, PIECE)
            data = unpack.unconsumed_tail
        yield unpack.flush()
    except zlib.error as error:
        raise Damaged from error
    if not unpack.eof:
        raise Damaged


def damage(pages: Sequence[int]) -> list[Problem]:
    """One problem for all damaged pages, if there are any."""
    if not pages:
        return []
    those = f"Page {pages[0]} is" if len(pages) == 1 else f"Pages {_listed(pages)} are"
    return [
        Problem(
            code=ProblemCode.PAGE_DAMAGED,
            severity=Severity.ERROR,
            page=pages[0],
            message=(
                f"{those} damaged, so that text may be missing. Download the file again, or "
                "compare the rows with the PDF."
            ),
        )
    ]


MOST_LISTED = 8
"""More pages than these are counted in the message, not named."""


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:MOST_LISTED]))
    return shown if len(pages) <= MOST_LISTED else f"{shown} and {len(pages) - MOST_LISTED} more"
