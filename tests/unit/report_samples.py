"""Outcomes and sessions as the tests of rows, report and client need them: every field has a plain default."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from holescan.domain.examination import Examination, How, Match, NearMiss, NearMissKind
from holescan.domain.files import FileRef, FolderRef
from holescan.domain.ids import FileId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, LiveScan, ScanState, Session
from holescan.domain.text import Unread

STARTED_AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
SESSION_ID = SessionId("0123456789abcdef0123456789abcdef")


def a_match(
    code: str = "HOLE-1", *, weak: bool = False, page: int | None = 3, snippet: str = "see HOLE-1 here"
) -> Match:
    return Match(
        code=code,
        found_as=code.lower(),
        how=How.NORMALISED,
        weak=weak,
        count=2,
        page=page,
        pages=() if page is None else (page,),
        place="",
        snippet=snippet,
    )


def a_near_miss(code: str = "HOLE-2", found_as: str = "HOLE-2A") -> NearMiss:
    return NearMiss(code, found_as, NearMissKind.LONGER_CODE, page=7, place="")


def almost(name: str, *near: NearMiss) -> Outcome:
    """A file with nothing but near misses."""
    return an_outcome(a_file(name), Examination(pages=7, characters=300, near=near or (a_near_miss(),)))


def a_file(name: str = "sheet.pdf", *, path: str = "Area 1", link: str | None = None) -> FileRef:
    file_id = FileId("id-" + name.encode().hex()[:40])
    return FileRef(
        file_id=file_id,
        name=name,
        path=path,
        mime_type="application/pdf",
        size_bytes=1234,
        link=f"https://drive.google.com/file/d/{file_id}/view" if link is None else link,
        target_id=file_id,
    )


def matched(name: str = "sheet.pdf", *codes: str, unread: tuple[Unread, ...] = ()) -> Outcome:
    matches = tuple(a_match(code) for code in codes or ("HOLE-1",))
    return an_outcome(a_file(name), Examination(matches, unread, pages=4, characters=900))


def no_match(name: str = "other.pdf") -> Outcome:
    return an_outcome(a_file(name), Examination(pages=2, characters=300))


def not_examined(name: str = "locked.pdf", reason: Reason = Reason.PASSWORD) -> Outcome:
    return an_outcome(a_file(name), Examination.failed(reason))


def an_outcome(file: FileRef, examination: Examination, *, epoch: int = 1, attempt: int = 1) -> Outcome:
    return Outcome(file, epoch, attempt, examination)


def a_folder_failure(name: str = "Secret", reason: Reason = Reason.FORBIDDEN) -> FolderFailure:
    folder = FolderRef(FileId("folder-1"), name, f"Area 1/{name}", "https://drive.google.com/drive/folders/folder-1")
    return FolderFailure(folder, reason)


@dataclass(frozen=True)
class ScanSample:
    """A scan that is being reported; `counted` are the live counters, which the report does not trust."""

    codes: tuple[str, ...] = ("HOLE-1", "HOLE-2")
    folder_name: str = "Drawings"
    warnings: tuple[str, ...] = ()
    listing_complete: bool = True
    cancel_asked: bool = False
    total_files: int = 0
    pages_recognised: int = 0
    options: dict[str, object] = field(default_factory=lambda: {"mode": "normalised", "leading_zeros": False})

    @property
    def session(self) -> Session:
        return Session(
            session_id=SESSION_ID,
            owner=OwnerId("ab12" * 16),
            folder_id=FileId("root-folder"),
            folder_name=self.folder_name,
            folder_link="https://drive.google.com/drive/folders/root-folder",
            options=dict(self.options),
            codes_total=len(self.codes),
            warnings=self.warnings,
            created_at=STARTED_AT,
            expires_at=STARTED_AT + timedelta(days=30),
        )

    @property
    def live(self) -> LiveScan:
        return LiveScan(
            session_id=SESSION_ID,
            state=ScanState.REPORTING,
            epoch=1,
            planned=self.total_files,
            listed=True,
            listing_complete=self.listing_complete,
            counted=Counters(processed=self.total_files),
            cancel_asked=self.cancel_asked,
            expires_at=STARTED_AT + timedelta(days=30),
            total_files=self.total_files,
            pages_recognised=self.pages_recognised,
        )
