"""Which reader takes which format."""

from collections.abc import Callable
from itertools import chain

from holescan.adapters.extraction.dxf import read_dxf
from holescan.adapters.extraction.markup import read_markup
from holescan.adapters.extraction.pdf import read_pdf
from holescan.adapters.extraction.plain import read_text
from holescan.adapters.extraction.reading import Reading, Source
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.adapters.extraction.words import read_document, read_slides
from holescan.adapters.extraction.workbook import read_workbook
from holescan.adapters.extraction.workbook_binary import read_binary_workbook
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread


def read(source: Source) -> Reading:
    """Open a file with the reader of its format.

    Raises:
        FileUnreadable: it is protected, damaged, or of no format that is read.
    """
    return _READERS[kind_of(source)](source)


def _read_picture(source: Source) -> Reading:
    del source  # nothing but text recognition could read it
    return Reading(pages=1, found=chain((Unread("", Reason.NEEDS_OCR),)))


_READERS: dict[Kind, Callable[[Source], Reading]] = {
    Kind.PDF: read_pdf,
    Kind.WORKBOOK: read_workbook,
    Kind.BINARY_WORKBOOK: read_binary_workbook,
    Kind.DOCUMENT: read_document,
    Kind.SLIDES: read_slides,
    Kind.DXF: read_dxf,
    Kind.MARKUP: read_markup,
    Kind.TEXT: read_text,
    Kind.PICTURE: _read_picture,
}
