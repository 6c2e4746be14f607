"""Single letters of a PDF page with their places, as PDFium knows them. Each question costs a call: ask for few."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_pages import TextPage


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and the start of its baseline, in points."""

    character: str
    x: float
    y: float

    def distance(self, other: "Letter") -> float:
        """From the start of one to the start of the other."""
        return math.dist((self.x, self.y), (other.x, other.y))


def letter_at(text_page: TextPage, index: int) -> Letter:
    """The letter at a place in PDFium's list of characters."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page.raw, index, ctypes.byref(x), ctypes.byref(y))
    return Letter(chr(pdfium.FPDFText_GetUnicode(text_page.raw, index)), x.value, y.value)


def letters_between(text_page: TextPage, start: int, end: int) -> list[Letter]:
    """Letters of a stretch of the page's text; both bounds are positions in that text."""
    first = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page.raw, start)
    last = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page.raw, end - 1)
    return [letter_at(text_page, index) for index in range(first, last + 1)] if first >= 0 else []
