"""Files attached to a PDF: pinned to one of its pages, or to the whole."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdfium2

from holescan.adapters.extraction.reading import Found, Member
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread

# Settings of the program that made the PDF, which it attaches to every file.
_SETTINGS = ".joboptions"


def attachments_of(document: pypdfium2.PdfDocument) -> Iterator[Found]:
    """Those of the whole that may hold something to read."""
    for index in range(document.count_attachments()):
        try:
            attachment = document.get_attachment(index)
        except pypdfium2.PdfiumError:
            yield Unread(f"attachment {index + 1}", Reason.CORRUPT)
            continue
        name = attachment.get_name()
        if not name.endswith(_SETTINGS):
            yield Member(f"attachment {name}", partial(_content, attachment))


def pinned_file(handle: Any, document: pypdfium2.PdfDocument) -> Member:
    """The file that an annotation holds, taken out at once: to flatten the page destroys it."""
    attachment = pypdfium2.PdfAttachment(handle, document)
    name = f"attachment {attachment.get_name()}"
    try:
        content = _content(attachment)
    except FileUnreadable as unreadable:
        return Member(name, partial(_refuse, unreadable))
    return Member(name, lambda: content)


def _refuse(unreadable: FileUnreadable) -> bytes:
    raise unreadable


def _content(attachment: pypdfium2.PdfAttachment) -> bytes:
    try:
        return bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable(Reason.CORRUPT, "attachment") from error
