import datetime as dt
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.tables import read_sheet
from holescan.adapters.extraction.workbook_binary import BinaryBook
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.sheets import LOST, Cell, SheetTable
from tests.unit.extraction.containers import zipped


def numbered(path: Path, **limits: int) -> tuple[SheetTable, ...]:
    return read_sheet(Source(path, path.name, ExtractionLimits(**limits)))


def tables(path: Path, **limits: int) -> tuple[SheetTable, ...]:
    """Without the numbers of the rows."""
    read = numbered(path, **limits)
    return tuple(SheetTable(each.name, tuple(map(unnumbered, each.rows))) for each in read)


def unnumbered(row: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(cell._replace(row=0) for cell in row)


def test_a_sheet_keeps_columns_leaves_out_empty_rows_and_flags_dates(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("Codes", 0)
    sheet["A1"] = "Code"
    sheet["B4"] = dt.date(2026, 12, 1)
    sheet["C4"] = 1042.0
    workbook.save(tmp_path / "codes.xlsx")
    table = numbered(tmp_path / "codes.xlsx")[0]
    assert table.name == "Codes"
    assert [row[-1].row for row in table.rows] == [1, 4]
    expected = ((Cell("Code"),), (Cell(""), Cell("2026-12-01", is_date=True), Cell("1042")))
    assert tuple(map(unnumbered, table.rows)) == expected


def workbook_with_a_sheet_at(part: str) -> bytes:
    """Its one cell says HOLE-1."""
    relation = f'<Relationships><Relationship Id="rId1" Target="/{part}"/></Relationships>'
    return zipped({
        "xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="Holes" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relation.encode(),
        part: b'<worksheet><sheetData><row><c t="str"><v>HOLE-1</v></c></row></sheetData></worksheet>',
    })  # fmt: skip


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/Worksheets/one.xml", "xl/tabs/one.xml", "one.xml"])
def test_a_list_is_read_wherever_the_workbook_keeps_its_sheet(tmp_path: Path, part: str) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_with_a_sheet_at(part))
    assert tables(path) == (SheetTable("Holes", ((Cell("HOLE-1"),),)),)


@pytest.mark.parametrize("part", ["xl/chartsheets/sheet1.xml", "xl/dialogsheets/sheet1.xml"])
def test_a_sheet_of_charts_or_boxes_is_no_table(tmp_path: Path, part: str) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_with_a_sheet_at(part))
    assert tables(path) == ()


def workbook_of(*sheets: bytes, states: Sequence[str] = ()) -> bytes:
    """Sheets named Tab1, Tab2, … with these rows; an empty one is listed and not there."""
    numbers = range(1, len(sheets) + 1)
    listed = zip_longest(numbers, states, fillvalue="visible")
    tabs = "".join(f'<sheet name="Tab{each}" state="{state}" r:id="rId{each}"/>' for each, state in listed)
    targets = "".join(f'<Relationship Id="rId{each}" Target="worksheets/s{each}.xml"/>' for each in numbers)
    parts = {f"xl/worksheets/s{number}.xml": rows for number, rows in zip(numbers, sheets, strict=True) if rows}
    return zipped({
        "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{tabs}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{targets}</Relationships>".encode(),
        **{name: b"<worksheet><sheetData>%b</sheetData></worksheet>" % rows for name, rows in parts.items()},
    })  # fmt: skip


HOLE = b'<row><c t="str"><v>HOLE-1</v></c></row>'


@pytest.mark.parametrize("lost", [b"<f>A1</f><v/>", b"<f>A1</f>", b'<f t="shared" si="0"/><v></v>'])
def test_a_formula_that_was_never_calculated_is_a_lost_cell(tmp_path: Path, lost: bytes) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_of(b'<row r="3"><c r="B3">%b</c></row>' % lost))
    assert tables(path)[0].rows == ((Cell(""), Cell(LOST)),)
    assert numbered(path)[0].rows[0][1].row == 3


def test_a_text_that_the_workbook_does_not_hold_is_a_lost_cell(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_of(b'<row><c t="s"><v>7</v></c></row>'))
    assert tables(path) == (SheetTable("Tab1", ((Cell(LOST),),)),)


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_of(b'<row><c t="str"><f>A1</f><v></v></c></row>' + HOLE))
    assert tables(path)[0].rows == ((Cell("HOLE-1"),),)


@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_that_is_not_in_the_file_is_a_lost_one(tmp_path: Path, first: bool) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_of(*((b"", HOLE) if first else (HOLE, b""))))
    assert [table.is_lost for table in tables(path)] == [first, not first]


def test_a_list_with_a_sheet_that_ends_early_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_of(HOLE, HOLE + b"<row>"))
    with pytest.raises(FileUnreadable) as caught:
        tables(path)
    assert caught.value.reason is Reason.CORRUPT


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_come_last(tmp_path: Path, state: str) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook_of(HOLE, HOLE, HOLE, states=(state, "visible")))
    assert [table.name for table in tables(path)] == ["Tab2", "Tab3", "Tab1"]


def test_hidden_sheets_of_a_binary_workbook_come_last(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Holes")
    workbook.worksheets[0].sheet_state = "veryHidden"
    workbook.save(tmp_path / "codes.xlsx")
    opened = python_calamine.CalamineWorkbook.from_path(tmp_path / "codes.xlsx")
    assert BinaryBook(opened, {}).names_by_sight == ["Holes", "Sheet"]


def test_a_stray_quote_hides_no_row(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('code,size\n"CWS-0,10\n' + "".join(f"CWS-{number},1\n" for number in range(1, 5)))
    (table,) = tables(path)
    assert [row[0].text for row in table.rows] == ["code", '"CWS-0', *(f"CWS-{number}" for number in range(1, 5))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_of_a_csv_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(f'code{delimiter}name\r\n10"-CWS-1{delimiter}"two\r\nlines"\r\n\r\n'.encode())
    (table,) = tables(path)
    assert table.rows == ((Cell("code"), Cell("name")), (Cell('10"-CWS-1'), Cell("two\r\nlines")))


def test_a_text_in_the_guise_of_a_formula_is_that_text(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('="007",a\n"=""008""",=b\n')
    assert tables(path)[0].rows == ((Cell("007"), Cell("a")), (Cell("008"), Cell("=b")))


def test_a_text_file_is_one_column(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_bytes("HOLE-1\n\nBH-07 A\n".encode("utf-16"))
    assert tables(path)[0].rows == ((Cell("HOLE-1"),), (Cell("BH-07 A"),))


def test_a_drawing_is_no_code_list(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(b"%PDF-1.4\n")
    with pytest.raises(FileUnreadable) as caught:
        tables(path)
    assert caught.value.reason is Reason.UNSUPPORTED


def test_the_cells_of_a_list_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("a,b\n" * 3)
    assert len(tables(path, sheet_cells=6)[0].rows) == 3
    with pytest.raises(FileUnreadable) as caught:
        tables(path, sheet_cells=5)
    assert caught.value.reason is Reason.TOO_LARGE
