"""The filters of a scan."""

import pytest

from holescan.domain.selection import Selection
from tests.builders import a_file

FILES = [a_file(name) for name in ("ISO-1.PDF", "iso-2.xlsx", "log.pdf", "pdf")]


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(), ["ISO-1.PDF", "iso-2.xlsx", "log.pdf", "pdf"]),
        (Selection(types=("pdf",)), ["ISO-1.PDF", "log.pdf"]),
        (Selection(types=(".Pdf", "xlsx")), ["ISO-1.PDF", "iso-2.xlsx", "log.pdf"]),
        (Selection(name_pattern="iso-*"), ["ISO-1.PDF", "iso-2.xlsx"]),
        (Selection(types=("pdf",), name_pattern="ISO*"), ["ISO-1.PDF"]),
    ],
)
def test_only_what_the_user_asked_for_is_scanned(selection: Selection, names: list[str]) -> None:
    assert [file.name for file in selection.of(FILES)] == names
