import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.tables import read_sheet
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason
from holescan.domain.sheets import Cell, SheetTable
from tests.unit.extraction.containers import zipped


def tables(path: Path, **limits: int) -> tuple[SheetTable, ...]:
    return read_sheet(Source(path, path.name, ExtractionLimits(**limits)))


def test_a_sheet_keeps_columns_leaves_out_empty_rows_and_flags_dates(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("Codes", 0)
    sheet["A1"] = "Code"
    sheet["B4"] = dt.date(2026, 12, 1)
    sheet["C4"] = 1042.0
    workbook.save(tmp_path / "codes.xlsx")
    table = tables(tmp_path / "codes.xlsx")[0]
    assert table.name == "Codes"
    assert table.rows == ((Cell("Code"),), (Cell(""), Cell("2026-12-01", is_date=True), Cell("1042")))
    assert [row[-1].row for row in table.rows] == [1, 4]


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


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_of_a_csv_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(f'code{delimiter}name\r\n10"-CWS-1{delimiter}"two\r\nlines"\r\n\r\n'.encode())
    (table,) = tables(path)
    assert table.rows == ((Cell("code"), Cell("name")), (Cell('10"-CWS-1'), Cell("two\r\nlines")))


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
