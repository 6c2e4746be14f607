"""The corpus of real and synthetic files: every known code is found, and nothing unread passes as a file without codes."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.domain.errors import FileUnreadable
from holescan.domain.examination import Examination, FileStatus
from holescan.domain.matching import CompiledCodes, MatchOptions

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")

# docs/limits.md says why of each.
MISSED = {
    "split_two_lines.pdf": {"DDH046A", "DDH075", "DDH351"},
    "trunc_half.pdf": None,
    "enc_user_password.pdf": None,
    "bomb_form_nesting_1e6.pdf": None,
}
# PDFium reads the letters of this one out of the font program itself.
READ_AFTER_ALL = {"ttf_no_tounicode.pdf"}


def manifest() -> list[dict[str, str]]:
    path = CORPUS / "MANIFEST.csv"
    return list(csv.DictReader(path.read_text().splitlines())) if path.exists() else []


def examined(extractor: ChildExtractor, row: dict[str, str], codes: list[str]) -> Examination:
    try:
        text = extractor.extract(CORPUS / row["file"], name=Path(row["file"]).name)
    except FileUnreadable as unreadable:
        return Examination.failed(unreadable.reason)
    return Examination(
        CompiledCodes.compile(codes, MatchOptions()).find(text), text.unread, text.pages, text.characters
    )


@pytest.fixture(scope="module")
def extractor() -> Iterator[ChildExtractor]:
    with ChildExtractor() as child:
        yield child


@pytest.mark.parametrize(
    "row", [row for row in manifest() if row["known_codes"]], ids=lambda row: Path(row["file"]).name
)
def test_every_known_code_is_found_or_the_file_says_that_it_was_not_read(
    extractor: ChildExtractor, row: dict[str, str]
) -> None:
    codes = row["known_codes"].split()
    examination = examined(extractor, row, codes)
    missed = MISSED.get(Path(row["file"]).name, set())
    if missed is None:
        assert examination.unread
    else:
        assert {code for code in codes if code not in {match.code for match in examination.matches}} == missed


UNREADABLE = ("password", "corrupt", "ocr", "unsupported")


@pytest.mark.parametrize(
    "row",
    [row for row in manifest() if row["expected_outcome"].startswith(UNREADABLE)],
    ids=lambda row: Path(row["file"]).name,
)
def test_what_cannot_be_read_is_never_a_file_without_codes(extractor: ChildExtractor, row: dict[str, str]) -> None:
    is_read = Path(row["file"]).name in READ_AFTER_ALL
    status = examined(extractor, row, ["NO-SUCH-CODE-1"]).status
    assert status is (FileStatus.NO_MATCH if is_read else FileStatus.NOT_EXAMINED)
