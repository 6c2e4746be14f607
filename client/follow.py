"""What the messages about one scan add up to: no socket, no clock, the same for any order and any repetition (law 7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from holescan.domain.session import ScanState
from holescan.protocol.row_models import FailureRow, MatchRow, Sent
from holescan.protocol.rows import Row
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

_STATES = tuple(ScanState)

_IS_REAL = True
_FAILED, _READ_TO_ITS_END, _HAS_CODES = range(3)
"""Of two words on a file that are equal in all else, the later one in this list holds."""


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


@dataclass(slots=True)
class Pass:
    """One pass over the record, from the first page of SYNC_STATE to the last.

    Attributes:
        seen: what the pages showed, and what was told of while they came.
        epoch: of the latest page.
    """

    seen: set[str] = field(default_factory=set)
    epoch: int = 0

    def take(self, message: Sent) -> None:
        """Note what a page shows, or a message that arrives between two pages tells."""
        match message:
            case SyncState():
                self.epoch = max(self.epoch, message.epoch)
                self.take_rows((*message.matches, *message.failures))
            case MatchFound() | FileFailed():
                self.take_rows((message.data,))

    def take_rows(self, rows: Iterable[Row]) -> None:
        """Note rows of a snapshot."""
        self.seen.update(row.file_id for row in rows)

    def replaced_among(self, rows: Iterable[Row]) -> list[str]:
        """Failures that the record no longer has: of an earlier epoch, or of this one and only provisional."""
        last_word = (self.epoch, _IS_REAL, _FAILED)
        unseen = (row for row in rows if row.file_id not in self.seen)
        return [row.file_id for row in unseen if isinstance(row, FailureRow) and _rank(row) < last_word]


Ending = Complete | Error


@dataclass(slots=True)
class ScanView:
    """One scan as its messages show it.

    Attributes:
        session_id: "" until the first message names it; messages of other scans are ignored from then on.
        min_epoch: an end of an earlier epoch is not the one that is waited for.
        rows: the latest word on each file or folder, by its id.
        examined: the epoch in which a file was read to its end without a code, by its id: an older word of its failure
            may still be on its way.
        matches: files with codes among the rows.
        failures: files not examined among the rows; folders are not counted, as the server does not.
    """

    session_id: str = ""
    min_epoch: int = 1
    standing: Standing = field(default_factory=Standing)
    rows: dict[str, Row] = field(default_factory=dict)
    examined: dict[str, int] = field(default_factory=dict)
    matches: int = 0
    failures: int = 0
    ending: Ending | None = None

    def take(self, message: Sent) -> tuple[Row, ...]:
        """Merge a message; answers the rows that it added or replaced."""
        session_id = getattr(message, "session_id", None)
        if not session_id or session_id != (self.session_id or session_id):
            return ()
        self.session_id = session_id
        match message:
            case MatchFound() | FileFailed():
                return self._take_rows((message.data,))
            case FileExamined():
                self._drop(message.data.file_id, message.data.epoch)
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

    def conclude(self, sync: Pass) -> None:
        """Drop what a complete pass over the record did not show: it failed once and carries no code after all."""
        for file_id in sync.replaced_among(self.rows.values()):
            self._drop(file_id, sync.epoch)

    @property
    def is_over(self) -> bool:
        """True once the epoch that is followed has ended."""
        return self.ending is not None and _epoch_of(self.ending) >= max(self.min_epoch, self.standing.epoch)

    @property
    def lacks_rows(self) -> bool:
        """True while the server counted otherwise than it told: messages were lost, or are still on their way.

        Rows too many are noticed at the end, when the counts are final; until then the rows may be ahead of the counts.
        """
        if isinstance(self.ending, Complete) and self.is_over:
            return self.matches < self.ending.total_matches or self.failures != self.ending.failed
        return self.matches < self.standing.matched or self.failures < self.standing.failed

    def _take_rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if self._keep(row))

    def _keep(self, row: Row) -> bool:
        known = self.rows.get(row.file_id)
        if self._is_past(row) or (known is not None and not _replaces(row, known)):
            return False
        self._count(known, -1)
        self._count(row, +1)
        self.rows[row.file_id] = row
        return True

    def _drop(self, file_id: str, epoch: int) -> None:
        self.examined[file_id] = max(epoch, self.examined.get(file_id, 0))
        known = self.rows.get(file_id)
        if known is not None and self._is_past(known):
            self._count(known, -1)
            del self.rows[file_id]

    def _is_past(self, row: Row) -> bool:
        return _rank(row) < (self.examined.get(row.file_id, 0), _IS_REAL, _READ_TO_ITS_END)

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


def _rank(row: Row) -> tuple[int, bool, int]:
    """The higher epoch wins; within one a real outcome over a provisional one, and codes over none."""
    if isinstance(row, MatchRow):
        return (row.epoch, _IS_REAL, _HAS_CODES)
    return (row.epoch, not row.reason.is_provisional, _FAILED)


def _epoch_of(ending: Ending) -> int:
    return ending.epoch or 1


def _ending_rank(ending: Ending) -> tuple[int, bool, str]:
    return (_epoch_of(ending), isinstance(ending, Complete), ending.model_dump_json())
