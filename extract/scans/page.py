"""A scanned page, read: straightened, its rules and fills found, its cells read one by one."""

from dataclasses import replace

from cv2.typing import MatLike
from pypdfium2 import PdfPage

from extract.model import Fill, Page, Rule, Word, numbered
from extract.pdf.render import rendered
from extract.scans.engines.engine import Engine
from extract.scans.image.connected_components import Components
from extract.scans.image.ink import MARGIN_SHARE, Inked, cleaned, inked
from extract.scans.image.memory import keep_freed_memory
from extract.scans.image.straighten import sideways, skew, turned
from extract.scans.image.threads import one_thread
from extract.scans.layout.bullets import BULLET
from extract.scans.layout.sheet import Sheet, ruled_sheet, straightened
from extract.scans.text.areas import Read, page_words, read_areas, sample_areas, upside_down
from extract.scans.text.rotated import rotated_words
from extract.scans.text.words import with_bullets
from schemas.fragment import Box

SIDEWAYS = 3
"""Quarter turns tried first on a page whose lines run upright; upside down is tried after."""


def scanned_page(page: PdfPage, number: int, engine: Engine) -> Page:
    """Words, rules and fills of the scan on ``page``, upright and straight.

    ``number`` is the page's number in its document, from 1. The result's ``turn`` counts from
    the page as displayed; a skew that was taken out is not put back by ``displayed()``.
    """
    keep_freed_memory()
    with one_thread():
        return _scanned_page(page, number, engine)


def _scanned_page(page: PdfPage, number: int, engine: Engine) -> Page:
    taken, turn = inked(rendered(page)), 0
    straight, components, pad = _cleaned(taken)
    if sideways(components, taken.scale):
        taken, turn = turned(taken, SIDEWAYS), SIDEWAYS
        straight, components, pad = _cleaned(taken)
    sheet = ruled_sheet(straight, components)
    read = read_areas(sheet, sample_areas(sheet), engine)
    if upside_down(sheet, read, engine):
        turn, read = (turn + 2) % 4, {}
        sheet = ruled_sheet(turned(straight, 2), components.turned_about(straight.grey.shape))
    height, width = (side / taken.scale for side in taken.grey.shape[:2])
    found = Page(
        number=number,
        width=width,
        height=height,
        words=numbered(_all_words(sheet, read, engine, pad)),
        rules=sheet.rules,
        fills=sheet.fills,
        pictures=(Box(0.0, 0.0, width, height),),
        turn=turn,
    )
    return _moved(found, -pad / taken.scale)


def _cleaned(taken: Inked) -> tuple[Inked, Components, int]:
    """``taken`` straight and without dirt, its components of ink, and pixels added at each side."""
    straight, pad = straightened(taken, skew(_inner(taken.mask)))
    return *cleaned(straight), pad


def _inner(mask: MatLike) -> MatLike:
    """``mask`` without the margins, where the borders of a copy may run askew of its lines."""
    height, width = (int(side * MARGIN_SHARE) for side in mask.shape)
    return mask[height:-height, width:-width]


def _all_words(sheet: Sheet, read: Read, engine: Engine, pad: int) -> list[Word]:
    """Words of the sheet, level and rotated, and its bullets, in points; some are ``read``."""
    rest = [a for a in sheet.areas if a not in read]
    whole = {**read, **read_areas(sheet, rest, engine)}
    rotated = rotated_words(sheet, whole, engine, pad)
    words = page_words(sheet, {a: t for a, t in whole.items() if a not in rotated}, pad)
    words += [w for found in rotated.values() for w in found]
    marks = [Box(*((v - pad) / sheet.scale for v in b)) for b in sheet.bullets]
    return with_bullets(words, marks, BULLET)


def _moved(page: Page, by: float) -> Page:
    """``page`` with its rules and fills moved by ``by`` points, and kept on the page."""
    fills = (Fill(_clipped(_box(f.box, by), page), f.colour) for f in page.fills)
    return replace(
        page,
        rules=tuple(_rule(r, by, page) for r in page.rules),
        fills=tuple(f for f in fills if f.box.width > 0 and f.box.height > 0),
    )


def _box(box: Box, by: float) -> Box:
    return Box(*(v + by for v in box))


def _rule(rule: Rule, by: float, page: Page) -> Rule:
    most = page.height if rule.vertical else page.width
    start, end = max(rule.start + by, 0.0), min(rule.end + by, most)
    return Rule(rule.vertical, rule.position + by, start, end)


def _clipped(box: Box, page: Page) -> Box:
    return Box(
        max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, page.width), min(box.bottom, page.height)
    )
