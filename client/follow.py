"""What the messages about one scan add up to: no socket, no clock, the same for any order and any repetition (law 7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from holescan.domain.session import ScanState
from holescan.protocol.rows import Row
from holescan.protocol.server import (
    Complete,
    Error,
    FailureRow,
    FileFailed,
    MatchFound,
    MatchRow,
    ProgressMessage,
    ServerMessage,
    Started,
    SyncState,
)

_STATES = tuple(ScanState)


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """How far a scan is. Of two the greater is the later: nothing but `failed` ever goes back within an epoch."""

    epoch: int = 0
    processed: int = 0
    total: int = 0
    matched: int = 0
    failed: int = 0
    state_rank: int = 0

    @property
    def state(self) -> ScanState:
        """Where the scan stands, as far as the messages told."""
        return _STATES[self.state_rank]


Ending = Complete | Error


@dataclass(slots=True)
class ScanView:
    """One scan as its messages show it.

    Attributes:
        session_id: "" until the first message names it; messages of other scans are ignored from then on.
        min_epoch: an end of an earlier epoch is not the one that is waited for.
        rows: the latest word on each file or folder, by its id.
        matches: files with codes among the rows.
        failures: files not examined among the rows; folders are not counted, as the server does not.
    """

    session_id: str = ""
    min_epoch: int = 1
    standing: Standing = field(default_factory=Standing)
    rows: dict[str, Row] = field(default_factory=dict)
    matches: int = 0
    failures: int = 0
    ending: Ending | None = None

    def take(self, message: ServerMessage) -> tuple[Row, ...]:
        """Merge a message; answers the rows that it added or replaced."""
        session_id = getattr(message, "session_id", None)
        if not session_id or session_id != (self.session_id or session_id):
            return ()
        self.session_id = session_id
        match message:
            case MatchFound() | FileFailed():
                return self._take_rows((message.data,))
            case SyncState():
                self._advance(_standing_of(message))
                return self.take_rows((*message.matches, *message.failures))
            case ProgressMessage():
                self._advance(_standing_of(message))
            case Started():
                self._advance(Standing(epoch=message.epoch))
            case Complete() | Error():
                self._end(message)
        return ()

    def take_rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Merge rows of a snapshot; answers those that were added or replaced."""
        return self._take_rows(rows)

    @property
    def is_over(self) -> bool:
        """True once the epoch that is followed has ended."""
        return self.ending is not None and _epoch_of(self.ending) >= max(self.min_epoch, self.standing.epoch)

    @property
    def lacks_rows(self) -> bool:
        """True while the server counted more than it told: messages were lost, or are still on their way."""
        matched, failed = self.standing.matched, self.standing.failed
        if isinstance(self.ending, Complete) and self.is_over:
            matched, failed = self.ending.total_matches, self.ending.failed
        return self.matches < matched or self.failures < failed

    def _take_rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if self._keep(row))

    def _keep(self, row: Row) -> bool:
        known = self.rows.get(row.file_id)
        if known is not None and not _replaces(row, known):
            return False
        self._count(known, -1)
        self._count(row, +1)
        self.rows[row.file_id] = row
        return True

    def _count(self, row: Row | None, by: int) -> None:
        match row:
            case MatchRow():
                self.matches += by
            case FailureRow(kind="file"):
                self.failures += by

    def _advance(self, standing: Standing) -> None:
        self.standing = max(self.standing, standing)

    def _end(self, ending: Ending) -> None:
        known = self.ending
        if known is None or _ending_rank(ending) > _ending_rank(known):
            self.ending = ending


def _standing_of(message: ProgressMessage | SyncState) -> Standing:
    rank = _STATES.index(message.state)
    return Standing(message.epoch, message.processed, message.total, message.matched, message.failed, rank)


def _replaces(new: Row, known: Row) -> bool:
    if _rank(new) != _rank(known):
        return _rank(new) > _rank(known)
    # The server says one thing only of one rank. Should it ever not, all clients still agree on which they keep.
    return new != known and new.model_dump_json() > known.model_dump_json()


def _rank(row: Row) -> tuple[int, bool, bool]:
    """The higher epoch wins; within one a real outcome over a provisional one, and codes over none."""
    is_real = isinstance(row, MatchRow) or not row.reason.is_provisional
    return (row.epoch, is_real, isinstance(row, MatchRow))


def _epoch_of(ending: Ending) -> int:
    return ending.epoch or 1


def _ending_rank(ending: Ending) -> tuple[int, bool, str]:
    return (_epoch_of(ending), isinstance(ending, Complete), ending.model_dump_json())
