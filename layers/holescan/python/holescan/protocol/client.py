"""What the browser may send. Unknown fields of known actions are ignored, so an older server survives a newer page."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from holescan.domain.ids import SessionId
from holescan.domain.matching import MatchMode
from holescan.domain.recognition import OcrMode
from holescan.domain.selection import Selection, instant_of

MAX_INLINE_BYTES = 24 * 1024
"""More than this goes by `request_upload`: API Gateway closes the socket on a frame over 32 KB."""

MAX_UPLOAD_BYTES = 10 * 1024 * 1024

FIRST_PAGE = "folders:0"
"""The cursor that asks for the first page of a SYNC_STATE, and for no snapshot."""

SessionIdField = Annotated[SessionId, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


_LINK = "A folder's or file's address in Drive, or its id; \"\": the deployment's own folder, or else My Drive."
_SHEET = f"The code sheet, an .xlsx or .csv, as base64; above {MAX_INLINE_BYTES // 1024} KB use request_upload."
_COLUMN = 'One of the columns of CODES_READ; "": the one that looks most like codes.'


class ScanOptions(BaseModel):
    """How to scan; every field has the default most users want.

    `leading_zeros` true means HOLE-01 is HOLE-1. `types` are file endings without a dot; empty means all.
    `modified_since` is an ISO 8601 date (its midnight in UTC) or instant. What `types`, `name_pattern` and
    `modified_since` leave out is not listed; a file above `max_file_bytes` is listed and NOT_EXAMINED (too_large).
    An `ocr_page_budget` above what the server pays for is lowered to that, with a warning.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: MatchMode = MatchMode.NORMALISED
    leading_zeros: bool = False
    ocr: OcrMode = OcrMode.AUTO
    ocr_page_budget: int = Field(default=1000, ge=0, le=1_000_000)
    types: tuple[Annotated[str, Field(max_length=40)], ...] = Field(default=(), max_length=40)
    name_pattern: str = Field(default="", max_length=200)
    modified_since: str = Field(default="", max_length=40)
    subfolders: bool = True
    max_file_bytes: int | None = Field(default=None, ge=1)

    @field_validator("modified_since")
    @classmethod
    def _is_a_date(cls, text: str) -> str:
        try:
            _instant(text)
        except ValueError:
            raise ValueError("it is no date such as 2026-01-31 and no instant such as 2026-01-31T08:00:00Z") from None
        return text

    @property
    def selection(self) -> Selection:
        """The filters among the options."""
        return Selection(self.types, self.name_pattern, _instant(self.modified_since))

    def largest_file(self, limit: int) -> int:
        """In bytes; what is larger is too_large. `limit` is the deployment's, whatever the user allows."""
        return min(self.max_file_bytes or limit, limit)


def _instant(text: str) -> datetime | None:
    return instant_of(text) if text else None


class Action(BaseModel):
    """Base of every action. `request_id` comes back in the direct answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    request_id: str | None = Field(default=None, max_length=128, description="Any text; the direct answer repeats it.")


class DriveAction(Action):
    """An action that reads Drive: with the caller's `token`, or without one as the deployment itself, where it may."""

    token: str = Field(
        default="",
        max_length=4000,
        description='Google access token, scope drive.readonly; "": the deployment\'s own account.',
    )


class ScanRequest(DriveAction):
    """The fields that say what to scan for and where; all sources of codes given are united."""

    drive_link: str = Field(default="", max_length=2000, description=_LINK)
    file_content: str = Field(default="", max_length=200_000, description=_SHEET)
    target_hole_codes: tuple[str, ...] = Field(default=(), description="Codes one by one; empty texts are none.")
    upload_id: str = Field(default="", max_length=128, description="Of UPLOAD_READY: the code sheet was sent there.")
    code_column: str = Field(default="", max_length=128, description=_COLUMN)
    codes_of: SessionIdField | Literal[""] = Field(default="", description="An earlier scan of yours: its codes, too.")
    options: ScanOptions = ScanOptions()


class StartScan(ScanRequest):
    """Open a scan. The same request_id of the same caller leads to the same session."""

    action: Literal["start_scan"] = "start_scan"


class EstimateScan(ScanRequest):
    """How long and how much, before the start."""

    action: Literal["estimate_scan"] = "estimate_scan"


class RequestUpload(Action):
    """Ask where to PUT a code sheet that is too large for a message."""

    action: Literal["request_upload"] = "request_upload"
    file_name: str = Field(min_length=1, max_length=255)
    size_bytes: int = Field(ge=1, le=MAX_UPLOAD_BYTES)


class InspectCodes(Action):
    """Read a code sheet and say what is in it, without scanning."""

    action: Literal["inspect_codes"] = "inspect_codes"
    file_content: str = Field(default="", max_length=200_000, description=_SHEET)
    upload_id: str = Field(default="", max_length=128, description="Of UPLOAD_READY: the code sheet was sent there.")
    code_column: str = Field(default="", max_length=128, description=_COLUMN)


class BrowseFolder(DriveAction):
    """The folders inside a folder, for choosing one; without a link My Drive, with the shared drives beside its folders."""

    action: Literal["browse_folder"] = "browse_folder"
    drive_link: str = Field(default="", max_length=2000)
    cursor: str = Field(default="", max_length=2000)


class ResumeScan(Action):
    """Follow a scan from this connection on, beginning with what is known.

    `cursor` is the `next_cursor` before; "folders:0" begins with pages where a snapshot could not be fetched.
    """

    action: Literal["resume_scan"] = "resume_scan"
    session_id: SessionIdField
    cursor: str = Field(default="", max_length=2000)


class GetResults(Action):
    """Page through what a scan found.

    `by_code` and `not_found` are known once a report is published. `file` gives everything of one file (`file_id`).
    """

    action: Literal["get_results"] = "get_results"
    session_id: SessionIdField
    section: Literal["matches", "by_code", "not_found", "not_examined", "file"] = "matches"
    file_id: str = Field(default="", max_length=128)
    cursor: str = Field(default="", max_length=2000)


class CancelScan(Action):
    """Stop a scan and keep what it found."""

    action: Literal["cancel_scan"] = "cancel_scan"
    session_id: SessionIdField


class DeleteScan(Action):
    """Forget a scan and everything stored of it."""

    action: Literal["delete_scan"] = "delete_scan"
    session_id: SessionIdField


class RetryFailed(DriveAction):
    """Examine again what was not read: a new epoch of the same scan. No file_ids means all of them."""

    action: Literal["retry_failed"] = "retry_failed"
    session_id: SessionIdField
    file_ids: tuple[str, ...] = ()


class RefreshToken(DriveAction):
    """A new sign-in for a scan that is paused because the old one ended."""

    action: Literal["refresh_token"] = "refresh_token"
    session_id: SessionIdField


class ListScans(Action):
    """The caller's scans, newest first."""

    action: Literal["list_scans"] = "list_scans"
    cursor: str = Field(default="", max_length=2000)


class GetScan(Action):
    """One scan's folder, options, totals and times."""

    action: Literal["get_scan"] = "get_scan"
    session_id: SessionIdField


class GetReport(Action):
    """A fresh link to the report; links die within the hour."""

    action: Literal["get_report"] = "get_report"
    session_id: SessionIdField


class Ping(Action):
    """Keeps the connection open: API Gateway closes it after ten idle minutes."""

    action: Literal["ping"] = "ping"


ClientMessage = Annotated[
    StartScan
    | EstimateScan
    | RequestUpload
    | InspectCodes
    | BrowseFolder
    | ResumeScan
    | GetResults
    | CancelScan
    | DeleteScan
    | RetryFailed
    | RefreshToken
    | ListScans
    | GetScan
    | GetReport
    | Ping,
    Field(discriminator="action"),
]
