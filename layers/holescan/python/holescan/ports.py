"""What the use cases need of the world, one small Protocol a need. Adapters make them real, tests/fakes in memory.

Every method may raise DependencyFailed: nothing was changed, or it is unknown whether it was, and asking again is safe.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from holescan.domain.files import FileRef, FolderRef, Listing
from holescan.domain.ids import ConnectionId, FileId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure, LoggedPage
from holescan.domain.matching import CompiledCodes
from holescan.domain.outcomes import Outcome
from holescan.domain.recognition import RecognisedPage, RecognisedText, Tile
from holescan.domain.session import LiveScan, ReportTotals, ScanEvent, Session
from holescan.domain.settlement import Settlement
from holescan.domain.sheets import SheetTable
from holescan.domain.text import ExtractedText
from holescan.protocol.server import Sent
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows and where they go on; next_cursor is "" on the last page."""

    rows: tuple[Row, ...]
    next_cursor: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the sweeper remembers of a scan."""

    moved_at: datetime
    redriven: bool


class Clock(Protocol):
    """The time, aware and in UTC."""

    def now(self) -> datetime:
        """This instant."""
        ...

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        ...


class Dice(Protocol):
    """Chance, so that tests can fix it."""

    def name(self) -> str:
        """A fresh, unguessable name of 32 lower-case hex digits."""
        ...

    def fraction(self) -> float:
        """A number from 0 to below 1."""
        ...


class Connections(Protocol):
    """Who is connected, and as whom."""

    def add(self, connection_id: ConnectionId, owner: OwnerId, expires_at: datetime) -> None:
        """Remember a new connection."""
        ...

    def owner(self, connection_id: ConnectionId) -> OwnerId | None:
        """Whose connection it is; None when it was never added or is gone."""
        ...

    def remove(self, connection_id: ConnectionId) -> None:
        """Forget a connection and let it stop following every scan. Harmless when repeated."""
        ...


class PageCount(StrEnum):
    """What became of counting a page of the log."""

    COUNTED = "counted"
    ALREADY = "already"
    CLOSED = "closed"


class Sessions(Protocol):
    """The record of each scan (DESIGN section 4) but for its outcomes. Each write is conditional, as the laws say."""

    def open(self, session: Session) -> bool:
        """Write `meta` and `live#scan` (LISTING, epoch 1) in one transaction; False where the session exists."""
        ...

    def session(self, session_id: SessionId) -> Session | None:
        """What the scan was asked to do."""
        ...

    def live(self, session_id: SessionId) -> LiveScan | None:
        """Where the scan stands: one consistent read of everything under `live#`, shards of all epochs summed."""
        ...

    def follow(self, session_id: SessionId, connection_id: ConnectionId, expires_at: datetime) -> None:
        """Register a viewer (also with the connection, so that `Connections.remove` finds it)."""
        ...

    def unfollow(self, session_id: SessionId, connection_id: ConnectionId) -> None:
        """Forget a viewer whose connection is gone."""
        ...

    def count_page(self, live: LiveScan, page: LoggedPage) -> PageCount:
        """`page#n`, ADD planned, the folder's failure row: one transaction, once per page.

        CLOSED when the epoch's listing may not grow any more (law 2).
        """
        ...

    def queued_pages(self, session_id: SessionId) -> dict[int, bool]:
        """Counted pages by number; True where all tasks of the page were queued."""
        ...

    def mark_queued(self, session_id: SessionId, page_number: int) -> None:
        """All tasks of the page are queued."""
        ...

    def close_listing(self, session_id: SessionId, epoch: int, *, complete: bool) -> bool:
        """Set `listed` once; LISTING becomes PROCESSING. False when it was set before or the epoch is over."""
        ...

    def ask_cancel(self, live: LiveScan) -> bool:
        """To CANCELLING, `listed` set; an unfinished listing counts as incomplete. False when the state as read is gone."""
        ...

    def take_lease(self, live: LiveScan, *, now: datetime, until: datetime) -> int | None:
        """The right to write this epoch's report (law 4): the lease's number, from 1; None when another holds it."""
        ...

    def publish(
        self,
        live: LiveScan,
        *,
        lease: int,
        event: ScanEvent,
        now: datetime,
        report_key: str = "",
        totals: ReportTotals | None = None,
    ) -> bool:
        """End the epoch by PUBLISH or PUBLISH_CANCELLED, or by GIVE_UP without a report; keeps the totals.

        False when the lease was lost (law 4).
        """
        ...

    def begin_retry(self, live: LiveScan, *, planned: int, now: datetime) -> bool:
        """Begin the next epoch of an ended scan, PROCESSING and listed (law 11); its token has the next generation.

        False when the scan is no longer as it was read.
        """
        ...

    def elect_progress(self, live: LiveScan, *, now: datetime) -> bool:
        """May the caller send PROGRESS? Once per permille after `listed`, once a second before (law 9)."""
        ...

    def record_failure(self, live: LiveScan, failure: FolderFailure) -> None:
        """A folder's failure row outside any page (a dead ListTask); the listing is incomplete. Once per folder."""
        ...

    def failures(self, session_id: SessionId) -> Iterator[FolderFailure]:
        """Folders that could not be listed."""
        ...

    def open_scans(self) -> Iterator[SessionId]:
        """Scans that have not ended, oldest first; may lag, so read each again."""
        ...

    def scans_of(self, owner: OwnerId, cursor: str, limit: int) -> Page[Session]:
        """The owner's scans, newest first."""
        ...

    def watch(self, live: LiveScan, *, now: datetime) -> Watch:
        """When this scan last moved, remembered from watch to watch; moves when its counters or state did."""
        ...

    def claim_redrive(self, live: LiveScan) -> bool:
        """The one re-drive of this epoch: True for the first who asks."""
        ...


class Outcomes(Protocol):
    """What is recorded of each file."""

    def read(self, session_id: SessionId, file_ids: Iterable[FileId]) -> dict[FileId, Outcome]:
        """The recorded outcomes of these files, read consistently; a file without one is missing from the answer."""
        ...

    def commit(self, session_id: SessionId, settlements: Sequence[Settlement], expires_at: datetime) -> None:
        """All settlements (one epoch, at most 25 files) and their counters in one transaction.

        Raises:
            StoreConflict: an outcome is no longer what the settlement replaces, the epoch has ended under one that
                needs it open, or another transaction was in the way. Nothing was written: read and settle again.
        """
        ...

    def all(self, session_id: SessionId) -> Iterator[Outcome]:
        """Every outcome of the scan, complete, in no particular order; never holds more than a page."""
        ...

    def page(self, session_id: SessionId, cursor: str, limit: int) -> Page[Outcome]:
        """Outcomes in the order of their file ids; the cursor is the last file id seen, "" from the beginning."""
        ...


class PageLog(Protocol):
    """The listing as a log of objects, each written once (law 2)."""

    def write_once(self, session_id: SessionId, page: LoggedPage) -> LoggedPage:
        """Store page n unless it is stored; answers the stored one, which may be another lister's."""
        ...

    def pages(self, session_id: SessionId) -> Iterator[LoggedPage]:
        """The stored pages from 0 on, up to the first that is missing."""
        ...


class RetryLog(Protocol):
    """The files of each epoch after the first: what a retry set out to examine (law 11)."""

    def write_once(self, session_id: SessionId, epoch: int, files: Sequence[FileRef]) -> int:
        """Store the list unless one is stored; answers how many files the stored one has."""
        ...

    def files(self, session_id: SessionId, epoch: int) -> Iterator[FileRef]:
        """The stored list."""
        ...


class CodeLists(Protocol):
    """The codes of a scan, as typed and compiled."""

    def put(self, session_id: SessionId, codes: Sequence[str], compiled: CompiledCodes) -> None:
        """Store both; repeated calls write the same."""
        ...

    def codes(self, session_id: SessionId) -> tuple[str, ...]:
        """In the order of the user's list."""
        ...

    def compiled(self, session_id: SessionId) -> CompiledCodes:
        """Ready to match."""
        ...


@dataclass(frozen=True, slots=True)
class UploadOffer:
    """Where and how to PUT a code sheet."""

    url: str
    headers: dict[str, str]
    expires_in_s: int


class Uploads(Protocol):
    """Code sheets too large for a message, each under its owner's prefix."""

    def offer(self, owner: OwnerId, upload_id: str, size_bytes: int) -> UploadOffer:
        """A presigned PUT: size signed, never over an existing object, five minutes."""
        ...

    def fetch(self, owner: OwnerId, upload_id: str, target: Path) -> bool:
        """Copy the upload to `target`; False when this owner has none of this id."""
        ...


class Reports(Protocol):
    """Finished workbooks."""

    def put(self, key: str, workbook: Path) -> None:
        """Store under the key."""
        ...

    def link(self, key: str) -> str:
        """A presigned link that downloads the workbook; good for LINK_LIFE_S at most."""
        ...


LINK_LIFE_S = 900
"""Presigned links die with the credentials that signed them, so none is promised for longer than a quarter hour."""


class TokenVault(Protocol):
    """The caller's Google token, sealed with session and owner as encryption context."""

    def seal(self, session: Session, generation: int, token: str) -> None:
        """Keep the token; replaces an older generation."""
        ...

    def unseal(self, session_id: SessionId) -> str:
        """The current token.

        Raises:
            TokenRefused: none is kept (any more).
        """
        ...

    def forget(self, session_id: SessionId) -> None:
        """The scan is over: remove it."""
        ...


class ListQueue(Protocol):
    """Listings to begin or go on with."""

    def put(self, task: ListTask) -> None:
        """Queue one."""
        ...


class ScanQueue(Protocol):
    """Files to examine."""

    def put_all(self, tasks: Iterable[ScanTask], *, delay_s: int = 0) -> None:
        """Queue all, in batches of 10, failed entries again; raises DependencyFailed when some stay unqueued.

        They may be received after `delay_s`, at most 900.
        """
        ...

    def backlog(self) -> int:
        """Messages waiting or in flight, roughly."""
        ...

    def postpone(self, receipt: str, delay_s: int) -> None:
        """Let a received message come back after `delay_s` instead of the whole visibility time."""
        ...


class ReportQueue(Protocol):
    """Scans that may be over."""

    def put(self, task: ReportTask, delay_s: int = 0) -> None:
        """Queue one."""
        ...


class ClientChannel(Protocol):
    """Messages to a connection. A hint, never a promise: what is throttled or slow is dropped."""

    def send(self, connection_id: ConnectionId, message: Sent) -> bool:
        """False when the connection is gone for good. Never raises for what the other end does."""
        ...


class FileSource(Protocol):
    """Drive, as one caller's token sees it."""

    def folder(self, folder_id: FileId) -> FolderRef:
        """The folder's name and link; "root" is My Drive.

        Raises:
            FileUnreadable: NOT_FOUND, FORBIDDEN, or UNSUPPORTED when it is no folder.
            TokenRefused: Google does not accept the token.
        """
        ...

    def list_folder(self, folder: FolderRef, cursor: str) -> Listing:
        """One page of a folder; raises as `folder` does."""
        ...

    def download(self, file: FileRef, target: Path, *, max_bytes: int) -> None:
        """The file's bytes, or its export, into `target`.

        Raises:
            FileUnreadable: it cannot be had; the reason says why.
            TokenRefused: Google does not accept the token.
        """
        ...


class Drive(Protocol):
    """Opens Drive for a caller."""

    def open(self, token: str) -> AbstractContextManager[FileSource]:
        """A source that uses this token and no other credential."""
        ...


class TextExtractor(Protocol):
    """Reads untrusted bytes where they can do no harm."""

    def extract(self, path: Path, *, name: str) -> ExtractedText:
        """All text of a file; `name` is for messages only.

        Raises:
            FileUnreadable: nothing of it can be read.
        """
        ...

    def read_sheet(self, path: Path, *, name: str) -> tuple[SheetTable, ...]:
        """The tables of a code sheet (.xlsx, .xls or .csv); raises as `extract` does."""
        ...


class PageRenderer(Protocol):
    """Makes pictures of pages, where untrusted bytes can do no harm."""

    def render(self, path: Path, *, name: str, page: int) -> tuple[Tile, ...]:
        """Page `page` (from 1) as pictures that text recognition takes.

        Raises:
            FileUnreadable: there is no picture of this page to be had.
        """
        ...


class Extractor(TextExtractor, PageRenderer, Protocol):
    """Reads files and draws their pages."""


class TextRecogniser(Protocol):
    """Reads pictures (OCR)."""

    def read(self, image: bytes) -> RecognisedText:
        """The lines of text in a PNG or JPEG.

        Raises:
            FileUnreadable: this picture will never be read.
            Throttled: too many pictures at a time; waiting helps.
        """
        ...


class RecognitionRecord(Protocol):
    """What text recognition did for a scan: pages are paid for, so they are counted, and kept until their file is done."""

    def claim(self, session: Session, limit: int) -> bool:
        """Count one page more; False, and nothing counted, when the scan has had `limit` pages."""
        ...

    def give_back(self, session: Session) -> None:
        """A claimed page was not recognised after all."""
        ...

    def page(self, live: LiveScan, file_id: FileId, page: int) -> RecognisedPage | None:
        """What was kept of this page in this epoch; None when it was not recognised yet."""
        ...

    def keep(self, live: LiveScan, file_id: FileId, page: int, recognised: RecognisedPage) -> None:
        """Remember a page for whoever goes on with the file."""
        ...


@dataclass(frozen=True, slots=True)
class ReportContents:
    """All that a report is made of; `outcomes` may be asked for more than once and never fits in memory."""

    session: Session
    live: LiveScan
    codes: tuple[str, ...]
    outcomes: Callable[[], Iterator[Outcome]]
    folders: tuple[FolderFailure, ...]
    written_at: datetime


class ReportWriter(Protocol):
    """Makes the workbook."""

    def write(self, contents: ReportContents, target: Path) -> ReportTotals:
        """Write the .xlsx and say what it holds."""
        ...
