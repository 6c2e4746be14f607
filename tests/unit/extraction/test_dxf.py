import pytest

from holescan.adapters.extraction.dxf import plain_text
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.readers import Read


def dxf(*pairs: tuple[int, str]) -> bytes:
    return "".join(f"{code:>3}\r\n{value}\r\n" for code, value in [*pairs, (0, "EOF")]).encode()


def texts(read_bytes: Read, content: bytes) -> list[str]:
    return [part.text for part in read_bytes(content, "plan.dxf").parts]


def test_each_string_is_a_part_of_its_own_and_coordinates_are_none(read_bytes: Read) -> None:
    assert texts(read_bytes, dxf((0, "TEXT"), (10, "1042.5"), (1, "HOLE-1"), (0, "TEXT"), (1, "HOLE-2"))) == [
        "HOLE-1",
        "HOLE-2",
    ]


def test_a_long_text_is_put_together_from_its_pieces(read_bytes: Read) -> None:
    start = "x" * 246 + "HOLE"
    assert texts(read_bytes, dxf((0, "MTEXT"), (3, start), (1, "-1 end"))) == [start + "-1 end"]


def test_pieces_of_a_long_text_may_be_shorter_where_bytes_were_counted(read_bytes: Read) -> None:
    start = "\u00d8" * 120 + "HOLE"
    assert texts(read_bytes, dxf((0, "MTEXT"), (3, start), (3, "-1 "), (1, "end"))) == [start + "-1 end"]


def test_a_backslash_in_a_line_of_text_begins_no_format_code(read_bytes: Read) -> None:
    assert texts(read_bytes, dxf((0, "TEXT"), (1, r"A\WELL HOLE-1; x\U+2205%%c"))) == [r"A\WELL HOLE-1; x∅Ø"]


def test_a_drawing_is_known_without_its_name(read_bytes: Read) -> None:
    content = b"999\r\nmade by hand\r\n" + dxf((0, "SECTION"), (1, r"{\fArial;HO}LE-1"))
    assert [part.text for part in read_bytes(content, "plan").parts] == ["HOLE-1"]


@pytest.mark.parametrize(
    ("entity", "place"),
    [
        ("IMAGE", "linked pictures"),
        ("PDFUNDERLAY", "underlays"),
        ("OLE2FRAME", "embedded objects"),
        ("ACAD_PROXY_ENTITY", "objects of another program"),
    ],
)
def test_what_a_drawing_shows_of_other_files_is_unread(read_bytes: Read, entity: str, place: str) -> None:
    text = read_bytes(dxf((0, entity), (0, entity), (0, "TEXT"), (1, "HOLE-1")), "plan.dxf")
    assert text.unread == (Unread(place, Reason.UNSUPPORTED),)


@pytest.mark.parametrize(("flags", "places"), [("    36", ["external references"]), ("     2", [])])
def test_an_external_reference_is_unread(read_bytes: Read, flags: str, places: list[str]) -> None:
    text = read_bytes(dxf((0, "BLOCK"), (2, "PLAN"), (70, flags), (1, "plan.dwg")), "plan.dxf")
    assert [gap.place for gap in text.unread] == places


def test_a_short_string_of_code_3_is_not_glued_to_the_next(read_bytes: Read) -> None:
    assert texts(read_bytes, dxf((3, "STANDARD"), (1, "HOLE-1"))) == ["STANDARD", "HOLE-1"]


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [
        ("%%c150 HOLE-1", "Ø150 HOLE-1"),
        ("%%uHOLE%%u-1", "HOLE-1"),
        ("%%072OLE-1", "HOLE-1"),
        (r"{\fArial|b0|i0|c0|p34;HOLE}-1", "HOLE-1"),
        (r"\A1;{\H2.5x;HOLE-1\C7;}", "HOLE-1"),
        (r"HOLE-1\PHOLE-2\NHOLE-3", "HOLE-1\nHOLE-2\nHOLE-3"),
        (r"HOLE\U+20111", "HOLE\u20111"),
        (r"HOLE\~1", "HOLE\u00a01"),
        (r"\LHOLE-1\l", "HOLE-1"),
        (r"\S1/2;", "1/2"),
        (r"a\{b\}", "a{b}"),
    ],
)
def test_format_codes_of_texts_are_taken_out(stored: str, drawn: str) -> None:
    assert plain_text(stored) == drawn


def test_a_drawing_that_stops_before_its_end_is_damaged(read_bytes: Read) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(dxf((1, "HOLE-1")).replace(b"EOF", b"END"), "plan.dxf")
    assert caught.value.reason is Reason.CORRUPT
