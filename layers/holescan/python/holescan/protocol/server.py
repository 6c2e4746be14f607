"""What the server sends: one strict, tagged model per message. Nothing sent exceeds 30 KB; values are absolute, never deltas."""

from typing import Annotated, Any, Literal

from pydantic import Field

from holescan.domain.reasons import ErrorCode
from holescan.domain.session import ScanState
from holescan.protocol.row_models import (
    ExaminedFile,
    FailureRow,
    MatchRow,
    ResultRow,
    Sent,
)

MAX_MESSAGE_BYTES = 30 * 1024
MAX_ROWS_IN_SYNC = 200
"""Above this many rows a snapshot_url takes the place of pages."""


class ScanMessage(Sent):
    """Base of every message about a scan. `epoch` is 1, then one more per retry."""

    session_id: str
    epoch: int


class Answer(Sent):
    """Base of a direct answer; echoes the action's request_id."""

    request_id: str | None = None


class Started(ScanMessage, Answer):
    """The scan is open; `warnings` say what was odd about the codes, and what of the options this server lowered."""

    type: Literal["STARTED"] = "STARTED"
    message: str
    timestamp: str
    total_codes: int
    warnings: tuple[str, ...] = ()


class ProgressMessage(ScanMessage):
    """`value` 0..100; `processed` and `total` of this epoch, `matched` and `failed` of the whole scan."""

    type: Literal["PROGRESS"] = "PROGRESS"
    value: int = Field(ge=0, le=100)
    processed: int
    total: int
    matched: int
    failed: int
    state: ScanState


class MatchFound(ScanMessage):
    """A file with codes, the moment it was found."""

    type: Literal["MATCH_FOUND"] = "MATCH_FOUND"
    data: MatchRow


class FileFailed(ScanMessage):
    """A file or folder that was not examined, or not completely."""

    type: Literal["FILE_FAILED"] = "FILE_FAILED"
    data: FailureRow


class FileExamined(ScanMessage):
    """A file that FILE_FAILED spoke of is NO_MATCH now: its row is to go. Nothing is sent of files that never failed."""

    type: Literal["FILE_EXAMINED"] = "FILE_EXAMINED"
    data: ExaminedFile


class Complete(ScanMessage):
    """The scan is over; all numbers are of it whole. `total_matches` counts files with a code, `weak_matches` with weak ones only."""

    type: Literal["COMPLETE"] = "COMPLETE"
    download_url: str
    total_matches: int
    weak_matches: int = 0
    total_processed: int
    message: str
    total_files: int
    failed: int
    unread_files: int
    folders_failed: int
    codes_not_found: int
    listing_complete: bool
    state: ScanState


class SyncState(ScanMessage, Answer):
    """What is known of a scan; more pages follow while next_cursor is not empty.

    `snapshot_url` takes the place of all pages: a gzip file of the same rows, one JSON object a line.
    """

    type: Literal["SYNC_STATE"] = "SYNC_STATE"
    state: ScanState
    processed: int
    total: int
    matched: int
    failed: int
    matches: tuple[MatchRow, ...] = ()
    failures: tuple[FailureRow, ...] = ()
    next_cursor: str = ""
    snapshot_url: str = ""


class Paused(ScanMessage):
    """The scan waits; `until` is an ISO instant, or null when a person must act."""

    type: Literal["PAUSED"] = "PAUSED"
    reason: Literal["AUTH_EXPIRED", "QUOTA"]
    message: str
    until: str | None


class Resumed(ScanMessage, Answer):
    """The scan goes on."""

    type: Literal["RESUMED"] = "RESUMED"
    reason: Literal["AUTH_EXPIRED", "QUOTA"]
    message: str
    until: str | None = None


class Cancelled(ScanMessage, Answer):
    """The scan is drained and its partial report written."""

    type: Literal["CANCELLED"] = "CANCELLED"


class Deleted(Answer):
    """The scan is gone for everybody. Of a very large one the last items and objects are removed within the hour."""

    type: Literal["DELETED"] = "DELETED"
    session_id: str


class Error(Answer):
    """`message` is for a person, `code` for a program. With session_id it ends that scan, without it answers a request."""

    type: Literal["ERROR"] = "ERROR"
    message: str
    code: ErrorCode
    hint: str = ""
    session_id: str | None = None
    epoch: int | None = None


class UploadReady(Answer):
    """PUT the sheet to `upload_url` with exactly these headers, then name `upload_id`."""

    type: Literal["UPLOAD_READY"] = "UPLOAD_READY"
    upload_id: str
    upload_url: str
    headers: dict[str, str]
    expires_in_s: int


class DateCell(Sent):
    """A cell in which Excel made a date of what was typed: "B7" shows "01.12.2021"."""

    cell: str
    shown: str


class CodesRead(Answer):
    """What is in a code sheet. `column` is the one of `columns` that the codes were taken from.

    `warnings` are for a person, the most urgent first; `repeated` and `blank` are harmless and not among them.
    """

    type: Literal["CODES_READ"] = "CODES_READ"
    total: int
    sample: tuple[str, ...]
    columns: tuple[str, ...]
    column: str = ""
    repeated: int
    blank: int
    dates_made_by_excel: tuple[DateCell, ...]
    weak: tuple[str, ...]
    colliding: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...] = ()


class FolderEntry(Sent):
    """A folder that can be opened or scanned."""

    folder_id: str
    name: str
    link: str
    kind: Literal["folder", "shared_drive"]


class Folder(Answer):
    """One page of a folder's folders. `file_count` comes with the first page, counted to 1,000; later pages say 0."""

    type: Literal["FOLDER"] = "FOLDER"
    folder_id: str
    name: str
    path: str
    folders: tuple[FolderEntry, ...]
    file_count: int
    next_cursor: str = ""


class Estimate(Answer):
    """What a scan would take: `files` pass the filters, `usd` is AWS's list price, `ocr_pages` a guess by kinds of files.

    `is_partial`: the tree is larger than what was looked at, and so are the figures. `warnings` are those of STARTED without
    what costs nobody a match.
    """

    type: Literal["ESTIMATE"] = "ESTIMATE"
    folder_name: str
    total_codes: int
    files: int
    minutes: float
    usd: float
    ocr_pages: int
    is_partial: bool
    warnings: tuple[str, ...] = ()


class Results(Answer):
    """Rows of one section; more follow while next_cursor is not empty.

    matches: MatchRow. not_examined: FailureRow, and MatchRow of files read in part. by_code: CodeRow.
    not_found: NotFoundRow. file: every CodeFound and UnreadPart of one file.
    """

    type: Literal["RESULTS"] = "RESULTS"
    session_id: str
    epoch: int
    section: Literal["matches", "by_code", "not_found", "not_examined", "file"]
    rows: tuple[ResultRow, ...]
    next_cursor: str = ""


class ScanSummary(Sent):
    """One line of the history. Instants are ISO 8601 in UTC; `ended_at` is null while the scan runs.

    `total` and `processed` are of this epoch; the other figures of the whole scan. `options` are those of start_scan.
    """

    session_id: str
    epoch: int
    state: ScanState
    folder_name: str
    folder_link: str
    started_at: str
    ended_at: str | None
    total_codes: int
    total: int
    processed: int
    matched: int
    failed: int
    total_files: int = 0
    unread_files: int = 0
    folders_failed: int = 0
    codes_not_found: int | None = None
    listing_complete: bool = False
    has_report: bool = False
    options: dict[str, Any] = Field(default_factory=dict)


class Scans(Answer):
    """The caller's scans, newest first."""

    type: Literal["SCANS"] = "SCANS"
    scans: tuple[ScanSummary, ...]
    next_cursor: str = ""


class Scan(Answer):
    """One scan; the `warnings` of its STARTED, and one when its pages for text recognition are used up."""

    type: Literal["SCAN"] = "SCAN"
    scan: ScanSummary
    warnings: tuple[str, ...] = ()


class ReportReady(Answer):
    """A fresh link to the report."""

    type: Literal["REPORT_READY"] = "REPORT_READY"
    session_id: str
    download_url: str
    expires_in_s: int


class Pong(Answer):
    """Answer to ping."""

    type: Literal["PONG"] = "PONG"


ServerMessage = Annotated[
    Started
    | ProgressMessage
    | MatchFound
    | FileFailed
    | FileExamined
    | Complete
    | SyncState
    | Paused
    | Resumed
    | Cancelled
    | Deleted
    | Error
    | UploadReady
    | CodesRead
    | Folder
    | Estimate
    | Results
    | Scans
    | Scan
    | ReportReady
    | Pong,
    Field(discriminator="type"),
]
