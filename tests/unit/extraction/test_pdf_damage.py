"""Damaged PDFs that PDFium opens all the same: whatever it passes over is told."""

import re
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from holescan.adapters.extraction.pdf_damage import has_lost
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText
from tests.unit.extraction.drawings import drawing, says, together
from tests.unit.extraction.readers import Read


def full_page(number: int) -> Callable[[Canvas], object]:
    lines = (says(f"HOLE-{number} in line {line}: {line * number * 7919}", y=10 * line) for line in range(1, 80))
    return together(*lines)


SOUND = drawing(full_page(1), full_page(2), full_page(3), pageCompression=1)
BLANK = drawing(together(), says("HOLE-2"))
FIRST_LINE = b"%PDF-1.3\n"
LAST_CONTENT = re.compile(rb"(?s).*[\r\n](?P<object>\d+ 0 obj)\s+<<[^<>]*>>\s+stream\s+(?P<data>.*?)endstream")
DAMAGED = ("damaged parts", Reason.CORRUPT)
CUT_OFF = ("end of the file", Reason.CORRUPT)


def gaps(text: ExtractedText) -> list[tuple[str, Reason]]:
    return [(gap.place, gap.reason) for gap in text.unread]


def begun_with(lines: bytes) -> bytes:
    """All objects lie that much further behind."""
    assert SOUND.startswith(FIRST_LINE)
    return SOUND.replace(FIRST_LINE, FIRST_LINE + lines, 1)


def last_content(content: bytes) -> re.Match[bytes]:
    found = LAST_CONTENT.match(content)
    assert found
    return found


def middle_of_last_content(content: bytes) -> int:
    """PDFium shows what comes before it, so that the page is not blank."""
    start, end = last_content(content).span("data")
    return (start + end) // 2


def with_bytes_lost(content: bytes) -> bytes:
    """The table of contents leads to other places than those where the objects lie."""
    middle = middle_of_last_content(content)
    return content[:middle] + content[middle + 30 :]


def with_a_block_unwritten(content: bytes) -> bytes:
    middle = middle_of_last_content(content)
    return content[:middle] + bytes(256) + content[middle + 256 :]


def with_content_lost(content: bytes) -> bytes:
    """The page names an object that is not there."""
    at = last_content(content).start("object")
    return content[:at] + b"9" + content[at + 1 :]


def with_plain_text_lost(content: bytes) -> bytes:
    return content.replace(b"HOLE-2", b"")


def test_a_sound_file_has_no_gap(read_bytes: Read) -> None:
    assert gaps(read_bytes(SOUND, "a.pdf")) == []


@pytest.mark.parametrize("damage", [with_bytes_lost, with_a_block_unwritten, with_content_lost])
def test_what_pdfium_passes_over_is_told(read_bytes: Read, damage: Callable[[bytes], bytes]) -> None:
    text = read_bytes(damage(SOUND), "a.pdf")
    assert "HOLE-2 in line 1:" in text.parts[1].text
    assert gaps(text) == [DAMAGED]


def test_a_stream_that_is_shorter_than_it_says_has_lost_something(read_bytes: Read) -> None:
    plain = drawing(says("HOLE-1"), says("HOLE-2"), pageCompression=0)
    assert gaps(read_bytes(with_plain_text_lost(plain), "a.pdf")) == [DAMAGED]


def test_a_file_whose_objects_lie_elsewhere_is_read_without_a_gap(read_bytes: Read) -> None:
    """A program between writer and reader put a line in front."""
    text = read_bytes(begun_with(b"% passed on by a mail program\n"), "a.pdf")
    assert (text.pages, gaps(text)) == (3, [])


def test_a_blank_page_in_a_sound_file_is_no_gap(read_bytes: Read) -> None:
    assert gaps(read_bytes(BLANK, "a.pdf")) == []


def test_the_end_mark_of_an_older_version_is_no_end(read_bytes: Read) -> None:
    assert gaps(read_bytes(SOUND + b"90 0 obj\n<< /Type /Page /Par", "a.pdf")) == [CUT_OFF]


def test_a_file_made_for_the_web_says_how_long_it_is(read_bytes: Read) -> None:
    first_object = b"900 0 obj\n<</Linearized 1/L %d/N 3>>\nendobj\n"
    whole, longer = begun_with(first_object % 1), begun_with(first_object % 10_000_000)
    assert [gaps(read_bytes(content, "a.pdf")) for content in (whole, longer)] == [[], [CUT_OFF]]


def stream(dictionary: bytes, data: bytes) -> bytes:
    return b"1 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (dictionary, data)


@pytest.mark.parametrize(
    ("objects", "is_lost"),
    [
        (stream(b"/Length 6", b"(text)"), False),
        (stream(b"/Length 6", b"(text that somebody made longer)"), False),
        (stream(b"/Length 26", b"(text)"), True),
        (stream(b"/Length 26 0 R", b"(text)") + b"26 0 obj\n6\nendobj\n", False),
        (stream(b"/Filter/LZWDecode/Length 6", b"packed"), False),
        (stream(b"/Filter/LZWDecode/Length 6", b"packed, and altered on the way"), True),
        (stream(b"/Length 300", bytes(300)), True),
        (stream(b"/Length 6", b"(text)").replace(b"\nstream", b""), True),
        (stream(b"/Subtype/Image/Length 300", bytes(300)), False),
        (stream(b"/Filter[/ASCII85Decode/FlateDecode]/Length 4", b"v~>\n"), True),
        (b"1 0 obj\n<</Contents 2 0 R>>\nendobj\n", True),
        (b"1 0 obj\n<</Resources <</Fo /Root 1 0 R>>\nendobj\n2 0 obj\n<<>>\nendobj\n", False),
        (b"1 0 obj\n<</Resources <</Fo 2 0 obj\n<<>>\nendobj\n", True),
        (b"1 0 obj\n<</Encrypt 9 0 R/Contents 2 0 R>>\nendobj\n", False),
    ],
)
def test_the_proof_is_in_the_streams_and_the_references(objects: bytes, is_lost: bool) -> None:
    assert has_lost(b"%PDF-1.4\n" + objects) is is_lost


def test_an_encrypted_file_is_believed_to_be_damaged_at_the_first_sign(read_bytes: Read) -> None:
    """Nobody but PDFium has the key to its streams."""
    page = drawing(full_page(1), encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    moved = page.replace(FIRST_LINE, FIRST_LINE + b"% passed on by a mail program\n", 1)
    assert [gaps(read_bytes(content, "a.pdf")) for content in (page, moved)] == [[], [DAMAGED]]


def test_an_attachment_that_is_lost_costs_nothing_else(read_bytes: Read) -> None:
    """PDFium counts it and cannot get at it."""
    names = b"/Type /Catalog /Names <</EmbeddedFiles <</Names [(a.pdf) 99 0 R (b.pdf) null]>>>>"
    text = read_bytes(SOUND.replace(b"/Type /Catalog", names), "a.pdf")
    assert text.pages == len(text.parts) == 3
    assert {("attachment 1", Reason.CORRUPT)} <= set(gaps(text))
