"""PDFium called for a whole page at once, its answers in arrays.

One call from Python costs about a microsecond, a page has thousands of characters, and each has
several things to ask. So the calls are mapped over a page without Python code in between, and
write straight into arrays. Handles (pages, objects, fonts) are integers here.
"""

import ctypes
from collections.abc import Callable, Iterable
from itertools import chain, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_HANDLE = ctypes.c_size_t
_INT = ctypes.c_int
_BYTES_OF_FLOAT = 4


def _quick(name: str, result: Any, *arguments: Any) -> Callable[..., int]:
    """A PDFium function that takes plain integers for handles and addresses.

    It keeps Python's lock, which to give up and take again costs a tenth of such a short call.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    called: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
    return called


_unicode = _quick("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
_whole_text = _quick("FPDFText_GetText", _INT, _HANDLE, _INT, _INT, _HANDLE)
_loose_box = _quick("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _HANDLE)
_text_object = _quick("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
_matrix = _quick("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _HANDLE)
_font_size = _quick("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
_fill_colour = _quick("FPDFText_GetFillColor", _INT, _HANDLE, _INT, *[_HANDLE] * 4)
_render_mode = _quick("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
_font = _quick("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
_font_weight = _quick("FPDFFont_GetWeight", _INT, _HANDLE)
_font_name = _quick("FPDFFont_GetBaseFontName", _HANDLE, _HANDLE, _HANDLE, _HANDLE)
_rectangles = _quick("FPDFText_CountRects", _INT, _HANDLE, _INT, _INT)
_rectangle = _quick("FPDFText_GetRect", _INT, _HANDLE, _INT, *[_HANDLE] * 4)

_count = _quick("FPDFPage_CountObjects", _INT, _HANDLE)
_object = _quick("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
_form_count = _quick("FPDFFormObj_CountObjects", _INT, _HANDLE)
_form_object = _quick("FPDFFormObj_GetObject", _HANDLE, _HANDLE, _INT)
_type = _quick("FPDFPageObj_GetType", _INT, _HANDLE)
_bounds = _quick("FPDFPageObj_GetBounds", _INT, _HANDLE, *[_HANDLE] * 4)
_object_matrix = _quick("FPDFPageObj_GetMatrix", _INT, _HANDLE, _HANDLE)
_draw_mode = _quick("FPDFPath_GetDrawMode", _INT, _HANDLE, _HANDLE, _HANDLE)
_object_fill = _quick("FPDFPageObj_GetFillColor", _INT, _HANDLE, *[_HANDLE] * 4)
_object_stroke = _quick("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, *[_HANDLE] * 4)
_segments = _quick("FPDFPath_CountSegments", _INT, _HANDLE)
_segment = _quick("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
_segment_type = _quick("FPDFPathSegment_GetType", _INT, _HANDLE)
_segment_point = _quick("FPDFPathSegment_GetPoint", _INT, _HANDLE, _HANDLE, _HANDLE)
_segment_closes = _quick("FPDFPathSegment_GetClose", _INT, _HANDLE)


def handle(pointer: object) -> int:
    """The integer behind one of pypdfium2's raw pointers."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _filled(call: Callable[..., int], subjects: Iterable[Any], count: int, width: int) -> Floats:
    """What ``call(*subject, address)`` writes for each subject: ``count`` rows of floats."""
    answers = np.zeros((count, width), np.float32)
    start, row = answers.ctypes.data, _BYTES_OF_FLOAT * width
    for subject, address in zip(subjects, range(start, start + row * count, row), strict=False):
        call(*subject, address)
    return answers.astype(np.float64)


def _four(call: Callable[..., int], *subjects: Iterable[int], count: int, kind: Any) -> Any:
    """What a call with four addresses for answers writes: ``count`` rows of four."""
    answers = np.zeros((count, 4), kind)
    size = answers.itemsize
    start, end = answers.ctypes.data, answers.ctypes.data + 4 * size * count
    addresses = [range(start + i * size, end + i * size, 4 * size) for i in range(4)]
    list(map(call, *subjects, *addresses))
    return answers


def char_codes(text: int, count: int) -> npt.NDArray[np.uint32]:
    """Unicode numbers of a text page's characters."""
    units = np.zeros(2 * count + 1, np.uint16)
    written = _whole_text(text, 0, count, units.ctypes.data) - 1
    codes = units[:count].astype(np.uint32)
    if written == count and not is_surrogate(codes).any():
        return codes
    # PDFium's text leaves out what has no number, and so is not in step with its characters.
    return np.fromiter(map(_unicode, repeat(text), range(count)), np.uint32, count)


def is_surrogate(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which numbers are half of a character beyond the basic plane."""
    return (codes >= 0xD800) & (codes <= 0xDFFF)


def char_boxes(text: int, count: int) -> Floats:
    """Left, top, right, bottom of each character in page space; across, from advance to advance."""
    boxes = np.zeros((count, 4), np.float32)
    start = boxes.ctypes.data
    list(map(_loose_box, repeat(text), range(count), range(start, start + 16 * count, 16)))
    return boxes.astype(np.float64)


def char_objects(text: int, indexes: Ints) -> Ints:
    """The text object that drew each character of ``indexes``; 0 for one that PDFium made up."""
    found = map(_text_object, repeat(text), indexes.tolist())
    return np.fromiter(found, np.uint64, len(indexes)).astype(np.int64)


def matrices(text: int, indexes: Ints) -> Floats:
    """The matrix (a to f) of each character of ``indexes`` in page space."""
    return _filled(_matrix, ((text, i) for i in indexes.tolist()), len(indexes), 6)


def font_sizes(text: int, indexes: Ints) -> Floats:
    """Type size before the matrix of each character of ``indexes``."""
    return np.fromiter(map(_font_size, repeat(text), indexes.tolist()), np.float64, len(indexes))


def text_colours(text: int, indexes: Ints) -> npt.NDArray[np.uint32]:
    """Red, green, blue, alpha (0 to 255) of each character of ``indexes``."""
    count = len(indexes)
    colours: npt.NDArray[np.uint32] = _four(
        _fill_colour, repeat(text), indexes.tolist(), count=count, kind=np.uint32
    )
    return colours


def render_modes(objects: Ints) -> Ints:
    """How each text object is drawn; 3 is not at all."""
    return np.fromiter(map(_render_mode, objects.tolist()), np.int64, len(objects))


def fonts(objects: Ints) -> list[int]:
    """The font of each text object."""
    return list(map(_font, objects.tolist()))


def font_weight(font: int) -> int:
    """Weight of a font, 400 for plain, 700 for bold; -1 where it is not said."""
    return _font_weight(font) if font else -1


def font_name(font: int) -> str:
    """PostScript name of a font."""
    room = ctypes.create_string_buffer(256)
    _font_name(font, ctypes.addressof(room), len(room))
    return room.value.decode("utf-8", "replace")


def text_rectangles(text: int, count: int) -> Floats:
    """Left, top, right, bottom in page space of each piece of a line with one type."""
    rectangles = _rectangles(text, 0, count)
    found: Floats = _four(
        _rectangle, repeat(text), range(rectangles), count=rectangles, kind=np.float64
    )
    return found


def draws_nothing(page: int) -> bool:
    """Whether there is nothing at all on a page."""
    return not _count(page)


def page_objects(page: int) -> list[int]:
    """What is drawn on a page, in order."""
    return list(map(_object, repeat(page), range(_count(page))))


def form_objects(form: int) -> list[int]:
    """What is drawn in a form, in order."""
    return list(map(_form_object, repeat(form), range(max(0, _form_count(form)))))


def object_types(objects: list[int]) -> list[int]:
    """The type of each object: ``FPDF_PAGEOBJ_PATH`` and so on."""
    return list(map(_type, objects))


def object_bounds(objects: list[int]) -> Floats:
    """Left, bottom, right, top of each object in the space of its page or form."""
    found: Floats = _four(_bounds, objects, count=len(objects), kind=np.float32)
    return found.astype(np.float64)


def object_matrices(objects: list[int]) -> Floats:
    """The matrix (a to f) of each object."""
    return _filled(_object_matrix, zip(objects), len(objects), 6)


def fill_colours(objects: list[int]) -> npt.NDArray[np.uint32]:
    """Red, green, blue, alpha of each object's fill."""
    found: npt.NDArray[np.uint32] = _four(_object_fill, objects, count=len(objects), kind=np.uint32)
    return found


def stroke_colours(objects: list[int]) -> npt.NDArray[np.uint32]:
    """Red, green, blue, alpha of each object's stroke."""
    found: npt.NDArray[np.uint32] = _four(
        _object_stroke, objects, count=len(objects), kind=np.uint32
    )
    return found


def draw_modes(paths: list[int]) -> list[tuple[bool, bool]]:
    """Whether each path is filled, and whether it is stroked."""
    answers = np.zeros((len(paths), 2), np.int32)
    start, end = answers.ctypes.data, answers.ctypes.data + 8 * len(paths)
    list(map(_draw_mode, paths, range(start, end, 8), range(start + 4, end + 4, 8)))
    return [(bool(fill), bool(stroke)) for fill, stroke in answers.tolist()]


def segment_counts(paths: list[int]) -> list[int]:
    """How many segments each path has."""
    return list(map(_segments, paths))


def starts_curved(path: int) -> bool:
    """Whether there is a curve among the first dozen segments of a path."""
    found = map(_segment, repeat(path), range(12))
    return raw.FPDF_SEGMENT_BEZIERTO in map(_segment_type, found)


def path_segments(paths: list[int], counts: list[int]) -> tuple[list[int], Floats, list[int]]:
    """Type, point (x, y in its path's own space) and closing of each segment of some paths.

    ``counts`` says how many segments each path has; they stand one path behind the other.
    """
    owners = chain.from_iterable(map(repeat, paths, counts))
    found = list(map(_segment, owners, chain.from_iterable(map(range, counts))))
    points = np.zeros((len(found), 2), np.float32)
    start, end = points.ctypes.data, points.ctypes.data + 8 * len(found)
    list(map(_segment_point, found, range(start, end, 8), range(start + 4, end + 4, 8)))
    kinds, closes = map(_segment_type, found), map(_segment_closes, found)
    return list(kinds), points.astype(np.float64), list(closes)
