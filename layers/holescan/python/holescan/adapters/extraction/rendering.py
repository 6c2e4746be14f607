"""Which format is drawn how."""

from collections.abc import Callable, Iterator

from holescan.adapters.extraction.pdf_render import pdf_tiles
from holescan.adapters.extraction.picture import picture_tiles
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.sniff import Kind, kind_of
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.recognition import Tile


def tiles_of(source: Source, number: int) -> Iterator[Tile]:
    """Page `number` (from 1) of a file as pictures.

    Raises:
        FileUnreadable: it cannot be opened, or nobody here draws its format.
    """
    draw = _DRAWN.get(kind_of(source))
    if draw is None:
        raise FileUnreadable(Reason.UNSUPPORTED, "not drawn")
    return draw(source, number)


_DRAWN: dict[Kind, Callable[[Source, int], Iterator[Tile]]] = {Kind.PDF: pdf_tiles, Kind.PICTURE: picture_tiles}
