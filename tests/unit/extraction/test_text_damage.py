"""Text files of which a piece was never written, or never arrived."""

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.tables import read_sheet
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps
from tests.unit.extraction.readers import Read

CUT_OFF = Unread("end of the file", Reason.CORRUPT)
DAMAGED = Unread("damaged parts", Reason.CORRUPT)
# Beyond the bytes by which the format is told.
LONG = "HOLE-1 as built\n" * 400
WHOLE = {
    "a.txt": LONG,
    "a.csv": LONG.replace(" ", ","),
    "a.html": f"<p>{LONG}</p>",
    "a.rtf": f"{{\\rtf1 {LONG}}}",
    "a.dxf": "0\nSECTION\n" + "1\nHOLE-1\n" * 600 + "0\nENDSEC\n0\nEOF\n",
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_empty_block_is_a_gap(read_bytes: Read, name: str) -> None:
    content = WHOLE[name].encode()
    damaged = content[:4500] + bytes(99) + content[4500:]
    assert gaps(read_bytes(content, name)) == set()
    assert DAMAGED in gaps(read_bytes(damaged, name))


def test_a_code_list_with_an_empty_block_is_refused() -> None:
    content = LONG.encode()
    assert read_sheet(Source(content, "codes.csv", ExtractionLimits()))
    with pytest.raises(FileUnreadable) as caught:
        read_sheet(Source(content[:4500] + bytes(99) + content[4500:], "codes.csv", ExtractionLimits()))
    assert caught.value.reason is Reason.CORRUPT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_the_zeros_of_an_encoding_are_no_empty_block(read_bytes: Read, encoding: str) -> None:
    assert gaps(read_bytes(LONG.encode(encoding), "a.txt")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><list><item tag='HOLE-1'/><item tag='HO",
        "<?xml version='1.0'?><list><item>HOLE-1</item>",
        "<svg><text>HOLE-1</text><g>",
        "<!DOCTYPE html><HTML><body><p>HOLE-1</p><p>HO",
    ],
)
def test_markup_that_nobody_closed_is_cut_off(read_bytes: Read, text: str) -> None:
    read = read_bytes(text.encode(), "a.xml")
    assert "HOLE-1" in read.parts[0].text
    assert gaps(read) == {CUT_OFF}


@pytest.mark.parametrize(
    "text",
    [
        "<html><p>HOLE-1</html>\n<!-- served in 3 ms -->",
        "<p>HOLE-1",
        "<?xml version='1.0'?><item tag='HOLE-1'/>",
        "<1> note",
    ],
)
def test_markup_that_is_closed_or_has_nothing_around_it_is_whole(read_bytes: Read, text: str) -> None:
    assert gaps(read_bytes(text.encode(), "a.html")) == set()


def test_rich_text_with_an_open_group_is_cut_off(read_bytes: Read) -> None:
    assert gaps(read_bytes(rb"{\rtf1 HOLE-1 {\b bold", "a.rtf")) == {CUT_OFF}
