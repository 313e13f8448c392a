"""Pages of which PDFium shows less than the file holds, without a word."""

import random
import zlib

import pytest

from actionplans import convert
from bench.pdf_objects import PdfObject, packed, read_objects, root_of, written
from extract.pdf.damage import damaged_pages
from tests.support.hostile import FONT, HEAD, pdf


def contents(objects):
    """Places of the streams that draw the pages of a sample."""
    return [i for i, o in enumerate(objects) if o.unpacked]


def damaged(samples, tmp_path, change, name="dhr-stour-long-rows.pdf"):
    """The plan of a sample of whose second page's stream ``change`` gave others bytes."""
    data = (samples / name).read_bytes()
    objects = read_objects(data)
    at = contents(objects)[1]
    one = packed(objects[at])
    objects[at] = PdfObject(one.number, one.entries, change(one.stream))
    path = tmp_path / "damaged.pdf"
    path.write_bytes(written(objects, root_of(data)))
    return convert(path)


def flipped(stream):
    spoilt, dice = bytearray(stream), random.Random(1)
    for at in dice.sample(range(20, len(spoilt)), 20):
        spoilt[at] ^= 255
    return bytes(spoilt)


@pytest.mark.parametrize("change", [flipped, lambda s: s[: len(s) // 2], lambda s: b"\x00" + s])
def test_a_stream_that_does_not_unpack_is_told(samples, tmp_path, change):
    plan = damaged(samples, tmp_path, change)
    assert plan.status == "partial"
    assert [p.page for p in plan.problems if p.code == "page_damaged"] == [2]


def test_a_stream_without_its_checksum_is_whole(samples, tmp_path):
    plan = damaged(samples, tmp_path, lambda s: s[:-4])
    assert plan.status == "ok"


def test_a_stream_that_is_not_there_is_told(samples, tmp_path):
    data = (samples / "sar-nidd-portrait-short.pdf").read_bytes()
    objects = read_objects(data)
    del objects[contents(objects)[0]]
    path = tmp_path / "lost.pdf"
    path.write_bytes(written(objects, root_of(data)))
    plan = convert(path)
    assert plan.status == "partial"
    assert {"page_damaged", "no_plan"} <= {p.code for p in plan.problems}


def one_page(content, entries=b""):
    return pdf(*HEAD, b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content),
               FONT)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"q Q", []),
        (b"BT /F 9 Tf ( ) Tj ET", []),
        (b"BT /F 9 Tf (Lead agency) Tj ET", [1]),
        (b"/Picture Do", [1]),
        (b"", []),
    ],
)
def test_a_blank_page_that_asks_for_text(content, found):
    assert damaged_pages(one_page(content), {1}) == found
    assert damaged_pages(one_page(content), ()) == []


def test_long_streams_are_unpacked_in_pieces():
    content = zlib.compress(b" " * (3 * 2**20) + b"(a) Tj")
    assert damaged_pages(one_page(content, b"/Filter/FlateDecode"), ()) == []
    assert damaged_pages(one_page(content, b"/Filter/FlateDecode"), {1}) == [1]


def test_good_files_have_no_damage(samples):
    for path in sorted(samples.glob("*.pdf")):
        assert damaged_pages(path.read_bytes(), ()) == []
