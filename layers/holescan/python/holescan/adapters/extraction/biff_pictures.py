"""Pictures of an .xls: one tree of drawing records for the whole workbook ([MS-ODRAW] 2.2.20 to 2.2.32)."""

import struct
import zlib
from collections.abc import Iterator

from holescan.adapters.extraction.biff_records import Record

_DRAWINGS, _CONTINUE = 0xEB, 0x3C
_HEAD = struct.Struct("<HHI")
_CONTAINER = 0xF
_STORE_ENTRY = 0xF007
_ENTRY_BYTES, _ENTRY_NAME_LENGTH_AT = 36, 33
_METAFILES = frozenset({0xF01A, 0xF01B, 0xF01C})
_BITMAPS = frozenset({0xF01D, 0xF01E, 0xF01F, 0xF029, 0xF02A})
_ID_BYTES, _METAFILE_HEAD_BYTES, _BITMAP_HEAD_BYTES = 16, 34, 1
_UNPACKED_BYTES = 50 * 1024 * 1024


def pictures_of(records: list[Record]) -> Iterator[bytes]:
    """Each picture as a file of its own, metafiles unpacked."""
    return _pictures(b"".join(_drawings(records)))


def _drawings(records: list[Record]) -> Iterator[bytes]:
    """What a record has no room for goes on in the records behind it."""
    is_drawing = False
    for number, content in records:
        is_drawing = number == _DRAWINGS or (is_drawing and number == _CONTINUE)
        if is_drawing:
            yield content


def _pictures(content: bytes) -> Iterator[bytes]:
    at = 0
    while at + _HEAD.size <= len(content):
        version, number, size = _HEAD.unpack_from(content, at)
        body = content[at + _HEAD.size : at + _HEAD.size + size]
        at += _HEAD.size + size
        if version & 0xF == _CONTAINER:
            yield from _pictures(body)
        elif number == _STORE_ENTRY and len(body) > _ENTRY_BYTES:
            yield from _pictures(body[_ENTRY_BYTES + body[_ENTRY_NAME_LENGTH_AT] :])
        elif number in _BITMAPS | _METAFILES:
            # An odd instance has a second id.
            yield _file(number, body[_ID_BYTES * (2 if version >> 4 & 1 else 1) :])


def _file(number: int, body: bytes) -> bytes:
    if number in _BITMAPS:
        return body[_BITMAP_HEAD_BYTES:]
    packed = body[_METAFILE_HEAD_BYTES:]
    try:
        return zlib.decompressobj().decompress(packed, _UNPACKED_BYTES)
    except zlib.error:
        return packed
