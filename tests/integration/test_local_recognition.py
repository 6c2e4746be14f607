"""The real engine of the local world, where it is installed (`make ocr`): it finds tags in every direction, off the network."""

import os
import subprocess
from collections.abc import Iterator
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageFont

from client.local_files import Reader, examine
from client.recognition import ENGINE_PYTHON, is_installed, recognition
from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.examination import FileStatus
from holescan.domain.matching import CompiledCodes, MatchOptions
from holescan.domain.reasons import Reason
from holescan.domain.recognition import OcrMode
from local.samples.scan import scanned
from local.textract.server import PACKAGE, REPOSITORY

pytestmark = pytest.mark.skipif(not is_installed(), reason="`make ocr` installs the engine")

TURNS = (0, 30, 90, 150, 180, 270, 330)
CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"

RECOGNISE_HERE = """
import sys
from local.textract.engine import recognise
print(*(line.text for line in recognise(sys.stdin.buffer.read()).lines), sep="\\n")
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with ChildExtractor() as extractor, recognition(extractor, OcrMode.AUTO) as recognise:
        yield Reader(extractor, recognise)


def found_in(reader: Reader, path: Path, *codes: str) -> set[str]:
    examination = examine(path, reader, CompiledCodes.compile(codes, MatchOptions()))
    assert examination.unread == ()
    return {match.code for match in examination.matches}


def turned_tags(size: tuple[int, int], letters_px: int) -> tuple[Image.Image, list[str]]:
    """A sheet with a tag for each turn, two inches apart and more."""
    sheet = Image.new("L", size, 250)
    codes = [f"HOLE-{400 + turn}" for turn in TURNS]
    for place, (code, turn) in enumerate(zip(codes, TURNS, strict=True)):
        across, down = place % 3 * size[0] // 3, place // 3 * size[1] // 3
        _stamp(sheet, code, turn, (across + 80, down + 120), letters_px)
    return sheet, codes


def _stamp(sheet: Image.Image, code: str, turn: int, at: tuple[int, int], letters_px: int) -> None:
    with as_file(files("reportlab") / "fonts" / "Vera.ttf") as vera:
        font = ImageFont.truetype(str(vera), letters_px)
    ink = Image.new("L", (int(font.getlength(code)) + 20, letters_px * 2), 0)
    ImageDraw.Draw(ink).text((10, letters_px // 3), code, font=font, fill=255)
    turned = ink.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
    sheet.paste(30, at, turned)


def test_the_codes_of_a_poor_scan_are_found(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(scanned(Random(7), "Borehole record 1981", ("BH-30", "HOLE-640")))  # noqa: S311 - a drawing
    assert found_in(reader, path, "BH-30", "HOLE-640", "BH-3", "HOLE-64") == {"BH-30", "HOLE-640"}


def test_tags_are_found_in_every_direction(reader: Reader, tmp_path: Path) -> None:
    sheet, codes = turned_tags((1654, 2339), 30)
    sheet.save(tmp_path / "a4.png")
    assert found_in(reader, tmp_path / "a4.png", *codes) == set(codes)


def test_small_tags_on_a_large_sheet_are_found_and_none_is_cut_short(reader: Reader, tmp_path: Path) -> None:
    sheet, codes = turned_tags((6622, 4677), 22)
    for number in range(40):
        _stamp(sheet, f"BH-{1000 + number}", 0, (number * 150, 4400 - number * 60), 22)
    sheet.save(tmp_path / "a1.tif", compression="tiff_lzw")
    wanted = [*codes, *(f"BH-{1000 + number}" for number in range(40))]
    shorter = [code[:-1] for code in wanted]
    found = found_in(reader, tmp_path / "a1.tif", *wanted, *shorter)
    assert found.isdisjoint(shorter)
    assert set(wanted) - found == set()


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_a_scan_without_a_letter_stays_unread(reader: Reader) -> None:
    codes = CompiledCodes.compile(["HOLE-1"], MatchOptions())
    examination = examine(CORPUS / "pdf" / "pypdf" / "issue-301.pdf", reader, codes)
    assert (examination.status, examination.reason) == (FileStatus.NOT_EXAMINED, Reason.NEEDS_OCR)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root leaves the network without asking")
def test_the_engine_needs_no_network() -> None:
    sheet, codes = turned_tags((1000, 800), 30)
    picture = BytesIO()
    sheet.save(picture, "PNG")
    command = ["unshare", "-n", str(ENGINE_PYTHON), "-c", RECOGNISE_HERE]
    ran = subprocess.run(
        command,
        input=picture.getvalue(),
        capture_output=True,
        cwd=REPOSITORY,
        env={"PYTHONPATH": f"{PACKAGE}:{REPOSITORY}", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert set(codes) <= set(ran.stdout.decode().split()), ran.stderr.decode()
