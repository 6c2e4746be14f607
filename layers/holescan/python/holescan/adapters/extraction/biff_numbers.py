"""What cells of an .xls show and python-calamine does not tell: errors, and 7 as 0007 or HOLE-7 by its format.

Records: [MS-XLS] 2.3 and 2.4.
"""

import struct
from collections.abc import Iterator
from enum import IntEnum
from itertools import takewhile

from holescan.adapters.extraction.biff_records import BIFF8, Record, characters, records, u16
from holescan.adapters.extraction.number_formats import NumberFormats


class _Number(IntEnum):
    """Records that are looked at."""

    FORMULA = 0x06
    FORMAT = 0x41E
    NUMBER = 0x203
    BOOLEAN_OR_ERROR = 0x205
    RK = 0x27E
    MANY_RK = 0xBD
    CELL_FORMAT = 0xE0
    SHEET = 0x85
    END = 0x0A


# Row, column, index of the cell's format.
_CELL = struct.Struct("<3H")
_REAL = struct.Struct("<d")
_RK = struct.Struct("<HI")
_SHEET_HEAD_BYTES = 6
# The last two bytes of a formula's result where it is no number.
_NO_NUMBER = b"\xff\xff"
_IS_ERROR_RESULT = 2
# [MS-XLS] 2.5.10
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip

Cell = tuple[int, int, int, float]
Shown = dict[tuple[int, int], str]


def shown_cells(stream: bytes) -> dict[str, Shown]:
    """What such cells show, by the name of their sheet and their row and column from 1; all others are left out."""
    contents = list(_to_the_end(stream))
    if not contents or contents[0][1][:2] != BIFF8:
        return {}
    formats = _formats(contents)
    return {name: _shown(stream[at:], formats) for at, name in _sheets(contents)}


def _to_the_end(stream: bytes) -> Iterator[Record]:
    """The records of the workbook, or of the sheet, that begins the stream; in a sheet all cells come before charts."""
    return takewhile(lambda record: record[0] != _Number.END, records(stream))


def _sheets(contents: list[Record]) -> Iterator[tuple[int, str]]:
    """Where each sheet begins in the stream, and its name."""
    for number, content in contents:
        if number == _Number.SHEET and len(content) > _SHEET_HEAD_BYTES:
            at = int.from_bytes(content[:4], "little")
            yield at, characters(content[_SHEET_HEAD_BYTES + 1 :], content[_SHEET_HEAD_BYTES])


def _formats(contents: list[Record]) -> NumberFormats:
    formats = NumberFormats()
    for number, content in contents:
        if number == _Number.FORMAT:
            formats.add_code(u16(content, 0), characters(content[4:], u16(content, 2)))
        elif number == _Number.CELL_FORMAT:
            formats.add_cell_format(u16(content, 2))
    return formats


def _shown(body: bytes, formats: NumberFormats) -> Shown:
    shown: Shown = {}
    for number, content in _to_the_end(body):
        for row, column, style, value in _cells(number, content):
            stored = str(int(value)) if value.is_integer() else str(value)
            text, is_date = formats.shown(stored, str(style))
            if text != stored and not is_date:
                shown[row + 1, column + 1] = text
        if error := _error(number, content):
            shown[u16(content, 0) + 1, u16(content, 2) + 1] = error
    return shown


def _error(number: int, content: bytes) -> str:
    """What a cell shows whose value is an error; "" for all others."""
    match number:
        case _Number.BOOLEAN_OR_ERROR if content[7:8] == b"\x01":
            return _ERRORS.get(content[6], "")
        case _Number.FORMULA if content[12:14] == _NO_NUMBER and content[6] == _IS_ERROR_RESULT:
            return _ERRORS.get(content[8], "")
        case _:
            return ""


def _cells(number: int, content: bytes) -> Iterator[Cell]:
    match number:
        case _Number.NUMBER if len(content) >= _CELL.size + _REAL.size:
            yield *_CELL.unpack_from(content), *_REAL.unpack_from(content, _CELL.size)
        case _Number.FORMULA if len(content) >= _CELL.size + _REAL.size and content[12:14] != _NO_NUMBER:
            yield *_CELL.unpack_from(content), *_REAL.unpack_from(content, _CELL.size)
        case _Number.RK | _Number.MANY_RK:
            yield from _compressed(content)


def _compressed(content: bytes) -> Iterator[Cell]:
    """One cell or a run of them in one row; behind a run stands the number of its last column."""
    row, first = u16(content, 0), u16(content, 2)
    for offset, at in enumerate(range(4, len(content) - _RK.size + 1, _RK.size)):
        style, packed = _RK.unpack_from(content, at)
        yield row, first + offset, style, _unpacked(packed)


def _unpacked(packed: int) -> float:
    """[MS-XLS] 2.5.217: an integer, or the upper half of a real; bit 0 says that it was multiplied by 100."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed >> 31 else 0))
    else:
        (value,) = _REAL.unpack(struct.pack("<II", 0, packed & 0xFFFFFFFC))
    return value / 100 if packed & 1 else value
