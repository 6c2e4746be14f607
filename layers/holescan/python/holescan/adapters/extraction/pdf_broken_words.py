"""Pages on which PDFium ended the line inside words, as it does in schematics with letters of one or two points."""

import ctypes

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_letters import letter_at
from holescan.adapters.extraction.pdf_pages import TextPage
from holescan.adapters.extraction.pdf_survey import is_turned

_SHORT_LINES = 20
_SHORT_SHARE = 0.3
_BROKEN_LINES = 3
# In parts of the letter's own height: less than a line away, and hardly behind its end; tolerances stand further off.
_OFF_LINE = 0.65
_NEXT_LETTER = 0.35
# PDFium's own thresholds are made for letters of ordinary size.
_TINY_POINTS = 3.0
_SAMPLED = 50


def may_have_broken_words(text: str) -> bool:
    """Many lines have one or two characters: broken words, or the columns of a table."""
    if text.count("\n") < _SHORT_LINES:
        return False
    lengths = list(map(len, map(str.strip, text.split("\n"))))
    short = lengths.count(1) + lengths.count(2)
    return short >= _SHORT_LINES and short >= _SHORT_SHARE * len(lengths)


def has_broken_words(text_page: TextPage) -> bool:
    """The letters are tiny, or several lines go on just where the line before them ended, as no writer lets them."""
    return _has_tiny_letters(text_page) or _has_broken_lines(text_page)


def _has_tiny_letters(text_page: TextPage) -> bool:
    heights = sorted(_height(text_page, index) for index in text_page.sample(_SAMPLED))
    return bool(heights) and heights[len(heights) // 2] <= _TINY_POINTS


def _has_broken_lines(text_page: TextPage) -> bool:
    breaks = (index for index, character in enumerate(text_page.characters[:-1]) if character == "\n" and index)
    return sum(_goes_on(text_page, index) for index in breaks) >= _BROKEN_LINES


def _goes_on(text_page: TextPage, line_end: int) -> bool:
    before = line_end - 1
    while before > 0 and chr(pdfium.FPDFText_GetUnicode(text_page.raw, before)).isspace():
        before -= 1
    if is_turned(pdfium.FPDFText_GetCharAngle(text_page.raw, before)):
        return False  # turned lines are put together from the places of their letters already
    last, first, box = letter_at(text_page, before), letter_at(text_page, line_end + 1), _box(text_page, before)
    is_level = abs(first.y - last.y) <= _OFF_LINE * _side(box)
    return is_level and last.x < first.x <= box.right + _NEXT_LETTER * _side(box)


def _height(text_page: TextPage, index: int) -> float:
    return _side(_box(text_page, index))


def _box(text_page: TextPage, index: int) -> pdfium.FS_RECTF:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(box))
    return box


def _side(box: pdfium.FS_RECTF) -> float:
    return max(float(box.top - box.bottom), float(box.right - box.left))
