"""What a cell may hold."""

import pytest

from holescan.adapters.report.cells import MAX_CELL_UNITS, cell_text, web_link


def test_control_characters_are_dropped_and_line_ends_become_blanks() -> None:
    assert cell_text("a\x00b\x1fc\r\nd\u2028e\x9ff") == "abc  d ef"


def test_long_text_is_cut_at_excels_limit_which_counts_utf16() -> None:
    assert len(cell_text("a" * 40_000)) == MAX_CELL_UNITS
    shown = cell_text("𐍈" * 40_000)
    assert len(shown.encode("utf-16-le")) // 2 <= MAX_CELL_UNITS
    assert shown.endswith("𐍈…")


def test_text_that_excel_would_decode_is_escaped() -> None:
    assert cell_text("a_x0041_b") == "a_x005F_x0041_b"
    assert cell_text("a_xyz_b") == "a_xyz_b"


@pytest.mark.parametrize(
    "link",
    [
        "https://drive.google.com/file/d/1a-B_c/view?usp=drivesdk",
        "http://127.0.0.1:8765/file/1",
        "https://docs.google.com/document/d/x/edit#heading=h.1",
    ],
)
def test_a_web_address_is_a_link(link: str) -> None:
    assert web_link(link) == link


@pytest.mark.parametrize(
    "link", ["ftp://x/y", "https://x/a b", "https://x/%zz", "https://x/\n", "https://x/" + "a" * 3000]
)
def test_anything_else_is_no_link(link: str) -> None:
    assert web_link(link) is None
