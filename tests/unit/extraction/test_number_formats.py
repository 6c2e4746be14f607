import pytest

from holescan.adapters.extraction.number_formats import NumberFormats, is_date_format, text_with_format, with_format


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("7", "0000", "0007"),
        ("12", '"HOLE-"0', "HOLE-12"),
        ("12", r"\B\H\-00", "BH-12"),
        ("7", '"BH"-000"A"', "BH-007A"),
        ("1042", "General", "1042"),
        ("1042.0", "", "1042"),
        ("1042.5", "0000", "1042.5"),
        ("7", "0.00", "7"),
        ("7", "[Red]000;[Blue]-0", "007"),
        ("1.0423001E7", "General", "10423001"),
        ("104230.00000000001", "", "104230"),
        ("1E300", '"BH-"0', "1E300"),
        ("9" * 40, '"BH-"0', "9" * 40),
        ("7", '"BH-"#', "BH-7"),
        ("7", '"BH-"?0', "BH- 7"),
        ("0", '"BH-"#', "BH-"),
        ("123456", "000-000", "123-456"),
        ("1204", '"H-"00"-"00', "H-12-04"),
        ("12345678", '"H-"00"-"00', "H-123456-78"),
        ("7", '"BH-"General', "BH-7"),
        ("7.5", '"BH-"0.00', "BH-7.5"),
        ("7.5", '"BH-"000', "BH-008"),
        ("10423", '"BH-"#,##0', "BH-10423"),
        ("7", "[$BH]000", "BH007"),
        ("7", "[$-409]000", "007"),
        ("7", '"BH-"@', "BH-7"),
        ("-7", '"BH-"000', "-BH-007"),
        ("-7", '"BH-"0;"XX-"0', "XX-7"),
        ("0", '"BH-"0;"XX-"0;"YY-"0', "YY-0"),
        ("3", '[>5]"BH-"0;"XX-"0', "XX-3"),
        ("7", '[>5]"BH-"0;"XX-"0', "BH-7"),
        ("0.5", '0%" A"', "0.5 A"),
        ("0.5", "0%", "0.5"),
        ("7", '"none"', "none"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value: str, code: str, shown: str) -> None:
    assert with_format(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('"BH-"@', "BH-07"),
        ('0;0;0;"BH-"@"A"', "BH-07A"),
        ("@", "07"),
        ('"BH-"0', "07"),
        ("General;@", "07"),
        ("", "07"),
    ],
)
def test_a_text_has_the_words_that_its_format_puts_around_it(code: str, shown: str) -> None:
    assert text_with_format("07", code) == shown


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "d/m/yy", "[$-409]mmm-yy", "hh:mm", "[h]:mm:ss"])
def test_formats_of_dates_and_hours_are_told(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize("code", ["General", "0.00", '0 "days"', r"0\m", "[Red]0", "#,##0", "@", ""])
def test_letters_in_quotes_and_brackets_make_no_date(code: str) -> None:
    assert not is_date_format(code)


@pytest.mark.parametrize(
    ("serial", "is_1904", "shown"),
    [("44197", False, "2021-01-01"), ("61", False, "1900-03-01"), ("0", True, "1904-01-01"), ("9e99", False, "9e99")],
)
def test_a_date_is_shown_in_full_and_flagged(serial: str, is_1904: bool, shown: str) -> None:
    formats = NumberFormats(is_1904=is_1904)
    formats.start("cellXfs", {})
    formats.start("xf", {"numFmtId": "14"})
    formats.end("cellXfs")
    assert formats.shown(serial, "0") == (shown, True)
