"""What is read of a sheet of codes."""

import tracemalloc

import pytest

from holescan.domain.code_sheet import CodeSheet, DateCell, read_code_sheet
from holescan.domain.codes import unite
from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.domain.sheets import LOST, Cell, SheetTable


def table(*rows: str, name: str = "Sheet1") -> SheetTable:
    """Rows of cells at "|"."""
    return SheetTable(name, tuple(tuple(Cell(text) for text in row.split("|")) for row in rows))


def read(*rows: str, column: str = "") -> CodeSheet:
    return read_code_sheet([table(*rows)], column)


@pytest.mark.parametrize(
    "heading", ["Hole", "CODE", "hole_id", "Tag No.", "Mã hố", "Borehole", "钻孔", "Line number", "HoleNo"]
)
def test_a_known_heading_is_no_code(heading: str) -> None:
    sheet = read(heading, "HOLE-1", "HOLE-2")
    assert (sheet.codes, sheet.column, sheet.guessed_headings) == (("HOLE-1", "HOLE-2"), heading, ())


def test_a_first_cell_unlike_the_codes_below_is_a_heading_and_is_told() -> None:
    sheet = read("Referenz", "HOLE-1", "HOLE-2")
    assert (sheet.codes, sheet.guessed_headings) == (("HOLE-1", "HOLE-2"), ("Referenz",))


@pytest.mark.parametrize("rows", [("Referenz", "-", "HOLE-1", "HOLE-2"), ("–", "Referenz", "HOLE-1", "?", "HOLE-2")])
def test_cells_without_letter_or_digit_say_nothing_about_a_heading(rows: tuple[str, ...]) -> None:
    sheet = read(*rows)
    assert (sheet.codes, sheet.guessed_headings, sheet.blank) == (("HOLE-1", "HOLE-2"), ("Referenz",), 1)


def test_titles_above_a_heading_are_no_codes() -> None:
    assert read("Line list for the plant", "issued for review", "Tag", "HOLE-1").codes == ("HOLE-1",)


@pytest.mark.parametrize("title", ["Rev 3, issued 2024-05-01", "Draft", "Project 4711"])
def test_titles_above_a_known_heading_that_might_be_codes_are_told(title: str) -> None:
    sheet = read("Borehole schedule for the plant", title, "Hole", "BH-01", "BH-02")
    assert (sheet.codes, sheet.column, sheet.guessed_headings) == (("BH-01", "BH-02"), "Hole", (title,))


@pytest.mark.parametrize("codes", [("BH 1", "BH 2"), ("Alpha one", "Bravo two"), ("BLA", "ASA")])
def test_below_a_heading_of_codes_nothing_is_a_title_of_another(codes: tuple[str, ...]) -> None:
    sheet = read("Hole", *codes, "Remarks", "see drawing")
    assert (sheet.codes[:2], sheet.guessed_headings) == (codes, ())


def test_whatever_stands_above_a_heading_that_promises_no_codes_is_told() -> None:
    sheet = read("Alpha one", "Bravo two", "Remarks", "see drawing")
    assert sheet.guessed_headings == ("Alpha one", "Bravo two")


@pytest.mark.parametrize("first", ["BH-7", "PUMP7", "BH 7"])
def test_no_code_is_a_title_of_the_heading_below_it(first: str) -> None:
    assert first in read(first, "Hole", "BH-01", "BH 2").codes


def test_a_heading_of_two_rows_is_one() -> None:
    sheet = read("Hole|Hole|Hole", "No.|No.|Depth", "BH-1|1|30", "BH-2|2|31")
    assert (sheet.codes, sheet.columns) == (("BH-1", "BH-2"), ("A Hole No.", "B Hole No.", "C Hole Depth"))


def test_a_heading_that_every_page_repeats_is_no_code() -> None:
    sheet = read("Hole", "BH-1", "hole", "BH-2", "HOLE", "BH-3")
    assert (sheet.codes, sheet.blank) == (("BH-1", "BH-2", "BH-3"), 2)


def test_a_known_word_among_others_makes_a_heading_that_is_told() -> None:
    sheet = read("Hole as drilled", "BLA", "ASA")
    assert (sheet.codes, sheet.guessed_headings) == (("BLA", "ASA"), ("Hole as drilled",))


@pytest.mark.parametrize("heading", [(), ("Hole",)])
@pytest.mark.parametrize("codes", [("BH-A", "BH-B", "BH-C"), ("HOLE A", "HOLE B"), ("TAG_A", "LINE_B"), ("LINE-A",)])
def test_a_code_without_digit_may_hold_the_word_of_a_heading(heading: tuple[str, ...], codes: tuple[str, ...]) -> None:
    sheet = read(*heading, *codes)
    assert (sheet.codes, sheet.guessed_headings) == (codes, ())


@pytest.mark.parametrize(
    "codes", [("HOLE-1", "HOLE-2"), ("BH 7", "BH 8"), ("BLA", "ASA", "DHS5"), ("12", "13"), ("BLA",)]
)
def test_without_a_heading_the_first_cell_is_a_code(codes: tuple[str, ...]) -> None:
    assert read(*codes).codes == codes


@pytest.mark.parametrize(
    "rows",
    [
        ["HOLE-1|12.50", "HOLE-2|13.75"],
        ["HOLE-1|DWG-7", "HOLE-2|DWG-8"],
        ["1042|some remark", "1043|some remark"],
        ["Hole|Drawing", "1042|ISO-1-A", "1043|ISO-2-A"],
        ["BLA|12 m", "ASA|14 m"],
    ],
)
def test_the_first_column_is_read_where_no_other_is_clearly_better(rows: list[str]) -> None:
    assert read(*rows).columns[0] == read(*rows).label


@pytest.mark.parametrize(
    "rows",
    [
        ["1|HOLE-1", "2|HOLE-2", "3|HOLE-3"],
        ["12.5|HOLE-1", "13.75|HOLE-2"],
        ["12.5 m|HOLE-1", "13 m|HOLE-2"],
        ["612345.10 E|HOLE-1", "612399.90 E|HOLE-2"],
        ["2021-03-04|HOLE-1", "2021-03-05|HOLE-2"],
        ["REV1|HOLE-1", "REV1|HOLE-2", "REV1|HOLE-3"],
        ["drilled in the north of the site|HOLE-1", "drilled 3 times in 2021|HOLE-2"],
        ["No|Hole", "1|BLA", "2|ASA"],
        ["Hole depth|Hole", "3010|1042", "3120|1043"],
        ["Drawing|Hole", "ISO-1-A|HOLE-1", "ISO-2-A|HOLE-2"],
    ],
)
def test_a_column_that_clearly_looks_more_like_codes_is_read(rows: list[str]) -> None:
    sheet = read(*rows)
    assert sheet.label == sheet.columns[1]


def test_columns_are_labelled_by_letters_and_heading() -> None:
    assert read("Hole|Depth|", "HOLE-1|30|x").columns == ("A Hole", "B Depth", "C")


def test_columns_of_several_sheets_are_labelled_with_their_sheet() -> None:
    sheets = [table("Hole", "HOLE-1", name="Unit 1"), table("", name="Empty"), table("Hole", "HOLE-2", name="Unit 2")]
    assert read_code_sheet(sheets).columns == ("Unit 1!A Hole", "Unit 2!A Hole")
    for number, label in enumerate(read_code_sheet(sheets).columns, 1):
        sheet = read_code_sheet(sheets, label)
        assert (sheet.codes, sheet.label) == ((f"HOLE-{number}",), label)


def test_columns_of_one_heading_have_different_labels() -> None:
    labels = read("Tag|Tag|" + "long " * 40, "A-1|B-1|C-1").columns
    assert labels[:2] == ("A Tag", "B Tag")
    assert max(map(len, labels)) == 60
    assert [read("Tag|Tag|" + "long " * 40, "A-1|B-1|C-1", column=label).codes for label in labels] == [
        ("A-1",),
        ("B-1",),
        ("C-1",),
    ]


@pytest.mark.parametrize("column", ["B Depth", "Depth", " depth ", "B"])
def test_a_named_column_is_read_whatever_it_looks_like(column: str) -> None:
    assert read("Hole|Depth", "HOLE-1|30", column=column).codes == ("30",)


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(RequestRejected) as caught:
        read("Hole|Depth", "HOLE-1|30", column="Tag")
    assert (caught.value.code, caught.value.hint) == (ErrorCode.BAD_SHEET, "A Hole, B Depth")


def test_blank_cells_and_cells_of_signs_alone_are_counted() -> None:
    sheet = read("Hole|Depth", "HOLE-1|30", "|31", "-|32", " \xa0 |33", "HOLE-2|34")
    assert (sheet.codes, sheet.blank) == (("HOLE-1", "HOLE-2"), 3)


def test_spaces_and_invisible_marks_around_a_code_are_dropped() -> None:
    assert read("\ufeffHOLE-1", "\xa0HOLE-2  ", "HOLE\n3", "BH\ud8001").codes == (
        "HOLE-1",
        "HOLE-2",
        "HOLE 3",
        "BH\ufffd1",
    )


def test_a_cell_longer_than_200_characters_is_no_code() -> None:
    sheet = read("HOLE-1", "A1" * 100, "A1" * 100 + "B")
    assert (sheet.codes, sheet.too_long, sheet.blank) == (("HOLE-1", "A1" * 100), 1, 0)


def test_dates_are_named_and_not_used() -> None:
    rows = (Cell("Hole"),), (Cell("HOLE-1"),), (Cell("2026-12-01", is_date=True),)
    sheet = read_code_sheet([SheetTable("Sheet1", rows)])
    assert (sheet.codes, sheet.dates_made_by_excel) == (("HOLE-1",), (DateCell("A3", "2026-12-01"),))


def test_errors_of_excel_are_named_by_their_cell_and_not_used() -> None:
    sheet = read("Hole|Depth", "HOLE-1|30", "#REF!|31", "-|32", "#N/A|33")
    assert (sheet.codes, sheet.excel_errors, sheet.blank) == (("HOLE-1",), ("A3 #REF!", "A5 #N/A"), 1)


@pytest.mark.parametrize("gap", ["#N/A", "tbd"])
def test_what_stands_for_a_missing_code_says_nothing_about_a_heading(gap: str) -> None:
    sheet = read("Referenz", gap, "HOLE-1", "HOLE-2")
    assert (sheet.guessed_headings, "Referenz" in sheet.codes) == (("Referenz",), False)


def test_cells_that_hold_several_codes_are_named_and_not_split() -> None:
    sheet = read("Hole|Depth", "HOLE 1\nHOLE 2|30", "HOLE 3|31", ";".join(f"HOLE {n}" for n in range(100)) + "|32")
    assert (sheet.codes, sheet.several) == (("HOLE 1 HOLE 2", "HOLE 3"), ("A2", "A4"))


def test_a_date_is_named_by_the_row_of_the_sheet_where_empty_rows_were_left_out() -> None:
    rows = (Cell("HOLE-1", row=2),), (Cell("2026-12-01", is_date=True, row=7),)
    assert read_code_sheet([SheetTable("Sheet1", rows)]).dates_made_by_excel[0].cell == "A7"


def test_the_first_sheet_that_holds_anything_is_read() -> None:
    assert read_code_sheet([SheetTable("Cover", ()), table("|"), table("HOLE-1")]).codes == ("HOLE-1",)


COVER = table(
    "Line list for unit 10|issued for review", "Document|LL-1042", "Revision|3", "Date|2026-12-01", name="Cover"
)
HOLES = table("Hole|Depth", "HOLE-1|12.5", "HOLE-2|13.75", "HOLE-3|14.5", name="Holes")


def test_codes_behind_a_cover_sheet_are_read_and_told() -> None:
    sheet = read_code_sheet([COVER, HOLES])
    assert (sheet.codes, sheet.label) == (("HOLE-1", "HOLE-2", "HOLE-3"), "Holes!A Hole")
    assert sheet.columns == ("Cover!A", "Cover!B issued for review", "Holes!A Hole", "Holes!B Depth")
    assert unite(sheet).warnings() == ("Codes read from sheet 'Holes', column Hole.",)


@pytest.mark.parametrize("notes", [table("drawn by AB", "checked"), table("12.5|13.5", "1.5|2.5"), COVER])
def test_the_first_sheet_is_read_where_no_other_is_clearly_better(notes: SheetTable) -> None:
    sheet = read_code_sheet([HOLES, notes])
    assert (sheet.codes, unite(sheet).warnings()) == (("HOLE-1", "HOLE-2", "HOLE-3"), ())


def test_of_sheets_that_look_like_codes_alike_the_first_is_read_and_the_others_are_named() -> None:
    more = [table("Hole", f"HOLE-{n}1", f"HOLE-{n}2", name=f"Unit {n}") for n in (1, 2, 3)]
    codes = unite(read_code_sheet([COVER, *more]))
    assert codes.codes == ("HOLE-11", "HOLE-12")
    assert codes.warnings() == (
        "Codes read from sheet 'Unit 1', column Hole.",
        "Not read, but look like codes too: Unit 2, Unit 3. One sheet is read; put all codes on it.",
    )


@pytest.mark.parametrize("rows", [["BH-11", "BH-12"], ["Unit 2", "BH-11", "BH-12"], ["Unit two", "HOLE-11"]])
def test_a_sheet_of_codes_is_named_whatever_its_heading_lacks(rows: list[str]) -> None:
    assert read_code_sheet([HOLES, table(*rows, name="Unit 2")]).unread_sheets == ("Unit 2",)


@pytest.mark.parametrize("rows", [["Name", "x"], ["Drawing", "ISO-1", "ISO-2"], ["Year", "2023", "2024"]])
def test_a_sheet_of_something_else_is_not_worth_a_word(rows: list[str]) -> None:
    assert read_code_sheet([HOLES, table(*rows, name="More")]).unread_sheets == ()


@pytest.mark.parametrize("rows", [["BH-1|BH-2", "BH-3|BH-4"], ["Code|", "BH-1|BH-2", "BH-3|BH-4"]])
def test_columns_without_heading_that_look_like_codes_too_are_named(rows: list[str]) -> None:
    codes = unite(read(*rows))
    assert codes.codes == ("BH-1", "BH-3")
    assert codes.warnings() == (
        "Not read, but looks like codes too: column B. One column is read; put one code a row.",
    )


@pytest.mark.parametrize(
    "rows",
    [
        ["Hole|Hole", "BH-1|BH-3", "BH-2|BH-4"],
        ["Hole|Twin hole", "BH-1|TW-3", "BH-2|TW-4"],
        ["Holes North|Holes South", "BH-1|BH-3", "BH-2|BH-4"],
        ["Area A|Area B", "BH-1|BH-3", "BH-2|BH-4"],
        ["Hole|Also called", "BH-1|BH-3", "BH-2|BH-4"],
        ["Referenz|Zeichnung", "BH-1|ISO-3", "BH-2|ISO-4"],
        ["Foo|Bar", "100421|100423", "100422|100424"],
        ["100421|100423", "100422|100424"],
        ["BLA|ASA", "FOO|BAR"],
        ["Hole|Depth", "BH-1|5", "BH-2|6", "Site|Hole", "North|BH-11"],
    ],
)
def test_columns_that_may_well_hold_codes_too_are_named(rows: list[str]) -> None:
    sheet = read(*rows)
    assert (sheet.label, sheet.unread_columns) == (sheet.columns[0], sheet.columns[1:])


@pytest.mark.parametrize(
    "rows",
    [
        ["BH-1|12.5", "BH-2|13"],
        ["Code|Zeichnung", "BH-1|ISO-1", "BH-2|ISO-2"],
        ["BH-1|BH-2"],
        ["Hole|Drawing", "BH-1|BH-1", "BH-2|BH-2"],
        ["Hole|Tiefe in dm", "100421|1200", "100422|1300"],
        ["Foo|Bar", "1.5|2.5", "1.75|2.75"],
    ],
)
def test_other_columns_are_not_worth_a_word(rows: list[str]) -> None:
    assert read(*rows).unread_columns == ()


def test_a_heading_that_ends_with_a_dot_ends_a_sentence_once() -> None:
    hole_no = table("Hole no.|Line no.", "BH-1|CWS-3", "|CWS-4", "BH-2|CWS-5")
    assert unite(read_code_sheet([COVER, hole_no])).warnings() == (
        "Codes read from sheet 'Sheet1', column Hole no.",
        "Not read, but looks like codes too: column B Line no. One column is read; put one code a row.",
        "1 cell without a code in the column Hole no.",
    )


def test_who_chose_the_column_is_not_told_of_others() -> None:
    assert read("BH-1|BH-2", "BH-3|BH-4", column="B").unread_columns == ()


@pytest.mark.parametrize("wanted", ["Depth", "b"])
def test_a_wanted_column_is_read_on_the_first_sheet_that_has_it(wanted: str) -> None:
    assert read_code_sheet([table("x-ray"), HOLES], wanted).codes == ("12.5", "13.75", "14.5")


def test_a_list_typed_sideways_is_read() -> None:
    assert read("HOLE-1|HOLE-2|HOLE-3").codes == ("HOLE-1", "HOLE-2", "HOLE-3")


def test_a_date_of_a_list_typed_sideways_is_named_by_its_column() -> None:
    rows = ((Cell("HOLE-1"), Cell("HOLE-2"), Cell("2026-12-01", is_date=True)),)
    assert read_code_sheet([SheetTable("", rows)]).dates_made_by_excel[0].cell == "C1"


def test_empty_cells_of_a_list_typed_sideways_are_counted() -> None:
    sheet = read("Hole|HOLE-1||-|HOLE-2|")
    assert (sheet.codes, sheet.blank) == (("HOLE-1", "HOLE-2"), 3)


def test_a_wide_row_makes_no_grid_of_a_long_list() -> None:
    wide = (Cell("Hole"), *[Cell("")] * 16_382, Cell("x"))
    rows = (wide, *((Cell(f"HOLE-{number}"),) for number in range(100)))
    tracemalloc.start()
    sheet = read_code_sheet([SheetTable("Sheet1", rows)])
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(sheet.codes), sheet.columns) == (100, ("A Hole", "XFD"))
    assert most_bytes < 10_000_000


def test_rows_of_different_lengths_are_read() -> None:
    assert read("|HOLE-1", "x", "|HOLE-2|z").codes == ("HOLE-1", "HOLE-2")


def test_cells_whose_value_is_not_in_the_file_are_named_and_say_nothing_about_a_column() -> None:
    sheet = read("No.|Hole", f"1|{LOST}", "2|BH-2", f"3|{LOST}")
    assert (sheet.codes, sheet.lost, sheet.blank) == (("BH-2",), ("B2", "B4"), 0)


def test_a_column_that_lost_all_its_codes_is_not_made_up_for_by_another() -> None:
    sheet = read("Hole|n", f"{LOST}|1", f"{LOST}|2")
    assert (sheet.codes, sheet.lost) == ((), ("A2", "A3"))
    with pytest.raises(RequestRejected) as caught:
        unite(sheet)
    assert caught.value.hint.startswith("2 cells show what the file does not hold")


@pytest.mark.parametrize("before", [True, False])
def test_a_sheet_of_which_nothing_is_in_the_file_is_named(before: bool) -> None:
    tables = [table(f"|{LOST}", name="Gone"), HOLES]
    sheet = read_code_sheet(tables if before else tables[::-1])
    assert (sheet.codes, sheet.lost_sheets) == (("HOLE-1", "HOLE-2", "HOLE-3"), ("Gone",))


def test_where_no_sheet_is_in_the_file_the_refusal_names_them() -> None:
    with pytest.raises(RequestRejected) as caught:
        unite(read_code_sheet([table(LOST, name="Gone")]))
    assert "Gone" in caught.value.hint


def test_a_file_without_sheets_holds_no_codes() -> None:
    assert read_code_sheet([]) == CodeSheet(())
