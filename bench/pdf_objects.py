"""A PDF file as a list of numbered objects, to be changed and written again.

Made for files whose objects stand in the open, as ReportLab writes them; of other files it sees
those objects that do.
"""

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\s?endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
ROOT = re.compile(rb"/Root\s+(\d+) 0 R")
PACKED_AS = re.compile(rb"/(?:Filter\s*(?:\[[^\]]*\]|/\w+)|Length \d+(?: 0 R)?)")
UNDONE = re.compile(rb"/Filter\s*\[?\s*/ASCII85Decode\s*/FlateDecode\s*\]?")


@dataclass(slots=True)
class PdfObject:
    """An object: its dictionary or value, and its stream if it has one."""

    number: int
    entries: bytes
    stream: bytes | None = None
    """Unpacked, if ``unpacked``; else as it stands in the file."""
    unpacked: bool = False


def read_objects(data: bytes) -> list[PdfObject]:
    """The objects of a PDF file in their order."""
    return [_object(int(m[1]), m[2]) for m in OBJECT.finditer(data)]


def _object(number: int, body: bytes) -> PdfObject:
    stream = STREAM.search(body)
    if stream is None:
        return PdfObject(number, body)
    entries = body[: stream.start()]
    if not UNDONE.search(entries):
        return PdfObject(number, entries, stream[1])
    plain = zlib.decompress(base64.a85decode(stream[1].strip().removesuffix(b"~>")))
    return PdfObject(number, PACKED_AS.sub(b"", entries), plain, unpacked=True)


def root_of(data: bytes) -> int:
    """Number of the catalogue; 1 if the file does not say."""
    found = ROOT.search(data)
    return int(found[1]) if found else 1


def packed(one: PdfObject) -> PdfObject:
    """The object with its stream as it will stand in the file."""
    if one.stream is None or not one.unpacked:
        return one
    entries = one.entries.rstrip().removesuffix(b">>")
    stream = zlib.compress(one.stream)
    header = b"%s/Filter/FlateDecode/Length %d>>" % (entries, len(stream))
    return PdfObject(one.number, header, stream)


def written(objects: Sequence[PdfObject], root: int) -> bytes:
    """A PDF file of these objects."""
    body, offsets = b"%PDF-1.7\n", {}
    for one in map(packed, objects):
        offsets[one.number] = len(body)
        stream = b"" if one.stream is None else b"stream\n%s\nendstream\n" % one.stream
        body += b"%d 0 obj\n%s\n%sendobj\n" % (one.number, one.entries, stream)
    entries = b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, offset) for number, offset in sorted(offsets.items())
    )
    size = max(offsets, default=0) + 1
    trailer = b"trailer\n<</Size %d/Root %d 0 R>>" % (size, root)
    table = b"xref\n0 1\n0000000000 65535 f \n%s%s\n" % (entries, trailer)
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)
