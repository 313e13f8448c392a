"""What PDFium says is drawn on a page: rules, filled areas and pictures."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as raw

from extract.geometry.page_frame import Floats, PageFrame
from extract.model import Fill, Rule
from extract.pdf.pdfium import calls as pdfium
from extract.tables.rules import axis_rule
from schemas.fragment import Box

THIN = 3.0
"""A filled area no thicker than this, in points, is a rule."""
STRAIGHT = 1.0
"""A stroke whose ends differ by no more than this, in points, is level or upright."""
NEARLY_WHITE = 251
"""Channels, of 255, from which a colour does not show on paper."""
MOST_SEGMENTS = 4000
"""A path of more segments than this is a drawing, not a table's rules."""
FEW_SEGMENTS = 18
"""A path of more segments than this with a curve among the first draws letters or a picture; a disc
has 14, a rounded rectangle 18."""
ROUNDED = 0.93
"""A shape that fills this share of the box around it is a rectangle with rounded corners."""
MARK = (5.0, 40.0)
"""Both sides of a shape that may be a mark, such as the disc of a rating, in points."""
PAGE_SIZED = 0.8
"""A picture over this share of the page may be its scan."""
REMEMBERED = 1_000
"""A page has few colours and very many shapes."""
DEEPEST = 8
"""Forms within forms are followed so far."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page as displayed; ``shapes`` counts what is none of these."""

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    marks: list[Fill] = field(default_factory=list)
    """Small filled shapes that are no rectangles."""
    over_text: list[int] = field(default_factory=list)
    """PDFium's handles of the page-sized pictures that are painted after the text."""
    shapes: int = 0


class _Painted(NamedTuple):
    """PDFium's handle of a path, how many segments it has, and its colours as they show."""

    path: int
    segments: int
    fill: str | None
    stroke: str | None


@dataclass(frozen=True, slots=True)
class _Subpath:
    points: tuple[Point, ...]
    curved: bool

    @property
    def box(self) -> Box:
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return Box(min(xs), min(ys), max(xs), max(ys))


def drawn_on(page: int, frame: PageFrame) -> Drawn:
    """Rules, fills and pictures of a page; ``page`` is PDFium's handle."""
    drawn = Drawn()
    _draw(pdfium.page_objects(page), SAME, frame, drawn, 0)
    return drawn


def _draw(objects: list[int], outer: Matrix, frame: PageFrame, drawn: Drawn, depth: int) -> None:
    kinds = pdfium.object_types(objects)
    paths = [o for o, k in zip(objects, kinds, strict=True) if k == raw.FPDF_PAGEOBJ_PATH]
    _draw_paths(paths, outer, frame, drawn)
    images = [o for o, k in zip(objects, kinds, strict=True) if k == raw.FPDF_PAGEOBJ_IMAGE]
    corners = _displayed(pdfium.object_bounds(images).reshape(-1, 2), np.array([outer]), frame)
    for i, image in enumerate(images):
        box = _picture(corners[2 * i : 2 * i + 2], drawn)
        if _is_page_sized(box, frame) and _after_text(objects.index(image), kinds):
            drawn.over_text.append(image)
    if depth == DEEPEST:
        return
    forms = [o for o, k in zip(objects, kinds, strict=True) if k == raw.FPDF_PAGEOBJ_FORM]
    for form, matrix in zip(forms, _matrices(forms, outer), strict=True):
        _draw(pdfium.form_objects(form), matrix, frame, drawn, depth + 1)


def _matrices(objects: list[int], outer: Matrix) -> list[Matrix]:
    """Each object's own matrix, then ``outer``."""
    return [_product((a, b, c, d, e, f), outer)
            for a, b, c, d, e, f in pdfium.object_matrices(objects).tolist()]  # fmt: skip


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _displayed(points: Floats, matrices: Floats, frame: PageFrame) -> list[Point]:
    """Points, each by its own matrix or all by one, on the page as displayed."""
    (x, y), (a, b, c, d, e, f) = points.T, matrices.T
    across, down = frame.points(a * x + c * y + e, b * x + d * y + f)
    return list(zip(across.tolist(), down.tolist(), strict=True))


def _picture(corners: Sequence[Point], drawn: Drawn) -> Box:
    box = _Subpath(tuple(corners), curved=False).box
    if min(box.width, box.height) <= THIN:
        drawn.rules += axis_rule(box, THIN)
    else:
        drawn.pictures.append(box)
    return box


def _is_page_sized(box: Box, frame: PageFrame) -> bool:
    return box.width * box.height >= PAGE_SIZED * frame.width * frame.height


def _after_text(place: int, kinds: Sequence[int]) -> bool:
    """Whether more text is painted before the object at ``place`` than after it."""
    texts = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM)
    before, after = (sum(map(part.count, texts)) for part in (kinds[:place], kinds[place:]))
    return before > after


def _draw_paths(paths: list[int], outer: Matrix, frame: PageFrame, drawn: Drawn) -> None:
    painted = list(_painted(paths, drawn))
    handles, counts = [p.path for p in painted], [p.segments for p in painted]
    kinds, points, closes = pdfium.path_segments(handles, counts)
    matrices = np.array(_matrices(handles, outer)).reshape(-1, 6).repeat(counts, axis=0)
    segments = zip(kinds, _displayed(points, matrices, frame), closes, strict=True)
    for path in painted:
        for part in _subpaths(itertools.islice(segments, path.segments)):
            _draw_part(part, path.fill, path.stroke, frame, drawn)


def _painted(paths: list[int], drawn: Drawn) -> Iterator[_Painted]:
    """The paths that show on white paper; drawings are counted and left out."""
    facts = zip(
        paths,
        pdfium.segment_counts(paths),
        pdfium.draw_modes(paths),
        pdfium.fill_colours(paths).tolist(),
        pdfium.stroke_colours(paths).tolist(),
        strict=True,
    )
    for path, count, (filled, stroked), fill, stroke in facts:
        fill_colour = _colour(*fill) if filled else None
        stroke_colour = _colour(*stroke) if stroked else None
        if fill_colour is None and stroke_colour is None:
            continue
        if count > MOST_SEGMENTS or (count > FEW_SEGMENTS and pdfium.starts_curved(path)):
            drawn.shapes += 1
        else:
            yield _Painted(path, count, fill_colour, stroke_colour)


@lru_cache(REMEMBERED)
def _colour(red: int, green: int, blue: int, alpha: int) -> str | None:
    """The colour as it looks on white paper; ``None`` if that is white."""
    seen = [round(255 - (255 - c) * alpha / 255) for c in (red, green, blue)]
    return None if min(seen) >= NEARLY_WHITE else "#" + "".join(f"{c:02x}" for c in seen)


def _subpaths(segments: Iterable[tuple[int, Point, int]]) -> Iterator[_Subpath]:
    """The parts of a path that are drawn without lifting the pen."""
    points: list[Point] = []
    curved = False
    for kind, point, closes in segments:
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield _Subpath(tuple(points), curved)
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(point)
        if closes:
            points.append(points[0])
    if len(points) > 1:
        yield _Subpath(tuple(points), curved)


def _draw_part(
    part: _Subpath, fill: str | None, stroke: str | None, frame: PageFrame, drawn: Drawn
) -> None:
    box = part.box
    if not _on_page(box, frame):
        return
    thin = min(box.width, box.height) <= THIN
    if fill is not None and thin:
        drawn.rules += axis_rule(box, THIN)
    elif fill is not None and (_is_rectangle(part) or _is_rounded(part)):
        drawn.fills.append(Fill(box, fill))
    elif part.curved or fill is not None:
        drawn.shapes += 1
        if (
            fill is not None
            and MARK[0] <= min(box.width, box.height) <= max(box.width, box.height) <= MARK[1]
        ):
            drawn.marks.append(Fill(box, fill))
    if stroke is not None and not part.curved:
        drawn.rules += _strokes(part)


def _on_page(box: Box, frame: PageFrame) -> bool:
    across = box.x1 >= -1 and box.x0 <= frame.width + 1
    return across and box.bottom >= -1 and box.top <= frame.height + 1


def _is_rectangle(part: _Subpath) -> bool:
    """Four corners or more, each at a corner of the box around them."""
    box = part.box
    return (
        not part.curved
        and len(part.points) >= 4
        and all(_at(x, box.x0, box.x1) and _at(y, box.top, box.bottom) for x, y in part.points)
    )


def _is_rounded(part: _Subpath) -> bool:
    """A rectangle with rounded corners: its outline holds nearly all of the box around it."""
    if not part.curved:
        return False
    doubled = sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in itertools.pairwise(part.points))
    return abs(doubled) / 2 >= ROUNDED * part.box.width * part.box.height


def _at(value: float, start: float, end: float) -> bool:
    return min(abs(value - start), abs(value - end)) <= STRAIGHT


def _strokes(part: _Subpath) -> Iterator[Rule]:
    for (xa, ya), (xb, yb) in itertools.pairwise(part.points):
        yield from axis_rule(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), STRAIGHT)
