"""Files attached to a PDF are read as the files they are."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject, StreamObject, TextStringObject

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.drawings import drawing, picture_file, says
from tests.unit.extraction.readers import Read


@pytest.fixture
def writer() -> PdfWriter:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(drawing(says("cover"), says("HOLE-0")))))
    return writer


def saved(writer: PdfWriter) -> bytes:
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pin(writer: PdfWriter, page: int, name: str, content: bytes) -> None:
    """A paper clip on a page that holds a file."""
    stream = StreamObject()
    stream.set_data(content)
    names = {"/F": TextStringObject(name), "/UF": TextStringObject(name)}
    held = DictionaryObject({NameObject("/F"): writer._add_object(stream)})  # noqa: SLF001 - pypdf has no other way
    file = DictionaryObject({NameObject(key): value for key, value in names.items()})
    file.update({NameObject("/Type"): NameObject("/Filespec"), NameObject("/EF"): held})
    clip = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/Rect"): RectangleObject((10, 10, 30, 30)),
            NameObject("/FS"): file,
        }
    )
    writer.pages[page][NameObject("/Annots")] = ArrayObject([clip])


def test_attached_files_are_read_and_settings_are_left_out(writer: PdfWriter, read_bytes: Read) -> None:
    writer.add_attachment("codes.csv", b"tag\nHOLE-1\n")
    writer.add_attachment("Standard.joboptions", b"<< >>")
    writer.add_attachment("model.stp", bytes(range(200)))
    text = read_bytes(saved(writer), "a.pdf")
    assert told(text)["attachment codes.csv, A2"] == "HOLE-1"
    assert gaps(text) == {Unread("attachment model.stp", Reason.UNSUPPORTED)}


def test_an_attachment_that_unpacks_to_more_than_a_file_may_have_is_too_large(
    writer: PdfWriter, read_bytes: Read
) -> None:
    writer.add_attachment("a.txt", b"HOLE-1 " * 1_000)
    text = read_bytes(saved(writer), "a.pdf", limits=ExtractionLimits(file_bytes=6_000))
    assert gaps(text) == {Unread("attachment a.txt", Reason.TOO_LARGE)}


def test_files_pinned_to_a_page_are_read(writer: PdfWriter, read_bytes: Read) -> None:
    pin(writer, 1, "note.txt", b"HOLE-1")
    assert told(read_bytes(saved(writer), "a.pdf"))["attachment note.txt"] == "HOLE-1"


def test_pictures_attached_are_drawn_wherever_they_hang(writer: PdfWriter, read_bytes: Read) -> None:
    pin(writer, 1, "pinned.png", picture_file(size=(50, 40)))
    writer.add_attachment("scans.zip", zipped({"a.txt": b"x", "b.png": picture_file(size=(70, 40))}))
    content = saved(writer)
    pictures = [each for each in read_bytes(content, "a.pdf").pictured if each.page is None]
    assert [each.place for each in pictures] == ["attachment pinned.png", "attachment scans.zip, b.png"]
    source = Source(content, "a.pdf", ExtractionLimits())
    images = [tile.image for each in pictures for tile in tiles_of(source, each.number)]
    assert [int.from_bytes(image[16:20], "big") for image in images] == [50, 70]  # the width in a PNG's head


def test_a_picture_that_hangs_on_a_page_does_not_take_its_place(writer: PdfWriter, read_bytes: Read) -> None:
    writer.add_attachment("scan.png", picture_file())
    assert gaps(read_bytes(saved(writer), "a.pdf")) == {Unread("attachment scan.png", Reason.NEEDS_OCR)}
