"""The table in memory: what the fakes of one test share, so that an outcome's write sees the session's state."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from holescan.domain.ids import ConnectionId, FileId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.session import Counters, LiveScan, Session
from holescan.ports import Clock
from tests.fakes.clock import FixedClock

LISTING_PERMILLE = -1
"""Below every permille: what PROGRESS said before the listing was over."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The last elected PROGRESS."""

    epoch: int = 0
    permille: int = LISTING_PERMILLE
    at: datetime | None = None


@dataclass(slots=True)
class Partition:
    """All items of one session; `scan` is stored without viewers and counters."""

    session: Session | None = None
    scan: LiveScan | None = None
    counters: dict[int, Counters] = field(default_factory=dict)
    outcomes: dict[FileId, Outcome] = field(default_factory=dict)
    pages: dict[int, bool] = field(default_factory=dict)
    folders: dict[FileId, FolderFailure] = field(default_factory=dict)
    viewers: set[ConnectionId] = field(default_factory=set)
    sent: Sent = Sent()
    pages_recognised: int = 0
    fingerprint: tuple[object, ...] = ()
    moved_at: datetime | None = None
    redriven_epoch: int = 0
    is_closed: bool = False


@dataclass(slots=True)
class MemoryTable:
    """Shared by MemorySessions, MemoryOutcomes, MemoryConnections and MemoryDeletions of one test."""

    clock: Clock = field(default_factory=FixedClock)
    partitions: defaultdict[SessionId, Partition] = field(default_factory=lambda: defaultdict(Partition))
    owners: dict[ConnectionId, OwnerId] = field(default_factory=dict)
    deletions: dict[SessionId, datetime] = field(default_factory=dict)
    follows: defaultdict[ConnectionId, set[SessionId]] = field(default_factory=lambda: defaultdict(set))

    def living(self, session_id: SessionId) -> Partition:
        """The partition as it is read: what has expired is gone, though it is still there."""
        partition = self.partitions[session_id]
        expired = partition.session is not None and partition.session.expires_at <= self.clock.now()
        return Partition() if expired else partition
