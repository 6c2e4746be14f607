"""Office files of which a part got lost: whoever relates to it tells its name."""

import pytest

from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.containers import gaps, zipped
from tests.unit.extraction.readers import Read

BODY = b"<w:document xmlns:w='w'><w:p><w:r><w:t>body</w:t></w:r></w:p></w:document>"
SLIDES = b"<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId r:id='r1'/></p:sldIdLst></p:presentation>"
SHEETS = b"<workbook xmlns:r='r'><sheets><sheet name='Codes' r:id='r1'/></sheets></workbook>"


def related(*targets: str, how: str = "") -> bytes:
    relations = [f'<Relationship Id="r{at}" Target="{target}" {how}/>' for at, target in enumerate(targets, 1)]
    return f"<Relationships>{''.join(relations)}</Relationships>".encode()


def document(relations: bytes, **parts: bytes) -> bytes:
    words = {f"word/{name}.xml": part for name, part in parts.items()}
    return zipped({"word/document.xml": BODY, "word/_rels/document.xml.rels": relations, **words})


def show(relations: bytes) -> bytes:
    return zipped({"ppt/presentation.xml": SLIDES, "ppt/_rels/presentation.xml.rels": relations})


def workbook(relations: bytes, **parts: bytes) -> bytes:
    around = {f"xl/{name}.xml": part for name, part in parts.items()}
    sheet = b"<worksheet><sheetData><row r='1'><c r='A1'><v>7</v></c></row></sheetData></worksheet>"
    members = {"xl/workbook.xml": SHEETS, "xl/_rels/workbook.xml.rels": relations, "xl/worksheets/sheet1.xml": sheet}
    return zipped(members | around)


@pytest.mark.parametrize(
    "target", ["header1.xml", "/word/header1.xml", "../word/header1.xml", "embeddings/header1.bin"]
)
def test_a_part_of_a_document_that_is_not_there_is_a_gap(read_bytes: Read, target: str) -> None:
    assert gaps(read_bytes(document(related(target)), "a.docx")) == {Unread("header1", Reason.CORRUPT)}


def test_a_part_that_is_there_is_none_however_its_name_is_written(read_bytes: Read) -> None:
    content = document(related("Header1.xml", "my%20notes.xml"), header1=BODY, **{"my notes": BODY})
    assert gaps(read_bytes(content, "a.docx")) == set()


@pytest.mark.parametrize(
    "relations",
    [related("theme/theme1.xml", "#bookmark"), related("http://elsewhere.example/a.xml", how='TargetMode="External"')],
)
def test_what_holds_no_words_or_lies_elsewhere_is_not_missed(read_bytes: Read, relations: bytes) -> None:
    assert gaps(read_bytes(document(relations), "a.docx")) == set()


@pytest.mark.parametrize("relations", [b"<Relationships><Relation", b"<?xml version='1.0' encoding='UTF-9'?><a/>"])
def test_relations_that_are_broken_are_a_gap(read_bytes: Read, relations: bytes) -> None:
    text = read_bytes(document(relations), "a.docx")
    assert [part.text.strip() for part in text.parts] == ["body"]
    assert gaps(text) == {Unread("relations of document.xml", Reason.CORRUPT)}


def test_a_slide_that_is_not_there_is_a_gap(read_bytes: Read) -> None:
    assert gaps(read_bytes(show(related("slides/slide1.xml")), "a.pptx")) == {Unread("slide1", Reason.CORRUPT)}


@pytest.mark.parametrize(
    ("lost", "places"), [("drawings/drawing1.xml", {"drawing1"}), ("styles.xml", {"styles"}), ("calcChain.xml", set())]
)
def test_of_a_workbook_what_somebody_sees_is_missed(read_bytes: Read, lost: str, places: set[str]) -> None:
    text = read_bytes(workbook(related("worksheets/sheet1.xml", lost)), "a.xlsx")
    assert {gap.place for gap in gaps(text)} == places


def test_a_sheet_that_is_not_there_is_told_once(read_bytes: Read) -> None:
    text = read_bytes(workbook(related("worksheets/sheet2.xml")), "a.xlsx")
    assert text.unread == (Unread("Codes", Reason.CORRUPT),)


def test_a_workbook_without_a_sheet_is_damaged(read_bytes: Read) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(zipped({"xl/workbook.xml": b"<workbook><sheets/></workbook>"}), "a.xlsx")
    assert caught.value.reason is Reason.CORRUPT
