import pytest

from holescan.adapters.extraction.little_text import has_little_text


@pytest.mark.parametrize(
    ("text", "is_little"), [("", True), ("- . " * 50, True), ("A-1 " * 10, True), ("A-1 " * 10 + "B", False)]
)
def test_a_title_is_little_text_and_signs_are_none(text: str, is_little: bool) -> None:
    assert has_little_text(text) is is_little
