"""Archives: each member is read as the file it is, and none spoils another."""

import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from holescan.adapters.extraction.kinds import read
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.nesting import with_members_opened
from holescan.adapters.extraction.reading import Found, Member, Opening, Reading, Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Picture, TextPart, Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.drawings import drawing, picture_file, says
from tests.unit.extraction.readers import Read

SCANNED = picture_file("TIFF", frames=2)


def encrypted(archive: bytes) -> bytes:
    """The same with every member marked as encrypted."""
    content = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


def test_members_are_read_by_what_they_are_and_named_by_where_they_lie(read_bytes: Read) -> None:
    members = {
        "Unit 40/ISO-1.pdf": drawing(says("HOLE-1"), says("HOLE-2")),
        "codes.csv": b"tag,depth\nHOLE-3,4\n",
        "notes.txt": b"HOLE-5",
    }
    text = read_bytes(zipped(members), "drawings.zip")
    places = told(text)
    assert places["Unit 40/ISO-1.pdf, page 2"] == "HOLE-2"
    assert (places["codes.csv, A2"], places["notes.txt"]) == ("HOLE-3", "HOLE-5")
    assert {part.page for part in text.parts} == {None}
    assert (text.pages, text.unread) == (3, ())


def test_what_cannot_be_read_inside_is_named_and_the_rest_is_read(read_bytes: Read) -> None:
    members = {
        "broken.pdf": b"%PDF-1.7 and nothing",
        "plan.dwg": b"AC1032\x00\x00\x00\x00" + bytes(range(256)),
        "empty.txt": b"",
        "inner.zip": zipped({"a.txt": b"HOLE-9"}),
        "good.txt": b"HOLE-1",
    }
    text = read_bytes(zipped(members), "a.zip")
    assert gaps(text) == {
        Unread("broken.pdf", Reason.CORRUPT),
        Unread("plan.dwg", Reason.UNSUPPORTED),
        Unread("empty.txt", Reason.EMPTY),
        Unread("inner.zip", Reason.UNSUPPORTED),
    }
    assert told(text) == {"good.txt": "HOLE-1"}


@pytest.mark.parametrize(("bug", "reason"), [(KeyError("ours"), Reason.CRASHED), (MemoryError(), Reason.TOO_LARGE)])
def test_what_a_reader_raises_costs_its_member_alone(bug: Exception, reason: Reason) -> None:
    def reader(source: Source) -> Reading:
        if source.name == "a":
            raise bug
        return Reading(pages=1, found=iter((TextPart("HOLE-1"),)))

    members = iter((Member("a", lambda: b"x"), Member("b", lambda: b"x")))
    found = list(with_members_opened(members, Source(b"", "a.zip", ExtractionLimits()), reader))
    assert found == [Opening("a", 1), Unread("a", reason), Opening("b", 2), TextPart("HOLE-1", place="b")]


def test_members_up_to_one_that_ended_its_reader_are_passed_over() -> None:
    asked: list[str] = []

    def content(name: str) -> bytes:
        asked.append(name)
        return name.encode()

    def reader(source: Source) -> Reading:
        return Reading(pages=1, found=iter((TextPart(source.name),)))

    members: list[Found] = [
        TextPart("before"),
        *(Member(name, partial(content, name)) for name in "abc"),
        TextPart("after"),
    ]
    source = Source(b"", "a.zip", ExtractionLimits(), after_member=2)
    found = list(with_members_opened(iter(members), source, reader))
    assert found == [Opening("c", 3), TextPart("c", place="c"), TextPart("after")]
    assert asked == ["c"]


def test_only_the_outermost_members_are_told_as_they_are_opened() -> None:
    content = zipped({"a.docx": zipped({"word/document.xml": b"<d/>", "word/media/a.png": picture_file()})})
    found = list(read(Source(content, "a.zip", ExtractionLimits())).found)
    assert [each for each in found if isinstance(each, Opening)] == [Opening("a.docx", 1)]


def test_pages_inside_can_be_recognised_and_are_drawn_by_their_number(read_bytes: Read) -> None:
    content = zipped({"a.txt": b"HOLE-1", "scans/b.tif": SCANNED, "scans/c.png": picture_file()})
    text = read_bytes(content, "a.zip")
    assert gaps(text) == {
        Unread("scans/b.tif, page 1", Reason.NEEDS_OCR),
        Unread("scans/b.tif, page 2", Reason.NEEDS_OCR),
        Unread("scans/c.png", Reason.NEEDS_OCR),
    }
    assert [(each.place, each.page) for each in text.pictured] == [
        ("scans/b.tif, page 1", None),
        ("scans/b.tif, page 2", None),
        ("scans/c.png", None),
    ]
    _, second, _ = text.pictured
    (alone,) = tiles_of(Source(SCANNED, "b.tif", ExtractionLimits()), 2)
    assert list(tiles_of(Source(content, "a.zip", ExtractionLimits()), second.number)) == [alone]


def test_a_number_that_leads_nowhere_is_not_drawn(read_bytes: Read) -> None:
    content = zipped({"a.png": picture_file()})
    (picture,) = read_bytes(content, "a.zip").pictured
    assert picture == Picture(picture.number, "a.png", None)
    with pytest.raises(FileUnreadable):
        list(tiles_of(Source(zipped({"a.txt": b"x"}), "a.zip", ExtractionLimits()), picture.number * 2))


def test_numbers_of_pages_and_members_cannot_run_into_each_other() -> None:
    limits = ExtractionLimits()
    assert max(limits.pdf_pages, limits.zip_members) < 1 << 16


def test_two_members_of_one_name_have_two_places(read_bytes: Read) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped([("a.png", picture_file()), ("a.png", picture_file())])
    text = read_bytes(content, "a.zip")
    assert gaps(text) == {Unread("a.png", Reason.NEEDS_OCR), Unread("a.png (2)", Reason.NEEDS_OCR)}


def test_a_protected_member_needs_its_password(read_bytes: Read) -> None:
    text = read_bytes(encrypted(zipped({"a.txt": b"HOLE-1"})), "a.zip")
    assert text.unread == (Unread("a.txt", Reason.PASSWORD),)


def test_a_compression_that_nobody_here_knows_is_unsupported(read_bytes: Read) -> None:
    content = bytearray(zipped({"a.txt": b"HOLE-1"}, method=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(mark) + offset
        content[at : at + 2] = (9).to_bytes(2, "little")  # Deflate64, which Explorer uses for large members
    assert read_bytes(bytes(content), "a.zip").unread == (Unread("a.txt", Reason.UNSUPPORTED),)


def test_what_systems_leave_behind_is_no_member(read_bytes: Read) -> None:
    text = read_bytes(zipped({"__MACOSX/._a.txt": b"\x00\x05\x16\x07", "b/.DS_Store": b"\x00", "a.txt": b"x"}), "a.zip")
    assert (text.pages, text.unread) == (1, ())


def test_a_folder_called_word_does_not_make_a_document(read_bytes: Read) -> None:
    assert told(read_bytes(zipped({"word/log.txt": b"HOLE-1"}), "a.zip")) == {"word/log.txt": "HOLE-1"}


def test_formats_that_hide_text_in_attributes_are_not_taken_for_archives(read_bytes: Read) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(zipped({"Documents/1/Pages/1.fpage": b"<Glyphs UnicodeString='HOLE-1'/>"}), "plot.dwfx")
    assert caught.value.reason is Reason.UNSUPPORTED


def declaring_one_more(archive: bytes) -> bytes:
    """The end of the list is lost; what tells the length of the list is not."""
    content = bytearray(archive)
    content[archive.rindex(b"PK\x05\x06") + 10] += 1
    return bytes(content)


def behind_another(archive: bytes) -> bytes:
    """As when two archives are joined into one file: the list of the first is out of sight."""
    return zipped({"lost.txt": b"HOLE-2"}) + archive


@pytest.mark.parametrize("damage", [declaring_one_more, behind_another])
def test_members_that_are_not_listed_are_a_gap(read_bytes: Read, damage: Callable[[bytes], bytes]) -> None:
    text = read_bytes(damage(zipped({"a.txt": b"HOLE-1"})), "a.zip")
    assert told(text) == {"a.txt": "HOLE-1"}
    assert gaps(text) == {Unread("members that are not listed", Reason.CORRUPT)}


def test_an_archive_that_lists_nothing_is_damaged(read_bytes: Read) -> None:
    """The end of it, where the list is told, was never written."""
    content = zipped({"a.txt": b"HOLE-1"})
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(content[:-18] + bytes(18), "a.zip")
    assert caught.value.reason is Reason.CORRUPT
