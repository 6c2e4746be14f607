"""Pages as pictures: what stands where on the page stands there in the tiles, dark on light."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.picture import read_picture
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.adapters.extraction.tile_images import IMAGE_BYTES, encoded
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.recognition import Tile
from holescan.domain.text import Unread
from tests.unit.extraction.drawings import picture_file

A0 = (2384, 3370)


def source_of(path: Path, content: bytes, **limits: int) -> Source:
    path.write_bytes(content)
    return Source(path, path.name, ExtractionLimits(**limits))


def image_of(tile: Tile) -> Image.Image:
    return Image.open(BytesIO(tile.image))


def sheet(size: tuple[float, float], *spots: tuple[float, float]) -> bytes:
    """A page with black squares of 20 points, by their lower left corners; a second page without."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for x, y in spots:
        canvas.rect(x, y, 20, 20, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_page_is_drawn_at_200_dots_an_inch_in_grey(tmp_path: Path) -> None:
    (tile,) = tiles_of(source_of(tmp_path / "a.pdf", sheet((720, 360), (0, 340))), 1)
    image = image_of(tile)
    assert (image.size, image.mode) == ((2000, 1000), "L")
    assert image.getpixel((20, 20)) == 0
    assert image.getpixel((20, 980)) == 255


def test_each_page_is_drawn_by_its_number(tmp_path: Path) -> None:
    (tile,) = tiles_of(source_of(tmp_path / "a.pdf", sheet((720, 360), (0, 340))), 2)
    assert image_of(tile).getextrema() == (255, 255)


def test_a_large_sheet_comes_in_tiles_and_every_spot_is_in_one_core(tmp_path: Path) -> None:
    spots = [(0.0, 0.0), (A0[0] - 20, A0[1] - 20), (1182.0, 1675.0)]
    tiles = list(tiles_of(source_of(tmp_path / "a.pdf", sheet(A0, *spots)), 1))
    dark = 0
    for tile in tiles:
        image = image_of(tile)
        core = (tile.core.left, tile.core.top, tile.core.right, tile.core.bottom)
        pixels = [round(side * length) for side, length in zip(core, image.size * 2, strict=True)]
        dark += image.crop((pixels[0], pixels[1], pixels[2], pixels[3])).histogram()[0]
    assert len(tiles) == 6
    assert dark == pytest.approx(3 * (20 * 200 / 72) ** 2, rel=0.1)


def test_a_sheet_of_kilometres_is_drawn_smaller(tmp_path: Path) -> None:
    tiles = list(tiles_of(source_of(tmp_path / "a.pdf", sheet((200_000, 200_000)), tiles=1), 1))
    assert len(tiles) == 1


@pytest.mark.parametrize("content", [b"%PDF-1.7\nno drawing", b"HOLE-1"])
def test_what_cannot_be_drawn_says_so(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        list(tiles_of(source_of(tmp_path / "file", content), 1))


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    source = source_of(tmp_path / "a.tif", picture_file("TIFF", frames=3))
    reading = read_picture(source)
    gaps = [each for each in reading.found if isinstance(each, Unread)]
    assert (reading.pages, gaps) == (3, [Unread(f"page {number}", Reason.NEEDS_OCR) for number in (1, 2, 3)])
    (tile,) = tiles_of(source, 3)
    assert image_of(tile).getextrema() == (253, 253)


def test_frames_beyond_the_limit_are_unread_for_good(tmp_path: Path) -> None:
    reading = read_picture(source_of(tmp_path / "a.tif", picture_file("TIFF", frames=3), pdf_pages=2))
    assert [each.place for each in reading.found if isinstance(each, Unread)] == ["page 1", "page 2", "after page 2"]


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_picture(source_of(tmp_path / "a.png", picture_file(size=(60, 40)), picture_pixels=2_000))
    assert caught.value.reason is Reason.TOO_LARGE


def test_ink_on_a_transparent_ground_is_dark_on_light(tmp_path: Path) -> None:
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 20, 20))
    image.save(tmp_path / "a.png")
    (tile,) = tiles_of(Source(tmp_path / "a.png", "a.png", ExtractionLimits()), 1)
    assert (image_of(tile).getpixel((10, 10)), image_of(tile).getpixel((30, 10))) == (0, 255)


def test_sixteen_bits_a_pixel_keep_their_light(tmp_path: Path) -> None:
    image = Image.new("I;16", (40, 20), 65_535)
    image.paste(0, (0, 0, 20, 20))
    image.save(tmp_path / "a.tif")
    (tile,) = tiles_of(Source(tmp_path / "a.tif", "a.tif", ExtractionLimits()), 1)
    assert (image_of(tile).getpixel((10, 10)), image_of(tile).getpixel((30, 10))) == (0, 255)


def test_noise_that_png_cannot_hold_goes_as_jpeg() -> None:
    made = encoded(Image.effect_noise((4000, 4000), 120))
    assert len(made) <= IMAGE_BYTES
    assert made.startswith(b"\xff\xd8")
