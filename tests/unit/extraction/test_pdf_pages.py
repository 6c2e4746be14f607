import time

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.pdf_broken_words import may_have_broken_words
from holescan.adapters.extraction.pdf_content_order import ContentOrder
from holescan.adapters.extraction.pdf_repair import with_new_trailer
from holescan.adapters.extraction.pdf_spelled import spelled_spans
from holescan.adapters.extraction.reading import Source
from tests.unit.extraction.drawings import drawing, says


@pytest.mark.parametrize("text", ["B H - 0 7", "tag H O L E  1 here", "A  W  E  L"])
def test_spelled_words_are_noticed(text: str) -> None:
    assert spelled_spans(text)


@pytest.mark.parametrize("text", ["HOLE-1 BH-07", "a b c", "1   2   3   4", "A B\nC D\nE F", "1 0 0 1 7", "A B C DE"])
def test_ordinary_text_and_columns_are_not_spelled(text: str) -> None:
    assert not spelled_spans(text)


def test_many_lines_of_one_or_two_letters_are_broken_words() -> None:
    assert may_have_broken_words("JP\r\n7\r\nGN\r\nD\r\n" * 10)
    assert not may_have_broken_words("JP\r\n7\r\n" + "a line of ordinary length\r\n" * 10)
    assert not may_have_broken_words("1\r\n2\r\n" * 20 + "a row of the table\r\n" * 200)


def test_content_order_keeps_words_whole_and_apart() -> None:
    content = drawing(lambda canvas: [says("HOLE-1", 100, y)(canvas) for y in (700, 650)], says("BH-07 A"))
    pages = ContentOrder(Source(content, "a.pdf", ExtractionLimits()))
    assert (pages.count(), pages.text(0).split(), pages.text(1).split()) == (2, ["HOLE-1", "HOLE-1"], ["BH-07", "A"])
    assert pages.text(2) == ""


def test_a_trailer_leads_to_the_last_catalog_of_a_file() -> None:
    content = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n7 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    assert b"/Root 7 0 R" in with_new_trailer(content)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4\n1 0 obj<</Type/Pages>>endobj", b"1 0 obj<</Type/Catalog>>endobj/Encrypt 3 0 R"]
)
def test_without_a_catalog_or_with_a_key_that_was_lost_there_is_no_repair(content: bytes) -> None:
    assert with_new_trailer(content) == b""


def test_the_search_for_spelled_words_is_linear_on_hostile_text() -> None:
    began = time.process_time()
    spelled_spans("A  " * 300_000 + "1 " * 300_000 + "x" * 300_000)
    assert time.process_time() - began < 5
