"""Encodes tiles: PNG, and JPEG where a noisy scan makes that larger than text recognition takes."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

# Of the bytes themselves: https://docs.aws.amazon.com/textract/latest/dg/limits-document.html
IMAGE_BYTES = 10_000_000
_PNG_EFFORT = 3
_QUALITIES = (80, 40)


def encoded(image: Image.Image) -> bytes:
    """The grey picture as PNG or JPEG of at most IMAGE_BYTES.

    Raises:
        FileUnreadable: TOO_LARGE, even at poor quality.
    """
    for made in _made(image):
        if len(made) <= IMAGE_BYTES:
            return made
    raise FileUnreadable(Reason.TOO_LARGE, "tile")


def _made(image: Image.Image) -> Iterator[bytes]:
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=_PNG_EFFORT)
    yield buffer.getvalue()
    for quality in _QUALITIES:
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=quality)
        yield buffer.getvalue()
