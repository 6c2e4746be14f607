"""What annotations and form fields say, whether they draw it or not."""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from holescan.adapters.extraction.attachments import pinned_file
from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.pdf_pages import Page
from holescan.adapters.extraction.reading import Member

_text_of_markup: Callable[[str], str] = OnDemand("markup", "text_of_markup")

_UTF16_BYTES = 2
# They draw nothing, and half of all annotations are links: to flatten those means to parse the page twice.
_INVISIBLE = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
# Where the text of some lies that have no contents; the first is a piece of a web page.
_SHOWN_UNDER = {pdfium.FPDF_ANNOT_FREETEXT: b"RC", pdfium.FPDF_ANNOT_REDACT: b"OverlayText"}
# Nobody sees all of such a field at once. PDFium would lay it out again, out of sight too: 0.3 s for 145,000 letters.
_SCROLLED_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Annotations:
    """What a page's annotations and form fields say in words.

    Attributes:
        are_drawn: one of them draws something.
        attached: files that are pinned to the page.
    """

    notes: list[str]
    are_drawn: bool
    attached: list[Member]


def annotations_of(page: Page) -> Annotations:
    """To be asked before the page is flattened, which removes them."""
    notes: list[str] = []
    are_drawn = False
    attached: list[Member] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
            said = dict.fromkeys(text for text in _texts(page, annotation, subtype) if text.strip())
            notes += said
            _drop_scrolled(page, annotation, said)
            # Whether it draws something is asked until one does: PDFium parses the drawing for the answer.
            are_drawn = are_drawn or (subtype not in _INVISIBLE and pdfium.FPDFAnnot_GetObjectCount(annotation) > 0)
            if subtype == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                attached += _pinned(page, annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
    return Annotations(notes, are_drawn, attached)


def _drop_scrolled(page: Page, annotation: Any, said: Iterable[str]) -> None:
    """The drawing of a field whose text is long: the text was said."""
    if page.forms and any(len(text) > _SCROLLED_CHARACTERS for text in said):
        kind = pdfium.FPDFAnnot_GetFormFieldType(page.forms, annotation)
        if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
            pdfium.FPDFAnnot_SetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None)


def _pinned(page: Page, annotation: Any) -> Iterator[Member]:
    handle = pdfium.FPDFAnnot_GetFileAttachment(annotation)
    if handle:
        yield pinned_file(handle, page.document)


def _texts(page: Page, annotation: Any, subtype: int) -> Iterator[str]:
    contents = _utf16(partial(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents"))
    yield contents
    if not contents and (key := _SHOWN_UNDER.get(subtype)):
        yield _text_of_markup(_utf16(partial(pdfium.FPDFAnnot_GetStringValue, annotation, key)))
    if subtype == pdfium.FPDF_ANNOT_WIDGET:
        yield _utf16(partial(pdfium.FPDFAnnot_GetStringValue, annotation, b"V"))
        if page.forms:
            # A widget without a value of its own shows that of the field above it.
            yield _utf16(partial(pdfium.FPDFAnnot_GetFormFieldValue, page.forms, annotation))


def _utf16(fill: Callable[..., int]) -> str:
    """Ask PDFium for a string twice: how long it is, then what it is."""
    size_bytes = fill(None, 0)
    if size_bytes <= _UTF16_BYTES:
        return ""
    # Of few sizes, because ctypes makes a class for each.
    buffer = (ctypes.c_ushort * (1 << size_bytes.bit_length()))()
    fill(buffer, size_bytes)
    return bytes(memoryview(buffer).cast("B")[:size_bytes]).decode("utf-16-le", "ignore").rstrip("\x00")
