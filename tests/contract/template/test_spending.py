import pytest

from cdk.spending import MAX_OCR_PAGES, NotACount, ocr_pages_from_context
from tests.contract.template.reading import Synthesized
from tests.contract.template.test_environment import environment


def test_without_context_a_scan_is_capped_all_the_same(stack: Synthesized) -> None:
    assert environment(stack, "ScanDispatcher")["HOLESCAN_MAX_OCR_PAGES"] == str(MAX_OCR_PAGES)


@pytest.mark.parametrize(("written", "pages"), [("500", 500), (500, 500), ("0", 0), (0, 0), (None, MAX_OCR_PAGES)])
def test_the_operators_cap_is_read_from_the_command_line_or_the_file(written: str | int | None, pages: int) -> None:
    assert ocr_pages_from_context({"max_ocr_pages": written}.get) == pages


@pytest.mark.parametrize("written", ["", "-1", "many", "1e3", "1,000"])
def test_a_cap_that_is_no_count_is_refused_and_not_taken_for_none(written: str) -> None:
    with pytest.raises(NotACount, match="-c max_ocr_pages="):
        ocr_pages_from_context({"max_ocr_pages": written}.get)
