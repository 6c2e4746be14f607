"""The sweeper: scans that stand still are moved once, then closed, so that every scan ends (law 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from holescan.domain.examination import Examination
from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.outcomes import Outcome
from holescan.domain.pause import Pause
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ScanState
from holescan.ports import Clock, ListQueue, ReportQueue, ScanQueue, Sessions, Watch
from holescan.protocol.tasks import ReportTask
from holescan.steps.audience import Audience
from holescan.steps.pausing import Resuming, redrive
from holescan.steps.record import Recorder
from holescan.steps.unsettled import EpochLog, batches

PATIENCE_WITH_BACKLOG = timedelta(hours=24)
"""A scan behind a long queue is healthy; only after a day without movement is it looked at all the same."""

CLOSED_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Sweep:
    """Look at every open scan.

    Attributes:
        still_after: without movement for this long a scan stands still; above visibility x maxReceiveCount.
        visibility: a worker that is only slow has brought its outcome after this long.
    """

    sessions: Sessions
    epoch_log: EpochLog
    listings: ListQueue
    scans: Sequence[ScanQueue]
    reports: ReportQueue
    recorder: Recorder
    resuming: Resuming
    audience: Audience
    clock: Clock
    still_after: timedelta
    visibility: timedelta

    def __call__(self) -> None:
        """Move or close what stands still; leave the rest alone."""
        for session_id in self.sessions.open_scans():
            self._look(session_id)

    def _look(self, session_id: SessionId) -> None:
        live = self.sessions.live(session_id)
        if live is None:
            return
        now = self.clock.now()
        if live.state.is_ended:
            self._look_at_end(live, now)
            return
        watch = self.sessions.watch(live, now=now)
        if live.pause is not None and live.state is ScanState.PAUSED:
            self._look_at_pause(live, live.pause, now)
        elif self._wants_report(live, watch, now):
            self.reports.put(ReportTask(session_id=session_id, epoch=live.epoch))
        elif live.state.is_working and not live.is_over and self._stands_still(watch, now):
            self._move(live, watch)

    def _look_at_end(self, live: LiveScan, now: datetime) -> None:
        """Who ended it has died before it could say so; whoever takes up its report says it."""
        if live.ended_at is not None and now - live.ended_at > self.visibility:
            self.reports.put(ReportTask(session_id=live.session_id, epoch=live.epoch))

    def _look_at_pause(self, live: LiveScan, pause: Pause, now: datetime) -> None:
        """A wait ends when there is nothing left to wait for, when its time has come, or when it was in vain."""
        if live.is_all_counted or pause.is_due(now):
            self.resuming.resume(live, token_generation=live.token_generation)
        elif pause.is_in_vain(now):
            self._give_up_waiting(live, pause.reason.of_files)

    def _give_up_waiting(self, live: LiveScan, reason: Reason) -> None:
        """It ends as a cancelled scan does, but says of each unread file, and of a folder cut short, what it waited for."""
        if not self.sessions.ask_cancel(live, reason):
            return
        if not live.listed:
            self._record_cut(live, reason)
        self.listings.put(redrive(live))
        now = self.sessions.live(live.session_id)
        if now is not None:
            self.audience.tell_state(now)

    def _wants_report(self, live: LiveScan, watch: Watch, now: datetime) -> bool:
        if live.state is ScanState.REPORTING:
            return live.lease_until is not None and live.lease_until < now
        return live.is_over and now - watch.moved_at > self.visibility

    def _stands_still(self, watch: Watch, now: datetime) -> bool:
        still_for = now - watch.moved_at
        return still_for > self.still_after and (self._is_nothing_waiting() or still_for > PATIENCE_WITH_BACKLOG)

    def _is_nothing_waiting(self) -> bool:
        return all(queue.backlog() == 0 for queue in self.scans)

    def _move(self, live: LiveScan, watch: Watch) -> None:
        if not watch.redriven and self.sessions.claim_redrive(live):
            self.listings.put(redrive(live))
        else:
            self._close(live)

    def _close(self, live: LiveScan) -> None:
        if not live.listed:
            self._record_cut(live, Reason.LOST)
            self.sessions.close_listing(live.session_id, live.epoch, complete=False)
        for batch in batches(self.epoch_log.unsettled(live), CLOSED_AT_ONCE):
            lost = [Outcome(file, live.epoch, 0, Examination.failed(Reason.LOST)) for file in batch]
            written = self.recorder.write(live, lost)
            now = self.sessions.live(live.session_id)
            if now is not None:
                self.recorder.tell(now, written)

    def _record_cut(self, live: LiveScan, reason: Reason) -> None:
        session = self.sessions.session(live.session_id)
        if session is not None:
            failure = FolderFailure(session.root, reason)
            self.sessions.record_failure(live, failure)
            self.audience.tell_folder(live, failure)
