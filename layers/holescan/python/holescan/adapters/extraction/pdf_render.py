"""A page of a PDF as tiles, drawn by PDFium."""

from collections.abc import Iterator

import pypdfium2

from holescan.adapters.extraction.pdf import open_document
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.tile_images import encoded
from holescan.adapters.extraction.tiling import Cut, cuts, shrunk_to
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.recognition import Tile

# Letters of 6 points are 15 pixels high then, the least that Textract reads; most old scans hold no more than this.
_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72


def pdf_tiles(source: Source, number: int) -> Iterator[Tile]:
    """Page `number`, from 1.

    Raises:
        FileUnreadable: PDFium does not open the file or the page.
    """
    opened = open_document(source)
    if opened is None:
        raise FileUnreadable(Reason.CORRUPT, "PDFium refuses it")
    opened.document.init_forms()
    try:
        page = opened.document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise FileUnreadable(Reason.CORRUPT, f"page {number}") from error
    width, height = (length * _DOTS_PER_INCH / _POINTS_PER_INCH for length in page.get_size())
    factor = shrunk_to(source.limits.tiles, width, height)
    scale = factor * _DOTS_PER_INCH / _POINTS_PER_INCH
    for cut in cuts(max(1, int(width * factor)), max(1, int(height * factor))):
        yield _tile(page, cut, scale)


def _tile(page: pypdfium2.PdfPage, cut: Cut, scale: float) -> Tile:
    width, height = page.get_size()
    # What is cut off, in points: left, bottom, right, top.
    crop = (cut.left / scale, height - cut.bottom / scale, width - cut.right / scale, cut.top / scale)
    bitmap = page.render(scale=scale, crop=tuple(max(0.0, side) for side in crop), grayscale=True)
    try:
        return Tile(encoded(bitmap.to_pil()), cut.core)
    finally:
        bitmap.close()
