"""PDF: PDFium first; what it refuses gets a new trailer and a second try, then goes to pdfminer.six."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from holescan.adapters.extraction.attachments import attachments_of
from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.pdf_annotations import annotations_of
from holescan.adapters.extraction.pdf_content_order import ContentOrder
from holescan.adapters.extraction.pdf_page import page_items
from holescan.adapters.extraction.pdf_pages import Page
from holescan.adapters.extraction.pdf_signs import is_cut_off, is_encrypted, may_have_lost
from holescan.adapters.extraction.reading import CUT_OFF, DAMAGED, Found, Member, Reading, Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread, page_place

_has_lost: Callable[[bytes], bool] = OnDemand("pdf_damage", "has_lost")
_with_new_trailer: Callable[[bytes], bytes] = OnDemand("pdf_repair", "with_new_trailer")

# A scheme PDFium does not know is a password by another name: the way out is the same.
_PASSWORD_ERRORS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that PDFium opened and that has a page.

    Attributes:
        content: as it lies there.
        is_repaired: with a trailer that we wrote.
    """

    document: pypdfium2.PdfDocument
    content: bytes
    is_repaired: bool


def read_pdf(source: Source) -> Reading:
    """Page by page; a file that had to be repaired keeps a note that its end may be missing.

    Raises:
        FileUnreadable: protected by a password, without a page, or damaged beyond repair.
    """
    opened = open_document(source)
    if opened is None:
        return _read_without_pdfium(source)
    return Reading(pages=len(opened.document), found=_document_items(source, opened))


def open_document(source: Source) -> Opened | None:
    """The document, repaired where that helps; None where PDFium refuses it all the same.

    Raises:
        FileUnreadable: protected by a password.
    """
    # From memory: PDFium reads a file of disk in many small pieces.
    content = source.content()
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise FileUnreadable(Reason.PASSWORD) from error
        return _repaired(content)
    return Opened(document, content, is_repaired=False) if len(document) else _repaired(content)


def pdf_members(source: Source) -> Iterator[Found]:
    """Files attached to a sound PDF, as `read_pdf` hands them out; raises as `open_document`."""
    opened = open_document(source)
    if opened and not opened.is_repaired:
        opened.document.init_forms()
        for index in range(min(len(opened.document), source.limits.pdf_pages)):
            yield from _pinned(opened.document, index)
        yield from attachments_of(opened.document)


def _pinned(document: pypdfium2.PdfDocument, index: int) -> list[Member]:
    try:
        with Page(document, index) as page:
            return annotations_of(page).attached
    except pypdfium2.PdfiumError:
        return []


def _repaired(content: bytes) -> Opened | None:
    repaired = _with_new_trailer(content)
    if not repaired:
        return None
    try:
        document = pypdfium2.PdfDocument(repaired)
    except pypdfium2.PdfiumError:
        return None
    return Opened(document, content, is_repaired=True) if len(document) else None


def _read_without_pdfium(source: Source) -> Reading:
    pages = ContentOrder(source)
    count = pages.count()
    if count == 0:
        raise FileUnreadable(Reason.CORRUPT, "no page")
    return Reading(pages=count, found=_content_order_items(source, pages, count))


def _document_items(source: Source, opened: Opened) -> Iterator[Found]:
    has_blank_page = yield from _page_items(source, opened.document)
    if not opened.is_repaired:
        yield from _beyond_the_pages(opened.document)
    if opened.is_repaired or is_cut_off(opened.content):
        yield CUT_OFF
    elif _is_damaged(opened, has_blank_page=has_blank_page):
        yield DAMAGED


def _is_damaged(opened: Opened, *, has_blank_page: bool) -> bool:
    """Two signs are enough, also one in an encrypted file, into which nobody can look; else it has to be proved."""
    is_suspect = may_have_lost(opened.content, opened.document)
    if is_suspect and (has_blank_page or is_encrypted(opened.content)):
        return True
    return (is_suspect or has_blank_page) and _has_lost(opened.content)


def _page_items(source: Source, document: pypdfium2.PdfDocument) -> Generator[Found, None, bool]:
    """What is on the pages; returns whether there is nothing on one of them, as when its content is lost."""
    document.init_forms()
    has_blank_page = False
    content_order = ContentOrder(source)
    count = len(document)
    for index in range(min(count, source.limits.pdf_pages)):
        is_blank = True
        for found in page_items(document, index, content_order):
            is_blank = is_blank and _is_blank(found)
            yield found
        has_blank_page = has_blank_page or is_blank
    if count > source.limits.pdf_pages:
        yield Unread(f"after page {source.limits.pdf_pages}", Reason.TOO_LARGE)
    return has_blank_page


def _is_blank(found: Found) -> bool:
    return isinstance(found, TextPart) and not found.text.strip()


def _content_order_items(source: Source, pages: ContentOrder, count: int) -> Iterator[Found]:
    for index in range(min(count, source.limits.pdf_pages)):
        try:
            yield TextPart(pages.text(index), page=index + 1)
        except FileUnreadable as unreadable:
            yield Unread(page_place(index + 1), unreadable.reason)
    # Nobody judged the pictures of such a file, and it was damaged.
    yield DAMAGED


def _beyond_the_pages(document: pypdfium2.PdfDocument) -> Iterator[Found]:
    if document.get_formtype() == pdfium.FORMTYPE_XFA_FULL:
        yield Unread("XFA form", Reason.UNSUPPORTED)
    yield from attachments_of(document)
