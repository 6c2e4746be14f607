"""The sheets of a TIFF: each has a directory that says where the next one is. Pillow stops without a word where there is none."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

_ORDERS = {b"II": "<", b"MM": ">"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """TIFF 6.0, section 2, or libtiff's BigTIFF: `place` is how a place in the file is written."""

    first_at: int
    count: str
    entry_bytes: int
    place: str


_LAYOUTS = {42: _Layout(4, "H", 12, "L"), 43: _Layout(8, "Q", 20, "Q")}


@dataclass(frozen=True, slots=True)
class Sheets:
    """How many can be reached; `are_all` unless the last of them names one that is not there."""

    count: int
    are_all: bool


def sheets_of(file: BinaryIO, most: int) -> Sheets | None:
    """Those of a TIFF, no more than one above `most`; None of any other file."""
    order = _ORDERS.get(file.read(2), "")
    layout = _LAYOUTS.get(_number(file, 2, order + "H")) if order else None
    if layout is None:
        return None
    seen: set[int] = set()
    end = file.seek(0, 2)
    place = _number(file, layout.first_at, order + layout.place)
    while place and place not in seen and len(seen) <= most:
        following = _behind(file, place, end, order, layout)
        if not following:
            return Sheets(len(seen), are_all=False)
        seen.add(place)
        place = _number(file, following, order + layout.place)
    return Sheets(len(seen), are_all=True)


def _behind(file: BinaryIO, place: int, end: int, order: str, layout: _Layout) -> int:
    """Where the entries of the directory at `place` end; 0 where it is not whole."""
    if place >= end:
        return 0
    entries = place + struct.calcsize(order + layout.count)
    behind = entries + _number(file, place, order + layout.count) * layout.entry_bytes
    if behind == entries or behind + struct.calcsize(order + layout.place) > end:
        return 0
    # Tags ascend from 254: a last one of 0 was never written.
    return behind if _number(file, behind - layout.entry_bytes, order + "H") else 0


def _number(file: BinaryIO, at: int, form: str) -> int:
    """0 beyond the end of the file."""
    file.seek(at)
    content = file.read(struct.calcsize(form))
    number: int = struct.unpack(form, content)[0] if len(content) == struct.calcsize(form) else 0
    return number
