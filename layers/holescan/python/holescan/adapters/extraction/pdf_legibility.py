"""Whether a page's text layer means what the page shows: fonts without a way back to Unicode give other letters."""

import re

import pypdfium2
import pypdfium2.raw as pdfium

_SAMPLED = 100
_UNMAPPED_SHARE = 0.3
# Private use, replacement and control characters, less the two that PDFium uses for a hyphen, and line ends and tab.
_GARBAGE = re.compile("[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def is_legible(text_page: pypdfium2.PdfTextPage, text: str) -> bool:
    """At most 30 % of the characters are garbage, or come from a font that does not say what its codes mean."""
    if len(_GARBAGE.findall(text)) > _UNMAPPED_SHARE * len(text):
        return False
    count = text_page.count_chars()
    sample = range(0, count, max(1, count // _SAMPLED))
    unmapped: int = sum(pdfium.FPDFText_HasUnicodeMapError(text_page.raw, index) == 1 for index in sample)
    return unmapped <= _UNMAPPED_SHARE * len(sample)
