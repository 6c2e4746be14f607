"""Signs that a PDF has lost something while PDFium reads on without a word: all that costs next to nothing to look for."""

import re

import pypdfium2
import pypdfium2.raw as pdfium

_END_MARK = b"%%EOF"
# Writers may leave a signature's padding or a mail's footer behind the end mark.
_END_MARK_WITHIN_BYTES = 65_536
_BEGINS_OBJECT = b" 0 obj"
_HEAD_BYTES = 1024
_LINEARIZED = b"/Linearized"
_ENCRYPTED = re.compile(rb"/Encrypt\b")
_LENGTH = rb"/Linearized\b[^>]*/L\s+(\d{1,15})"
# A block that nobody wrote: of a copy that was given up, or of a sector that could not be read.
UNWRITTEN = bytes(256)
_STEP = len(UNWRITTEN) // 2


def is_encrypted(content: bytes) -> bool:
    """Nobody can look into its streams without the key, which PDFium keeps to itself."""
    return _ENCRYPTED.search(content) is not None


def is_cut_off(content: bytes) -> bool:
    """Its end is missing: no end mark, only that of an older version, or fewer bytes than it declares."""
    mark = content.rfind(_END_MARK, max(0, len(content) - _END_MARK_WITHIN_BYTES))
    return mark < 0 or content.find(_BEGINS_OBJECT, mark) >= 0 or len(content) < _declared_bytes(content[:_HEAD_BYTES])


def may_have_lost(content: bytes, document: pypdfium2.PdfDocument) -> bool:
    """PDFium had to search for the objects, which were not where the file says they are; or there are empty blocks."""
    return _has_empty_block(content) or not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document.raw)


def _has_empty_block(content: bytes) -> bool:
    # In such a block two steps follow each other on zeros, as they hardly ever do elsewhere.
    return bytes(2) in content[::_STEP] and UNWRITTEN in content


def _declared_bytes(head: bytes) -> int:
    """A file made for the web says how long it was before anybody added to it."""
    declared = re.search(_LENGTH, head) if _LINEARIZED in head else None
    return int(declared[1]) if declared else 0
