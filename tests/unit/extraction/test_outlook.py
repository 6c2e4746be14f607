"""Outlook's messages, and what hides in objects of Microsoft's compound format."""

import struct

import pytest

from holescan.adapters.extraction.compressed_rich_text import unpacked
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.compound import compound
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.drawings import drawing, picture_file, says
from tests.unit.extraction.readers import Read

SUBJECT, BODY, HTML, RTF = (f"__substg1.0_{number}" for number in ("0037001F", "1000001F", "10130102", "10090102"))
PROPERTIES = {"__properties_version1.0": bytes(32)}


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def attached(number: int, name: str, content: bytes, **more: bytes) -> dict[str, bytes]:
    folder = f"__attach_version1.0_#{number:08X}"
    streams = {"__substg1.0_37010102": content, "__substg1.0_3707001F": wide(name), **more}
    return {f"{folder}/{stream}": each for stream, each in streams.items()}


def test_subject_body_and_attachments_are_read(read_bytes: Read) -> None:
    streams = {
        **PROPERTIES,
        SUBJECT: wide("Drawings HOLE-1"),
        BODY: wide("see HOLE-2"),
        HTML: b"<p>see <b>HOLE</b>-2</p>",
        **attached(0, "ISO.pdf", drawing(says("a"), says("HOLE-3"))),
        **attached(1, "all.zip", zipped({"b.txt": b"HOLE-4"})),
    }
    text = read_bytes(compound(streams), "a.msg")
    places = told(text)
    assert places["header"] == "Drawings HOLE-1"
    assert [part.text.split() for part in text.parts if part.place == "body"] == [["see", "HOLE-2"]] * 2
    assert places["attachment ISO.pdf, page 2"] == "HOLE-3"
    assert places["attachment all.zip, b.txt"] == "HOLE-4"
    assert text.unread == ()


def test_an_older_message_has_its_texts_in_a_code_page(read_bytes: Read) -> None:
    text = read_bytes(compound({**PROPERTIES, "__substg1.0_1000001E": "Größe HOLE-1".encode("cp1252")}), "a.msg")
    assert "HOLE-1" in told(text)["body"]


# The examples of [MS-OXRTFCP] 3.1 and 3.2, and one that is stored as it is.
PACKED = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
REPEATED = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
STORED = "00" * 8 + "4d454c4100000000" + rb"{\rtf1 HOLE-1}".hex()


@pytest.mark.parametrize(
    ("packed", "text"),
    [
        (PACKED, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        (REPEATED, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
        (STORED, b"{\\rtf1 HOLE-1}"),
        ("", b""),
    ],
)
def test_packed_rich_text_is_unpacked(packed: str, text: bytes) -> None:
    assert unpacked(bytes.fromhex(packed)) == text


def test_packed_rich_text_that_is_cut_off_keeps_what_there_is() -> None:
    assert unpacked(bytes.fromhex(PACKED)[:30]).startswith(b"{\\rtf1\\ansi\\ansicpg125")


def test_a_body_in_rich_text_alone_is_read(read_bytes: Read) -> None:
    assert told(read_bytes(compound({**PROPERTIES, RTF: bytes.fromhex(STORED)}), "a.msg")) == {"body": "HOLE-1"}


def test_a_message_attached_to_a_message_is_a_part_of_it(read_bytes: Read) -> None:
    inner = "__attach_version1.0_#00000000/__substg1.0_3701000D"
    streams = {
        **PROPERTIES,
        f"{inner}/__properties_version1.0": bytes(32),
        f"{inner}/{SUBJECT}": wide("HOLE-1"),
        **{f"{inner}/{path}": content for path, content in attached(0, "b.txt", b"HOLE-2").items()},
    }
    assert told(read_bytes(compound(streams), "a.msg")) == {"header": "HOLE-1", "attachment b.txt": "HOLE-2"}


def test_a_link_to_a_file_is_unread(read_bytes: Read) -> None:
    streams = {**PROPERTIES, "__attach_version1.0_#00000000/__substg1.0_3707001F": wide("far.pdf")}
    assert gaps(read_bytes(compound(streams), "a.msg")) == {Unread("attachment far.pdf", Reason.UNSUPPORTED)}


def test_pictures_in_the_body_may_be_logos_and_attached_ones_are_not(read_bytes: Read) -> None:
    shown = {"__substg1.0_3712001F": wide("cid")}
    streams = {
        **PROPERTIES,
        **attached(0, "logo.png", picture_file(), **shown),
        **attached(1, "sketch.png", picture_file(size=(400, 300)), **shown),
        **attached(2, "tag.png", picture_file()),
    }
    content = compound(streams)
    text = read_bytes(content, "a.msg")
    assert [gap.place for gap in text.unread] == ["attachment sketch.png", "attachment tag.png"]
    images = [
        tile.image
        for each in text.pictured
        for tile in tiles_of(Source(content, "a.msg", ExtractionLimits()), each.number)
    ]
    assert [int.from_bytes(image[16:20], "big") for image in images] == [400, 60]


def packaged(name: str, content: bytes) -> bytes:
    """A file that was dropped into a document."""
    path = f"C:\\{name}\0".encode()
    head = b"\x02\x00" + f"{name}\0".encode() + path + b"\x00\x00\x03\x00" + struct.pack("<I", len(path)) + path
    body = head + struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    "streams",
    [
        {"Package": zipped({"a.txt": b"HOLE-1"})},
        {"CONTENTS": b"HOLE-1"},
        {"\x01Ole10Native": packaged("a.txt", b"HOLE-1")},
        {"\x01Ole10Native": struct.pack("<I", 6) + b"HOLE-1"},
    ],
)
def test_the_file_that_an_embedded_object_carries_is_read(read_bytes: Read, streams: dict[str, bytes]) -> None:
    members = {"word/document.xml": b"<d/>", "word/embeddings/oleObject1.bin": compound(streams)}
    text = read_bytes(zipped(members), "a.docx")
    assert [part.text for part in text.parts] == ["HOLE-1"]
    assert text.unread == ()


def test_an_object_of_a_kind_that_nobody_reads_is_named(read_bytes: Read) -> None:
    members = {"word/document.xml": b"<d/>", "word/embeddings/oleObject1.bin": compound({"VisioDocument": b"x"})}
    assert gaps(read_bytes(zipped(members), "a.docx")) == {Unread("embedded oleObject1.bin", Reason.UNSUPPORTED)}


def test_an_equation_is_no_gap(read_bytes: Read) -> None:
    members = {"word/document.xml": b"<d/>", "word/embeddings/oleObject1.bin": compound({"Equation Native": b"x"})}
    assert read_bytes(zipped(members), "a.docx").unread == ()


def test_a_broken_message_is_damaged(read_bytes: Read) -> None:
    members = {"a.msg": compound(PROPERTIES)[:700]}
    assert gaps(read_bytes(zipped(members), "a.zip")) == {Unread("a.msg", Reason.CORRUPT)}
