"""pdfminer.six without its layout analysis: letters in the order they are drawn, for pages and files PDFium fails at.

The analysis costs 28 times PDFium's time and loses text that is turned by 90 degrees (bench/extraction.py).
"""

import math
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import Matrix

from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

# In parts of the letter height: further along the line is a gap, off the line or backwards is another line.
_GAP = 0.25
_OFF_LINE = 0.4
_BACKWARDS = -0.5
# What pdfminer raises at a damaged file besides its own errors (its test corpus and ours).
_BROKEN_PDF = (PSException, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError)


def pages_of(content: bytes) -> list[PDFPage]:
    """Pages that can be found.

    Raises:
        FileUnreadable: pdfminer.six cannot open the file either.
    """
    try:
        document = PDFDocument(PDFParser(BytesIO(content)))
        return list(PDFPage.create_pages(document))
    except PDFEncryptionError as error:
        raise FileUnreadable(Reason.PASSWORD) from error
    except _BROKEN_PDF as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error


def text_of(page: PDFPage) -> str:
    """Text of a page.

    Raises:
        FileUnreadable: the page is damaged.
    """
    resources = PDFResourceManager(caching=True)
    device = _Letters(resources)
    try:
        PDFPageInterpreter(resources, device).process_page(page)
    except _BROKEN_PDF as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error
    return "".join(device.pieces)


class _Letters(PDFTextDevice):
    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.pieces: list[str] = []
        self._end = (0.0, 0.0)

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, _rise: float, cid: int, *_: Any
    ) -> float:
        """Take one letter; returns how far the pen moves, in text space, as pdfminer wants it."""
        try:
            letter = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            letter = "\ufffd"
        advance = font.char_width(cid) * fontsize * scaling
        self._separate(matrix, fontsize)
        self.pieces.append(letter)
        a, b, _c, _d, e, f = matrix
        self._end = (e + a * advance, f + b * advance)
        return advance

    def _separate(self, matrix: Matrix, fontsize: float) -> None:
        a, b, _c, _d, e, f = matrix
        stretch = math.hypot(a, b)
        height = stretch * abs(fontsize) or 1.0
        dx, dy = e - self._end[0], f - self._end[1]
        along = (dx * a + dy * b) / (stretch or 1.0) / height
        across = abs(dx * b - dy * a) / (stretch or 1.0) / height
        if across > _OFF_LINE or along < _BACKWARDS:
            self.pieces.append("\n")
        elif along > _GAP:
            self.pieces.append(" ")
