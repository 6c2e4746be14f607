"""What Office files hold besides their own text: pictures, embedded files, inserted pages."""

import struct

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.drawings import drawing, picture_file, says
from tests.unit.extraction.readers import Read

BODY = b"<w:document xmlns:w='w'><w:p><w:r><w:t>body</w:t></w:r></w:p></w:document>"
SKETCH = picture_file(size=(400, 300))
LOGO = picture_file(size=(200, 60))


def document(members: dict[str, bytes]) -> bytes:
    return zipped({"word/document.xml": BODY, **members})


def emf(width: int, height: int) -> bytes:
    """The head of a metafile of that size in hundredths of a millimetre."""
    return struct.pack("<II4i4i4s", 1, 108, 0, 0, 100, 100, 0, 0, width, height, b" EMF") + bytes(64)


def wmf(width: int, height: int, per_inch: int) -> bytes:
    return b"\xd7\xcd\xc6\x9a" + struct.pack("<H4hHIH", 0, 0, 0, width, height, per_inch, 0, 0) + bytes(64)


def test_pictures_wait_for_recognition_and_logos_do_not(read_bytes: Read) -> None:
    content = document({"word/media/image1.png": LOGO, "word/media/image2.png": SKETCH})
    text = read_bytes(content, "a.docx")
    assert gaps(text) == {Unread("picture image2.png", Reason.NEEDS_OCR)}
    (picture,) = text.pictured
    (tile,) = tiles_of(Source(content, "a.docx", ExtractionLimits()), picture.number)
    assert int.from_bytes(tile.image[16:20], "big") == 400


@pytest.mark.parametrize(
    ("metafile", "is_told"),
    [(emf(4000, 1000), False), (emf(12_000, 9_000), True), (wmf(720, 300, 1440), False), (wmf(7200, 5000, 1440), True)],
)
def test_metafiles_larger_than_a_logo_are_unread(read_bytes: Read, metafile: bytes, is_told: bool) -> None:
    text = read_bytes(document({"word/media/image1.emf": metafile}), "a.docx")
    assert gaps(text) == ({Unread("picture image1.emf", Reason.UNSUPPORTED)} if is_told else set())


def test_a_picture_that_is_broken_says_so(read_bytes: Read) -> None:
    text = read_bytes(document({"word/media/image1.png": SKETCH[:20]}), "a.docx")
    assert gaps(text) == {Unread("picture image1.png", Reason.CORRUPT)}


def test_embedded_files_and_inserted_pages_are_read(read_bytes: Read) -> None:
    members = {
        "word/embeddings/Drawing.pdf": drawing(says("HOLE-1")),
        "word/afchunk1.mht": b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>HOLE-<b>2</b></p>",
        "word/embeddings/inner.docx": document({"word/media/image1.png": SKETCH}),
        "word/media/sketch.svg": b"<svg><text>HOLE-3</text></svg>",
    }
    text = read_bytes(document(members), "a.docx")
    places = told(text)
    assert places["embedded Drawing.pdf, page 1"] == "HOLE-1"
    assert places["embedded afchunk1.mht, body"] == "HOLE-2"
    assert places["picture sketch.svg"] == "HOLE-3"
    assert gaps(text) == {Unread("embedded inner.docx, picture image1.png", Reason.NEEDS_OCR)}


def test_sounds_films_and_previews_hold_no_codes(read_bytes: Read) -> None:
    members = {"word/media/media1.mp4": b"\x00\x00\x00\x18ftyp", "docProps/thumbnail.jpeg": SKETCH}
    assert read_bytes(document(members), "a.docx").unread == ()
