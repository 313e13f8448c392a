"""Hostile PDFs, made when a test needs them."""

import zlib

HEAD = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>/XObject<</A 6 0 R>>>>>>",
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def decompression_bomb(megabytes):
    """A page whose content is a thousandth of its size in the file."""
    pack = zlib.compressobj(9)
    content = b"".join(pack.compress(b" " * 2**20) for _ in range(megabytes)) + pack.flush()
    return pdf(*HEAD, _stream(b"/Filter/FlateDecode", content), FONT)


def many_forms(depth):
    """A page that asks ten times for a form that asks ten times for a form, and so on."""
    forms = [_form(_ask(7 + level), b"/A Do " * 10) for level in range(depth)]
    last = _form(b"", b"BT /F 9 Tf 9 9 Td (a) Tj ET")
    return pdf(*HEAD, _stream(b"", b"/A Do " * 10), FONT, *forms, last)


def _ask(number):
    return b"/XObject<</A %d 0 R>>" % number


def _form(asks, content):
    resources = b"/Resources<</Font<</F 5 0 R>>" + asks + b">>"
    return _stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources, content)


def _stream(entries, data):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def pdf(*objects):
    """A PDF file of these objects, numbered from 1."""
    body, offsets = b"%PDF-1.7\n", []
    for number, value in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(body))
    )
