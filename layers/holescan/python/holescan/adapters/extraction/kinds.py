"""Which reader takes which format."""

from collections.abc import Callable

from holescan.adapters.extraction.dxf import read_dxf
from holescan.adapters.extraction.markup import read_markup
from holescan.adapters.extraction.pdf import read_pdf
from holescan.adapters.extraction.picture import read_picture
from holescan.adapters.extraction.plain import read_text
from holescan.adapters.extraction.reading import Reading, Source
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.adapters.extraction.words import read_document, read_slides
from holescan.adapters.extraction.workbook import read_workbook
from holescan.adapters.extraction.workbook_binary import read_binary_workbook


def read(source: Source) -> Reading:
    """Open a file with the reader of its format.

    Raises:
        FileUnreadable: it is protected, damaged, or of no format that is read.
    """
    return _READERS[kind_of(source)](source)


_READERS: dict[Kind, Callable[[Source], Reading]] = {
    Kind.PDF: read_pdf,
    Kind.WORKBOOK: read_workbook,
    Kind.BINARY_WORKBOOK: read_binary_workbook,
    Kind.DOCUMENT: read_document,
    Kind.SLIDES: read_slides,
    Kind.DXF: read_dxf,
    Kind.MARKUP: read_markup,
    Kind.TEXT: read_text,
    Kind.PICTURE: read_picture,
}
