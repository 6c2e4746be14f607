"""The record of a scan: connections, sessions and outcomes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from holescan.domain.ids import ConnectionId, FileId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure, LoggedPage
from holescan.domain.outcomes import Outcome
from holescan.domain.pause import Pause
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ReportTotals, ScanEvent, Session
from holescan.domain.settlement import Settlement

Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row_co]):
    """Rows and where they go on; next_cursor is "" on the last page."""

    rows: tuple[Row_co, ...]
    next_cursor: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the sweeper remembers of a scan."""

    moved_at: datetime
    redriven: bool


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
    """The record of each scan (docs/laws.md) but for its outcomes. Each write is conditional, as the laws say."""

    def open(self, session: Session) -> bool:
        """Write `meta` and `live#scan` (LISTING, epoch 1) in one transaction.

        False where the session exists, or is being deleted.
        """
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

    def ask_cancel(self, live: LiveScan, because: Reason = Reason.CANCELLED) -> bool:
        """To CANCELLING, `listed` set; an unfinished listing counts as incomplete. False when the state as read is gone.

        `because` is said of each file that is unread; a scan that is CANCELLING already keeps the one it has.
        """
        ...

    def pause(self, live: LiveScan, pause: Pause) -> bool:
        """From LISTING or PROCESSING to PAUSED, in this epoch (law 8).

        False when it works no more, or when the token that `live` names is no longer the current one.
        """
        ...

    def resume(self, live: LiveScan, *, token_generation: int) -> bool:
        """Out of PAUSED to where it was, with the token of this generation; a scan that works only takes the token.

        False when the scan is no longer as it was read.
        """
        ...

    def take_lease(self, live: LiveScan, *, now: datetime, until: datetime) -> int | None:
        """The right to write this epoch's report (law 4): the lease's number, from 1; None when another holds it."""
        ...

    def release_lease(self, live: LiveScan, *, lease: int, now: datetime) -> None:
        """The writer who holds this lease cannot go on: it lapses now. Nothing happens when the epoch has ended."""
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

    def close(self, live: LiveScan) -> None:
        """Its end was told: an ended scan leaves the open ones. Nothing happens when another epoch has begun."""
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
        """Scans that have not ended, or whose end nobody was told; oldest first. May lag, so read each again."""
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

    def commit(self, live: LiveScan, settlements: Sequence[Settlement]) -> None:
        """All settlements (one epoch, at most 25 files) and their counters in one transaction.

        `live` names the session and says how large the scan is; it may be out of date.

        Raises:
            StoreConflict: an outcome is no longer what the settlement replaces, the epoch has ended under one that
                needs it open, or another transaction was in the way. Nothing was written: read and settle again.
        """
        ...

    def all(self, session_id: SessionId) -> Iterator[Outcome]:
        """Every outcome of the scan, complete, in no particular order; never holds more than a page."""
        ...

    def telling(self, session_id: SessionId) -> Iterator[Outcome]:
        """As `all`, but for NO_MATCH, of which a viewer is told nothing."""
        ...

    def page(self, session_id: SessionId, cursor: str, limit: int) -> Page[Outcome]:
        """Outcomes but NO_MATCH, in the order of their file ids; the cursor is the last file id seen, "" from the beginning.

        May hold fewer than `limit`, none even, though its cursor says that more may follow.
        """
        ...
