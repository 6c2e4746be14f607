"""Which format is drawn how."""

from collections.abc import Callable, Iterator
from itertools import islice

from holescan.adapters.extraction.mail import mail_items
from holescan.adapters.extraction.markup import markup_items
from holescan.adapters.extraction.nesting import inner_source, path_to
from holescan.adapters.extraction.office_parts import office_members
from holescan.adapters.extraction.opendocument import opendocument_members
from holescan.adapters.extraction.outlook import message_items
from holescan.adapters.extraction.pdf import pdf_members
from holescan.adapters.extraction.pdf_render import pdf_tiles
from holescan.adapters.extraction.picture import picture_tiles
from holescan.adapters.extraction.reading import Found, Member, Source
from holescan.adapters.extraction.rich_text import rich_text_items
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.adapters.extraction.workbook_binary import binary_members
from holescan.adapters.extraction.zip_archive import zip_members
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.recognition import Tile


def tiles_of(source: Source, number: int) -> Iterator[Tile]:
    """The picture of this number, as `Picture` counts them: a page of the file, or of a file inside it.

    Raises:
        FileUnreadable: it cannot be opened, or nobody here draws its format.
    """
    page, members = path_to(number)
    for member in members:
        source = _inside(source, member)
    draw = _DRAWN.get(kind_of(source))
    if draw is None:
        raise FileUnreadable(Reason.UNSUPPORTED, "not drawn")
    return draw(source, page)


def _inside(source: Source, ordinal: int) -> Source:
    """The member of this number, from 1, without reading anything else."""
    members = _MEMBERS[kind_of(source)](source)
    found = next(islice((each for each in members if isinstance(each, Member)), ordinal - 1, None), None)
    if found is None:
        raise FileUnreadable(Reason.CORRUPT, f"no member {ordinal}")
    return inner_source(found, source.limits)


_DRAWN: dict[Kind, Callable[[Source, int], Iterator[Tile]]] = {Kind.PDF: pdf_tiles, Kind.PICTURE: picture_tiles}

# Each hands out the members that its reader hands out, in the same order.
_MEMBERS: dict[Kind, Callable[[Source], Iterator[Found]]] = {
    Kind.ARCHIVE: zip_members,
    Kind.MAIL: mail_items,
    Kind.MARKUP: markup_items,
    Kind.MESSAGE: message_items,
    Kind.PDF: pdf_members,
    Kind.WORKBOOK: office_members,
    Kind.BINARY_WORKBOOK: binary_members,
    Kind.DOCUMENT: office_members,
    Kind.SLIDES: office_members,
    Kind.OPEN_DOCUMENT: opendocument_members,
    Kind.RICH_TEXT: rich_text_items,
}
