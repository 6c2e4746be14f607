"""One page of a PDF through PDFium: its text, what its annotations say, and whether that is all there is to read."""

import re
from collections.abc import Iterator

import pypdfium2

from holescan.adapters.extraction.pdf_annotations import Annotations, annotations_of
from holescan.adapters.extraction.pdf_broken_words import has_broken_words, may_have_broken_words
from holescan.adapters.extraction.pdf_by_place import has_broken_tags, read_by_place
from holescan.adapters.extraction.pdf_content_order import ContentOrder
from holescan.adapters.extraction.pdf_legibility import is_legible
from holescan.adapters.extraction.pdf_pages import Page, TextPage
from holescan.adapters.extraction.pdf_pictures import needs_recognition
from holescan.adapters.extraction.pdf_spelled import spelled_words
from holescan.adapters.extraction.pdf_survey import Drawn, survey
from holescan.adapters.extraction.reading import Found
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread, page_picture, page_place

_BLANK = re.compile(r"\s+")


def page_items(document: pypdfium2.PdfDocument, index: int, content_order: ContentOrder) -> Iterator[Found]:
    """All text of page `index` (from 0), and a gap where it was not all."""
    try:
        with Page(document, index) as page:
            annotations, bare = _flattened(page)
            with TextPage(page) as text_page:
                yield from _items(page, text_page, annotations, bare, content_order)
    except pypdfium2.PdfiumError:
        yield Unread(page_place(index + 1), Reason.CORRUPT)


def _items(
    page: Page, text_page: TextPage, annotations: Annotations, bare: str, content_order: ContentOrder
) -> Iterator[Found]:
    text, number = text_page.text, page.index + 1
    drawn = survey(page)
    shown, added = _by_place(drawn, text_page)
    yield TextPart(shown, page=number)
    if _has_torn_lines(bare, text):
        yield TextPart(bare, number, "without annotations")
    yield from (TextPart(note, number, "annotation") for note in _unseen(annotations.notes, text))
    yield from annotations.attached
    if words := spelled_words(text_page):
        yield TextPart(words, number, "letter by letter")
    if added:
        yield TextPart(added, number, "put together by place")
    if drawn.shows_more_than_text:
        yield page_picture(number)
    if needs_recognition(page, drawn, text_page) or not is_legible(text_page):
        yield from _for_recognition(number)
    elif may_have_broken_words(text) and has_broken_words(text_page):
        yield from _in_drawing_order(content_order, page.index)


def _by_place(drawn: Drawn, text_page: TextPage) -> tuple[str, str]:
    is_split = has_broken_tags(text_page)
    if not (is_split or drawn.has_shrunk_text or drawn.has_turned_text):
        return text_page.text, ""
    return read_by_place(text_page, drawn, with_level=is_split)


def _in_drawing_order(content_order: ContentOrder, index: int) -> Iterator[Found]:
    try:
        yield TextPart(content_order.text(index), index + 1, "in drawing order")
    except FileUnreadable:
        # The words stay broken, and only the picture of the page has them whole.
        yield from _for_recognition(index + 1)


def _for_recognition(number: int) -> Iterator[Found]:
    yield page_picture(number)
    yield Unread(page_place(number), Reason.NEEDS_OCR)


def _flattened(page: Page) -> tuple[Annotations, str]:
    """Draw the page's annotations and form fields into it. What those say in words, and what it says without them."""
    annotations = annotations_of(page)
    if not annotations.are_drawn:
        return annotations, ""
    with TextPage(page) as bare:
        text = bare.text
    page.flatten()
    return annotations, text


def _has_torn_lines(bare: str, text: str) -> bool:
    """A stamp over a tag that is drawn in pieces comes between them, in PDFium's order."""
    return bool(bare) and not set(bare.splitlines()) <= {*text.splitlines(), ""}


def _unseen(notes: list[str], text: str) -> list[str]:
    """Notes that the page does not show already: most annotations draw their own words."""
    if not notes:
        return []
    shown = _BLANK.sub("", text)
    return [note for note in notes if _BLANK.sub("", note) not in shown]
