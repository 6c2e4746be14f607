"""Picture files: they hold no text, so each frame is a page for text recognition."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

from holescan.adapters.extraction.reading import Found, Reading, Source
from holescan.adapters.extraction.sniff import is_heic
from holescan.adapters.extraction.tiff_sheets import sheets_of
from holescan.adapters.extraction.tile_images import encoded
from holescan.adapters.extraction.tiling import cuts, shrunk_to
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.recognition import Tile
from holescan.domain.text import Picture, Unread, page_place

_HIGH_BYTE = 1 / 256


def read_picture(source: Source) -> Reading:
    """Its frames, all unread: a TIFF holds a sheet in each.

    Raises:
        FileUnreadable: no picture that pillow knows, or too many pixels.
    """
    with source.open() as file:
        sheets = sheets_of(file, source.limits.pdf_pages)
    with _opened(source) as image:
        frames: int = sheets.count if sheets and sheets.count else getattr(image, "n_frames", 1)
    are_all = sheets is None or sheets.are_all
    return Reading(pages=frames, found=_unread_frames(frames, source.limits.pdf_pages, are_all=are_all))


def size_of(source: Source) -> tuple[int, int]:
    """Width and height in pixels, of its first frame; raises as `read_picture` does."""
    with _opened(source) as image:
        return image.size


def picture_tiles(source: Source, number: int) -> Iterator[Tile]:
    """Frame `number`, from 1; raises as `read_picture` does."""
    with _opened(source) as image:
        image.seek(number - 1)
        grey = _grey(ImageOps.exif_transpose(image))
    factor = shrunk_to(source.limits.tiles, *grey.size)
    if factor < 1:
        grey = grey.resize((int(grey.width * factor), int(grey.height * factor)))
    for cut in cuts(*grey.size):
        yield Tile(encoded(grey.crop((cut.left, cut.top, cut.right, cut.bottom))), cut.core)


def _unread_frames(frames: int, most: int, *, are_all: bool) -> Iterator[Found]:
    for number in range(1, min(frames, most) + 1):
        # The place of a lone frame is the whole file.
        place = page_place(number) if frames > 1 or not are_all else ""
        yield Picture(number, place, number)
        yield Unread(place, Reason.NEEDS_OCR)
    if frames > most:
        yield Unread(f"after page {most}", Reason.TOO_LARGE)
    elif not are_all:
        yield Unread(f"after page {frames}", Reason.CORRUPT)


@contextmanager
def _opened(source: Source) -> Iterator[Image.Image]:
    """The picture; what pillow says of a broken one becomes the file's fault."""
    Image.MAX_IMAGE_PIXELS = source.limits.picture_pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with source.open() as file, Image.open(file) as image:
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileUnreadable(Reason.TOO_LARGE, "pixels") from error
    except UnidentifiedImageError as error:
        raise FileUnreadable(Reason.UNSUPPORTED if is_heic(source) else Reason.CORRUPT, "picture") from error
    # Pillow's readers raise these for pictures that are cut off or contradict themselves.
    except (OSError, SyntaxError, ValueError, EOFError, TypeError) as error:
        raise FileUnreadable(Reason.CORRUPT, type(error).__name__) from error


def _grey(image: Image.Image) -> Image.Image:
    """Dark on light: what is transparent is paper, and 16 bits a pixel lose the lower ones."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * _HIGH_BYTE).convert("L")
    if image.has_transparency_data:
        ink = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", ink.size, "white"), ink)
    return image.convert("L")
