"""What every TextExtractor promises, asked of the fake and of the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.sheets import Cell, SheetTable
from holescan.ports import TextExtractor
from tests.fakes.extraction import ScriptedExtractor

CODES = (SheetTable("", ((Cell("code", row=1), Cell("name", row=1)), (Cell("HOLE-1", row=2), Cell("valve", row=2)))),)


@pytest.fixture(params=["scripted", "child"])
def extractor(request: pytest.FixtureRequest) -> Iterator[TextExtractor]:
    if request.param == "scripted":
        scripted = ScriptedExtractor({"broken.pdf": FileUnreadable(Reason.CORRUPT)})
        scripted.sheets = {"codes.csv": CODES, "broken.xlsx": FileUnreadable(Reason.CORRUPT)}
        yield scripted
    else:
        with ChildExtractor() as child:
            yield child


def file(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def test_the_text_of_a_file_comes_out_whole(extractor: TextExtractor, tmp_path: Path) -> None:
    text = extractor.extract(file(tmp_path, b"HOLE-1\nBH-07"), name="log.txt")
    assert [part.text for part in text.parts] == ["HOLE-1\nBH-07"]
    assert (text.pages, text.unread) == (1, ())


def test_a_file_that_cannot_be_read_says_why(extractor: TextExtractor, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        extractor.extract(file(tmp_path, b"%PDF-1.4 and nothing"), name="broken.pdf")
    assert caught.value.reason is Reason.CORRUPT


def test_a_code_list_comes_out_as_tables(extractor: TextExtractor, tmp_path: Path) -> None:
    assert extractor.read_sheet(file(tmp_path, b"code,name\nHOLE-1,valve\n"), name="codes.csv") == CODES


def test_a_code_list_that_cannot_be_read_says_why(extractor: TextExtractor, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        extractor.read_sheet(file(tmp_path, b"PK\x03\x04 and nothing"), name="broken.xlsx")
    assert caught.value.reason is Reason.CORRUPT
