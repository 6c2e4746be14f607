"""What sources of codes come to together, and what people are told of it."""

import pytest

from holescan.domain.code_sheet import CodeSheet, DateCell
from holescan.domain.codes import MAX_CODES, CodeList, unite
from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode


def refusal(*sources: CodeSheet | list[str]) -> RequestRejected:
    with pytest.raises(RequestRejected) as caught:
        unite(*sources)
    return caught.value


def test_sources_are_united_in_order_and_repeats_are_counted() -> None:
    codes = unite(CodeSheet(("HOLE-2", "HOLE-1", "HOLE-2")), ["HOLE-1", "HOLE-3"])
    assert (codes.codes, codes.repeated) == (("HOLE-2", "HOLE-1", "HOLE-3"), 2)


def test_another_spelling_is_another_code() -> None:
    assert unite(["HOLE-1", "hole-1"]).codes == ("HOLE-1", "hole-1")


def test_empty_strings_are_none() -> None:
    codes = unite(["", " ", "HOLE-1", "--"])
    assert (codes.codes, codes.blank) == (("HOLE-1",), 0)


@pytest.mark.parametrize("sources", [[], [[]], [["", "-"]], [CodeSheet(())]])
def test_no_code_at_all_is_refused(sources: list[CodeSheet | list[str]]) -> None:
    assert refusal(*sources).code is ErrorCode.NO_CODES


def test_a_list_of_nothing_but_dates_is_refused_with_the_reason() -> None:
    refused = refusal(CodeSheet((), dates_made_by_excel=(DateCell("A1", "2026-12-01"),)))
    assert (refused.code, "holds a date" in refused.hint) == (ErrorCode.NO_CODES, True)


def test_a_list_of_nothing_but_errors_is_refused_with_the_reason() -> None:
    refused = refusal(["#REF!", "#REF!"])
    assert (refused.code, refused.hint[:40]) == (ErrorCode.NO_CODES, "2 entries are errors of Excel (#REF!, #R")


def test_as_many_codes_as_a_scan_takes_are_taken_and_one_more_is_refused() -> None:
    codes = [f"HOLE-{number}" for number in range(MAX_CODES + 1)]
    assert len(unite(codes[1:], codes[1:]).codes) == MAX_CODES
    assert refusal(codes).code is ErrorCode.TOO_MANY_CODES


def test_short_codes_are_weak() -> None:
    assert unite(["P2", "12", "15-01", "10423", "104231", "2021-014", "BH1"]).weak == ("P2", "12", "15-01", "10423")


def test_codes_that_only_differ_in_spelling_collide() -> None:
    listed = ["HOLE-1", "HOLE-12", "HOLE_1", "HOLE-1-2", "hole 1", "HOLE-01", "1042/3", "1042-3", "HOLE1"]
    assert unite(listed).colliding == (("HOLE-1", "HOLE_1", "hole 1", "HOLE1"),)


HOLES = ["HOLE-1", "HOLE-2", "HOLE-3"]


@pytest.mark.parametrize("remark", ["tbd", "TBD", "n/a", "N.A.", "none", "(unknown)", "see drawing", "not in use"])
def test_what_is_probably_no_code_is_told_and_still_looked_for(remark: str) -> None:
    codes = unite([*HOLES, remark])
    assert (codes.codes[-1], codes.remarks) == (remark, (remark,))


@pytest.mark.parametrize("name", ["ASA", "see drawing 7", "HOLE-A", "HOLE NORTH"])
def test_a_name_that_may_well_be_a_code_is_no_remark(name: str) -> None:
    assert unite(["HOLE 1", *HOLES, name]).remarks == ()


@pytest.mark.parametrize("listed", [["BLA", "ASA", "none"], ["main line", "north line", "HOLE-1"], ["see drawing"]])
def test_where_most_codes_have_no_digit_none_is_called_a_remark(listed: list[str]) -> None:
    assert unite(listed).remarks == ()


def test_placeholders_do_not_make_a_list_one_without_digits() -> None:
    assert unite(["tbd", "n/a", "HOLE-1"]).remarks == ("tbd", "n/a")


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#value!", "#DIV/0!", "#NAME?", "#WERT!", "#Н/Д"])
def test_an_error_of_excel_is_never_a_code(error: str) -> None:
    codes = unite([*HOLES, error])
    assert (list(codes.codes), codes.sources[0].excel_errors, codes.blank) == (HOLES, (error,), 0)


@pytest.mark.parametrize("tag", ["#1", "#N", "#A-7", "REF!"])
def test_a_code_may_begin_with_a_number_sign(tag: str) -> None:
    assert unite([tag]).codes == (tag,)


@pytest.mark.parametrize(
    "entry",
    [
        *(
            "HOLE-8;HOLE-9;",
            "HOLE-8, BH-9",
            "HOLE-8,HOLE-9",
            "HOLE-8\nHOLE-9",
            "1042; 1043",
            "1042, 1043",
            "HOLE-8；P 7",
        ),
        *("BH-01..BH-10", "BH-1 to BH-5", "BH 1 bis 5", "HOLE-1/2/3", "HOLE-8/9", "HOLE-8/HOLE-9", "BH-1 - BH-5"),
        *("BH-1–BH-5", "BH-1 & BH-2", "BH-1 + BH-2", "BH-1 … BH-9", "BH-1,2,3", "BH-1, 2, 3", "HOLE-8 HOLE-9"),
        *("BH-1   12.5   rock", "BH-1\tclay"),
    ],
)
def test_several_codes_in_one_entry_are_told_and_looked_for_as_one(entry: str) -> None:
    codes = unite(["P 1", *HOLES, entry])
    assert (codes.sources[0].several, codes.codes[-1]) == ((f'"{" ".join(entry.split())}"',), " ".join(entry.split()))


@pytest.mark.parametrize(
    "tag",
    [
        *("P-101A,B", "HOLE-1,5", "1,042", "HOLE-8;", "HOLE\n8", "HOLE-8\n(12.5 m)", "BH-1, north", "A;B"),
        *(
            '6"-P-1001,A1A',
            "RB10/1",
            "1042/3",
            "KM 1+200",
            "BH–01",
            "DDH–2021–014",
            "HOLE-8 (A)",
            "A1 B2",
            "SAND and GRAVEL 2",
        ),
    ],
)
def test_a_code_may_hold_a_comma_or_a_line_end(tag: str) -> None:
    assert unite([*HOLES, tag]).sources[0].several == ()


@pytest.mark.parametrize(
    "code",
    [
        "BH-2 cancelled",
        "BH-5: near the gate",
        "BH-5 - Clay",
        "BH-1, north",
        "2 holes",
        "to be drilled in 2019 by others",
    ],
)
def test_words_behind_a_code_are_told_as_a_remark(code: str) -> None:
    assert unite([*HOLES, code]).remarks == (code,)


@pytest.mark.parametrize(
    "code", ["HOLE 1 A", "BH-1 OLD", "6 - STEAM - 101", "10 - CWS - 1042 - A1B - N", "KM 1+200", "P 1 m", "1 HOLE"]
)
def test_words_of_a_code_are_no_remark(code: str) -> None:
    assert unite([*HOLES, code]).remarks == ()


@pytest.mark.parametrize("left_over", ["Hole", "TAG", "Total", "hole_id"])
def test_a_heading_among_the_codes_is_told_as_a_remark(left_over: str) -> None:
    assert unite([*HOLES, left_over]).remarks == (left_over,)


@pytest.mark.parametrize(
    "code", ["(BH-01)", "BH-01,", "* BH-01", "- BH-01", "'BH-01", "#12", "BH-1 (A)", '="001"', "1. BH-01"]
)
def test_a_sign_at_an_end_of_a_code_is_told(code: str) -> None:
    assert unite([*HOLES, code]).signed == (code,)


@pytest.mark.parametrize("code", ["BH-1", '10"-CWS-1', "BH-1.2", "P-101A/B", "孔1", "ก1ำ", "é1e\u0301", "1.BH 2"])
def test_signs_inside_a_code_are_not_worth_a_word(code: str) -> None:
    assert unite([code]).signed == ()


@pytest.mark.parametrize("code", ["ВН-05", "BН-05", "Τ-101", "вн-05"])
def test_letters_that_only_look_latin_are_told(code: str) -> None:
    assert unite([*HOLES, code]).foreign == (code,)


@pytest.mark.parametrize("listed", [["ВН-05", "ВН-06"], ["HOLE-1", "СКВ-Ж-1"], ["HOLE-1", "孔-1", "Ố-1"]])
def test_what_is_plainly_not_latin_is_not_worth_a_word(listed: list[str]) -> None:
    assert unite(listed).foreign == ()


@pytest.mark.parametrize("made", ["1-Dec", "03-MAR", "2-Jan-24", "1.00E+05", "1,2E-03", "2024-02-01", "01/02/2024"])
def test_what_excel_makes_of_codes_in_a_csv_is_told_and_looked_for(made: str) -> None:
    codes = unite([*HOLES, made])
    assert (codes.made_by_excel, codes.codes[-1]) == ((made,), made)


@pytest.mark.parametrize("code", ["DEC-1", "MAR-03", "1E5", "2E-1", "2021-014", "1/2/3", "1-Decke"])
def test_a_code_may_look_a_little_like_a_date_or_a_power(code: str) -> None:
    assert unite([code]).made_by_excel == ()


def test_what_is_too_long_to_be_looked_for_is_not_quoted() -> None:
    assert unite([*HOLES, ";".join(f"HOLE-{number}" for number in range(100))]).sources[0].several == ()


def test_nothing_to_know_is_no_warning() -> None:
    assert unite(["HOLE-1"]).warnings() == ()


def test_each_warning_says_how_many_and_which() -> None:
    sheet = CodeSheet(
        codes=(),
        blank=1_200,
        too_long=2,
        dates_made_by_excel=tuple(DateCell(f"B{row}", "2026-12-01") for row in range(7, 14)),
        lost=("B15",),
        excel_errors=("B20 #REF!",),
        several=("B30", "B31"),
        column="Hole",
        guessed_headings=("Referenz",),
        lost_sheets=("Old",),
    )
    codes = CodeList(
        codes=("HOLE-1", "HOLE_1", "P2"),
        sources=(sheet,),
        repeated=1,
        made_by_excel=("03-Mar",),
        signed=("(HOLE-1)",),
        foreign=("ВН-1",),
        remarks=("tbd", "see drawing"),
        weak=("P2",),
        colliding=(("HOLE-1", "HOLE_1"),),
    )
    said = codes.warnings()
    dates, lost, errors, lost_sheets, long, several, heading = said[:7]
    made_by_excel, signed, foreign, remarks, colliding, weak, repeated, blank = said[7:]
    assert "7 cells hold dates" in dates
    assert "(B7, B8, B9, B10, B11, …)" in dates
    assert "Format the column as Text" in dates
    assert lost.startswith(
        "1 cell shows what the file does not hold, such as a formula that was never calculated (B15)"
    )
    assert lost_sheets.startswith("The content of this sheet is not in the file: Old.")
    assert made_by_excel.startswith("1 code looks like what Excel makes of a code")
    assert "03-Mar" in made_by_excel
    assert signed.startswith("1 code begins or ends with what may be no part of it: (HOLE-1).")
    assert foreign.startswith("1 code has Cyrillic or Greek letters that look Latin: ВН-1.")
    assert errors.startswith("1 entry is an error of Excel (B20 #REF!)")
    assert long.startswith("2 entries are longer than 200 characters")
    assert several.startswith("2 entries seem to hold several codes each (B30, B31)")
    assert "Referenz" in heading
    assert remarks.startswith("2 codes look like remarks or hold one: tbd, see drawing.")
    assert "1 group of codes differs in spelling only" in colliding
    assert "HOLE-1 = HOLE_1" in colliding
    assert weak.startswith("1 code is so short that a match may be chance: P2.")
    assert repeated == "1 repeat was removed."
    assert blank == "1,200 cells without a code in the column Hole."


def test_repeats_and_blank_cells_are_told_last_and_are_not_urgent() -> None:
    codes = unite(CodeSheet(("A1", "HOLE-1", "HOLE-1"), blank=2, column="B"))
    [weak] = codes.urgent_warnings()
    assert codes.warnings() == (weak, "1 repeat was removed.", "2 cells without a code in the column B.")
