"""A page of a PDF and its text, open while they are read.

pypdfium2 has objects for both, which keep lists of each other: on a page of a few words that costs as much as to read it.
"""

from functools import cached_property
from types import TracebackType
from typing import Self

import pypdfium2
import pypdfium2.raw as pdfium

from holescan.adapters.extraction.pdf_calls import characters_of, handle_of, text_of
from holescan.adapters.extraction.pdf_numbers import Handle


class Page:
    """A page, open until the block ends.

    Attributes:
        index: from 0.
        forms: what PDFium knows of the document's form fields; None where it has none.
    """

    __slots__ = ("document", "forms", "index", "raw")

    def __init__(self, document: pypdfium2.PdfDocument, index: int) -> None:
        """Open it; raises pypdfium2.PdfiumError where PDFium cannot."""
        self.document = document
        self.forms: pdfium.FPDF_FORMHANDLE | None = document.formenv and document.formenv.raw
        self.index = index
        self._open()

    def flatten(self) -> None:
        """Draw its annotations and form fields into it, which removes them; raises as the constructor."""
        pdfium.FPDFPage_Flatten(self.raw, pdfium.FLAT_NORMALDISPLAY)
        # PDFium shows them after the page was opened anew.
        self._close()
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def _open(self) -> None:
        self.raw = pdfium.FPDF_LoadPage(self.document.raw, self.index)
        if not self.raw:
            raise pypdfium2.PdfiumError("PDFium does not load the page")
        if self.forms:
            pdfium.FORM_OnAfterLoadPage(self.raw, self.forms)

    def _close(self) -> None:
        if self.raw:
            if self.forms:
                pdfium.FORM_OnBeforeClosePage(self.raw, self.forms)
            pdfium.FPDF_ClosePage(self.raw)


class TextPage:
    """The text of an open page, open until the block ends.

    Attributes:
        raw: for functions of PDFium.
        handle: for those of `pdf_calls`.
        count: of PDFium's characters. Their text leaves out those without a meaning, and counts halves of rare ones.
        text: in PDFium's order.
    """

    def __init__(self, page: Page) -> None:
        """Read it; raises pypdfium2.PdfiumError where PDFium cannot."""
        self.raw = pdfium.FPDFText_LoadPage(page.raw)
        if not self.raw:
            raise pypdfium2.PdfiumError("PDFium does not read the page")
        self.handle: Handle = handle_of(self.raw)
        self.count: int = pdfium.FPDFText_CountChars(self.raw)
        self.text = text_of(self.handle, self.count)

    @cached_property
    def characters(self) -> str:
        """A character for each in PDFium's list."""
        if len(self.text) == self.count:
            return self.text
        return "".join(map(chr, characters_of(self.handle, range(self.count)))).encode("utf-8", "replace").decode()

    def sample(self, size: int) -> range:
        """About so many places in PDFium's list, all over the page."""
        return range(0, self.count, max(1, self.count // size))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pdfium.FPDFText_ClosePage(self.raw)
