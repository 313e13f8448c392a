"""Ways to spoil a PDF: its drawing, streams, objects, fonts, boxes, page tree, and bytes."""

import random
import re
from collections.abc import Callable, Sequence

from bench.pdf_objects import PdfObject, packed

Objects = list[PdfObject]
Change = Callable[[Objects, random.Random], None]

TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|[^\s()<>]+|\s+|.", re.DOTALL)
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
REFERENCE = re.compile(rb"\d+ 0 R")
ENTRY = re.compile(rb"/\w+\s*(?:\d+ 0 R|\[[^\[\]]*\]|/\w+|-?[\d.]+|\([^()]*\))")

NUMBERS = (
    b"0", b"-1", b"1", b"0.000001", b"-32768", b"65535", b"2147483647", b"-2147483648",
    b"4294967296", b"99999999999999999999", b"1e308", b"nan", b"--5", b"3.4028235e38", b".",
)  # fmt: skip
DRAWN = (
    b" q " * 400, b" Q Q Q ", b" BT ", b" ET ", b" 0 0 0 0 0 0 cm ", b" 1e9 0 0 1e9 0 0 cm ",
    b" /F1 0 Tf ", b" /F1 99999 Tf ", b" /None Do ", b" /F9 9 Tf ", b" 100 Tz 0 Tz ",
    b" BI /W 9999 /H 9999 /BPC 8 /CS /RGB ID xx EI ", b" (\xff\xfe\x00) Tj ", b" [(a)-1e9(b)] TJ ",
    b" /P <</MCID 0>> BDC ", b" 3 Tr ", b" 0 0 1e7 1e7 re S ", b" W n ", b" 0 -1 1 0 0 0 cm ",
    b" <ZZ> Tj ", b" [ [ [ [ ", b" << << ", b" 99999 w ", b" 5 0 0 -5 300 300 cm ",
)  # fmt: skip
VALUES = (
    b"null", b"true", b"[]", b"<<>>", b"()", b"/Nothing", b"[[[[]]]]", b"<</A<</A<</A 1>>>>>>",
    b"<FEFF>", b"99999 0 R",
)  # fmt: skip
BOXES = (
    b"[0 0 0 0]", b"[0 0 14400 14400]", b"[595 842 0 0]", b"[-9e9 -9e9 9e9 9e9]", b"[0 0 1 1]",
    b"[0 0 595]", b"[0 0 nan 842]", b"[/A /B /C /D]", b"[300 400 310 410]", b"[0 0 1e-9 842]",
    b"[0 0 595 1000000]", b"null",
)  # fmt: skip
FONTS = (
    b"/Encoding/Identity-H", b"/Encoding<</Differences[0/a/b/c 300/d -5/e]>>", b"/Subtype/Type0",
    b"/Subtype/Type3/FontMatrix[0 0 0 0 0 0]/CharProcs<<>>", b"/Subtype/TrueType", b"/Subtype/None",
    b"/FirstChar 5/LastChar 2/Widths[1 2 3]", b"/FirstChar 0/LastChar 99999/Widths[]",
    b"/FirstChar 32/LastChar 126/Widths[%s]" % (b"-1000 " * 95), b"/BaseFont(\xff\xff)",
    b"/FirstChar 32/LastChar 126/Widths[%s]" % (b"1e20 " * 95), b"/BaseFont/%s" % (b"A" * 3000),
    b"/DescendantFonts[1 0 R]/Subtype/Type0/Encoding/Identity-V", b"/FontDescriptor 1 0 R",
)  # fmt: skip


def drawing(objects: Objects, dice: random.Random) -> None:
    """Drop, double, swap and replace the words of what draws a page."""
    streams = [o for o in objects if o.unpacked and o.stream]
    if not streams:
        return
    one = dice.choice(streams)
    tokens = TOKEN.findall(one.stream or b"")
    for _ in range(dice.choice((1, 3, 30))):
        _spoil(tokens, dice)
    one.stream = b"".join(tokens)


def _spoil(tokens: list[bytes], dice: random.Random) -> None:
    at = dice.randrange(len(tokens))
    match dice.randrange(6):
        case 0:
            tokens[at] = dice.choice(DRAWN)
        case 1:
            tokens[at] = b""
        case 2:
            other = dice.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 3:
            tokens[at : at + 40] = []
            tokens.append(b" ")
        case 4:
            tokens[at:at] = tokens[at : at + dice.choice((2, 50, 500))]
        case _:
            tokens[at] = NUMBER.sub(dice.choice(NUMBERS), tokens[at])


def streams(objects: Objects, dice: random.Random) -> None:
    """Damage, cut or mislabel a stream as it is packed."""
    found = [i for i, o in enumerate(objects) if o.stream]
    if not found:
        return
    at = dice.choice(found)
    one = packed(objects[at])
    data = bytearray(one.stream or b"")
    match dice.randrange(4):
        case 0:
            for _ in range(dice.choice((1, 1, 10, 100))):
                data[dice.randrange(len(data))] = dice.randrange(256)
        case 1:
            del data[dice.randrange(len(data)) :]
        case 2:
            one.entries = re.sub(rb"/Length \d+", b"/Length 7", one.entries)
        case _:
            filters = (b"/LZWDecode", b"/ASCIIHexDecode", b"/RunLengthDecode", b"/JBIG2Decode",
                       b"/DCTDecode", b"/JPXDecode", b"/CCITTFaxDecode", b"/None")  # fmt: skip
            one.entries = one.entries.replace(b"/FlateDecode", dice.choice(filters))
    objects[at] = PdfObject(one.number, one.entries, bytes(data))


def entries(objects: Objects, dice: random.Random) -> None:
    """Replace a number, a reference or a whole entry of some object's dictionary."""
    one = dice.choice(objects)
    pattern = dice.choice((NUMBER, REFERENCE, ENTRY))
    found = list(pattern.finditer(one.entries))
    if not found:
        return
    match = dice.choice(found)
    new = {
        NUMBER: dice.choice(NUMBERS),
        REFERENCE: dice.choice((*VALUES, b"%d 0 R" % dice.choice(objects).number)),
        ENTRY: dice.choice((b"", match[0].split()[0] + b" " + dice.choice(VALUES))),
    }[pattern]
    one.entries = one.entries[: match.start()] + new + one.entries[match.end() :]


def fonts(objects: Objects, dice: random.Random) -> None:
    """Give a font another encoding, kind, name or widths."""
    _give([o for o in objects if b"/BaseFont" in o.entries], dice.choice(FONTS), dice)


def boxes(objects: Objects, dice: random.Random) -> None:
    """Give a page another size, place, turn or unit."""
    value = dice.choice(
        (
            b"/%s %s" % (dice.choice((b"MediaBox", b"CropBox", b"TrimBox")), dice.choice(BOXES)),
            b"/Rotate %s" % dice.choice((b"45", b"90", b"-90", b"180", b"99999990", b"/A")),
            b"/UserUnit %s" % dice.choice(NUMBERS),
        )
    )
    _give(_pages(objects), value, dice)


def page_tree(objects: Objects, dice: random.Random) -> None:
    """Loops, doubles, lies and gaps in the tree of pages."""
    trees = [o for o in objects if b"/Kids" in o.entries]
    if not trees:
        return
    one = dice.choice(trees)
    itself, other = b"%d 0 R" % one.number, b"%d 0 R" % dice.choice(objects).number
    kids = dice.choice((itself, other, itself + b" " + other, b"null", b"99999 0 R", b"", b"1 2 3"))
    pattern, new = dice.choice(
        (
            (rb"/Kids\s*\[[^\]]*\]", b"/Kids [%s]" % kids),
            (rb"/Kids\s*\[([^\]]*)\]", rb"/Kids [\1\1\1]"),
            (rb"/Kids\s*\[", b"/Kids [%s " % kids),
            (rb"/Count \d+", b"/Count %s" % dice.choice(NUMBERS)),
        )
    )
    one.entries = re.sub(pattern, new, one.entries)
    if dice.random() < 0.3:
        _give(_pages(objects), b"/Parent %s" % other, dice)


def objects_lost(objects: Objects, dice: random.Random) -> None:
    """Lose an object, or let two change places."""
    at, other = dice.randrange(len(objects)), dice.randrange(len(objects))
    if dice.random() < 0.5 and len(objects) > 1:
        del objects[at]
    else:
        one, two = objects[at], objects[other]
        one.number, two.number = two.number, one.number


def _pages(objects: Sequence[PdfObject]) -> Objects:
    return [o for o in objects if re.search(rb"/Type\s*/Page\b", o.entries)]


def _give(objects: Objects, entry: bytes, dice: random.Random) -> None:
    """Write an entry, in place of the one of that name, into one of the objects."""
    if not objects:
        return
    one = dice.choice(objects)
    name = re.escape(entry[: re.match(rb"/\w+", entry).end()])  # type: ignore[union-attr]
    bare = re.sub(name + rb"\s*(?:\[[^\]]*\]|/?[\w.-]+(?: 0 R)?)", b"", one.entries)
    one.entries = bare.rstrip().removesuffix(b">>") + entry + b">>"


def spoilt_bytes(data: bytes, dice: random.Random) -> bytes:
    """The file cut, with bytes changed, lost or doubled, whatever they mean."""
    spoilt, at = bytearray(data), dice.randrange(len(data))
    match dice.randrange(5):
        case 0:
            del spoilt[at:]
        case 1:
            for _ in range(dice.choice((1, 10, 100))):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        case 2:
            del spoilt[at : at + dice.choice((1, 20, 2000))]
        case 3:
            spoilt[at:at] = spoilt[at : at + dice.choice((1, 20, 2000))]
        case _:
            spoilt = spoilt.replace(b"startxref", b"startxref\n%d" % at, 1)
    return bytes(spoilt)


CHANGES: tuple[Change, ...] = (
    drawing, drawing, streams, entries, entries, fonts, boxes, page_tree, objects_lost,
)  # fmt: skip
