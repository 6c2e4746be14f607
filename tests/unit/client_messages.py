"""Server messages of one small scan, for the tests of the client."""

from holescan.domain.reasons import ErrorCode
from holescan.domain.session import ScanState
from holescan.protocol.row_models import ExaminedFile, FailureRow, MatchRow
from holescan.protocol.rows import Row, failure_row, match_row
from holescan.protocol.server import (
    Complete,
    Error,
    FileExamined,
    FileFailed,
    MatchFound,
    ProgressMessage,
    Started,
    SyncState,
)
from tests.unit.report_samples import SESSION_ID, matched, not_examined


def started(request_id: str | None = None, *, epoch: int = 1) -> Started:
    return Started(
        session_id=SESSION_ID,
        epoch=epoch,
        request_id=request_id,
        message="Scanning Drawings for 2 hole codes.",
        timestamp="2026-03-04T09:30:00+00:00",
        total_codes=2,
    )


def progress(processed: int, total: int, *, matched: int = 0, failed: int = 0, epoch: int = 1) -> ProgressMessage:
    return ProgressMessage(
        session_id=SESSION_ID,
        epoch=epoch,
        value=100 * processed // total,
        processed=processed,
        total=total,
        matched=matched,
        failed=failed,
        state=ScanState.PROCESSING,
    )


def match_found(name: str) -> MatchFound:
    return MatchFound(session_id=SESSION_ID, epoch=1, data=match_row(matched(name)))


def file_failed(name: str) -> FileFailed:
    return FileFailed(session_id=SESSION_ID, epoch=1, data=failure_row(not_examined(name)))


def file_examined(name: str, *, epoch: int = 2) -> FileExamined:
    file_id = not_examined(name).file.file_id
    examined = ExaminedFile(file_id=file_id, epoch=epoch, attempt=1)
    return FileExamined(session_id=SESSION_ID, epoch=epoch, data=examined)


def sync_state(
    *rows: Row, next_cursor: str = "", matched: int = 0, snapshot_url: str = "", epoch: int = 1
) -> SyncState:
    return SyncState(
        session_id=SESSION_ID,
        epoch=epoch,
        state=ScanState.PROCESSING,
        processed=matched,
        total=9,
        matched=matched,
        failed=0,
        matches=tuple(row for row in rows if isinstance(row, MatchRow)),
        failures=tuple(row for row in rows if isinstance(row, FailureRow)),
        next_cursor=next_cursor,
        snapshot_url=snapshot_url,
    )


def complete(
    *,
    files: int = 9,
    matches: int = 0,
    failed: int = 0,
    unread: int = 0,
    folders: int = 0,
    listing: bool = True,
    state: ScanState = ScanState.COMPLETE,
    url: str = "",
    epoch: int = 1,
) -> Complete:
    return Complete(
        session_id=SESSION_ID,
        epoch=epoch,
        download_url=url,
        total_matches=matches,
        total_processed=files,
        message="All files are accounted for.",
        total_files=files,
        failed=failed,
        unread_files=unread,
        folders_failed=folders,
        codes_not_found=0,
        listing_complete=listing,
        state=state,
    )


def refusal(request_id: str | None, code: ErrorCode = ErrorCode.NO_CODES) -> Error:
    return Error(message="There are no codes.", code=code, hint="target_hole_codes", request_id=request_id)


def scan_failed() -> Error:
    return Error(message="The report could not be written.", code=ErrorCode.INTERNAL, session_id=SESSION_ID, epoch=1)
