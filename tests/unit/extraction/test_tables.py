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
