"""TIFFs of several sheets that broke off: pillow takes the last sheet it finds for the last there is."""

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.drawings import picture_file
from tests.unit.extraction.readers import Read

FRAMES = picture_file("TIFF", frames=4)
TWO_LEFT = (
    Unread("page 1", Reason.NEEDS_OCR),
    Unread("page 2", Reason.NEEDS_OCR),
    Unread("after page 2", Reason.CORRUPT),
)


def big_endian() -> bytes:
    """A TIFF as a Motorola machine writes it."""
    frames = [Image.new("I;16B", (8, 8)) for _ in range(4)]
    content = BytesIO()
    frames[0].save(content, "TIFF", save_all=True, append_images=frames[1:])
    assert content.getvalue().startswith(b"MM")
    return content.getvalue()


def big_tiff() -> bytes:
    frames = [Image.new("L", (8, 8)) for _ in range(4)]
    content = BytesIO()
    frames[0].save(content, "TIFF", save_all=True, append_images=frames[1:], big_tiff=True)
    return content.getvalue()


def third_directory(content: bytes) -> tuple[int, int]:
    """Where it begins, and where the place of the next one stands."""
    place, following = 0, 4
    for _ in range(3):
        (place,) = struct.unpack_from("<L", content, following)
        (entries,) = struct.unpack_from("<H", content, place)
        following = place + 2 + 12 * entries
    return place, following


def cut(content: bytes) -> bytes:
    return content[: third_directory(content)[0]]


def cut_within(content: bytes) -> bytes:
    return content[: third_directory(content)[1] - 6]


def cut_at_its_end(content: bytes) -> bytes:
    return content[: third_directory(content)[1] + 2]


def unwritten(content: bytes) -> bytes:
    place, _ = third_directory(content)
    return content[:place] + bytes(len(content) - place)


def unwritten_within(content: bytes) -> bytes:
    middle = third_directory(content)[1] - 30
    return content[:middle] + bytes(len(content) - middle)


@pytest.mark.parametrize("content", [FRAMES, big_endian(), big_tiff()], ids=["little", "big endian", "big"])
def test_all_sheets_wait_for_recognition(read_bytes: Read, content: bytes) -> None:
    text = read_bytes(content, "a.tif")
    assert text.unread == tuple(Unread(f"page {number}", Reason.NEEDS_OCR) for number in range(1, 5))
    assert text.pages == 4


@pytest.mark.parametrize("damage", [cut, cut_within, cut_at_its_end, unwritten, unwritten_within])
def test_sheets_that_cannot_be_reached_are_a_gap(read_bytes: Read, damage: Callable[[bytes], bytes]) -> None:
    assert read_bytes(damage(FRAMES), "a.tif").unread == TWO_LEFT


def test_a_place_beyond_any_file_is_a_gap(read_bytes: Read) -> None:
    content = big_tiff()
    (first,) = struct.unpack_from("<Q", content, 8)
    (entries,) = struct.unpack_from("<Q", content, first)
    next_place = first + 8 + 20 * entries
    text = read_bytes(content[:next_place] + b"\xff" * 8 + content[next_place + 8 :], "a.tif")
    assert text.unread == (Unread("page 1", Reason.NEEDS_OCR), Unread("after page 1", Reason.CORRUPT))


def test_directories_in_a_circle_end(read_bytes: Read) -> None:
    _, following = third_directory(FRAMES)
    circle = FRAMES[:following] + FRAMES[4:8] + FRAMES[following + 4 :]
    assert read_bytes(circle, "a.tif").pages == 3


def test_no_more_sheets_are_counted_than_are_read(read_bytes: Read) -> None:
    text = read_bytes(FRAMES, "a.tif", limits=ExtractionLimits(pdf_pages=2))
    assert text.unread[-1] == Unread("after page 2", Reason.TOO_LARGE)


def test_a_picture_without_its_size_is_damaged(read_bytes: Read) -> None:
    """Pillow raises its own TypeError at that."""
    width = struct.pack("<HHL", 256, 4, 1)
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(picture_file("TIFF").replace(width, struct.pack("<HHL", 0x7FFF, 4, 1), 1), "a.tif")
    assert caught.value.reason is Reason.CORRUPT
