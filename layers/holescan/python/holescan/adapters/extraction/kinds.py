"""Which reader takes which format."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from holescan.adapters.extraction.dxf import read_dxf
from holescan.adapters.extraction.mail import read_mail
from holescan.adapters.extraction.markup import read_markup
from holescan.adapters.extraction.nesting import with_members_opened
from holescan.adapters.extraction.opendocument import read_opendocument
from holescan.adapters.extraction.outlook import read_message
from holescan.adapters.extraction.pdf import read_pdf
from holescan.adapters.extraction.picture import read_picture
from holescan.adapters.extraction.plain import read_text
from holescan.adapters.extraction.reading import Reading, Source
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.adapters.extraction.words import read_document, read_slides
from holescan.adapters.extraction.workbook import read_workbook
from holescan.adapters.extraction.workbook_binary import read_binary_workbook
from holescan.adapters.extraction.zip_archive import read_zip
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason


def read(source: Source) -> Reading:
    """Open a file with the reader of its format, and the files inside it with theirs.

    Raises:
        FileUnreadable: it is protected, damaged, or of no format that is read.
    """
    return _read(source, ())


def _read(source: Source, around: tuple[Kind, ...]) -> Reading:
    """The same for a file that lies in files of these kinds, outermost first."""
    kind = kind_of(source)
    _refuse_depth(kind, around, source.limits.nesting)
    reading = READERS[kind](source)
    opened = with_members_opened(reading.found, source.limits, partial(_read, around=(*around, kind)))
    return replace(reading, found=opened)


def _refuse_depth(kind: Kind, around: tuple[Kind, ...], nesting: int) -> None:
    if len(around) > nesting:
        raise FileUnreadable(Reason.UNSUPPORTED, "too many files around it")
    if kind is Kind.ARCHIVE and kind in around:
        # Where an archive may hold archives, a few bytes unpack for ever.
        raise FileUnreadable(Reason.UNSUPPORTED, "an archive in an archive")


READERS: dict[Kind, Callable[[Source], Reading]] = {
    Kind.PDF: read_pdf,
    Kind.WORKBOOK: read_workbook,
    Kind.BINARY_WORKBOOK: read_binary_workbook,
    Kind.DOCUMENT: read_document,
    Kind.SLIDES: read_slides,
    Kind.OPEN_DOCUMENT: read_opendocument,
    Kind.DXF: read_dxf,
    Kind.MARKUP: read_markup,
    Kind.TEXT: read_text,
    Kind.PICTURE: read_picture,
    Kind.ARCHIVE: read_zip,
    Kind.MAIL: read_mail,
    Kind.MESSAGE: read_message,
}
