import pytest

from holescan.adapters.extraction.number_formats import NumberFormats, is_date_format, with_format


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
    ],
)
def test_a_whole_number_is_read_as_its_format_shows_it(value: str, code: str, shown: str) -> None:
    assert with_format(value, code) == shown


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
