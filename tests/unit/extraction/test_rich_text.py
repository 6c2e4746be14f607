"""Rich text as Word and others write it."""

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.adapters.extraction.rich_text import text_of
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, told
from tests.unit.extraction.drawings import picture_file
from tests.unit.extraction.readers import Read

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}{\*\generator HOLE-9;}"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (r"\pard HO{\b LE}-1\par next", "HOLE-1\nnext"),
        (r"HOLE\'2d1 Gr\'f6\'dfe", "HOLE-1 Größe"),
        (r"HOLE\u8209?1", "HOLE\u20111"),
        (r"{\uc2 HOLE\u8211\'96\'961}", "HOLE\u20131"),
        (r"\uc0 HOLE\u45 1", "HOLE-1"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"HOLE\_1 \{x\}\~y\\", "HOLE\u20111 {x}\u00a0y\\"),
        (r"\trowd A\cell HOLE-1\cell\row", "A\tHOLE-1\t\n"),
        (r"{\field{\*\fldinst HYPERLINK HOLE-9}{\fldrslt HOLE-1}}", "HOLE-1"),
        (r"{\shp{\*\shpinst{\sp{\sn HOLE-9}{\sv 1}}{\shptxt HOLE-1}}}", "\nHOLE-1\n"),
        (r"BH-1{\footnote HOLE-1}2{\*\annotation HOLE-2}", "BH-1\nHOLE-1\n2\nHOLE-2\n"),
        (r"{\header HOLE-{\b 3}}", "\nHOLE-3\n"),
        (r"{\listtext HOLE-1\tab}a", "HOLE-1\ta"),
        ("HO\r\nLE-1", "HOLE-1"),
        (r"A-1\enspace B-2\softline C-3\column D-4\bullet E-5", "A-1 B-2\nC-3\nD-4\u2022E-5"),
        (r"10\rdblquote -CWS", "10\u201d-CWS"),
        (r"{\mmath{\*\moMath{\mr HOLE-1}}}", "HOLE-1"),
        (r"{\deleted HOLE-1}{\revised HOLE-2}", "HOLE-2\nHOLE-1"),
        (r"{\deleted HOLE\'2d1\plain HOLE-2}\deleted0 A", "HOLE-2A\nHOLE-1"),
        (r"}}}HOLE-1", "HOLE-1"),
        (r"\ansicpg932 \'83\'7dHOLE-1", "マHOLE-1"),
        (r"\ansicpg99999 HOLE\'2d1", "HOLE-1"),
    ],
)
def test_a_text_is_what_a_reader_sees(code: str, text: str) -> None:
    assert text_of(HEAD + code + "}") == text


@pytest.mark.parametrize(
    "code",
    [
        r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv HOLE\u8209?1}}}}",
        r"{\field{\*\fldinst FORMDROPDOWN{\*\formfield{\fftype2{\*\ffl HOLE\u8209?1}}}}{\fldrslt }}",
    ],
)
def test_word_art_and_the_choices_of_a_field_are_read(read_bytes: Read, code: str) -> None:
    assert [part.text for part in read_bytes(f"{HEAD}{code}}}".encode(), "a.rtf").parts] == ["", "HOLE\u20111"]


def pict(content: bytes) -> str:
    return rf"{{\pict{{\*\picprop}}\pngblip\picw400 {content.hex()}}}"


def test_pictures_wait_for_recognition_once_and_logos_do_not(read_bytes: Read) -> None:
    sketch, logo = picture_file(size=(400, 300)), picture_file()
    pictures = rf"{{\*\shppict{pict(sketch)}}}{{\nonshppict{pict(sketch)}}}{pict(logo)}"
    content = f"{HEAD}HOLE-1{pictures}}}".encode()
    text = read_bytes(content, "a.rtf")
    assert told(text)[""] == "HOLE-1"
    assert gaps(text) == {Unread("picture 1", Reason.NEEDS_OCR)}
    (picture,) = text.pictured
    assert list(tiles_of(Source(content, "a.rtf", ExtractionLimits()), picture.number))


def test_bytes_of_a_picture_are_no_text(read_bytes: Read) -> None:
    content = HEAD.encode() + rb"{\pict\bin5 }}{{\}HOLE-1}"
    text = read_bytes(content, "a.rtf")
    assert told(text)[""] == "HOLE-1"
    assert gaps(text) == {Unread("picture 1", Reason.EMPTY)}


def test_an_embedded_object_is_named(read_bytes: Read) -> None:
    content = (HEAD + r"{\object\objemb{\*\objdata 0105}{\result HOLE-1}}}").encode()
    text = read_bytes(content, "a.rtf")
    assert told(text)[""] == "HOLE-1"
    assert gaps(text) == {Unread("embedded object 1", Reason.UNSUPPORTED)}
