"""What the use cases may rely on of PageLog, CodeLists, Uploads, Reports and ResultIndex, said of the fakes and of S3 alike."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from holescan.adapters.aws import clients
from holescan.adapters.aws.keys import compiled_key, upload_key
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.adapters.aws.s3_results import CHUNK_BYTES, S3ResultIndex
from holescan.adapters.aws.s3_storage import S3CodeLists, S3PageLog, S3Reports, S3Uploads
from holescan.domain.errors import DependencyFailed, RequestRejected
from holescan.domain.ids import OwnerId, SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.reasons import Reason
from holescan.domain.text import ExtractedText, TextPart
from holescan.ports import CodeLists, PageLog, Reports, ResultIndex, Uploads
from holescan.protocol.row_models import CodeRow, NotFoundRow
from tests.builders import OWNER, ROOT, SESSION, a_file, a_folder, a_page
from tests.contract.conftest import BUCKET, REGION
from tests.fakes.storage import MemoryCodeLists, MemoryPageLog, MemoryReports, MemoryResultIndex, MemoryUploads

OTHER = SessionId("ff" * 16)
UPLOAD = "0f" * 16
REPORT = f"reports/{SESSION}/1-1.xlsx"


@dataclass(frozen=True, slots=True)
class Storage:
    """The ports of what is stored in bulk. `receive` does what a browser's PUT does."""

    log: PageLog
    codes: CodeLists
    uploads: Uploads
    reports: Reports
    results: ResultIndex
    receive: Callable[[OwnerId, str, bytes], None]


@pytest.fixture
def memory_storage() -> Storage:
    uploads = MemoryUploads()
    return Storage(MemoryPageLog(), MemoryCodeLists(), uploads, MemoryReports(), MemoryResultIndex(), uploads.receive)


@pytest.fixture
def s3_storage(bucket: S3Bucket) -> Storage:
    def receive(owner: OwnerId, upload_id: str, sheet: bytes) -> None:
        bucket.put(upload_key(owner, upload_id), sheet)

    return Storage(
        S3PageLog(bucket),
        S3CodeLists(bucket),
        S3Uploads(bucket),
        S3Reports(bucket),
        S3ResultIndex(bucket),
        receive,
    )


@pytest.fixture(params=["memory_storage", "s3_storage"])
def storage(request: pytest.FixtureRequest) -> Storage:
    made: Storage = request.getfixturevalue(request.param)
    return made


def a_code_row(code: str, *, name: str = "a.pdf") -> CodeRow:
    return CodeRow(code=code, weak=False, files=1, places=1, file_names=(name,))


def in_pages_of(limit: int, results: ResultIndex) -> list[list[CodeRow | NotFoundRow]]:
    pages, cursor = [], ""
    while True:
        page = results.page(SESSION, "by_code", REPORT, cursor, limit)
        assert page is not None
        pages.append(list(page.rows))
        if not page.next_cursor:
            return pages
        cursor = page.next_cursor


def test_a_page_is_read_back_as_it_was_written(storage: Storage) -> None:
    page = a_page(
        0,
        a_file("a.pdf", size_bytes=None),
        a_file("Zeichnung ü.pdf", path="Fläche 1"),
        folders=(a_folder(),),
        next_cursor="~!more",
        failure=FolderFailure(ROOT, Reason.INCOMPLETE_LISTING),
    )
    assert storage.log.write_once(SESSION, page) == page
    assert list(storage.log.pages(SESSION)) == [page]


def test_the_first_writer_of_a_page_wins_and_the_second_is_told_what_stands(storage: Storage) -> None:
    first = a_page(0, a_file("a.pdf"))
    storage.log.write_once(SESSION, first)
    assert storage.log.write_once(SESSION, a_page(0, a_file("b.pdf"))) == first
    assert list(storage.log.pages(SESSION)) == [first]


def test_the_log_ends_at_the_first_missing_page(storage: Storage) -> None:
    for number in (0, 1, 3):
        storage.log.write_once(SESSION, a_page(number))
    assert [page.number for page in storage.log.pages(SESSION)] == [0, 1]


def test_a_long_log_comes_back_in_its_order(storage: Storage) -> None:
    for number in range(70):
        storage.log.write_once(SESSION, a_page(number, a_file(f"{number}.pdf")))
    assert [page.files[0].name for page in storage.log.pages(SESSION)] == [f"{number}.pdf" for number in range(70)]


def test_each_session_has_its_own_log(storage: Storage) -> None:
    storage.log.write_once(SESSION, a_page(0))
    assert list(storage.log.pages(OTHER)) == []


def test_codes_come_back_in_the_users_order_and_spelling(storage: Storage) -> None:
    codes = ("HOLE-2", '10"-CWS-1042-A1B-N', "hole-1", "Bohrung Ä7")
    compiled = CompiledCodes.compile(codes, MatchOptions(MatchMode.NORMALISED))
    storage.codes.put(SESSION, codes, compiled)
    storage.codes.put(SESSION, codes, compiled)
    assert storage.codes.codes(SESSION) == codes
    found = storage.codes.compiled(SESSION).find(ExtractedText((TextPart("see HOLE 2"),), pages=1))
    assert [match.code for match in found] == ["HOLE-2"]


@pytest.mark.parametrize("zeros_are_ignored", [False, True])
def test_codes_that_another_version_compiled_are_compiled_again(bucket: S3Bucket, zeros_are_ignored: bool) -> None:
    codes, lists = ("HOLE-01", "HOLE-2"), S3CodeLists(bucket)
    options = MatchOptions(MatchMode.NORMALISED, leading_zeros=zeros_are_ignored)
    lists.put(SESSION, codes, CompiledCodes.compile(codes, options))
    bucket.put(compiled_key(SESSION), b"holescan-codes/0 unicode/3.2.0\nwhat nobody reads any more")
    compiled = lists.compiled(SESSION)
    assert compiled.options == options
    found = compiled.find(ExtractedText((TextPart("see HOLE 1"),), pages=1))
    assert [match.code for match in found] == (["HOLE-01"] if zeros_are_ignored else [])


def test_codes_that_are_not_there_are_a_failure_not_an_empty_list(storage: Storage) -> None:
    with pytest.raises(DependencyFailed):
        storage.codes.codes(OTHER)
    with pytest.raises(DependencyFailed):
        storage.codes.compiled(OTHER)


def test_an_upload_is_fetched_by_its_owner_only(storage: Storage, tmp_path: Path) -> None:
    storage.receive(OWNER, UPLOAD, b"PK sheet")
    target = tmp_path / "codes.xlsx"
    assert not storage.uploads.fetch(OwnerId("bb" * 32), UPLOAD, target)
    assert not target.exists()
    assert storage.uploads.fetch(OWNER, UPLOAD, target)
    assert target.read_bytes() == b"PK sheet"


@pytest.mark.parametrize("upload_id", ["00" * 16, "", f"../{OWNER}/{UPLOAD}", f"{UPLOAD}/"])
def test_no_other_upload_id_leads_to_a_sheet(storage: Storage, tmp_path: Path, upload_id: str) -> None:
    storage.receive(OWNER, UPLOAD, b"PK sheet")
    assert not storage.uploads.fetch(OWNER, upload_id, tmp_path / "codes.xlsx")


def test_an_offer_names_the_headers_to_send_and_five_minutes(storage: Storage) -> None:
    offer = storage.uploads.offer(OWNER, UPLOAD, 1234)
    assert offer.expires_in_s == 300
    assert offer.headers == {"Content-Type": "application/octet-stream", "If-None-Match": "*"}


A_REPORT = "reports/0123456789abcdef/2-1.xlsx"


def test_a_report_has_a_link(storage: Storage, tmp_path: Path) -> None:
    workbook = tmp_path / "results.xlsx"
    workbook.write_bytes(b"PK workbook")
    storage.reports.put("reports/s/1-1.xlsx", workbook)
    assert "reports/s/1-1.xlsx" in storage.reports.link("reports/s/1-1.xlsx")


def test_rows_of_codes_come_back_page_by_page_in_their_order(storage: Storage) -> None:
    rows = [a_code_row(f"HOLE-{number}", name=f"Zeichnung ü\u2028 {number}.pdf") for number in range(5)]
    storage.results.put(SESSION, "by_code", REPORT, rows)
    assert in_pages_of(2, storage.results) == [rows[:2], rows[2:4], rows[4:]]
    assert in_pages_of(5, storage.results) == [rows]


def test_each_report_and_section_has_rows_of_its_own(storage: Storage) -> None:
    row = NotFoundRow(code="HOLE-9", near=())
    storage.results.put(SESSION, "by_code", REPORT, [])
    storage.results.put(SESSION, "not_found", REPORT, [row])
    found = storage.results.page(SESSION, "by_code", REPORT, "", 10)
    not_found = storage.results.page(SESSION, "not_found", REPORT, "", 10)
    assert found is not None
    assert not_found is not None
    assert (found.rows, not_found.rows) == ((), (row,))
    assert storage.results.page(SESSION, "by_code", f"reports/{SESSION}/2-1.xlsx", "", 10) is None


@pytest.mark.parametrize("cursor", ["x", "-1", "0", "7", "99999"])
def test_rows_begin_at_no_cursor_that_the_index_never_gave(storage: Storage, cursor: str) -> None:
    storage.results.put(SESSION, "by_code", REPORT, [a_code_row("HOLE-1")])
    with pytest.raises(RequestRejected):
        storage.results.page(SESSION, "by_code", REPORT, cursor, 10)


def test_rows_that_take_more_than_one_read_are_all_given(bucket: S3Bucket) -> None:
    rows = [a_code_row(f"HOLE-{number}", name="n" * 20_000) for number in range(CHUNK_BYTES // 10_000)]
    results = S3ResultIndex(bucket)
    results.put(SESSION, "by_code", REPORT, rows)
    assert [row for page in in_pages_of(len(rows), results) for row in page] == rows


def test_the_presigned_put_signs_size_type_and_that_nothing_is_overwritten(bucket: S3Bucket) -> None:
    query = parse_qs(urlsplit(S3Uploads(bucket).offer(OWNER, UPLOAD, 1234).url).query)
    assert query["X-Amz-SignedHeaders"] == ["content-length;content-type;host;if-none-match"]
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert query["X-Amz-Expires"] == ["300"]
    assert not [name for name in query if "checksum" in name.lower()]


def test_presigned_links_name_the_regional_host_that_the_page_may_reach(bucket: S3Bucket) -> None:
    assert urlsplit(S3Uploads(bucket).offer(OWNER, UPLOAD, 1).url).hostname == f"{BUCKET}.s3.{REGION}.amazonaws.com"
    assert urlsplit(S3Reports(bucket).link(A_REPORT)).hostname == f"{BUCKET}.s3.{REGION}.amazonaws.com"


def test_the_presigned_get_downloads_under_a_name_that_tells_scan_and_run(bucket: S3Bucket) -> None:
    query = parse_qs(urlsplit(S3Reports(bucket).link(A_REPORT)).query)
    assert query["response-content-disposition"] == ['attachment; filename="holescan-01234567-run-2.xlsx"']
    assert query["X-Amz-Expires"] == ["900"]


def test_a_workbook_is_stored_as_a_workbook(bucket: S3Bucket, tmp_path: Path) -> None:
    workbook = tmp_path / "results.xlsx"
    workbook.write_bytes(b"PK workbook")
    S3Reports(bucket).put("reports/a.xlsx", workbook)
    stored = clients.s3().get_object(Bucket=BUCKET, Key="reports/a.xlsx")
    assert stored["Body"].read() == b"PK workbook"
    assert stored["ContentType"].endswith("spreadsheetml.sheet")
