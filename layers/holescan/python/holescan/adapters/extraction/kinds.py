"""Which reader takes which format."""

from dataclasses import replace
from functools import partial

from holescan.adapters.extraction.nesting import with_members_opened
from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.reading import Reading, Source
from holescan.adapters.extraction.sniff import Kind, kind_of
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
    reading: Reading = READERS[kind](source)
    opened = with_members_opened(reading.found, source, partial(_read, around=(*around, kind)))
    return replace(reading, found=opened)


def _refuse_depth(kind: Kind, around: tuple[Kind, ...], nesting: int) -> None:
    if len(around) > nesting:
        raise FileUnreadable(Reason.UNSUPPORTED, "too many files around it")
    if kind is Kind.ARCHIVE and kind in around:
        # Where an archive may hold archives, a few bytes unpack for ever.
        raise FileUnreadable(Reason.UNSUPPORTED, "an archive in an archive")


READERS: dict[Kind, OnDemand] = {
    Kind.PDF: OnDemand("pdf", "read_pdf"),
    Kind.WORKBOOK: OnDemand("workbook", "read_workbook"),
    Kind.BINARY_WORKBOOK: OnDemand("workbook_binary", "read_binary_workbook"),
    Kind.DOCUMENT: OnDemand("words", "read_document"),
    Kind.SLIDES: OnDemand("words", "read_slides"),
    Kind.OPEN_DOCUMENT: OnDemand("opendocument", "read_opendocument"),
    Kind.RICH_TEXT: OnDemand("rich_text", "read_rich_text"),
    Kind.DXF: OnDemand("dxf", "read_dxf"),
    Kind.MARKUP: OnDemand("markup", "read_markup"),
    Kind.TEXT: OnDemand("plain", "read_text"),
    Kind.PICTURE: OnDemand("picture", "read_picture"),
    Kind.ARCHIVE: OnDemand("zip_archive", "read_zip"),
    Kind.MAIL: OnDemand("mail", "read_mail"),
    Kind.MESSAGE: OnDemand("outlook", "read_message"),
}
