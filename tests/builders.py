"""Values for tests: valid as they stand, each field replaced where the test says something about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from holescan.domain.examination import Examination, How, Match
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.ids import FileId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure, LoggedPage
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, LiveScan, ScanState, Session
from holescan.domain.text import Unread

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=30)
SESSION = SessionId("5e" * 16)
OWNER = OwnerId("0a" * 32)
ROOT = FolderRef(FileId("root"), "Drawings", "", "https://drive.example/root")


def a_file(name: str = "iso-1.pdf", **changed: Any) -> FileRef:
    """A listed PDF whose id is made from its name."""
    file_id = FileId(name.replace(".", "-"))
    values: dict[str, Any] = {
        "file_id": file_id,
        "name": name,
        "path": "Area 1/Piping",
        "mime_type": "application/pdf",
        "size_bytes": 12_345,
        "link": f"https://drive.example/{file_id}",
        "target_id": file_id,
    }
    return FileRef(**(values | changed))


def a_folder(name: str = "Area 1") -> FolderRef:
    """A folder in the root."""
    return FolderRef(FileId(name.replace(" ", "-")), name, name)


def a_match(code: str = "HOLE-1", **changed: Any) -> Match:
    """A code on page 1, spelled as in the list."""
    values: dict[str, Any] = {
        "code": code,
        "found_as": code,
        "how": How.EXACT,
        "weak": False,
        "count": 1,
        "page": 1,
        "pages": (1,),
        "place": "",
        "snippet": f"see {code} at grid B7",
    }
    return Match(**(values | changed))


def matched(file: FileRef | None = None, *codes: str, epoch: int = 1, attempt: int = 1) -> Outcome:
    """The outcome of a file that carries these codes (HOLE-1 when none is named)."""
    matches = tuple(a_match(code) for code in codes or ("HOLE-1",))
    return Outcome(file or a_file(), epoch, attempt, Examination(matches, pages=1, characters=400))


def no_match(file: FileRef | None = None, *, epoch: int = 1, attempt: int = 1) -> Outcome:
    """The outcome of a file that was read to its end and carries no code."""
    return Outcome(file or a_file(), epoch, attempt, Examination(pages=1, characters=400))


def not_examined(
    file: FileRef | None = None, reason: Reason = Reason.PASSWORD, *, epoch: int = 1, attempt: int = 1
) -> Outcome:
    """The outcome of a file nobody could read."""
    return Outcome(file or a_file(), epoch, attempt, Examination.failed(reason))


def partly_read(file: FileRef | None = None, *codes: str, epoch: int = 1) -> Outcome:
    """The outcome of a file with these codes and one page that needs OCR."""
    matches = tuple(a_match(code) for code in codes)
    unread = (Unread("page 2", Reason.NEEDS_OCR),)
    return Outcome(file or a_file(), epoch, 1, Examination(matches, unread, pages=2, characters=400))


def a_session(**changed: Any) -> Session:
    """A scan as it was asked for at NOON."""
    values: dict[str, Any] = {
        "session_id": SESSION,
        "owner": OWNER,
        "folder_id": ROOT.folder_id,
        "folder_name": ROOT.name,
        "folder_link": ROOT.link,
        "options": {"mode": "normalised", "ocr_page_budget": 1000, "types": ["pdf"], "subfolders": True},
        "codes_total": 3,
        "warnings": ("2 rows were blank",),
        "created_at": NOON,
        "expires_at": LATER,
    }
    return Session(**(values | changed))


def a_live(**changed: Any) -> LiveScan:
    """The scan of `a_session` as it is examined, one file in all."""
    values: dict[str, Any] = {
        "session_id": SESSION,
        "state": ScanState.PROCESSING,
        "epoch": 1,
        "planned": 1,
        "listed": True,
        "listing_complete": True,
        "counted": Counters(),
        "expires_at": LATER,
    }
    return LiveScan(**(values | changed))


def a_page(number: int = 0, *files: FileRef, **changed: Any) -> LoggedPage:
    """Page `number` of the log: the root's, with these files."""
    values: dict[str, Any] = {"number": number, "files": files}
    return LoggedPage(**(values | changed))


def a_failed_page(number: int, folder: FolderRef, reason: Reason = Reason.FORBIDDEN) -> LoggedPage:
    """The page that says a folder could not be listed."""
    return a_page(number, failure=FolderFailure(folder, reason))
