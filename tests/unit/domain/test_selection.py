"""The filters of a scan."""

from datetime import UTC, datetime

import pytest

from holescan.domain.selection import Selection, instant_of
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


@pytest.mark.parametrize("types", [("gsheet",), ("XLSX",)])
def test_googles_own_documents_go_by_drives_ending_and_by_that_of_their_export(types: tuple[str, ...]) -> None:
    sheet = a_file("Register", mime_type="application/vnd.google-apps.spreadsheet")
    document = a_file("Notes", mime_type="application/vnd.google-apps.document")

    assert Selection(types).of([sheet, document, *FILES[2:]]) == (sheet,)


@pytest.mark.parametrize(
    "text", ["2026-03-02", "2026-03-02T00:00:00Z", "2026-03-02T00:00", "2026-03-02T05:30:00+05:30", "20260302"]
)
def test_a_date_is_its_midnight_in_utc(text: str) -> None:
    assert instant_of(text) == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "02/03/2026", "0001-01-01T00:00+14:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        instant_of(text)
