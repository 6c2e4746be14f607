"""Which pictures among text are logos, bullets and lines: too small to hold a tag and whatever it belongs to."""

import struct

from holescan.adapters.extraction.ole import is_equation
from holescan.adapters.extraction.picture import size_of
from holescan.adapters.extraction.reading import Source
from holescan.domain.errors import FileUnreadable

# 250 by 200: a tag in letters that can be read takes some 80 by 12.
ORNAMENT_PIXELS = 50_000
_NARROW_PIXELS = 24
# Metafiles have no pixels; of these sides in hundredths of a millimetre is a logo or an equation.
_ORNAMENT_AREA = 4_000 * 5_000
_EMF_MARK = b" EMF"
_EMF_FRAME = struct.Struct("<4i")
_WMF_MAGIC = b"\xd7\xcd\xc6\x9a"
_WMF_FRAME = struct.Struct("<4hH")
_HUNDREDTHS_PER_INCH = 2_540


def is_ornament(source: Source) -> bool:
    """It is a small picture, or an equation. What cannot be told to be small is not."""
    if is_equation(source):
        return True
    head = _head(source)
    if head[40:44] == _EMF_MARK:
        return _area(*_EMF_FRAME.unpack_from(head, 24)) < _ORNAMENT_AREA
    if head.startswith(_WMF_MAGIC):
        *frame, per_inch = _WMF_FRAME.unpack_from(head, 6)
        return _area(*frame) * (_HUNDREDTHS_PER_INCH / (per_inch or 1)) ** 2 < _ORNAMENT_AREA
    try:
        width, height = size_of(source)
    except FileUnreadable:
        return False
    return width * height < ORNAMENT_PIXELS or min(width, height) < _NARROW_PIXELS


def _head(source: Source) -> bytes:
    with source.open() as file:
        return file.read(64).ljust(64, b"\0")


def _area(left: int, top: int, right: int, bottom: int) -> float:
    return abs(float(right - left) * (bottom - top))
