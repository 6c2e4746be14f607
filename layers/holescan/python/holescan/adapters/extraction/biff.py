"""Texts of an .xls that are in no cell: text boxes, comments, page headers and chart titles, from the BIFF8 records.

Record numbers and layouts: [MS-XLS] 2.3 and 2.4. Excel 5 and 95 (BIFF5) keep these texts elsewhere; they are told as unread.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import partial

import olefile

from holescan.adapters.extraction.biff_pictures import pictures_of
from holescan.adapters.extraction.biff_records import (
    BEGIN,
    BIFF8,
    Record,
    characters,
    records,
    u16,
    workbook_stream,
)
from holescan.adapters.extraction.ole import carried, contradictions, open_ole
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
    TEXT_OBJECT = 0x1B6
    SERIES_TEXT = 0x100D


_EMBEDDED_PREFIX = "MBD"

_ALL_UNREAD = Unread("text boxes, comments and headers", Reason.UNSUPPORTED)


def floating_texts(source: Source) -> Iterator[Found]:
    """What stands around the cells of an .xls, then what is embedded in it."""
    yield from texts_of(workbook_stream(source))
    yield from embedded_in(source)


def embedded_in(source: Source) -> Iterator[Found]:
    """Pictures of an .xls, and objects embedded in it."""
    for number, picture in enumerate(pictures_of(list(records(workbook_stream(source)))), 1):
        yield Member(f"picture {number}", partial(bytes, picture), may_adorn=True)
    with open_ole(source) as container:
        folders = {name[0] for name in container.listdir() if name[0].startswith(_EMBEDDED_PREFIX)}
        for folder in sorted(folders):
            yield Member(f"embedded object {folder}", partial(_carried, container, folder))
        yield from contradictions(container)


def _carried(container: olefile.OleFileIO, folder: str) -> bytes:
    content = carried(container, [folder])
    if not content:
        raise FileUnreadable(Reason.UNSUPPORTED, "embedded object")
    return content


def texts_of(stream: bytes) -> Iterator[Found]:
    """Texts around the cells in a workbook stream, and a gap for what cannot be read of it."""
    return _texts(list(records(stream)))


def _texts(found: list[Record]) -> Iterator[Found]:
    for index, (number, content) in enumerate(found):
        match number:
            case _ if number == BEGIN and content[:2] != BIFF8:
                yield _ALL_UNREAD
                return
            case _Number.HEADER | _Number.FOOTER if content:
                yield from _part(without_header_codes(characters(content[2:], u16(content, 0))), "header")
            case _Number.TEXT_OBJECT:
                yield from _part(_continued(found, index + 1, u16(content, 10)), "text box")
            case _Number.SERIES_TEXT:
                yield from _part(characters(content[3:], int.from_bytes(content[2:3])), "chart")


def _part(text: str, place: str) -> Iterator[TextPart]:
    if text.strip():
        yield TextPart(text, place=place)


def _continued(found: list[Record], at: int, count: int) -> str:
    """Text of the records that continue a text object: each begins with its own flag byte."""
    text = ""
    while at < len(found) and found[at][0] == _Number.CONTINUE and len(text) < count:
        text += characters(found[at][1], count - len(text))
        at += 1
    return text
