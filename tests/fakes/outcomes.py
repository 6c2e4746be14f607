"""MemoryOutcomes: the Outcomes port over a MemoryTable, with the same conditions as the adapter's transaction."""

from collections.abc import Iterable, Iterator, Sequence

from holescan.domain.errors import StoreConflict
from holescan.domain.examination import FileStatus
from holescan.domain.ids import FileId, SessionId
from holescan.domain.outcomes import Outcome
from holescan.domain.session import Counters, LiveScan
from holescan.domain.settlement import Settlement
from holescan.ports import Page
from tests.fakes.table import MemoryTable, Partition


class MemoryOutcomes:
    """What is recorded of each file.

    Attributes:
        conflicts: so many of the next commits meet another transaction in their way.
        commits: the settlements of every commit that was written, in order.
        reads: how often outcomes were looked up.
    """

    def __init__(self, table: MemoryTable) -> None:
        self._table = table
        self.conflicts = 0
        self.commits: list[tuple[Settlement, ...]] = []
        self.reads = 0

    def read(self, session_id: SessionId, file_ids: Iterable[FileId]) -> dict[FileId, Outcome]:
        self.reads += 1
        recorded = self._table.partitions[session_id].outcomes
        return {file_id: recorded[file_id] for file_id in file_ids if file_id in recorded}

    def commit(self, live: LiveScan, settlements: Sequence[Settlement]) -> None:
        if not settlements:
            return
        if self.conflicts:
            self.conflicts -= 1
            raise StoreConflict("another transaction was in the way")
        partition = self._table.partitions[live.session_id]
        _check(partition, settlements)
        for settlement in settlements:
            partition.outcomes[settlement.outcome.file.file_id] = settlement.outcome
        epoch = settlements[0].outcome.epoch
        counted = sum((settlement.counted for settlement in settlements), Counters())
        partition.counters[epoch] = partition.counters.get(epoch, Counters()) + counted
        self.commits.append(tuple(settlements))

    def all(self, session_id: SessionId) -> Iterator[Outcome]:
        yield from [outcome for _, outcome in sorted(self._table.partitions[session_id].outcomes.items())]

    def telling(self, session_id: SessionId) -> Iterator[Outcome]:
        yield from (outcome for outcome in self.all(session_id) if outcome.status is not FileStatus.NO_MATCH)

    def page(self, session_id: SessionId, cursor: str, limit: int) -> Page[Outcome]:
        later = [outcome for outcome in self.telling(session_id) if outcome.file.file_id > cursor]
        rows = tuple(later[:limit])
        return Page(rows, rows[-1].file.file_id if len(later) > limit else "")


def _check(partition: Partition, settlements: Sequence[Settlement]) -> None:
    for settlement in settlements:
        recorded = partition.outcomes.get(settlement.outcome.file.file_id)
        if _version(recorded) != _version(settlement.replaces):
            raise StoreConflict("an outcome is no longer as it was read")
    if any(settlement.needs_open_epoch for settlement in settlements):
        scan = partition.scan
        if scan is None or scan.epoch != settlements[0].outcome.epoch or not scan.state.is_open:
            raise StoreConflict("the epoch has ended")


def _version(outcome: Outcome | None) -> tuple[object, ...] | None:
    return None if outcome is None else (outcome.epoch, outcome.attempt, outcome.status)
