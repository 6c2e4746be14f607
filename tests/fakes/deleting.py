"""MemoryDeletions over a MemoryTable, and a MemoryEraser that knows every store of a world."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from holescan.domain.ids import SessionId
from holescan.domain.session import LiveScan
from holescan.ports import Clock, Deletion
from tests.fakes.table import MemoryTable, Partition


class MemoryDeletions:
    """The scans that are being deleted."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def begin(self, live: LiveScan, *, now: datetime) -> bool:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or (scan.epoch, scan.state, scan.listed) != (live.epoch, live.state, live.listed):
            return False
        partition.session = partition.scan = None
        self._table.deletions[live.session_id] = now
        return True

    def begun(self) -> Iterator[Deletion]:
        begun = sorted(self._table.deletions.items(), key=lambda deletion: deletion[1])
        yield from (Deletion(session_id, at) for session_id, at in begun)

    def end(self, session_id: SessionId) -> None:
        self._table.deletions.pop(session_id, None)


class MemoryEraser:
    """Takes a session out of every store.

    Attributes:
        room: so many entries are still removed, the rest takes another time; None: all.
    """

    def __init__(self, table: MemoryTable, clock: Clock, *stores: dict[Any, Any]) -> None:
        self._table = table
        self._clock = clock
        self._stores = stores
        self.room: int | None = None

    def erase(self, session_id: SessionId, *, until: datetime) -> bool:
        for store in self._stores:
            for key in [key for key in store if _names(key, session_id)]:
                if self.room == 0 or self._clock.now() > until:
                    return False
                self.room = None if self.room is None else self.room - 1
                del store[key]
        if self.room == 0 or self._clock.now() > until:
            return False
        self._table.partitions.pop(session_id, None)
        return True

    def remains(self, session_id: SessionId) -> list[Any]:
        """What is stored of a session."""
        kept = [key for store in self._stores for key in store if _names(key, session_id)]
        is_recorded = self._table.partitions[session_id] != Partition()
        return [*kept, session_id] if is_recorded else kept


def _names(key: Any, session_id: SessionId) -> bool:
    return session_id in key if isinstance(key, tuple) else session_id in str(key)
