"""Whatever a column of a code list holds is looked for, or is told."""

from hypothesis import example, given
from hypothesis import strategies as st

from holescan.domain.code_entries import has_digit, is_excel_error
from holescan.domain.code_sheet import MAX_CODE_LENGTH, CodeSheet, read_code_sheet
from holescan.domain.sheets import LOST, Cell, SheetTable

MOST_WORDS = 4
CODES = st.one_of(
    st.from_regex(r"(BH|HOLE|LINE|Tag|1|10\"-CWS)[-_ ](A|N|[0-9]{1,3})", fullmatch=True),
    st.sampled_from(["BLA", "ASA", "12.5", "2024-05-01", "12 m", "1042", "孔1", "(BH-1)", "P-101A/B"]),
)
TITLES = st.sampled_from([
    *("Hole", "hole", "No.", "Hole no.", "HoleNo", "Tag_No", "Depth", "Line list", "Project 4711", "Rev 3, issued in May"),
    *("Borehole schedule of the plant", "Section A", "Total", "Total: 7", "tbd", "n/a", "Referenz", "HOLE NORTH", "Hole as drilled"),
])  # fmt: skip
ODD = st.sampled_from([Cell("-"), Cell("#REF!"), Cell(LOST), Cell("2026-12-01", is_date=True), Cell("A1" * 101)])


def read(cells: list[Cell]) -> CodeSheet:
    # The second column keeps each row, and makes one more: a list of one row would be one typed sideways.
    rows = [(cell, Cell("x")) for cell in [*cells, Cell("")]]
    return read_code_sheet([SheetTable("Sheet1", tuple(rows))], "A")


def may_be_code(cell: Cell) -> bool:
    is_used = not (cell.is_date or cell.text == LOST or is_excel_error(cell.text))
    return (
        is_used and has_digit(cell.text) and len(cell.text) <= MAX_CODE_LENGTH and len(cell.text.split()) <= MOST_WORDS
    )


@given(st.lists(st.one_of(CODES.map(Cell), TITLES.map(Cell), ODD), min_size=1, max_size=14))
@example([Cell("BH-1"), Cell("Hole"), Cell("BH-2")])
@example([Cell("Hole"), Cell("BH-1"), Cell("Hole"), Cell("BH-2")])
@example([Cell("12.5"), Cell("Hole"), Cell("BH-2")])
def test_a_cell_with_a_digit_is_a_code_or_is_named(cells: list[Cell]) -> None:
    sheet = read(cells)
    assert {cell.text for cell in cells if may_be_code(cell)} <= {*sheet.codes, *sheet.guessed_headings}


@given(CODES.map(Cell), st.lists(st.one_of(CODES.map(Cell), TITLES.map(Cell), ODD, st.just(Cell(" "))), max_size=14))
@example(Cell("BH 1"), [Cell("BH 2"), Cell("Depth"), Cell("see drawing")])
@example(Cell("Alpha one"), [Cell("Remarks"), Cell("see drawing")])
def test_each_cell_below_the_heading_is_counted_once(first: Cell, others: list[Cell]) -> None:
    sheet = read([Cell("Hole no."), first, *others])
    unused = sheet.too_long, len(sheet.dates_made_by_excel), len(sheet.lost), len(sheet.excel_errors)
    assert len(sheet.codes) + sum(unused) + sheet.blank == len([first, *others]) + 1
