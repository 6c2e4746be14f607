"""Where the letters of a page stand: places in a frame that is turned so that their lines are level."""

import ctypes
import math
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add, neg, sub

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_calls import boxes_of, origins_of
from holescan.adapters.extraction.pdf_lines import PlacedLetter
from holescan.adapters.extraction.pdf_numbers import Column
from holescan.adapters.extraction.pdf_pages import TextPage

# So near to 45 degrees a letter's upright box is a square, which does not say how wide the letter is.
_SQUARE = 0.3
# Of the cosine: a quarter turn, as most turned text has; PDFium tells directions as 32-bit numbers.
_UPRIGHT = 1e-6

# Columns of numbers are reckoned with by `map` where that can be: a page has thousands of letters.


def placed(text_page: TextPage, indexes: Sequence[int], direction: float) -> list[PlacedLetter]:
    """Letters by their index, in the frame in which lines of that direction are level."""
    cos, sin = math.cos(direction), math.sin(direction)
    origins = origins_of(text_page.handle, indexes)
    x, y = _turned(origins[0::2], origins[1::2], cos, sin)
    widths, heights = _sizes(text_page, indexes, abs(cos), abs(sin))
    letters = map(text_page.characters.__getitem__, indexes)
    before = map(f"\n{text_page.characters}".__getitem__, indexes)
    columns = zip(letters, indexes, repeat(direction), x, y, map(add, x, widths), heights, map(" ".__eq__, before))
    # What the tuple's own constructor does, without a call of Python for each of thousands.
    return list(map(tuple.__new__, repeat(PlacedLetter), columns))


def _turned(across: Column, up: Column, cos: float, sin: float) -> tuple[Column, Column]:
    """Points after a turn back."""
    if abs(cos) < _UPRIGHT:
        return (_negative(up), across) if sin > 0 else (up, _negative(across))
    x = [right * cos - above * sin for right, above in zip(across, up, strict=True)]
    return x, [right * sin + above * cos for right, above in zip(across, up, strict=True)]


def _negative(numbers: Iterable[float]) -> Column:
    return list(map(neg, numbers))


def _sizes(text_page: TextPage, indexes: Sequence[int], cos: float, sin: float) -> tuple[Column, Column]:
    """Widths and heights of letters out of the upright boxes around them."""
    boxes = boxes_of(text_page.handle, indexes)
    across = list(map(sub, boxes[2::4], boxes[0::4]))
    up = list(map(sub, boxes[1::4], boxes[3::4]))
    if cos < _UPRIGHT:
        return up, across
    square = cos * cos - sin * sin
    if abs(square) > _SQUARE:
        widths = [(wide * cos - high * sin) / square for wide, high in zip(across, up, strict=True)]
        return widths, [(high * cos - wide * sin) / square for wide, high in zip(across, up, strict=True)]
    heights = [_font_height(text_page.raw, index) for index in indexes]
    return [(wide - height * sin) / cos for wide, height in zip(across, heights, strict=True)], heights


def _font_height(text_page: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text_page, index))
    ascent, descent, matrix = ctypes.c_float(), ctypes.c_float(), pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    pdfium.FPDFFont_GetAscent(font, size, ascent)
    pdfium.FPDFFont_GetDescent(font, size, descent)
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    return float(ascent.value - descent.value) * math.hypot(matrix.c, matrix.d)
