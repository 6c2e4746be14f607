"""Archives made to hurt: each costs no more than its limits, and says which."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from holescan.adapters.extraction.archive import open_zip
from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told, zipped
from tests.unit.extraction.readers import Read

SPACES = b" " * 3_000_000


def with_end_record(archive: bytes, members: int) -> bytes:
    """The archive, whose last record says that it has so many members."""
    at = archive.rindex(b"PK\x05\x06")
    return archive[: at + 8] + struct.pack("<HH", members, members) + archive[at + 12 :]


def with_large_end_record(archive: bytes, members: int) -> bytes:
    """The same for numbers above 65,534, which stand in a record of their own."""
    at = archive.rindex(b"PK\x05\x06")
    large = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, members, members, 0, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1)
    return with_end_record(archive[:at] + large + locator + archive[at:], 0xFFFF)


def test_a_bomb_is_refused_by_its_ratio_and_its_neighbour_is_read(read_bytes: Read) -> None:
    text = read_bytes(zipped({"bomb.txt": SPACES, "good.txt": b"HOLE-1"}), "a.zip")
    assert gaps(text) == {Unread("bomb.txt", Reason.TOO_LARGE)}
    assert told(text) == {"good.txt": "HOLE-1"}


def test_a_bomb_in_a_document_in_an_archive_costs_that_document(read_bytes: Read) -> None:
    bomb = zipped({"word/document.xml": SPACES})
    text = read_bytes(zipped({"bomb.docx": bomb, "good.txt": b"HOLE-1"}), "a.zip")
    assert gaps(text) == {Unread("bomb.docx", Reason.TOO_LARGE)}
    assert told(text) == {"good.txt": "HOLE-1"}


def test_an_archive_that_holds_itself_is_not_followed(read_bytes: Read) -> None:
    archive = zipped({"a.txt": b"HOLE-1"})
    for _ in range(50):
        archive = zipped({"a.zip": archive})
    assert read_bytes(archive, "a.zip").unread == (Unread("a.zip", Reason.UNSUPPORTED),)


def test_members_together_are_bounded_by_what_they_really_are(read_bytes: Read) -> None:
    members = {f"{n}.txt": b"HOLE" * 100 for n in range(5)}
    text = read_bytes(zipped(members), "a.zip", limits=ExtractionLimits(zip_bytes=1_000))
    assert sorted(told(text)) == ["0.txt", "1.txt"]
    assert gaps(text) == {Unread(f"{n}.txt", Reason.TOO_LARGE) for n in (2, 3, 4)}


def test_one_member_is_bounded_as_a_file_is(read_bytes: Read) -> None:
    text = read_bytes(zipped({"a.txt": b"HOLE-1" * 20}), "a.zip", limits=ExtractionLimits(file_bytes=100))
    assert text.unread == (Unread("a.txt", Reason.TOO_LARGE),)


def test_a_member_that_says_it_is_too_large_is_not_unpacked() -> None:
    source = Source(zipped({"a.txt": b"HOLE-1" * 20}), "a.zip", ExtractionLimits(file_bytes=100))
    with open_zip(source) as archive, pytest.raises(FileUnreadable) as caught:
        archive.unpacked(0)
    assert caught.value.detail == "declared unzipped size"


def test_a_size_that_lies_is_damage(read_bytes: Read) -> None:
    content = bytearray(zipped({"a.txt": b"HOLE-1 " * 1_000}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    assert read_bytes(bytes(content), "a.zip").unread == (Unread("a.txt", Reason.CORRUPT),)


@pytest.mark.parametrize("declare", [with_end_record, with_large_end_record])
def test_too_many_members_are_refused_before_they_cost_memory(
    read_bytes: Read, declare: Callable[[bytes, int], bytes]
) -> None:
    members = 1_000_000 if declare is with_large_end_record else 10_001
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(declare(zipped({"a.txt": b"x"}), members), "a.zip")
    assert (caught.value.reason, caught.value.detail) == (Reason.TOO_LARGE, f"{members} members")


def test_too_many_members_are_refused_when_they_were_not_declared(read_bytes: Read) -> None:
    content = with_end_record(zipped({f"{n}.txt": b"x" for n in range(12)}), 1)
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(content, "a.zip", limits=ExtractionLimits(zip_members=10))
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\evil.txt", "a\x1b[2J\nb.txt", "x" * 60_000])
def test_names_are_shown_cleaned_and_short_and_never_used(read_bytes: Read, tmp_path: Path, name: str) -> None:
    (place,) = told(read_bytes(zipped({name: b"HOLE-1"}), "a.zip"))
    assert place.isprintable()
    assert len(place) <= 200
    assert [path.name for path in tmp_path.iterdir()] == ["bytes"]
