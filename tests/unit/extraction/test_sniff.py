import pytest

from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.drawings import picture_file
from tests.unit.extraction.readers import Read

SIGN_IN_PAGE = b"<!DOCTYPE html><html><body>Sign in to download</body></html>"


def reason_of(read_bytes: Read, content: bytes, name: str) -> Reason:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(content, name)
    return caught.value.reason


@pytest.mark.parametrize("name", ["drawing.pdf", "list.xlsx", "log.DOCX", "old.xls"])
def test_a_sign_in_page_saved_under_a_documents_name_is_damaged_not_a_file_without_codes(
    read_bytes: Read, name: str
) -> None:
    assert reason_of(read_bytes, SIGN_IN_PAGE, name) is Reason.CORRUPT


def test_a_web_page_under_its_own_name_is_read_without_its_tags(read_bytes: Read) -> None:
    text = read_bytes(b"<p>HOLE<b>-1</b></p><script>HOLE-2</script><p>BH&#8209;07", "log.html").parts[0].text
    assert text.split() == ["HOLE-1", "BH\u201107"]


def test_the_bytes_decide_and_not_the_name(read_bytes: Read) -> None:
    assert read_bytes(b"HOLE-1 at 30 m\n", "picture.png").parts[0].text == "HOLE-1 at 30 m\n"


HEADS = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"MM\x00*", b"GIF89a", b"BM\x36\x00\x00\x00\x00\x00"]


@pytest.mark.parametrize("head", HEADS)
def test_a_broken_picture_is_damaged_whatever_its_name(read_bytes: Read, head: bytes) -> None:
    assert reason_of(read_bytes, head + bytes(64), "scan.pdf") is Reason.CORRUPT


def test_a_telephones_picture_is_of_a_kind_that_is_not_read(read_bytes: Read) -> None:
    assert reason_of(read_bytes, b"\x00\x00\x00\x18ftypheic" + bytes(64), "photo.heic") is Reason.UNSUPPORTED


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "JPEG2000"])
def test_a_picture_is_one_page_that_nobody_read(read_bytes: Read, form: str) -> None:
    text = read_bytes(picture_file(form), "scan.pdf")
    assert (text.pages, text.parts, text.unread) == (1, (), (Unread("", Reason.NEEDS_OCR),))


def test_a_list_that_begins_with_the_code_bm_1_is_no_bitmap(read_bytes: Read) -> None:
    assert read_bytes(b"BM-1\nBM-2\n", "codes.txt").parts[0].text == "BM-1\nBM-2\n"


@pytest.mark.parametrize(
    "content",
    [
        b"AC1032\x00\x00\x00\x00" + bytes(range(256)),
        b"AutoCAD Binary DXF\r\n\x1a\x00",
        b"%!PS-Adobe-3.0\n(HOLE) show (-1) show",
        b"From a@example.org Mon Jan  1 00:00:00 2024\nMessage-ID: <1>\n\nHOLE-1\n",
        b"\x7fELF" + bytes(200),
    ],
    ids=["dwg", "binary dxf", "postscript", "mailbox", "program"],
)
def test_formats_that_hide_their_text_are_unsupported_rather_than_empty(read_bytes: Read, content: bytes) -> None:
    assert reason_of(read_bytes, content, "file") is Reason.UNSUPPORTED


@pytest.mark.parametrize("version", [b"AC1032", b"AC1015", b"AC1.40"])
def test_a_dwg_under_its_own_name_is_unsupported_and_not_damaged(read_bytes: Read, version: bytes) -> None:
    assert reason_of(read_bytes, version + bytes(6) + bytes(range(256)), "ISO-10-0001.dwg") is Reason.UNSUPPORTED


def test_a_list_that_begins_with_the_tag_ac1032_is_no_dwg(read_bytes: Read) -> None:
    assert read_bytes(b"AC1032-A\nAC1033-A\n", "codes.txt").parts[0].text == "AC1032-A\nAC1033-A\n"


def test_a_zip_of_anything_else_is_unsupported_and_a_broken_one_damaged(read_bytes: Read) -> None:
    assert reason_of(read_bytes, b"PK\x03\x04 and then nothing", "a.zip") is Reason.CORRUPT
