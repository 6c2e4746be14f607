import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText, Unread
from tests.unit.extraction.readers import Read

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def places(text: ExtractedText) -> dict[str, str]:
    return {part.place: part.text for part in text.parts}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet("Tags")
    sheet["B7"] = "HOLE-1"
    sheet["C7"] = 1042
    sheet["C8"] = 7
    sheet["C8"].number_format = '"BH-"00'
    sheet["XFD1048576"] = "FAR-1"
    sheet["B7"].comment = Comment("was HOLE-9", "me")
    sheet.oddHeader.left.text = "HEAD-1"
    sheet.oddHeader.left.size = 12
    workbook.create_sheet("Hidden").sheet_state = "hidden"
    workbook["Hidden"]["A1"] = "HOLE-2"
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return path


def replace_member(path: Path, name: str, content: str) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, old in (members | {name: content.encode()}).items():
            archive.writestr(member, old)


def test_every_cell_is_told_with_its_place_as_it_is_shown(read_file: Read, book: Path) -> None:
    told = places(read_file(book))
    assert told["Tags!B7"] == "HOLE-1"
    assert told["Tags!C7"] == "1042"
    assert told["Tags!C8"] == "BH-07"


def test_two_cells_at_opposite_corners_cost_two_cells(read_file: Read, book: Path) -> None:
    assert places(read_file(book))["Tags!XFD1048576"] == "FAR-1"


def test_hidden_sheets_names_comments_and_page_headers_are_read(read_file: Read, book: Path) -> None:
    text = read_file(book)
    told = places(text)
    assert told["Hidden!A1"] == "HOLE-2"
    assert told["name of sheet Hidden"] == "Hidden"
    assert told["header of Tags"].strip() == "HEAD-1"
    assert any("HOLE-9" in part.text for part in text.parts)
    assert (text.pages, text.unread) == (2, ())


def test_inline_strings_formula_results_and_cells_without_a_reference_are_read(read_file: Read, book: Path) -> None:
    cells = (
        '<row><c t="inlineStr"><is><r><t>HO</t></r><r><t>LE-3</t></r></is></c>'
        '<c t="str"><f>"HOLE-"&amp;4</f><v>HOLE-4</v></c></row>'
    )
    replace_member(book, "xl/worksheets/sheet1.xml", SHEET.format(cells))
    told = places(read_file(book))
    assert (told["Tags!A1"], told["Tags!B1"]) == ("HOLE-3", "HOLE-4")


def test_a_formula_that_nobody_calculated_is_unread(read_file: Read, book: Path) -> None:
    cells = '<row><c t="str"><f>A2</f><v></v></c><c><f>"HOLE-"&amp;4</f><v/></c><c s="1"/></row>'
    replace_member(book, "xl/worksheets/sheet1.xml", SHEET.format(cells))
    assert read_file(book).unread == (Unread("Tags: formulas without a value, from B1", Reason.UNSUPPORTED),)


def test_a_text_that_is_not_among_the_texts_is_unread(read_file: Read, book: Path) -> None:
    replace_member(book, "xl/worksheets/sheet1.xml", SHEET.format('<row><c t="s"><v>99</v></c></row>'))
    assert read_file(book).unread == (Unread("Tags: texts that are lost, from A1", Reason.CORRUPT),)


def test_a_text_has_the_format_of_its_cell_and_no_escapes(read_file: Read, book: Path) -> None:
    styles = '<s><numFmt numFmtId="164" formatCode="&quot;BH-&quot;@"/><cellXfs><xf/><xf numFmtId="164"/></cellXfs></s>'
    replace_member(book, "xl/styles.xml", styles)
    cells = '<row><c t="str" s="1"><v>07</v></c><c t="str"><v>A-1_x000D_B-2_x005F_x000D_</v></c></row>'
    replace_member(book, "xl/worksheets/sheet1.xml", SHEET.format(cells))
    told = places(read_file(book))
    assert (told["Tags!A1"], told["Tags!B1"]) == ("BH-07", "A-1\rB-2_x000D_")


@pytest.mark.parametrize("part", ["xl/Worksheets/one.xml", "xl/tabs/one.xml", "xl/macrosheets/one.xml"])
@pytest.mark.parametrize("target", ["/{}", "../{}", "./../{}"])
def test_cells_are_read_wherever_the_workbook_keeps_a_sheet(
    read_file: Read, book: Path, part: str, target: str
) -> None:
    place = target.format(part)
    replace_member(book, "xl/_rels/workbook.xml.rels", f'<r><Relationship Id="rId1" Target="{place}"/></r>')
    replace_member(book, part, SHEET.format('<row><c t="s"><v>0</v></c></row>'))
    replace_member(book, "xl/sharedStrings.xml", "<sst><si><t>HOLE-1</t></si></sst>")
    assert places(read_file(book))["Tags!A1"] == "HOLE-1"


def test_phonetic_marks_are_not_put_into_the_word(read_file: Read, book: Path) -> None:
    replace_member(book, "xl/worksheets/sheet1.xml", SHEET.format('<row><c t="s"><v>0</v></c></row>'))
    strings = '<sst xmlns="x"><si><t>HOLE</t><rPh sb="0" eb="1"><t>ru</t></rPh><r><t>-1</t></r></si></sst>'
    replace_member(book, "xl/sharedStrings.xml", strings)
    assert places(read_file(book))["Tags!A1"] == "HOLE-1"


def test_text_boxes_of_a_sheet_are_read(read_file: Read, book: Path) -> None:
    drawing = '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><a:p><a:r><a:t>HOLE</a:t></a:r><a:r><a:t>-5</a:t></a:r></a:p></xdr:sp></xdr:wsDr>'
    replace_member(book, "xl/drawings/drawing1.xml", drawing)
    assert any(part.text == "HOLE-5\n" for part in read_file(book).parts)


def test_beyond_the_limit_a_row_is_one_part_with_tabs_between_its_cells(read_file: Read, book: Path) -> None:
    rows = "".join(f'<row r="{n}"><c t="str" r="A{n}"><v>HOLE</v></c><c r="B{n}"><v>{n}</v></c></row>' for n in (1, 2))
    replace_member(book, "xl/worksheets/sheet1.xml", SHEET.format(rows))
    told = places(read_file(book, limits=ExtractionLimits(cell_parts=2)))
    assert (told["Tags!A1"], told["Tags!B1"], told["Tags!A2"]) == ("HOLE", "1", "HOLE\t2")


def test_a_sheet_that_breaks_off_is_unread_and_its_cells_before_that_are_kept(read_file: Read, book: Path) -> None:
    replace_member(book, "xl/worksheets/sheet1.xml", '<worksheet><sheetData><row><c t="str"><v>HOLE-1</v></c>')
    text = read_file(book)
    assert [(gap.place, gap.reason) for gap in text.unread] == [("Tags", Reason.CORRUPT)]
    assert places(text)["Hidden!A1"] == "HOLE-2"


def test_entities_are_refused_before_they_grow(read_file: Read, book: Path) -> None:
    replace_member(book, "xl/sharedStrings.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>')
    with pytest.raises(FileUnreadable) as caught:
        read_file(book)
    assert caught.value.reason is Reason.CORRUPT


@pytest.mark.parametrize(
    ("blip", "unread"),
    [('r:link="rId1"', ["drawing1: linked picture 1"]), ('r:link="rId1" r:embed="rId2"', []), ('r:embed="rId2"', [])],
)
def test_a_picture_that_lies_elsewhere_is_unread(read_file: Read, book: Path, blip: str, unread: list[str]) -> None:
    drawing = f'<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="r"><xdr:pic><a:blip {blip}/></xdr:pic></xdr:wsDr>'
    replace_member(book, "xl/drawings/drawing1.xml", drawing)
    assert [gap.place for gap in read_file(book).unread] == unread
