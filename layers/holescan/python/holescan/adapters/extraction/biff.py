"""Texts of an .xls that are in no cell: text boxes, comments, page headers and chart titles, from the BIFF8 records.

Record numbers and layouts: [MS-XLS] 2.3 and 2.4. Excel 5 and 95 (BIFF5) keep these texts elsewhere; they are told as unread.
"""

import struct
from collections.abc import Iterator
from enum import IntEnum
from functools import partial

import olefile

from holescan.adapters.extraction.ole import carried, open_ole
from holescan.adapters.extraction.reading import Found, Member, Source
from holescan.adapters.extraction.sheet_stream import without_header_codes
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread


class _Number(IntEnum):
    """Records that are looked at."""

    HEADER = 0x14
    FOOTER = 0x15
    CONTINUE = 0x3C
    PICTURES = 0xEB
    TEXT_OBJECT = 0x1B6
    BEGIN = 0x809
    SERIES_TEXT = 0x100D


_BIFF8 = b"\x00\x06"
_RECORD = struct.Struct("<HH")
# A logo is smaller. Their size on the sheet is too far away to look at.
_LARGE_PICTURES_BYTES = 100_000
_EMBEDDED_PREFIX = "MBD"

_ALL_UNREAD = Unread("text boxes, comments and headers", Reason.UNSUPPORTED)

Record = tuple[int, bytes]


def floating_texts(source: Source) -> Iterator[Found]:
    """What stands around the cells of an .xls, and what is embedded in it."""
    with open_ole(source) as container:
        stream = next(name for name in container.listdir() if name[-1].lower() in {"workbook", "book"})
        content = container.openstream(stream).read()
    yield from texts_of(content)
    yield from embedded_in(source)


def embedded_in(source: Source) -> Iterator[Member]:
    """Objects embedded in an .xls."""
    with open_ole(source) as container:
        folders = {name[0] for name in container.listdir() if name[0].startswith(_EMBEDDED_PREFIX)}
        for folder in sorted(folders):
            yield Member(f"embedded object {folder}", partial(_carried, container, folder))


def _carried(container: olefile.OleFileIO, folder: str) -> bytes:
    content = carried(container, [folder])
    if not content:
        raise FileUnreadable(Reason.UNSUPPORTED, "embedded object")
    return content


def texts_of(stream: bytes) -> Iterator[Found]:
    """Texts around the cells in a workbook stream, and a gap for what cannot be read of it."""
    records = list(_records(stream))
    yield from _texts(records)
    if sum(len(content) for number, content in records if number == _Number.PICTURES) > _LARGE_PICTURES_BYTES:
        yield Unread("pictures", Reason.NEEDS_OCR)


def _records(stream: bytes) -> Iterator[Record]:
    at = 0
    while at + _RECORD.size <= len(stream):
        number, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        yield number, stream[at : at + size]
        at += size


def _texts(records: list[Record]) -> Iterator[Found]:
    for index, (number, content) in enumerate(records):
        match number:
            case _Number.BEGIN if content[:2] != _BIFF8:
                yield _ALL_UNREAD
                return
            case _Number.HEADER | _Number.FOOTER if content:
                yield from _part(without_header_codes(_characters(content[2:], _u16(content, 0))), "header")
            case _Number.TEXT_OBJECT:
                yield from _part(_continued(records, index + 1, _u16(content, 10)), "text box")
            case _Number.SERIES_TEXT:
                yield from _part(_characters(content[3:], int.from_bytes(content[2:3])), "chart")


def _part(text: str, place: str) -> Iterator[TextPart]:
    if text.strip():
        yield TextPart(text, place=place)


def _continued(records: list[Record], at: int, characters: int) -> str:
    """Text of the records that continue a text object: each begins with its own flag byte."""
    text = ""
    while at < len(records) and records[at][0] == _Number.CONTINUE and len(text) < characters:
        text += _characters(records[at][1], characters - len(text))
        at += 1
    return text


def _characters(content: bytes, count: int) -> str:
    """`count` characters after their flag byte: bit 0 says two bytes each instead of one."""
    if not content:
        return ""
    if content[0] & 1:
        return content[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return content[1 : 1 + count].decode("latin-1")


def _u16(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 2], "little")
