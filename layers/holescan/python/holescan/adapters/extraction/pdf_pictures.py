"""Whether a page shows more than its text layer tells: scans, stamped scans, and text drawn as lines."""

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.little_text import has_little_text
from holescan.adapters.extraction.pdf_calls import rectangles_of
from holescan.adapters.extraction.pdf_pages import Page, TextPage
from holescan.adapters.extraction.pdf_survey import MANY_PATHS, Box, Drawn

# Who looks at a page sees words that its text layer lacks where a quarter of it is picture that no text overlies, or
# where there is next to no text and something is drawn all the same.
_PICTURE_SHARE = 0.25
_MANY_SEGMENTS = 200
_SPECK_SHARE = 0.01
_GRID = 32


def needs_recognition(page: Page, drawn: Drawn, text_page: TextPage) -> bool:
    """The page has to be looked at before anybody may say that a code is not on it."""
    is_bare = has_little_text(text_page.text)
    if not (is_bare or drawn.pictures):
        return False
    sheet = _sheet(page)
    pictures = [_clipped(box, sheet) for box in drawn.pictures]
    if is_bare and _shows_something(drawn, pictures, sheet):
        return True
    if sum(map(_area, pictures)) < _PICTURE_SHARE * _area(sheet):
        return False
    return _bare_share(pictures, _text_boxes(text_page), sheet) >= _PICTURE_SHARE


def _shows_something(drawn: Drawn, pictures: list[Box], sheet: Box) -> bool:
    is_outlined = drawn.paths > MANY_PATHS or drawn.segments > _MANY_SEGMENTS
    return is_outlined or any(_area(box) > _SPECK_SHARE * _area(sheet) for box in pictures)


def _sheet(page: Page) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


def _clipped(box: Box, sheet: Box) -> Box:
    return max(box[0], sheet[0]), max(box[1], sheet[1]), min(box[2], sheet[2]), min(box[3], sheet[3])


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _text_boxes(text_page: TextPage) -> Iterator[Box]:
    """A box for each stretch of text, with a line's height around it: a line of text speaks for its surroundings."""
    numbers = iter(rectangles_of(text_page.handle))
    for left, top, right, bottom in zip(numbers, numbers, numbers, numbers, strict=True):
        margin = min(abs(top - bottom), abs(right - left))
        yield left - margin, bottom - margin, right + margin, top + margin


def _bare_share(pictures: Iterable[Box], texts: Iterable[Box], sheet: Box) -> float:
    """Share of the sheet that is picture and has no text on it."""
    shown, written = _covered(pictures, sheet), _covered(texts, sheet)
    return sum((row & ~other).bit_count() for row, other in zip(shown, written, strict=True)) / _GRID**2


def _covered(boxes: Iterable[Box], sheet: Box) -> list[int]:
    """Which cells of a grid of 32 by 32 the boxes touch: a number for each row, a bit for each column."""
    rows = [0] * _GRID
    across, up = (sheet[2] - sheet[0]) / _GRID, (sheet[3] - sheet[1]) / _GRID
    for left, bottom, right, top in (_clipped(box, sheet) for box in boxes):
        if left < right and bottom < top:
            first, last = int((left - sheet[0]) / across), min(_GRID - 1, int((right - sheet[0]) / across))
            columns = (1 << (last + 1)) - (1 << first)
            for row in range(int((bottom - sheet[1]) / up), min(_GRID, int((top - sheet[1]) / up) + 1)):
                rows[row] |= columns
    return rows
