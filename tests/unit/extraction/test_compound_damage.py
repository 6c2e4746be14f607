"""Damaged files of Microsoft's compound format: workbooks (.xls) and messages (.msg)."""

import struct

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.tables import read_sheet
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.compound import END as END_OF_CHAIN
from tests.unit.extraction.compound import FREE, SECTOR, compound
from tests.unit.extraction.containers import gaps, told
from tests.unit.extraction.readers import Read

DAMAGED = Unread("damaged parts", Reason.CORRUPT)
END = struct.pack("<HH", 0x0A, 0)
ROWS = 400


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def number(row: int) -> bytes:
    return record(0x203, struct.pack("<3Hd", row, 0, 0, 1000.0 + row))


def workbook_stream() -> bytes:
    """Globals, then one sheet with a number in each row."""
    name = b"\x04\x00Tags"
    begin = record(0x809, b"\x00\x06\x05\x00" + bytes(12))
    at = len(begin) + 4 + 6 + len(name) + len(END)
    sheet = record(0x809, b"\x00\x06\x10\x00" + bytes(12)) + b"".join(map(number, range(ROWS))) + END
    return begin + record(0x85, struct.pack("<IH", at, 0) + name) + END + sheet


def workbook(stream: bytes) -> bytes:
    return compound({"Workbook": stream, "Summary": b"made by a test" * 400})


def test_every_row_of_a_sound_workbook_is_read(read_bytes: Read) -> None:
    text = read_bytes(workbook(workbook_stream()), "a.xls")
    assert told(text)[f"Tags!A{ROWS}"] == f"{999 + ROWS}"
    assert text.unread == ()


def test_a_block_of_records_that_nobody_wrote_is_a_gap(read_bytes: Read) -> None:
    stream = workbook_stream()
    at = stream.index(number(100))
    lost = 20 * len(number(0))
    text = read_bytes(workbook(stream[:at] + bytes(lost) + stream[at + lost :]), "a.xls")
    assert told(text)["Tags!A100"] == "1099"
    assert gaps(text) == {DAMAGED}


def test_a_sheet_that_never_ends_is_a_gap(read_bytes: Read) -> None:
    text = read_bytes(workbook(workbook_stream()[: -len(number(0) + END)]), "a.xls")
    assert told(text)["Tags!A100"] == "1099"
    assert gaps(text) == {DAMAGED}


def test_a_code_list_with_a_sheet_that_never_ends_is_refused() -> None:
    whole, cut = workbook(workbook_stream()), workbook(workbook_stream()[: -len(END)])
    (table,) = read_sheet(Source(whole, "codes.xls", ExtractionLimits()))
    assert len(table.rows) == ROWS
    with pytest.raises(FileUnreadable) as caught:
        read_sheet(Source(cut, "codes.xls", ExtractionLimits()))
    assert caught.value.reason is Reason.CORRUPT


def test_a_workbook_whose_chains_lead_out_of_the_file_is_cut_off(read_bytes: Read) -> None:
    """Of a chain of sectors, each names the next: here the first of the workbook's is followed by one that is not there."""
    content = workbook(workbook_stream())
    table = content.rindex(struct.pack("<4I", 1, 2, 3, 4))
    last = content.index(struct.pack("<I", END_OF_CHAIN), table)
    astray = content[:last] + struct.pack("<I", len(content) // SECTOR) + content[last + 4 :]
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(astray, "a.xls")
    assert (caught.value.reason, caught.value.detail) == (Reason.CORRUPT, "cut off")


def with_the_end_of_the_workbook_last(content: bytes) -> bytes:
    """Behind all other sectors, and without the zeros that fill it up."""
    table_at = content.rindex(struct.pack("<4I", 1, 2, 3, 4))
    chains = list(struct.unpack("<128I", content[table_at : table_at + SECTOR]))
    old, new = chains.index(END_OF_CHAIN), len(content) // SECTOR - 1
    chains[old - 1], chains[old], chains[new] = new, FREE, END_OF_CHAIN
    rest = content[(old + 1) * SECTOR : (old + 2) * SECTOR][: len(workbook_stream()) % SECTOR]
    return content[:table_at] + struct.pack("<128I", *chains) + rest


def test_a_last_sector_that_is_not_filled_up_is_no_damage(read_bytes: Read) -> None:
    content = with_the_end_of_the_workbook_last(workbook(workbook_stream()))
    assert len(content) % SECTOR
    text = read_bytes(content, "a.xls")
    assert told(text)[f"Tags!A{ROWS}"] == f"{999 + ROWS}"
    assert text.unread == ()


def test_a_message_whose_directory_is_lost_says_so(read_bytes: Read) -> None:
    streams = {"__properties_version1.0": bytes(32)}
    streams |= {f"__substg1.0_{number}001F": "HOLE-1".encode("utf-16-le") for number in ("0037", "1000", "0E04")}
    content = compound(streams)
    last_name = "__substg1.0_0E04001F".encode("utf-16-le")
    assert gaps(read_bytes(content, "a.msg")) == set()
    at = content.index(last_name)
    text = read_bytes(content[:at] + bytes(128) + content[at + 128 :], "a.msg")
    assert told(text)["body"] == "HOLE-1"
    assert gaps(text) == {DAMAGED}


def test_a_message_whose_chains_meet_says_so(read_bytes: Read) -> None:
    """The table of chains was never written to its end: all that is left of it leads to the first sector."""
    long = "HOLE-1 as built\n".encode("utf-16-le") * 400
    content = compound({"__properties_version1.0": bytes(32), "__substg1.0_1000001F": long})
    table = content.rindex(struct.pack("<4I", 1, 2, 3, 4))
    assert gaps(read_bytes(content, "a.msg")) == set()
    assert DAMAGED in gaps(read_bytes(content[: table + 20] + bytes(12) + content[table + 32 :], "a.msg"))
