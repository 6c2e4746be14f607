"""The records an .xls is made of, and the strings in them. Layouts: [MS-XLS] 2.1.4 and 2.5."""

import struct
from collections.abc import Iterable, Iterator
from itertools import islice

from holescan.adapters.extraction.ole import open_ole, refuse_cut_off
from holescan.adapters.extraction.reading import Source

BIFF8 = b"\x00\x06"
_PASSWORD, _PASSWORD_WITHIN = 0x2F, 10
BEGIN, END = 0x809, 0x0A
_RECORD = struct.Struct("<HH")

Record = tuple[int, bytes]


def workbook_stream(source: Source) -> bytes:
    """All records of the workbook; raises as `open_ole`, also where anything else of the file is cut off."""
    with open_ole(source) as container:
        refuse_cut_off(container)
        name = next(name for name in container.listdir() if name[-1].lower() in {"workbook", "book"})
        content: bytes = container.openstream(name).read()
    return content


def is_protected(stream: bytes) -> bool:
    """Its records are encrypted from the second or third on."""
    return any(number == _PASSWORD for number, _ in islice(records(stream), _PASSWORD_WITHIN))


def records(stream: bytes) -> Iterator[Record]:
    """Number and content of each; one that runs over the end has what is there."""
    at = 0
    while at + _RECORD.size <= len(stream):
        number, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        yield number, stream[at : at + size]
        at += size


def are_whole(found: Iterable[Record]) -> bool:
    """Every part that begins also ends, and there is no record of zeros in it, as in a block that nobody wrote."""
    open_parts = 0
    for number, content in found:
        open_parts += (number == BEGIN) - (number == END)
        if open_parts and not (number or content):
            return False
    return open_parts == 0


def characters(content: bytes, count: int) -> str:
    """`count` characters after their flag byte: bit 0 says two bytes each instead of one."""
    if not content:
        return ""
    if content[0] & 1:
        return content[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return content[1 : 1 + count].decode("latin-1")


def u16(content: bytes, at: int) -> int:
    """A number of two bytes; 0 beyond the end."""
    return int.from_bytes(content[at : at + 2], "little")
