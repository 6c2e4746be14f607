"""What numbers and errors of an .xls show, and its pictures, in workbooks made record by record."""

import struct
import zlib

import pytest

from holescan.adapters.extraction.biff_numbers import shown_cells
from holescan.adapters.extraction.biff_pictures import pictures_of
from holescan.adapters.extraction.biff_records import is_protected, records

GLOBALS, END = b"\x00\x06\x05\x00" + bytes(12), (0x0A, b"")
SHEET_HEAD = (0x809, b"\x00\x06\x10\x00" + bytes(12))
# As a number below 2**29 is packed into an RK.
SEVEN = 7 << 2 | 2


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def format_record(number: int, code: str) -> bytes:
    return record(0x41E, struct.pack("<HHB", number, len(code), 0) + code.encode())


def workbook(code: str, *cells: tuple[int, bytes]) -> bytes:
    """A stream with one sheet; format 0 of the cells is General, format 1 is `code`."""
    formats = (
        format_record(200, code) + record(0xE0, struct.pack("<HH", 0, 0)) + record(0xE0, struct.pack("<HH", 0, 200))
    )
    name = b"\x04\x00Tags"
    before = record(0x809, GLOBALS) + formats
    at = len(before) + 4 + 6 + len(name) + 4
    head = before + record(0x85, struct.pack("<IH", at, 0) + name) + record(*END)
    return head + b"".join(record(*each) for each in (SHEET_HEAD, *cells, END))


def real(value: float, style: int = 1) -> bytes:
    return struct.pack("<3Hd", 6, 1, style, value)


@pytest.mark.parametrize(
    "cell",
    [
        (0x203, real(7.0)),
        (0x27E, struct.pack("<3HI", 6, 1, 1, SEVEN)),
        (0x27E, struct.pack("<3HI", 6, 1, 1, 700 << 2 | 3)),
        (0x06, real(7.0) + bytes(8)),
    ],
    ids=["number", "packed", "packed and multiplied", "formula"],
)
def test_a_number_is_told_as_its_format_shows_it(cell: tuple[int, bytes]) -> None:
    assert shown_cells(workbook('"HOLE-"0', cell)) == {"Tags": {(7, 2): "HOLE-7"}}


def test_a_run_of_numbers_in_one_row_has_a_format_each() -> None:
    run = struct.pack("<HHHIHIH", 0, 0, 1, SEVEN, 0, SEVEN, 1)
    assert shown_cells(workbook("0000", (0xBD, run))) == {"Tags": {(1, 1): "0007"}}


@pytest.mark.parametrize(("code", "style"), [("0.00", 1), ("yyyy-mm-dd", 1), ('"HOLE-"0', 0)])
def test_a_number_that_shows_no_more_than_itself_is_left_out(code: str, style: int) -> None:
    assert shown_cells(workbook(code, (0x203, real(7.0, style)))) == {"Tags": {}}


def test_a_formula_without_a_number_has_none() -> None:
    text = struct.pack("<3H", 6, 1, 1) + b"\x00\x00\x00\x00\x00\x00\xff\xff" + bytes(8)
    assert shown_cells(workbook('"HOLE-"0', (0x06, text))) == {"Tags": {}}


def result(kind: int, value: int) -> bytes:
    """Of a formula that is no number."""
    return struct.pack("<3H", 6, 1, 0) + bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF]) + bytes(8)


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ((0x205, struct.pack("<3HBB", 6, 1, 0, 0x17, 1)), "#REF!"),
        ((0x06, result(2, 0x2A)), "#N/A"),
        ((0x06, result(2, 0x00)), "#NULL!"),
    ],
)
def test_an_error_is_told(cell: tuple[int, bytes], error: str) -> None:
    assert shown_cells(workbook("0", cell)) == {"Tags": {(7, 2): error}}


@pytest.mark.parametrize(
    "cell", [(0x205, struct.pack("<3HBB", 6, 1, 0, 7, 0)), (0x06, result(1, 7)), (0x06, result(2, 0x99)), (0x205, b"")]
)
def test_a_boolean_or_an_unknown_error_is_none(cell: tuple[int, bytes]) -> None:
    assert shown_cells(workbook("0", cell)) == {"Tags": {}}


@pytest.mark.parametrize("stream", [b"", record(0x809, b"\x00\x05\x05\x00"), b"\x09\x08\xff", record(0x09, b"")])
def test_other_versions_and_broken_streams_show_nothing(stream: bytes) -> None:
    assert shown_cells(stream) == {}


def test_a_cell_that_is_cut_off_is_passed_over() -> None:
    assert shown_cells(workbook('"HOLE-"0', (0x203, b"\x06\x00\x01"), (0x27E, b"\x06"))) == {"Tags": {}}


def test_an_encrypted_workbook_says_so_near_its_beginning() -> None:
    assert is_protected(record(0x809, GLOBALS) + record(0x2F, b"\x00"))
    assert not is_protected(workbook("0"))


def drawing(number: int, content: bytes, instance: int = 0, version: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4 | version, number, len(content)) + content


def stored(picture: bytes) -> bytes:
    return drawing(0xF007, bytes(36) + picture)


def test_pictures_come_out_of_the_tree_as_files() -> None:
    pictures = [
        stored(drawing(0xF01E, bytes(17) + b"\x89PNG one", 0x6E0)),
        stored(drawing(0xF01D, bytes(33) + b"\xff\xd8 two ids", 0x46B)),
        stored(drawing(0xF01A, bytes(50) + zlib.compress(b"a metafile"), 0x3D4)),
        stored(b""),
    ]
    tree = drawing(0xF000, drawing(0xF001, b"".join(pictures), version=15), version=15)
    found = [(0xEB, tree[:70]), (0x3C, tree[70:]), (0x3C, b"of something else")]
    assert list(pictures_of(found)) == [b"\x89PNG one", b"\xff\xd8 two ids", b"a metafile"]


def test_a_continuation_of_something_else_is_no_drawing() -> None:
    assert list(pictures_of(list(records(record(0x1B6, b"x") + record(0x3C, drawing(0xF01E, bytes(30))))))) == []
