"""Which files of an epoch's log have no outcome of that epoch yet, and how they are queued anew (law 5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, takewhile
from typing import TypeVar

from holescan.domain.files import FileRef
from holescan.domain.session import LiveScan
from holescan.ports import Clock, Outcomes, PageLog, RetryLog, ScanQueue, Sessions
from holescan.protocol.tasks import ScanTask

T = TypeVar("T")

READ_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class EpochLog:
    """What an epoch set out to examine. Never holds more than a page of it."""

    sessions: Sessions
    outcomes: Outcomes
    log: PageLog
    retries: RetryLog

    def files(self, live: LiveScan) -> Iterator[FileRef]:
        """Epoch 1: those of the pages that were counted. A retry: the list it wrote before it began."""
        if live.epoch > 1:
            yield from self.retries.files(live.session_id, live.epoch)
            return
        counted = self.sessions.queued_pages(live.session_id)
        for page in takewhile(lambda page: page.number in counted, self.log.pages(live.session_id)):
            yield from page.files

    def unsettled(self, live: LiveScan) -> Iterator[FileRef]:
        """The files whose outcome is absent or of a lower epoch."""
        for files in batches(self.files(live), READ_AT_ONCE):
            yield from self.unsettled_of(live, files)

    def unsettled_of(self, live: LiveScan, files: list[FileRef]) -> list[FileRef]:
        """Those among these files."""
        recorded = self.outcomes.read(live.session_id, [file.file_id for file in files])
        known = {file_id for file_id, outcome in recorded.items() if outcome.epoch >= live.epoch}
        return [file for file in files if file.file_id not in known]


@dataclass(frozen=True, slots=True)
class Redrive:
    """Queues anew what is unsettled. A file that is still queued comes twice, which law 1 bears."""

    epoch_log: EpochLog
    scans: ScanQueue
    clock: Clock

    def __call__(self, live: LiveScan, start: int, *, until: datetime) -> int | None:
        """Go through the log from its `start`-th file; None at its end, else where to go on when time is up.

        One step is taken whatever the time, so that whoever goes on gets on.
        """
        seen = start
        for files in batches(islice(self.epoch_log.files(live), start, None), READ_AT_ONCE):
            if seen > start and self.clock.now() > until:
                return seen
            self.scans.put_all(
                ScanTask(session_id=live.session_id, epoch=live.epoch, file=file)
                for file in self.epoch_log.unsettled_of(live, files)
            )
            seen += len(files)
        return None


def batches(files: Iterable[T], size: int) -> Iterator[list[T]]:
    """The files, so many at a time."""
    left = iter(files)
    while batch := list(islice(left, size)):
        yield batch
