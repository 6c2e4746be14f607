"""The sweeper: scans that stand still are moved once, then closed, so that every scan ends (law 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from holescan.domain.files import FileRef
from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Examination, Outcome
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ScanState
from holescan.ports import Clock, ListQueue, Outcomes, PageLog, ReportQueue, RetryLog, ScanQueue, Sessions, Watch
from holescan.protocol.tasks import ListTask, ReportTask, ScanTask
from holescan.steps.record import Recorder

PATIENCE_WITH_BACKLOG = timedelta(hours=24)
"""A scan behind a long queue is healthy; only after a day without movement is it looked at all the same."""

CLOSED_AT_ONCE = 25
READ_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Sweep:
    """Look at every open scan.

    Attributes:
        still_after: without movement for this long a scan stands still; above visibility x maxReceiveCount.
        visibility: a worker that is only slow has brought its outcome after this long.
    """

    sessions: Sessions
    outcomes: Outcomes
    log: PageLog
    retries: RetryLog
    listings: ListQueue
    scans: ScanQueue
    reports: ReportQueue
    recorder: Recorder
    clock: Clock
    still_after: timedelta
    visibility: timedelta

    def __call__(self) -> None:
        """Move or close what stands still; leave the rest alone."""
        for session_id in self.sessions.open_scans():
            self._look(session_id)

    def _look(self, session_id: SessionId) -> None:
        live = self.sessions.live(session_id)
        if live is None or live.state.is_ended or live.state is ScanState.PAUSED:
            return
        now = self.clock.now()
        watch = self.sessions.watch(live, now=now)
        if self._wants_report(live, watch, now):
            self.reports.put(ReportTask(session_id=session_id, epoch=live.epoch))
        elif live.state.is_working and not live.is_over and self._stands_still(watch, now):
            self._move(live, watch)

    def _wants_report(self, live: LiveScan, watch: Watch, now: datetime) -> bool:
        if live.state is ScanState.REPORTING:
            return live.lease_until is not None and live.lease_until < now
        return live.is_over and now - watch.moved_at > self.visibility

    def _stands_still(self, watch: Watch, now: datetime) -> bool:
        still_for = now - watch.moved_at
        return still_for > self.still_after and (self.scans.backlog() == 0 or still_for > PATIENCE_WITH_BACKLOG)

    def _move(self, live: LiveScan, watch: Watch) -> None:
        if not watch.redriven and self.sessions.claim_redrive(live):
            self._redrive(live)
        else:
            self._close(live)

    def _redrive(self, live: LiveScan) -> None:
        if not live.listed:
            self.listings.put(ListTask(session_id=live.session_id, epoch=live.epoch))
        self.scans.put_all(
            ScanTask(session_id=live.session_id, epoch=live.epoch, file=file) for file in self._unsettled(live)
        )

    def _close(self, live: LiveScan) -> None:
        if not live.listed:
            self._close_listing(live)
        for batch in _batches(self._unsettled(live), CLOSED_AT_ONCE):
            lost = [Outcome(file, live.epoch, 0, Examination.failed(Reason.LOST)) for file in batch]
            written = self.recorder.write(live, lost)
            now = self.sessions.live(live.session_id)
            if now is not None:
                self.recorder.tell(now, written)

    def _close_listing(self, live: LiveScan) -> None:
        session = self.sessions.session(live.session_id)
        if session is None:
            return
        self.sessions.record_failure(live, FolderFailure(session.root, Reason.LOST))
        self.sessions.close_listing(live.session_id, live.epoch, complete=False)

    def _unsettled(self, live: LiveScan) -> Iterator[FileRef]:
        """Files of this epoch's log whose outcome is absent or of a lower epoch."""
        for files in _batches(self._logged(live), READ_AT_ONCE):
            recorded = self.outcomes.read(live.session_id, [file.file_id for file in files])
            for file in files:
                known = recorded.get(file.file_id)
                if known is None or known.epoch < live.epoch:
                    yield file

    def _logged(self, live: LiveScan) -> Iterator[FileRef]:
        """Epoch 1: the pages that were counted. A retry: the list it wrote before it began."""
        if live.epoch > 1:
            yield from self.retries.files(live.session_id, live.epoch)
            return
        counted = self.sessions.queued_pages(live.session_id)
        for page in takewhile(lambda page: page.number in counted, self.log.pages(live.session_id)):
            yield from page.files


def _batches(files: Iterator[FileRef], size: int) -> Iterator[list[FileRef]]:
    while batch := list(islice(files, size)):
        yield batch
