"""All rows of a large scan in one file: a viewer who comes late fetches it instead of a hundred pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from holescan.domain.session import LiveScan
from holescan.ports import Clock, Dice, Outcomes, Sessions, Snapshots
from holescan.protocol.rows import Row, folder_row, row_of
from holescan.protocol.server import MAX_ROWS_IN_SYNC

TIME_TO_WRITE = timedelta(seconds=18)
"""An action has 29 s, and its first pages must fit behind this. Measured: 50,000 rows take 8 s of one CPU."""

MOST_FILES = 250_000
"""The record is read from its beginning, files without a row included: more do not fit the time, so none is begun."""


@dataclass(frozen=True, slots=True)
class SnapshotWriter:
    """Writes the rows of a scan as they stand; those of an epoch that has ended are written once."""

    sessions: Sessions
    outcomes: Outcomes
    snapshots: Snapshots
    clock: Clock
    dice: Dice

    def link(self, live: LiveScan) -> str:
        """Where all rows are; "" for a scan that is told in pages, because it is small, or too large for the time."""
        if _rows_told(live) <= MAX_ROWS_IN_SYNC or live.total_files > MOST_FILES:
            return ""
        name = f"{live.epoch}-{'final' if live.state.is_ended else self.dice.name()}"
        stored = self.snapshots.link(live.session_id, name) if live.state.is_ended else None
        return stored or self._written(live, name)

    def _written(self, live: LiveScan, name: str) -> str:
        try:
            self.snapshots.put(live.session_id, name, self._rows(live, self.clock.now() + TIME_TO_WRITE))
        except _OutOfTime:
            return ""
        return self.snapshots.link(live.session_id, name) or ""

    def _rows(self, live: LiveScan, until: datetime) -> Iterator[Row]:
        for failure in self.sessions.failures(live.session_id):
            yield folder_row(failure, live.epoch)
        for row in map(row_of, self.outcomes.telling(live.session_id)):
            if self.clock.now() > until:
                raise _OutOfTime
            if row is not None:
                yield row


def _rows_told(live: LiveScan) -> int:
    return live.counted.matched + live.counted.failed + live.folders_failed


class _OutOfTime(Exception):
    """The snapshot would come too late; nothing was stored."""
