"""What annotations and form fields say, whether they draw it or not."""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_STRINGS = (b"Contents", b"V")
_UTF16_BYTES = 2


def has_annotations(page: pypdfium2.PdfPage) -> bool:
    """There is something to flatten."""
    count: int = pdfium.FPDFPage_GetAnnotCount(page.raw)
    return count > 0


def notes_of(page: pypdfium2.PdfPage) -> list[str]:
    """The words of a page's annotations and the values of its fields. To be asked before the page is flattened."""
    notes: list[str] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            notes += {text: None for text in _texts(page, annotation) if text.strip()}
            pdfium.FPDFPage_CloseAnnot(annotation)
    return notes


def _texts(page: pypdfium2.PdfPage, annotation: Any) -> Iterator[str]:
    for key in _STRINGS:
        yield _utf16(partial(pdfium.FPDFAnnot_GetStringValue, annotation, key))
    if page.formenv:
        # A widget without a value of its own shows that of the field above it.
        yield _utf16(partial(pdfium.FPDFAnnot_GetFormFieldValue, page.formenv.raw, annotation))


def _utf16(fill: Callable[..., int]) -> str:
    """Ask PDFium for a string twice: how long it is, then what it is."""
    size_bytes = fill(None, 0)
    if size_bytes <= _UTF16_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (size_bytes // _UTF16_BYTES))()
    fill(buffer, size_bytes)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\x00")
