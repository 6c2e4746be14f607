"""What PDFium is asked of every object and every letter of a page, at the price of a call from C.

pypdfium2 makes a pointer object of each answer, checks one at each question, and gives the interpreter lock away around
both. Here `map` asks for a whole page at once, and declares nothing: what ctypes has to convert by a declaration costs as
much again as the call, so that addresses are made arguments beforehand, objects once for all that is asked of them.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from ctypes import PYFUNCTYPE, addressof, c_float, c_int, c_void_p, cast
from functools import partial
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_numbers import Handle, Memory, Numbers, handle


def handle_of(pointer: Any) -> Handle:
    """What the functions below take: a page, the text of a page."""
    return handle(addressof(pointer.contents))


def _bound(function: Any, result: Any) -> Callable[..., Any]:
    # The reading process has one thread: nobody waits for the lock that such a call keeps.
    return PYFUNCTYPE(result)(cast(function, c_void_p).value or 0)


_floats, _doubles = Memory("f"), Memory("d")

# Those that write do not say whether they did: what they left out is zero.
_page_object = _bound(pdfium.FPDFPage_GetObject, c_void_p)
_page_size = _bound(pdfium.FPDFPage_CountObjects, c_int)
_form_object = _bound(pdfium.FPDFFormObj_GetObject, c_void_p)
_form_size = _bound(pdfium.FPDFFormObj_CountObjects, c_int)
_kind = _bound(pdfium.FPDFPageObj_GetType, c_int)
_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, None)
_font_size = _bound(pdfium.FPDFTextObj_GetFontSize, None)
_segments = _bound(pdfium.FPDFPath_CountSegments, c_int)
_bounds = _bound(pdfium.FPDFPageObj_GetBounds, None)
_text = _bound(pdfium.FPDFText_GetText, c_int)
_character = _bound(pdfium.FPDFText_GetUnicode, c_int)
_is_unmapped = _bound(pdfium.FPDFText_HasUnicodeMapError, c_int)
_angle = _bound(pdfium.FPDFText_GetCharAngle, c_float)
_origin = _bound(pdfium.FPDFText_GetCharOrigin, None)
_box = _bound(pdfium.FPDFText_GetLooseCharBox, None)
_count_rectangles = _bound(pdfium.FPDFText_CountRects, c_int)
_rectangle = _bound(pdfium.FPDFText_GetRect, None)


def objects_of(page: Handle) -> list[Handle]:
    """The objects of a page; what is inside of forms does not count."""
    return _objects(_page_object, page, _page_size(page))


def objects_of_form(form: Handle) -> list[Handle]:
    """The objects of a form; what is inside of further forms does not count."""
    return _objects(_form_object, form, _form_size(form))


def _objects(ask: Callable[..., int | None], of: Handle, count: int) -> list[Handle]:
    return list(map(handle, map(ask, repeat(of), range(count))))


def kinds_of(objects: Iterable[Handle]) -> bytes:
    """FPDF_PAGEOBJ_TEXT, _PATH and so on, a byte each."""
    return bytes(map(_kind, objects))


def matrices_of(objects: Sequence[Handle]) -> Numbers:
    """Six numbers for each object, a to f."""
    return _floats.written(6, len(objects), partial(map, _matrix, objects))


def font_sizes_of(texts: Sequence[Handle]) -> list[float]:
    """How high the letters of each text are, before its matrix."""
    return list(_floats.written(1, len(texts), partial(map, _font_size, texts)))


def segments_of(paths: Iterable[Handle]) -> int:
    """How many lines and curves all these have together."""
    return sum(map(_segments, paths))


def bounds_of(drawn: Handle) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object, where it is drawn."""
    left, bottom, right, top = _floats.written_apart(4, 1, partial(map, _bounds, [drawn]))
    return left, bottom, right, top


def text_of(text_page: Handle, count: int) -> str:
    """All text of a page of `count` characters."""
    # PDFium promises one number a character and one at the end; twice the room holds characters that would take two.
    numbers = array("H", [0]) * (2 * count + 1)
    written = _text(text_page, 0, count, handle(numbers.buffer_info()[0]))
    return numbers[: max(0, written - 1)].tobytes().decode("utf-16-le", "ignore")


def characters_of(text_page: Handle, indexes: Iterable[int]) -> list[int]:
    """The code points of letters."""
    return list(map(_character, repeat(text_page), indexes))


def count_unmapped(text_page: Handle, indexes: Iterable[int]) -> int:
    """How many of these letters come from a font that does not say what they mean."""
    return list(map(_is_unmapped, repeat(text_page), indexes)).count(1)


def angles_of(text_page: Handle, indexes: Iterable[int]) -> list[float]:
    """The direction of each letter in radians from 0 to tau; -1 where PDFium knows none."""
    return list(map(_angle, repeat(text_page), indexes))


def origins_of(text_page: Handle, indexes: Sequence[int]) -> Numbers:
    """Two numbers for each letter: x and y of where its baseline begins."""
    return _doubles.written_apart(2, len(indexes), partial(map, _origin, repeat(text_page), indexes))


def rectangles_of(text_page: Handle) -> Numbers:
    """Four numbers for each stretch of text on one line: left, top, right and bottom."""
    count = _count_rectangles(text_page, 0, -1)
    return _doubles.written_apart(4, count, partial(map, _rectangle, repeat(text_page), range(count)))


def boxes_of(text_page: Handle, indexes: Sequence[int]) -> Numbers:
    """Four numbers for each letter: left, top, right and bottom of the upright box that its font gives it."""
    return _floats.written(4, len(indexes), partial(map, _box, repeat(text_page), indexes))
