import struct

from holescan.adapters.extraction.biff import texts_of
from holescan.domain.reasons import Reason
from holescan.domain.text import TextPart, Unread


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


BIFF8 = record(0x809, b"\x00\x06\x05\x00")
TEXT_OBJECT = record(0x1B6, bytes(10) + struct.pack("<H", 6) + bytes(6))


def told(stream: bytes) -> list[tuple[str, str]]:
    return [(each.text.strip(), each.place) for each in texts_of(stream) if isinstance(each, TextPart)]


def test_a_text_box_may_go_on_in_a_second_record_with_other_letters() -> None:
    stream = BIFF8 + TEXT_OBJECT + record(0x3C, b"\x00HOLE") + record(0x3C, b"\x01" + "-1".encode("utf-16-le"))
    assert told(stream) == [("HOLE-1", "text box")]


def test_page_headers_lose_their_codes() -> None:
    header = b'&L&"Arial"&12HOLE-1'
    stream = BIFF8 + record(0x14, struct.pack("<HB", len(header), 0) + header)
    assert told(stream) == [("HOLE-1", "header")]


def test_an_older_version_is_told_as_unread() -> None:
    assert list(texts_of(record(0x809, b"\x00\x05\x05\x00"))) == [
        Unread("text boxes, comments and headers", Reason.UNSUPPORTED)
    ]


def test_a_record_that_runs_over_the_end_ends_the_reading() -> None:
    assert list(texts_of(BIFF8 + b"\x14\x00\xff\xff\x01")) == []
