"""Pictures for masked output show no word that the masked rows do not show."""

from io import BytesIO

import pytest
from PIL import Image

from actionplans import convert
from actionplans.review.masked_pages import BAR, VisibleWords, _visibility, visible_words
from actionplans.review.row_pictures import row_pictures
from extract.model import Word
from schemas.fragment import Box

HOLT = "dhr-sar-holt-single-agency.pdf"


def words(*texts):
    return [Word(t, Box(0, 0, 1, 1), 10) for t in texts]


def seen(printed, *shown):
    known = VisibleWords()
    for text in shown:
        known.add(text)
    return [w.text for w, k in zip(words(*printed.split()), _visibility(words(*printed.split()), known),
                                   strict=True) if k]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "shown", "left"),
    [
        ("DCI Rhona Tarrant leads", "DCI [name] leads", []),
        ("Clark Kent leads. Kent Police agree", "[name] leads. Kent Police agree",
         ["leads.", "Kent", "Police", "agree"]),  # a name's part that is a place elsewhere
        ("Mark Abney will mark it", "[name] will mark it", ["will", "mark", "it"]),
        ("• Completed", "Completed", ["•", "Completed"]),
        ("safe- guarding adults well", "safeguarding adults well",
         ["safe-", "guarding", "adults", "well"]),
        ("Tar- rant", "DCI [name]", []),
        ("rhona.tarrant@kent.example", "[email]", []),
        ("01622 690690", "[phone]", []),
    ],
)  # fmt: skip
def test_only_words_of_the_masked_rows_are_seen(printed, shown, left):
    assert seen(printed, shown) == left


def test_no_name_of_the_samples_is_seen(samples, sample_plan):
    """Of the page's own words, those that are shown hold no person of the unmasked plan."""
    import pypdfium2

    from extract.pdf.document import open_page

    masked, kept = convert(samples / HOLT), sample_plan(HOLT)
    people = {w for a in kept.actions for p in a.people for w in p.split() if len(w) > 3}
    assert people
    shown = visible_words(masked)
    with pypdfium2.PdfDocument(samples / HOLT) as document:
        for number in (1, 2):
            page = open_page(document, number)
            printed = page.read().words
            page.close()
            visible = [
                w.text
                for w, k in zip(printed, _visibility(printed, shown[number]), strict=True)
                if k
            ]
            assert len(visible) > 0.6 * len(printed)
            assert not [w for w in visible for p in people if p.casefold() in w.casefold()]


def colours(picture):
    image = Image.open(BytesIO(picture.image)).convert("RGB")
    return {colour for _, colour in image.getcolors(10**6)}


def near(colour, wanted):
    return all(abs(a - b) < 6 for a, b in zip(colour, wanted, strict=True))


def test_bars_stand_for_words_that_are_covered(samples):
    plan = convert(samples / HOLT)
    bar = tuple(int(BAR[i : i + 2], 16) for i in (1, 3, 5))
    covered = row_pictures(plan, samples / HOLT, "", "covered")[0][0]
    printed = row_pictures(plan, samples / HOLT, "", "printed")[0][0]
    assert any(near(c, bar) for c in colours(covered))
    assert covered.box == printed.box
    assert covered.crop == printed.crop
    assert covered.image != printed.image


def test_cells_fill_the_row(samples):
    plan = convert(samples / HOLT)
    for parts in row_pictures(plan, samples / HOLT, "", "printed"):
        for picture in parts:
            assert picture.cells[0].x0 == picture.box.x0
            assert picture.cells[-1].x1 == picture.box.x1


def test_scans_are_shown_only_as_printed(samples, sample_plan):
    plan = sample_plan("sar-otter-scan.pdf")
    path = samples / "sar-otter-scan.pdf"
    assert not any(p.image for row in row_pictures(plan, path, "", "covered") for p in row)
    assert all(p.image for row in row_pictures(plan, path, "", "printed") for p in row)


def test_a_file_that_is_no_pdf_has_a_reason(sample_plan, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"nothing")
    pictures = row_pictures(sample_plan(HOLT), path, "", "printed")
    assert {p.reason for row in pictures for p in row} == {"The page cannot be drawn."}
