"""A scan session: its states, its counters, and the rule that says when it is over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from holescan.domain.drive_links import Place
from holescan.domain.files import FolderRef
from holescan.domain.ids import ConnectionId, FileId, OwnerId, SessionId
from holescan.domain.pause import Pause
from holescan.domain.reasons import Reason


class ScanState(StrEnum):
    """Where a scan stands. COMPLETE, CANCELLED and FAILED are ends; only a retry leaves the first two."""

    LISTING = "LISTING"
    PROCESSING = "PROCESSING"
    PAUSED = "PAUSED"
    REPORTING = "REPORTING"
    COMPLETE = "COMPLETE"
    CANCELLING = "CANCELLING"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"

    @property
    def is_ended(self) -> bool:
        """True when nothing more will be counted in this epoch."""
        return self in _ENDED

    @property
    def is_working(self) -> bool:
        """True while files may still be examined for this epoch."""
        return self in _WORKING

    @property
    def is_open(self) -> bool:
        """True until a report writer takes this epoch's lease: what is recorded still reaches the report (law 5)."""
        return self is not ScanState.REPORTING and not self.is_ended


_ENDED = frozenset({ScanState.COMPLETE, ScanState.CANCELLED, ScanState.FAILED})
_WORKING = frozenset({ScanState.LISTING, ScanState.PROCESSING, ScanState.CANCELLING})


MAX_LEASES = 3
"""After so many report writers died in one epoch the scan is FAILED (law 4)."""

MAX_TRIES = 20
"""So often writers of one epoch may fail and give their lease back: an hour and a half of S3's or DynamoDB's troubles."""


class ScanEvent(StrEnum):
    """What moves a scan."""

    LISTED = "listed"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    LEASE = "lease"
    PUBLISH = "publish"
    PUBLISH_CANCELLED = "publish_cancelled"
    GIVE_UP = "give_up"
    RETRY = "retry"


_MOVES: dict[tuple[ScanState, ScanEvent], ScanState] = {
    (ScanState.LISTING, ScanEvent.LISTED): ScanState.PROCESSING,
    (ScanState.LISTING, ScanEvent.PAUSE): ScanState.PAUSED,
    (ScanState.LISTING, ScanEvent.CANCEL): ScanState.CANCELLING,
    (ScanState.PROCESSING, ScanEvent.PAUSE): ScanState.PAUSED,
    (ScanState.PROCESSING, ScanEvent.CANCEL): ScanState.CANCELLING,
    (ScanState.PROCESSING, ScanEvent.LEASE): ScanState.REPORTING,
    (ScanState.PAUSED, ScanEvent.CANCEL): ScanState.CANCELLING,
    (ScanState.PAUSED, ScanEvent.LISTED): ScanState.PAUSED,
    (ScanState.CANCELLING, ScanEvent.CANCEL): ScanState.CANCELLING,
    (ScanState.CANCELLING, ScanEvent.LISTED): ScanState.CANCELLING,
    (ScanState.CANCELLING, ScanEvent.LEASE): ScanState.REPORTING,
    (ScanState.REPORTING, ScanEvent.LEASE): ScanState.REPORTING,
    (ScanState.REPORTING, ScanEvent.PUBLISH): ScanState.COMPLETE,
    (ScanState.REPORTING, ScanEvent.PUBLISH_CANCELLED): ScanState.CANCELLED,
    (ScanState.REPORTING, ScanEvent.GIVE_UP): ScanState.FAILED,
    (ScanState.COMPLETE, ScanEvent.RETRY): ScanState.PROCESSING,
    (ScanState.CANCELLED, ScanEvent.RETRY): ScanState.PROCESSING,
}


class IllegalMove(ValueError):
    """A scan in `state` cannot take `event`."""

    def __init__(self, state: ScanState, event: ScanEvent) -> None:
        super().__init__(state, event)
        self.state = state
        self.event = event

    def __str__(self) -> str:
        return f"a scan that is {self.state} cannot take {self.event}"


def advance(state: ScanState, event: ScanEvent, *, listed: bool = True) -> ScanState:
    """The state after `event`.

    Args:
        listed: whether the epoch's listing is over; decides where RESUME leads.

    Raises:
        IllegalMove: the event is not allowed in this state.
    """
    if (state, event) == (ScanState.PAUSED, ScanEvent.RESUME):
        return ScanState.PROCESSING if listed else ScanState.LISTING
    try:
        return _MOVES[state, event]
    except KeyError:
        raise IllegalMove(state, event) from None


def states_that_take(event: ScanEvent) -> frozenset[ScanState]:
    """The states in which `event` is allowed: what a conditional write must ask for."""
    if event is ScanEvent.RESUME:
        return frozenset({ScanState.PAUSED})
    return frozenset(state for state, allowed in _MOVES if allowed is event)


@dataclass(frozen=True, slots=True)
class Counters:
    """Sums over shards. `processed` is of one epoch; `matched` and `failed` are meant over all epochs."""

    processed: int = 0
    matched: int = 0
    failed: int = 0

    def __add__(self, other: "Counters") -> "Counters":
        return Counters(
            self.processed + other.processed,
            self.matched + other.matched,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class Viewer:
    """A connection that follows a scan."""

    connection_id: ConnectionId


@dataclass(frozen=True, slots=True)
class Session:
    """What a scan was asked to do: written once, at its start.

    Attributes:
        options: the wire's options, as a JSON object.
        codes_total: distinct codes.
        expires_at: every item of the session is removed after this.
        folder_key: the folder's resource key, "" for most.
        drive_id: the shared drive, where one is scanned from its top; else "".
        is_file: the link led to a file, so `folder_id` is that file's and the scan is of it alone.
    """

    session_id: SessionId
    owner: OwnerId
    folder_id: FileId
    folder_name: str
    folder_link: str
    options: dict[str, Any]
    codes_total: int
    warnings: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    folder_key: str = ""
    drive_id: str = ""
    is_file: bool = False

    @property
    def place(self) -> Place:
        """Where the link led."""
        return Place(self.folder_id, self.folder_key)

    @property
    def root(self) -> FolderRef:
        """The folder that is scanned, as the listing begins with it."""
        return FolderRef(self.folder_id, self.folder_name, "", self.folder_link, self.drive_id, self.folder_key)


@dataclass(frozen=True, slots=True)
class ReportTotals:
    """What the report counted while it was written: the record itself, not the counters.

    Attributes:
        only_weak: of those matched, the files whose only codes are so short that the hits may be chance.
    """

    listed: int = 0
    matched: int = 0
    no_match: int = 0
    not_examined: int = 0
    unread_files: int = 0
    codes_not_found: int = 0
    only_weak: int = 0


@dataclass(frozen=True, slots=True)
class LiveScan:
    """Where a scan stands, read consistently in one go: everything under `live#`.

    Attributes:
        planned: files of this epoch that were counted so far; final once `listed`.
        listed: every file of this epoch is counted and queued.
        listing_complete: False once a folder could not be listed, or the listing was cut short.
        lease: how many report writers took this epoch; 0 before the first.
        released: how many of these leases were given back by a writer that could not go on, but lived.
        lease_until: when the current report writer counts as dead; None without one.
        cancel_asked: the end of this epoch is CANCELLED, not COMPLETE.
        cancel_reason: what is said of a file that the cancel left unread.
        pause: the wait of a PAUSED scan; of another its last one, if any.
        counted: processed of this epoch; matched and failed of the whole scan.
        total_files: files listed by epoch 1, whatever the epoch.
        pages_recognised: by text recognition, in all epochs; one more for each worker that died over a page.
        report_key: of the report that was published last; "" before.
        totals: what that report counted.
        token_generation: one more with each `refresh_token`.
        told_permille: the last one that a PROGRESS of this epoch said; -1 before the first after `listed`.
    """

    session_id: SessionId
    state: ScanState
    epoch: int
    planned: int
    listed: bool
    listing_complete: bool
    counted: Counters
    expires_at: datetime
    viewers: tuple[Viewer, ...] = ()
    lease: int = 0
    released: int = 0
    lease_until: datetime | None = None
    cancel_asked: bool = False
    cancel_reason: Reason = Reason.CANCELLED
    pause: Pause | None = None
    total_files: int = 0
    folders_failed: int = 0
    pages_recognised: int = 0
    report_key: str = ""
    totals: ReportTotals | None = None
    token_generation: int = 1
    told_permille: int = -1
    moved_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Everything counted, nothing missing: the report may be written (law 3)."""
        return self.state in {ScanState.PROCESSING, ScanState.CANCELLING} and self.is_all_counted

    @property
    def has_lost_its_writers(self) -> bool:
        """No further report writer is to try: MAX_LEASES of them died, or MAX_TRIES failed."""
        return self.lease - self.released >= MAX_LEASES or self.lease >= MAX_TRIES

    @property
    def is_all_counted(self) -> bool:
        """Every file of this epoch has an outcome; a scan may learn that while it is paused."""
        return self.listed and self.counted.processed == self.planned

    @property
    def mark(self) -> str:
        """How far it is, as a word: another one as soon as a file is listed or counted, or there is another token."""
        return f"{self.epoch}/{self.token_generation}/{self.planned}/{self.counted.processed}"

    @property
    def permille(self) -> int:
        """Thousandths of this epoch that are done; 0 until `listed`, 1000 for an epoch without files (law 9)."""
        if not self.listed:
            return 0
        return 1000 if self.planned == 0 else 1000 * self.counted.processed // self.planned

    @property
    def is_told(self) -> bool:
        """True when PROGRESS has said as much already."""
        return self.listed and self.permille <= self.told_permille

    @property
    def percent(self) -> int:
        """Whole percents, 0..100; 0 until `listed`."""
        return self.permille // 10
