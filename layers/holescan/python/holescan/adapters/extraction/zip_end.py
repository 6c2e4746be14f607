"""The last record of a zip file, which tells how many members it has before any of them costs memory."""

import struct
from typing import BinaryIO

# APPNOTE.TXT 4.3.14 to 4.3.16: the end of the central directory, behind it a comment of up to 65,535 bytes.
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_COMMENT_BYTES = 0xFFFF
_LOCATOR = struct.Struct("<4sLQL")
_LARGE_END = struct.Struct("<4sQ2H2L2Q")
_SEE_LARGE_END = 0xFFFF


def declared_members(file: BinaryIO) -> int:
    """How many members the file says it has; 0 where it has no such record, which is then no zip file either."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _COMMENT_BYTES))
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(tail):
        return 0
    members: int = _END.unpack_from(tail, at)[4]
    return _in_large_end(file, tail[:at][-_LOCATOR.size :]) if members == _SEE_LARGE_END else members


def _in_large_end(file: BinaryIO, locator: bytes) -> int:
    if len(locator) < _LOCATOR.size:
        return _SEE_LARGE_END
    file.seek(min(_LOCATOR.unpack(locator)[2], file.seek(0, 2)))
    record = file.read(_LARGE_END.size)
    return int(_LARGE_END.unpack(record)[7]) if len(record) == _LARGE_END.size else _SEE_LARGE_END
